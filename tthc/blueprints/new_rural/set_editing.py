"""A criteria set written as a table: every button sends the whole table back, only "Lưu" keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import g, request, url_for

from tthc.blueprints.new_rural import bp
from tthc.blueprints.new_rural.set_forms import HeadForm, SetFileForm, sent_rows
from tthc.blueprints.new_rural.sets import SETS
from tthc.core.criteria.actions import sets as actions
from tthc.core.criteria.queries import sets as queries
from tthc.core.criteria.rules import KINDS, set_pasting, set_sheets
from tthc.core.criteria.rules.set_heads import head_of, texts_of
from tthc.core.criteria.rules.set_moves import moved
from tthc.core.criteria.rules.set_rows import Row, rows_of
from tthc.core.criteria.rules.set_sheets import Found
from tthc.core.criteria.rules.set_tables import MOST_ROWS, Problem, assemble
from tthc.core.files.rules import clean_name
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, settings, today, toolbox, writes
from tthc.web.reply import back_to, reply, said

_BLANK = (Row(is_criterion=True), Row(), Row())
_MIB = 1024 * 1024


def _read_file() -> Found | BadInput:
    """Read the file in a child with limits, outside any transaction."""
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            return BadInput("Chọn tệp bảng tính.")
        name, most = clean_name(sent.filename), settings().max_upload_bytes
        content = sent.stream.read(most + 1)
        if len(content) > most:
            return BadFile(f'Tệp "{name}" lớn hơn {most // _MIB} MB. Chia thành nhiều tệp rồi tải lên.', too_large=True)
        return set_sheets.read(toolbox().sheets.read(content, name, most_rows=MOST_ROWS * 2))
    except BadInput as error:
        return error


@bp.get(f"{SETS}/moi")
@needs(Can.CRITERIA_SET_UP)
def set_new() -> Any:
    """An empty table."""
    return _page(None, HeadForm(formdata=None), _BLANK)


@bp.post(f"{SETS}/moi")
@needs(Can.CRITERIA_SET_UP)
@writes
def set_add() -> Any:
    """A new set, or the table with a row more, less or elsewhere."""
    return _sent(None)


@bp.get(f"{SETS}/<int:set_id>/sua")
@needs(Can.CRITERIA_SET_UP)
def set_edit(set_id: int) -> Any:
    """The table of a set of one's own."""
    row = _own(set_id)
    if reason := queries.fixed_because(db.session(), row):
        raise WrongState(reason)
    table = queries.table_of(row)
    form = HeadForm(formdata=None, data=texts_of(table) | {"version": str(row.version)})
    return _page(row, form, rows_of(table))


@bp.post(f"{SETS}/<int:set_id>/sua")
@needs(Can.CRITERIA_SET_UP)
@writes
def set_change(set_id: int) -> Any:
    """Keep the changed table, or show it with a row more, less or elsewhere."""
    return _sent(_own(set_id))


@bp.get(f"{SETS}/nhap")
@needs(Can.CRITERIA_SET_UP)
def set_upload() -> Any:
    """Choose a workbook."""
    return _upload_page(SetFileForm(formdata=None))


@bp.post(f"{SETS}/nhap")
@needs(Can.CRITERIA_SET_UP)
@writes(after=_read_file)
def set_read() -> Any:
    """The workbook as a table to be looked through; nothing is kept yet."""
    found: Found | BadInput = g.prepared
    if isinstance(found, BadInput):
        form = SetFileForm()
        form.take(BadInput("", {"file": str(found)}))
        return _upload_page(form, 413 if isinstance(found, BadFile) and found.too_large else 422)
    head = dict(found.head)
    read_head, _ = head_of(head)
    data = head | {"subject": read_head.subject.value if read_head.subject else "", "is_unsure": "x" if read_head.is_unsure else ""}
    form = HeadForm(formdata=None, data=data)
    problems = [*found.problems, *_problems(form, found.rows)]
    return _page(None, form, found.rows, problems, found=found, is_read=True)


def _own(set_id: int) -> Any:
    row = queries.one(db.session(), actor(), set_id)
    ensure(actor(), Can.CRITERIA_SET_UP, row)
    return row


def _sent(row: Any) -> Any:
    form, rows, act = HeadForm(), sent_rows(), request.form.get("act", "save")
    if act in ("paste", "paste-below"):
        return _pasted(row, form, rows, is_below=act == "paste-below")
    if act != "save":
        return _page(row, form, moved(rows, act))
    set_id = row.id if row else None
    try:
        kept = actions.write(db.session(), actor(), form.texts(), rows, row=row, version=row_number(form.version.data), now=now())
    except actions.BadTable as error:
        db.session().rollback()
        return _page(queries.one(db.session(), actor(), set_id) if set_id else None, form, rows, error.problems)
    said("Đã lưu bộ tiêu chí.")
    return back_to("new_rural.set_page", set_id=kept.id)


def _pasted(row: Any, form: HeadForm, rows: Sequence[Row], *, is_below: bool) -> Any:
    try:
        found = set_pasting.read(form.pasted.data or "")
    except BadInput as error:
        form.take(BadInput("", {"pasted": next(iter(error.fields.values()), str(error))}))
        return _page(row, form, rows, status=422)
    typed = [each for each in rows if not each.is_empty] if is_below else []
    both = [*typed, *found.rows]
    shift = len(typed)
    unread = [Problem((one.row or 0) + shift, one.field, one.sentence) for one in found.problems]
    if not any((unread, form.errors)):
        form.pasted.data = ""
    return _page(row, form, both, [*unread, *_problems(form, both)], is_read=True)


def _problems(form: HeadForm, rows: Sequence[Row]) -> list[Problem]:
    """What is wrong with a table that was read; a head that is still empty is asked for when it is saved."""
    head, unread = head_of(form.texts())
    _, problems = assemble(head, rows)
    return [*(one for one in unread if form.texts()[one.field]), *(one for one in problems if one.row is not None or one.field == "rows")]


def _page(
    row: Any,
    form: HeadForm,
    rows: Sequence[Row],
    problems: Sequence[Problem] = (),
    *,
    found: Found | None = None,
    is_read: bool = False,
    status: int | None = None,
) -> Any:
    faults: dict[int, dict[str, list[str]]] = {}
    for one in problems:
        if one.row is not None:
            faults.setdefault(one.row, {}).setdefault(one.field, []).append(one.sentence)
        else:
            form.take(BadInput("", {one.field: one.sentence}))
    told = [
        {"row": one.row, "field": one.field, "words": found.told(one) if found else f"Dòng {one.row + 1}: {one.sentence}"}
        for one in problems
        if one.row is not None
    ]
    values: dict[str, Any] = {"row": row, "form": form, "rows": rows, "faults": faults, "told": told, "is_read": is_read, "kinds": KINDS}
    values["here"] = url_for("new_rural.set_change", set_id=row.id) if row else url_for("new_rural.set_add")
    values["back"] = url_for("new_rural.set_page", set_id=row.id) if row else url_for("new_rural.sets")
    return reply("new_rural/set_edit.html", status=status or (422 if problems else 200), today=today(), **values)


def _upload_page(form: SetFileForm, status: int = 200) -> Any:
    hint = f"Excel (.xlsx, .xls), OpenDocument (.ods), văn bản (.csv, .tsv); nhiều nhất {MOST_ROWS} dòng."
    return reply("new_rural/set_upload.html", status=status, form=form, hint=hint)
