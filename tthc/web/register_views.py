"""The routes that every register of a section has."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from flask import Blueprint, request

from tthc.core.registers import actions, queries
from tthc.core.registers.rules import Lookups, read
from tthc.extensions import db
from tthc.kernel.errors import BadInput, Conflict, NotFound
from tthc.kernel.policy import Can, ensure, may
from tthc.web import register_documents
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.register_counting import recount
from tthc.web.register_exports import add_exports
from tthc.web.register_form import ReasonForm, RowForm, entered, row_form, writable_units
from tthc.web.register_list import list_parts
from tthc.web.register_print import printed_parts
from tthc.web.register_proofs import add_proofs
from tthc.web.register_row import row_page, show_row
from tthc.web.register_sheets import add_sheets
from tthc.web.register_ui import RegisterUi
from tthc.web.reply import reply, said, see_other
from tthc.web.section_page import answer

_PRINTED = 2000  # rows; more is a matter for the sheet


def add_registers(bp: Blueprint, home: str, uis: Sequence[RegisterUi]) -> None:
    """Lists, rows, sheets and print views of the section's registers."""
    if not uis:
        return
    by_slug = {ui.slug: ui for ui in uis}
    slugs = ", ".join(f'"{slug}"' for slug in by_slug)
    here = f"{home}/so/<any({slugs}):register>"
    _add_lists(bp, here, by_slug)
    _add_rows(bp, here, by_slug)
    add_proofs(bp, here, by_slug)
    add_sheets(bp, here, by_slug)
    add_exports(bp, here, by_slug)
    register_documents.routes(bp, here, by_slug)


def _add_lists(bp: Blueprint, here: str, uis: dict[str, RegisterUi]) -> None:
    @bp.get(here)
    @needs(Can.REGISTER_READ)
    def rows(year: int, register: str) -> Any:
        """The register's list."""
        ui = uis[register]
        return answer(ui.book.section, year, "_registers", list_parts(tuple(uis.values()), ui, year), "section/registers.html")

    @bp.get(f"{here}/in")
    @needs(Can.REGISTER_READ)
    def rows_print(year: int, register: str) -> Any:
        """The list on paper."""
        return reply("section/rows_print.html", **printed_parts(uis[register], year, _PRINTED))


def _add_rows(bp: Blueprint, here: str, uis: dict[str, RegisterUi]) -> None:
    @bp.get(f"{here}/them")
    @needs(Can.REGISTER_KEEP)
    def row_add(year: int, register: str) -> Any:
        """The form of a new row."""
        ui = uis[register]
        return _form_page(ui, year, _new_form(ui, None))

    @bp.post(f"{here}/them")
    @needs(Can.REGISTER_KEEP)
    @writes
    def row_enter(year: int, register: str) -> Any:
        """Keep a new row."""
        return _enter(uis[register], year)

    @bp.get(f"{here}/<int:row_id>")
    @needs(Can.REGISTER_READ)
    def row(year: int, register: str, row_id: int) -> Any:
        """One row."""
        return show_row(uis[register], year, row_id)

    @bp.get(f"{here}/<int:row_id>/sua")
    @needs(Can.REGISTER_KEEP)
    def row_edit(year: int, register: str, row_id: int) -> Any:
        """The form of a row."""
        ui = uis[register]
        found = _mine(ui, row_id)
        return _form_page(ui, year, _form_of(ui, found, None), row_id)

    @bp.post(f"{here}/<int:row_id>/sua")
    @needs(Can.REGISTER_KEEP)
    @writes
    def row_change(year: int, register: str, row_id: int) -> Any:
        """Keep a changed row."""
        return _change(uis[register], year, row_id)

    @bp.get(f"{here}/<int:row_id>/xoa")
    @needs(Can.REGISTER_KEEP)
    def row_remove(year: int, register: str, row_id: int) -> Any:
        """Ask why a row goes."""
        ui = uis[register]
        found = _mine(ui, row_id)
        form = ReasonForm(formdata=None, version=str(found.version))
        return reply("section/row_remove.html", page=row_page(ui, year, row_id), form=form)

    @bp.post(f"{here}/<int:row_id>/xoa")
    @needs(Can.REGISTER_KEEP)
    @writes
    def row_drop(year: int, register: str, row_id: int) -> Any:
        """Take a row out of the register; the log keeps the reason."""
        return _drop(uis[register], year, row_id)


def _mine(ui: RegisterUi, row_id: int) -> Any:
    """A row that this person may change; for others the address is not there."""
    found = queries.one(db.session(), actor(), ui.book, row_id)
    if not may(actor(), ui.book.write, found):
        raise NotFound
    return found


def _lookups(ui: RegisterUi) -> Lookups:
    return queries.lookups(db.session(), actor().agency_id or 0, ui.book, today())


def _new_form(ui: RegisterUi, formdata: Any) -> RowForm:
    known = _lookups(ui)
    if not writable_units(actor(), ui.book, known):
        raise NotFound
    values = {} if formdata is not None else {**(ui.prefill() if ui.prefill else {}), **_from_address(ui, known)}
    return row_form(ui.book, actor(), known, formdata=formdata, values=values)


def _from_address(ui: RegisterUi, known: Lookups) -> dict[str, Any]:
    """What a link to the form says of the new row; what cannot be read is left out."""
    found = {}
    for column in entered(ui.book):
        if text := request.args.get(column.name, ""):
            with suppress(BadInput):
                found[column.name] = read(column, text[: column.longest], known)
    return found


def _form_of(ui: RegisterUi, row: Any, formdata: Any) -> RowForm:
    return row_form(ui.book, actor(), _lookups(ui), formdata=formdata, row=row)


def _form_page(ui: RegisterUi, year: int, form: RowForm, row_id: int | None = None, status: int = 200) -> Any:
    back = ui.href("rows", year) if row_id is None else ui.href("row", year, row_id=row_id)
    action = ui.href("row_add", year) if row_id is None else ui.href("row_edit", year, row_id=row_id)
    return reply("section/row_form.html", status=status, ui=ui, year=year, form=form, row_id=row_id, back=back, action=action)


def _enter(ui: RegisterUi, year: int) -> Any:
    session = db.session()
    form = _new_form(ui, request.form)
    try:
        if form.validate():
            row = actions.enter(session, actor(), ui.book, form.values(), today=today(), now=now())
            said(f"Đã thêm {ui.book.row_words} vào sổ.")
            _warn(ui, form)
            recount(ui.book, year)
            return see_other(ui.href("row_add", year) if "them-nua" in request.form else ui.href("row", year, row_id=row.id))
    except BadInput as error:
        session.rollback()
        form.take(error)
    return _form_page(ui, year, form, status=422)


def _change(ui: RegisterUi, year: int, row_id: int) -> Any:
    session = db.session()
    row = queries.one(session, actor(), ui.book, row_id)
    ensure(actor(), ui.book.write, row)
    form = _form_of(ui, row, request.form)
    try:
        if form.validate():
            values = {name: getattr(row, name) for name in (c.name for c in ui.book.entered)} | form.values()
            version = form.known_version()
            is_changed = actions.edit(session, actor(), ui.book, row, values, version=version, today=today(), now=now())
            said("Đã lưu thay đổi." if is_changed else "Không có nội dung nào thay đổi.", "done" if is_changed else "info")
            _warn(ui, form)
            recount(ui.book, year)
            return see_other(ui.href("row", year, row_id=row_id))
    except BadInput as error:
        session.rollback()
        form.take(error)
    except Conflict as error:
        return _both(ui, year, row, form, error)
    return _form_page(ui, year, form, row_id, status=422)


def _warn(ui: RegisterUi, form: RowForm) -> None:
    """What is unusual in a row that was kept: said, and stopping nothing."""
    for sentence in ui.book.warn(form.values(), _lookups(ui)).values():
        said(sentence, "late")


def _both(ui: RegisterUi, year: int, row: Any, form: RowForm, error: Conflict) -> Any:
    """What is kept and what was typed, side by side; the typed one can still be saved, over the version that was just shown."""
    sent = [{"name": name, "value": value} for name, value in request.form.items() if name in form and name not in _OWN]
    version, row_id = row.version, row.id
    db.session().rollback()
    resubmit = {"action": ui.href("row_edit", year, row_id=row_id), "fields": [*sent, {"name": "version", "value": version}]}
    back = ui.href("row", year, row_id=row_id)
    context = {"sentence": str(error), "theirs": error.theirs, "mine": error.mine, "back_href": back, "resubmit": resubmit}
    return reply("errors/conflict.html", status=409, **context)


_OWN = ("csrf_token", "request_key", "version")


def _drop(ui: RegisterUi, year: int, row_id: int) -> Any:
    session = db.session()
    row = queries.one(session, actor(), ui.book, row_id)
    form = ReasonForm()
    try:
        if form.validate():
            version = row_number(form.version.data)
            actions.remove(session, actor(), ui.book, row, form.reason.data or "", version=version, today=today(), now=now())
            recount(ui.book, year)
            said("Đã xóa dòng khỏi sổ. Nhật ký giữ nội dung dòng và lý do.")
            return see_other(ui.href("rows", year))
    except BadInput as error:
        session.rollback()
        form.take(error)
    return reply("section/row_remove.html", status=422, page=row_page(ui, year, row_id), form=form)
