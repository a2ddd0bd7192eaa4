"""The routes of sheets on their way out: a register as a workbook, and an empty one to fill in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Blueprint, send_file

from tthc.core.files.ports import SheetColumn
from tthc.core.registers import actions, queries
from tthc.core.registers.rules import Kind, choices_of
from tthc.extensions import db
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can
from tthc.kernel.text import fold
from tthc.web.attachment import attachment
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.register_ask import asked
from tthc.web.register_form import entered, in_sheets, writable_units
from tthc.web.register_ui import RegisterUi
from tthc.web.reply import reply, see_other
from tthc.web.report_job import Job
from tthc.web.turns import look_again

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {Kind.DAY: "day", Kind.COUNT: "count", Kind.NUMBER: "number", Kind.MONEY: "count"}
_WIDTHS = {Kind.LONG: 50, Kind.TEXT: 30, Kind.LINK: 30, Kind.UNIT: 24}


def add_exports(bp: Blueprint, here: str, uis: dict[str, RegisterUi]) -> None:
    """The routes of sheets on their way out."""

    @bp.post(f"{here}/xuat")
    @needs(Can.REGISTER_READ)
    @writes
    def sheet_export(year: int, register: str) -> Any:
        """Ask for the list, as the address narrows it, as a workbook."""
        ui = uis[register]
        known = queries.lookups(db.session(), actor().agency_id or 0, ui.book, today())
        row = actions.ask_export(db.session(), actor(), ui.book, asked(ui, year, known), today=today(), now=now())
        export_id, queue = row.id, toolbox().queue
        after_commit(lambda: queue.enqueue("export_register", export_id=export_id))
        return see_other(ui.href("sheet_export_progress", year, sheet_export_id=export_id))

    @bp.get(f"{here}/xuat/<int:sheet_export_id>")
    @needs(Can.REGISTER_READ)
    def sheet_export_progress(year: int, register: str, sheet_export_id: int) -> Any:
        """How far the workbook is; the page looks again by itself."""
        ui = uis[register]
        row = queries.export(db.session(), actor(), ui.book, sheet_export_id)
        answer = reply("section/sheet_export.html", "macros/_job.html", job=_job(ui, year, row), ui=ui, back=ui.href("rows", year))
        at = {"year": year, "register": register, "sheet_export_id": sheet_export_id}
        return look_again(answer, f"{bp.name}.sheet_export_progress", is_open=row.is_open, **at)

    @bp.get(f"{here}/xuat/<int:sheet_export_id>/tep")
    @needs(Can.REGISTER_READ)
    def sheet_export_file(year: int, register: str, sheet_export_id: int) -> Any:  # noqa: ARG001 - the address says the year
        """The workbook, proved against its hash."""
        row = queries.export(db.session(), actor(), uis[register].book, sheet_export_id)
        if row.stored_file is None:
            raise NotFound
        return attachment(row.stored_file, row.file_name)

    @bp.get(f"{here}/nhap/mau")
    @needs(Can.REGISTER_KEEP)
    def sheet_template(year: int, register: str) -> Any:  # noqa: ARG001 - the address says the year
        """An empty workbook to fill in: the columns that can be imported, with what can be chosen."""
        ui = uis[register]
        name = f"mau-{fold(ui.book.title).replace(' ', '-')}.xlsx"
        return send_file(BytesIO(_template(ui)), mimetype=_XLSX, as_attachment=True, download_name=name)


def _template(ui: RegisterUi) -> bytes:
    known = queries.lookups(db.session(), actor().agency_id or 0, ui.book, today())
    columns, notes = [], [f"Mỗi dòng là một {ui.book.row_words}. Cột bắt buộc: {_required(ui)}."]
    for column in in_sheets(ui.book):
        choices = tuple(choices_of(column, known).values())
        if column.kind is Kind.UNIT:
            choices = tuple(name for _, name in writable_units(actor(), ui.book, known))
        elif column.kind is Kind.FLAG:
            choices = ("Có", "Không")
        columns.append(SheetColumn(column.title, _WIDTHS.get(column.kind, 16), _KINDS.get(column.kind, "text"), choices))
        if column.hint:
            notes.append(f"{column.title}: {column.hint}")
    return toolbox().sheets.write(ui.book.title, columns, [], notes=notes)


def _required(ui: RegisterUi) -> str:
    return ", ".join(column.title for column in entered(ui.book) if column.is_required)


def _job(ui: RegisterUi, year: int, row: Any) -> Job:
    at = {"sheet_export_id": row.id}
    is_ready = row.stored_file_id is not None
    return Job(
        id=f"sheet-export-{row.id}",
        href=ui.href("sheet_export_progress", year, **at),
        is_running=row.is_open,
        percent=row.progress or None,
        words="Đang lập tệp Excel." if row.is_open else "Tệp đã sẵn sàng." if is_ready else "",
        problem=row.problem,
        result_href=ui.href("sheet_export_file", year, **at) if is_ready else None,
        result_words="Tải tệp Excel (.xlsx)" if is_ready else None,
    )
