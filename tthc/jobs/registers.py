"""Sheets in and out of registers, outside the request: read and check, write what was confirmed, make a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tthc.core.books import BOOKS
from tthc.core.files.ports import Sheet
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers.queries import Ask, exported, sheets
from tthc.core.registers.rules.sheets import MOST_ROWS
from tthc.core.toolbox import Toolbox
from tthc.jobs.attempts import recorded
from tthc.kernel import queued
from tthc.kernel.actor import Actor, system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LEASE = timedelta(minutes=8)  # a workbook that LibreOffice rewrites first, then 20,000 rows
_ROOM = 100  # rows above and below the table: letterhead, header, signature
_STEP = 10  # percent between two looks at the progress
_GONE = "Người yêu cầu không còn vị trí công tác trong cơ quan nên không thực hiện được."


def read_register(session: Session, toolbox: Toolbox, import_id: int) -> bool:
    """Read an uploaded sheet and keep its preview; False if there was nothing to do."""
    with unit_of_work(session):
        row = sheets.import_for_worker(session, import_id)
        if row is None or row.state != "waiting" or not queued.take(row, toolbox.clock.now(), _LEASE):
            return False
        book, sha256, name = BOOKS[row.register], row.stored_file.sha256, row.file_name
    with recorded(session, toolbox, lambda: _import(session, import_id)):
        actor = _asker(session, toolbox, _import(session, import_id).created_by_id, _import(session, import_id).agency_id)
        try:
            found = _sheets(session, toolbox, sha256, name)
        except BadInput as error:
            with unit_of_work(session):
                register_actions.refuse(session, actor, book, _import(session, import_id), str(error), now=toolbox.clock.now())
            return True
        checked = _checked(session, toolbox, actor, import_id, found)
        with unit_of_work(session):
            register_actions.keep_preview(session, actor, book, _import(session, import_id), checked.preview, now=toolbox.clock.now())
    return True


def load_register(session: Session, toolbox: Toolbox, import_id: int) -> bool:
    """Write what was confirmed, all of it in one transaction; False if there was nothing to do.

    The sheet is checked again just before: if the register has changed meanwhile, nothing is written and the new preview is shown.
    """
    clock = toolbox.clock
    with unit_of_work(session):
        row = sheets.import_for_worker(session, import_id)
        if row is None or row.state != "loading" or not queued.take(row, clock.now(), _LEASE):
            return False
        book, sha256, name, agency_id = BOOKS[row.register], row.stored_file.sha256, row.file_name, row.agency_id
    with recorded(session, toolbox, lambda: _import(session, import_id)):
        actor = _asker(session, toolbox, _import(session, import_id).created_by_id, agency_id)
        checked = _checked(session, toolbox, actor, import_id, _sheets(session, toolbox, sha256, name))
        try:
            with unit_of_work(session):
                row = _import(session, import_id)
                register_actions.load(session, actor, book, row, checked, today=clock.today(), now=clock.now())
        except (Conflict, BadInput) as error:
            told = " ".join(error.fields.values()) if isinstance(error, BadInput) else ""
            checked = _checked(session, toolbox, actor, import_id, _sheets(session, toolbox, sha256, name))
            with unit_of_work(session):
                row = _import(session, import_id)
                register_actions.put_back(session, actor, book, row, checked.preview, told or str(error), now=clock.now())
        else:
            toolbox.queue.enqueue("count_targets", agency_id=agency_id, year=clock.today().year, register=book.name)
    return True


def export_register(session: Session, toolbox: Toolbox, export_id: int) -> bool:
    """Write the sheet that was asked for; False if there was nothing to do."""
    clock = toolbox.clock
    with unit_of_work(session):
        row = sheets.export_for_worker(session, export_id)
        if row is None or not queued.take(row, clock.now(), _LEASE):
            return False
        book, asked, agency_id, asker = BOOKS[row.register], Ask.from_json(row.asked), row.agency_id, row.asked_by_id

    def again() -> Any:
        return sheets.export_for_worker(session, export_id)

    with recorded(session, toolbox, again):
        actor = _asker(session, toolbox, asker, agency_id)
        made = exported.exported(session, actor, book, asked, today=clock.today())
        session.rollback()
        content = toolbox.sheets.write(made.title, made.columns, made.rows, notes=made.notes)
        stored = toolbox.files.keep(content, XLSX)
        with unit_of_work(session):
            register_actions.keep_export(session, actor, book, again(), stored, rows=len(made.rows), now=clock.now())
    return True


def _import(session: Session, import_id: int) -> Any:
    """The row again: what a transaction loaded is not kept past its end."""
    found = sheets.import_for_worker(session, import_id)
    if found is None:
        raise NotFound
    return found


def _asker(session: Session, toolbox: Toolbox, person_id: int | None, agency_id: int) -> Actor:
    """Sheets are read and written with the rights of who asked; the program itself for the command line."""
    if person_id is None:
        return system(agency_id)
    actor = people_queries.load_actor(session, person_id, toolbox.clock.today())
    if actor is None or actor.agency_id != agency_id:
        raise NotAllowed(_GONE)
    return actor


def _sheets(session: Session, toolbox: Toolbox, sha256: str, name: str) -> list[Sheet]:
    """Reading takes seconds: no transaction is open meanwhile."""
    session.rollback()
    return toolbox.sheets.read(toolbox.files.read(sha256), name, most_rows=MOST_ROWS + _ROOM)


def _checked(session: Session, toolbox: Toolbox, actor: Actor, import_id: int, found: Sequence[Sheet]) -> sheets.Checked:
    row = _import(session, import_id)
    tell = _progress(session, import_id)
    tell(5)
    checked = sheets.checked(session, actor, BOOKS[row.register], found, row, today=toolbox.clock.today(), tell=tell)
    session.rollback()
    return checked


def _progress(session: Session, import_id: int) -> Callable[[int], None]:
    """Writes how far the work is, at most ten times: each is a transaction of its own."""
    last = -_STEP

    def tell(percent: int) -> None:
        nonlocal last
        if percent - last >= _STEP:
            last = percent
            with unit_of_work(session):
                sheets.note_progress(session, import_id, percent)

    return tell
