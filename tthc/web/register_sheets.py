"""The routes of sheets on their way in: upload or paste, check, say which column is which, confirm or drop."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, g, request
from wtforms import FileField, TextAreaField

from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.registers import actions, queries
from tthc.core.registers.rules import UNIT, Lookups, column_named
from tthc.core.registers.rules.sheets import FILE_NAME, MEDIA_TYPE
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.web.addresses import row_number
from tthc.web.forms import Form
from tthc.web.guards import actor, after_commit, needs, now, settings, today, toolbox, writes
from tthc.web.register_check import check_page, sheet_of
from tthc.web.register_form import ColumnField, options_of, writable_units
from tthc.web.register_paste import as_file, given_texts, order_words
from tthc.web.register_ui import RegisterUi
from tthc.web.reply import reply, said, see_other, wants_fragment
from tthc.web.turns import look_again

_MIB = 1024 * 1024
_KINDS = (".xlsx", ".xls", ".csv", ".tsv", ".ods")


class SheetForm(Form):
    """A file, or pasted cells; the columns that are said once for all rows stand beside them."""

    file = FileField("Tệp bảng tính", render_kw={"accept": ",".join(_KINDS)})
    text = TextAreaField("Hoặc dán các ô từ Excel", render_kw={"rows": 6, "wrap": "off", "spellcheck": "false"})


def add_sheets(bp: Blueprint, here: str, uis: dict[str, RegisterUi]) -> None:
    """The routes of sheets on their way in."""

    @bp.get(f"{here}/nhap")
    @needs(Can.REGISTER_KEEP)
    def sheet_upload(year: int, register: str) -> Any:
        """Choose a file or paste cells."""
        ui = uis[register]
        return _upload_page(ui, year, _form(ui, None))

    @bp.post(f"{here}/nhap")
    @needs(Can.REGISTER_KEEP)
    @writes(after=lambda **at: _store(uis[at["register"]]))
    def sheet_send(year: int, register: str) -> Any:
        """Keep the sheet and have it read in the background."""
        return _stage(uis[register], year)

    @bp.get(f"{here}/nhap/<int:sheet_id>")
    @needs(Can.REGISTER_KEEP)
    def sheet_check(year: int, register: str, sheet_id: int) -> Any:
        """How far the reading is, then what would change and what is wrong."""
        return _check(uis[register], year, sheet_id)

    @bp.post(f"{here}/nhap/<int:sheet_id>/cot")
    @needs(Can.REGISTER_KEEP)
    @writes
    def sheet_mapping(year: int, register: str, sheet_id: int) -> Any:
        """Say which header is which column; sheets of the same source are not asked about again."""
        return _map(uis[register], year, sheet_id)

    @bp.post(f"{here}/nhap/<int:sheet_id>/xac-nhan")
    @needs(Can.REGISTER_KEEP)
    @writes
    def sheet_load(year: int, register: str, sheet_id: int) -> Any:
        """Confirm: all rows are written, or none."""
        ui = uis[register]
        row = sheet_of(ui, sheet_id)
        actions.ask_load(db.session(), actor(), ui.book, row, version=row_number(request.form.get("version")), now=now())
        _wake("load_register", sheet_id)
        return see_other(ui.href("sheet_check", year, sheet_id=sheet_id))

    @bp.post(f"{here}/nhap/<int:sheet_id>/bo")
    @needs(Can.REGISTER_KEEP)
    @writes
    def sheet_discard(year: int, register: str, sheet_id: int) -> Any:
        """Drop the sheet; nothing of it became a row."""
        ui = uis[register]
        actions.discard(db.session(), actor(), ui.book, sheet_of(ui, sheet_id), now=now())
        said("Đã bỏ lần nhập. Sổ không thay đổi.")
        return see_other(ui.href("rows", year))


def _wake(job: str, sheet_id: int) -> None:
    queue = toolbox().queue
    after_commit(lambda: queue.enqueue(job, import_id=sheet_id))


def _form(ui: RegisterUi, formdata: Any) -> Any:
    """The upload form; a link may say the given columns beforehand."""
    known = queries.lookups(db.session(), actor().agency_id or 0, ui.book, today())
    units = writable_units(actor(), ui.book, known)
    if not units:
        raise NotFound
    fields = {name: _given_field(ui, name, known) for name in ui.given if name != UNIT.name}
    fields[UNIT.name] = ColumnField(replace(UNIT, title="Đơn vị của các dòng không ghi đơn vị"), known, units)
    start = {UNIT.name: int(units[0][0])}
    form = type("SheetOfRegister", (SheetForm,), fields)(formdata=formdata, data=start)
    if formdata is None:
        for name in ui.given:
            form[name].raw = request.args.get(name, form[name].raw)
    return form


def _given_field(ui: RegisterUi, name: str, known: Lookups) -> ColumnField:
    column = replace(column_named(ui.book.columns, name), is_required=False)
    return ColumnField(column, known, options_of(column, (), known))


def _upload_page(ui: RegisterUi, year: int, form: Any, status: int = 200) -> Any:
    waiting = queries.imports_waiting(db.session(), actor(), ui.book)
    given = [form[name] for name in dict.fromkeys((*ui.given, UNIT.name))]
    hint = f"Excel (.xlsx, .xls), OpenDocument (.ods), văn bản (.csv, .tsv); tối đa {settings().max_upload_bytes // _MIB} MB, 20.000 dòng."
    values = {"form": form, "given": given, "hint": hint, "waiting": waiting, "order": order_words(ui.book)}
    return reply("section/sheet_upload.html", status=status, ui=ui, year=year, **values)


def _store(ui: RegisterUi) -> tuple[str, Stored | None, BadInput | None]:
    """Look what the sheet is and store it, outside any transaction."""
    found = request.files.get("file")
    try:
        if found is None or not found.filename:
            content = as_file(request.form.get("text", ""), ui.book)
            return FILE_NAME, toolbox().files.keep(content, MEDIA_TYPE), None
        name, most = clean_name(found.filename), settings().max_upload_bytes
        content = found.stream.read(most + 1)
        if len(content) > most:
            sentence = f'Tệp "{name}" lớn hơn {most // _MIB} MB. Chia thành nhiều tệp rồi tải lên.'
            return name, None, BadFile(sentence, too_large=True)
        return name, toolbox().files.keep(content, toolbox().sheets.look(content, name)), None
    except BadInput as error:
        return "", None, error


def _stage(ui: RegisterUi, year: int) -> Any:
    session, form = db.session(), _form(ui, request.form)
    name, stored, problem = g.prepared
    try:
        if not form.validate():
            return _upload_page(ui, year, form, 422)
        if stored is None:
            raise problem or BadInput("Chọn tệp bảng tính hoặc dán các ô.")
        unit_id, given = form[UNIT.name].data, given_texts(form, ui.given)
        row = actions.stage(session, actor(), ui.book, stored, name, given=given, unit_id=unit_id, now=now())
        if replaced := row_number(request.form.get("replaces")):  # cells that were put right take the place of those with faults
            actions.discard(session, actor(), ui.book, sheet_of(ui, replaced), now=now())
    except BadInput as error:
        session.rollback()
        is_file = bool(request.files.get("file"))
        form.take(error if error.fields else BadInput("", {"file" if is_file else "text": str(error)}))
        return _upload_page(ui, year, form, 413 if isinstance(error, BadFile) and error.too_large else 422)
    _wake("read_register", row.id)
    return see_other(ui.href("sheet_check", year, sheet_id=row.id))


def _map(ui: RegisterUi, year: int, sheet_id: int) -> Any:
    session, row = db.session(), sheet_of(ui, sheet_id)
    answers = {name[4:]: column for name, column in request.form.items() if name.startswith("cot-")}
    try:
        actions.answer_mapping(session, actor(), ui.book, row, answers, now=now())
    except BadInput as error:
        session.rollback()
        return _check(ui, year, sheet_id, next(iter(error.fields.values()), str(error)))
    _wake("read_register", sheet_id)
    return see_other(ui.href("sheet_check", year, sheet_id=sheet_id))


def _check(ui: RegisterUi, year: int, sheet_id: int, problem: str = "") -> Any:
    row = sheet_of(ui, sheet_id)
    page = check_page(ui, year, row)
    status = 422 if problem else 200
    answer = reply("section/sheet_check.html", "macros/_job.html", status=status, page=page, job=page.job, problem=problem)
    if wants_fragment() and not row.is_open:
        answer.headers["HX-Refresh"] = "true"  # the wait is over: the page itself has changed
    at = {"year": year, "register": ui.slug, "sheet_id": sheet_id}
    return look_again(answer, f"{ui.book.section.value}.sheet_check", is_open=row.is_open, **at)
