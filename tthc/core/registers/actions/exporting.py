"""A register on its way out as a sheet: asked for, written by the worker, kept for who asked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.registers.models import RegisterExport
from tthc.core.registers.queries.book import Book
from tthc.core.registers.queries.lists import Ask
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import ensure
from tthc.kernel.text import fold


def ask_export(session: Session, actor: Actor, book: Book, ask: Ask, *, today: date, now: datetime) -> RegisterExport:
    """Ask for a sheet of what the list shows: its year, view, words and filters."""
    if actor.agency_id is None:
        raise BadInput("Chưa xác định cơ quan của sổ.")
    ensure(actor, book.read, _Office(actor.agency_id))
    asked = ask.as_json()
    row = RegisterExport(
        agency_id=actor.agency_id, register=book.name, asked_by_id=actor.person_id, asked=asked, file_name=_file_name(book, ask, today)
    )
    queued.ask(row, now)
    session.add(row)
    session.flush()
    audit.record(session, actor, "ask_export", "register_export", row.id, now=now, after={"register": book.name, **asked})
    return row


def keep_export(session: Session, actor: Actor, book: Book, row: RegisterExport, stored: Stored, *, rows: int, now: datetime) -> None:
    """The sheet is written and stored."""
    ensure(actor, book.read, row)
    row.stored_file_id = file_actions.register(session, stored, now=now).id
    queued.finish(row, now)
    after = {"file": row.file_name, "sha256": stored.sha256, "rows": rows}
    audit.record(session, actor, "keep_export", "register_export", row.id, now=now, after=after, agency_id=row.agency_id)


class _Office:
    """What is read when no row is named: the agency's register."""

    def __init__(self, agency_id: int) -> None:
        self.agency_id = agency_id
        self.unit_id = agency_id


def _file_name(book: Book, ask: Ask, today: date) -> str:
    words = "-".join("".join(c if c.isalnum() else " " for c in fold(book.title)).split())
    return "-".join(filter(None, (words, str(ask.year) if ask.year else "", f"{today:%Y%m%d}"))) + ".xlsx"
