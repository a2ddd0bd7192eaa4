"""Form II.06a: the page, its print view, the rows behind a figure, the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from tthc.blueprints.one_stop import bp
from tthc.blueprints.one_stop.form_page import form_of, form_page
from tthc.blueprints.one_stop.registers import DOSSIERS
from tthc.core.dossiers import actions as dossier_actions
from tthc.core.dossiers.queries import counting, sheets
from tthc.core.dossiers.rules.columns import GROUP_TITLES
from tthc.core.dossiers.rules.figures import FIGURES
from tthc.core.dossiers.rules.form import NUMBERS
from tthc.core.people import queries as people_queries
from tthc.core.registers import queries as register_queries
from tthc.core.registers.rules import Column
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.kernel.text import nfc
from tthc.web.attachment import attachment
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.lines import Pages, page_number, pages
from tthc.web.register_list import TableRow, listed, table_row
from tthc.web.reply import reply, said, see_other
from tthc.web.report_job import Job
from tthc.web.turns import look_again

_FORM = "/<int(min=2000, max=2100):year>/mot-cua/bieu-06a"
_LONGEST = 300


@dataclass(frozen=True)
class RowsPage:
    """The dossiers behind one cell."""

    title: str
    caption: str
    back: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    pages: Pages | None


@bp.get(_FORM)
@needs(Can.REGISTER_READ)
def form(year: int) -> Any:
    """The form of a period."""
    return reply("one_stop/form.html", page=form_page(form_of(year, _asked("ky"))))


@bp.get(f"{_FORM}/in")
@needs(Can.REGISTER_READ)
def form_print(year: int) -> Any:
    """The same on paper."""
    return reply("one_stop/form_print.html", page=form_page(form_of(year, _asked("ky"))))


@bp.get(f"{_FORM}/ho-so")
@needs(Can.REGISTER_READ)
def form_rows(year: int) -> Any:
    """The dossiers behind a figure of the form."""
    found = form_of(year, _asked("ky"))
    column = next((name for name, place in NUMBERS.items() if str(place) == _asked("cot")), None)
    if column is None or not found.is_counted:
        raise NotFound
    level, field = _asked("cap"), _asked("linh_vuc")
    behind = counting.of_cell(actor().agency_id or 0, column, found.period.start, found.until, level, field)
    rows, total = counting.rows_of_cell(
        db.session(), behind, offset=(page_number() - 1) * register_queries.PAGE, limit=register_queries.PAGE
    )
    known = register_queries.lookups(db.session(), actor().agency_id or 0, DOSSIERS.book, today())
    lines = register_queries.lines(rows, actor(), DOSSIERS.book, known)
    columns = listed(DOSSIERS.book, known)
    title = next(one.title for one in FIGURES if one.name == column)
    scope = ", ".join(part for part in (field, GROUP_TITLES.get(level, "").lower()) if part)
    page = RowsPage(
        title=f"{title}{f', {scope}' if scope else ''}",
        caption=f"{total} hồ sơ, {found.period.words}",
        back=url_for("one_stop.form", year=year, ky=found.period.slug),
        columns=columns,
        rows=tuple(table_row(DOSSIERS, year, columns, line, row) for line, row in zip(lines, rows, strict=True)),
        pages=pages(lines, total, register_queries.PAGE),
    )
    return reply("one_stop/form_rows.html", page=page)


@bp.post(f"{_FORM}/tai")
@needs(Can.REGISTER_READ)
@writes
def form_export(year: int) -> Any:
    """Ask for the form as a sheet."""
    found = form_of(year, _asked("ky"))
    agency = people_queries.agency(db.session(), actor().agency_id or 0)
    try:
        row = dossier_actions.ask_form(db.session(), actor(), found, agency.name, form_page(found).notes, today=today(), now=now())
    except BadInput as error:
        said(str(error), "late")
        return see_other(url_for("one_stop.form", year=year, ky=found.period.slug))
    form_sheet_id, queue = row.id, toolbox().queue
    after_commit(lambda: queue.enqueue("write_form", form_sheet_id=form_sheet_id))
    return see_other(url_for("one_stop.form_progress", form_sheet_id=form_sheet_id))


@bp.get("/mot-cua/bieu-06a/<int:form_sheet_id>")
@needs(Can.REGISTER_READ)
def form_progress(form_sheet_id: int) -> Any:
    """How far the sheet is; the page looks again by itself."""
    row = sheets.form_sheet(db.session(), actor(), form_sheet_id)
    back = url_for("one_stop.form", year=row.year, ky=_asked("ky") or None)
    answer = reply("one_stop/progress.html", "macros/_job.html", job=_job(row), title=row.content["title"], back=back)
    return look_again(answer, "one_stop.form_progress", is_open=row.is_open, form_sheet_id=form_sheet_id)


@bp.get("/mot-cua/bieu-06a/<int:form_sheet_id>/tep")
@needs(Can.REGISTER_READ)
def form_file(form_sheet_id: int) -> Any:
    """The sheet, proved against its hash."""
    row = sheets.form_sheet(db.session(), actor(), form_sheet_id)
    if row.stored_file is None:
        raise NotFound
    return attachment(row.stored_file, row.file_name)


def _asked(name: str) -> str:
    return nfc(request.args.get(name, ""))[:_LONGEST]


def _job(row: Any) -> Job:
    is_ready = row.stored_file_id is not None
    return Job(
        id=f"form-sheet-{row.id}",
        href=url_for("one_stop.form_progress", form_sheet_id=row.id),
        is_running=row.is_open,
        percent=None,
        words="Đang lập tệp Excel." if row.is_open else "Tệp đã sẵn sàng." if is_ready else "",
        problem=row.problem,
        result_href=url_for("one_stop.form_file", form_sheet_id=row.id) if is_ready else None,
        result_words="Tải tệp Excel" if is_ready else None,
    )
