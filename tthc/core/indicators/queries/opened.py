"""The rows behind a figure: those that were counted, as far as the person may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import Book
from tthc.kernel.actor import Actor

PAGE = 25


@dataclass(frozen=True)
class Opened:
    """A page of counted rows; `gone` is how many of the page were taken out of the register after they had been counted."""

    rows: tuple[tuple[int, str], ...]  # id, words under which the register says the row
    gone: int
    total: int


def counted_rows(session: Session, actor: Actor, book: Book, ids: Sequence[int], *, offset: int = 0) -> Opened:
    """The rows of these ids in their order; one query."""
    asked = list(ids[offset : offset + PAGE])
    query = select(book.model).where(register_queries.visible(actor, book), book.model.id.in_(asked))
    found: dict[int, Any] = {row.id: row for row in session.scalars(query)} if asked else {}
    rows = tuple((row_id, book.describe(found[row_id])) for row_id in asked if row_id in found)
    return Opened(rows, len(asked) - len(rows), len(ids))
