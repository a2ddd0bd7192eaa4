"""Rows that stand in a register, held against the rules of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.registers.queries.book import Book
from tthc.core.registers.queries.lists import Ask, lookups, rows
from tthc.core.registers.rules import Kind, Lookups, read, typed
from tthc.core.registers.rules.sheets import key_of, row_mark
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row, by the mark it has in exported sheets."""

    row_id: int
    mark: str
    words: str


def faults(session: Session, actor: Actor, book: Book, *, year: int | None = None, today: date) -> list[Fault]:
    """Values that could not be entered like this today, rows the room finds wrong, keys that occur twice."""
    known = lookups(session, actor.agency_id or 0, book, today)
    found: list[Fault] = []
    seen: dict[tuple[Any, ...], str] = {}
    for row in rows(session, actor, book, Ask(year=year), today=today, limit=None):
        mark = row_mark(row.agency_id, book.name, row.id)
        values = {column.name: getattr(row, column.name) for column in book.columns}
        found += [Fault(row.id, mark, words) for words in _wrong(book, values, known)]
        key = key_of(book, values)
        if key is not None and seen.setdefault(key, mark) != mark:
            found.append(Fault(row.id, mark, f"Trùng với dòng {seen[key]}."))
    return found


def _wrong(book: Book, values: dict[str, Any], known: Lookups) -> Iterator[str]:
    for column in book.entered:
        if values[column.name] in known.former_units and column.kind is Kind.UNIT:
            continue  # a unit that has ended kept the row when it was there
        try:
            read(column, typed(column, values[column.name]), known)
        except BadInput as error:
            yield str(error)
    yield from book.check(values, known).values()
