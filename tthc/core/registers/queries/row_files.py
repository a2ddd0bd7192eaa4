"""The files of a row, for who may see the row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tthc.core.registers.models import RegisterFile
from tthc.core.registers.queries.book import Book
from tthc.core.registers.queries.lists import one
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound


def files(session: Session, book: Book, row: Any) -> list[RegisterFile]:
    """The files of a row that the caller has already found visible, in the order in which they were added."""
    return list(session.scalars(_files(book, row.id).order_by(RegisterFile.id)))


def file(session: Session, actor: Actor, book: Book, row_id: int, file_id: int) -> RegisterFile:
    """One file of a visible row, with its stored content; NotFound outside the actor's scope."""
    row = one(session, actor, book, row_id)
    found = session.scalars(_files(book, row.id).where(RegisterFile.id == file_id)).one_or_none()
    if found is None or book.hides(actor, row):  # a scan cannot be masked: who may not read the names may not open it
        raise NotFound
    return found


def _files(book: Book, row_id: int) -> Any:
    query = select(RegisterFile).where(RegisterFile.register == book.name, RegisterFile.row_id == row_id, RegisterFile.removed_at.is_(None))
    return query.options(joinedload(RegisterFile.stored_file))
