"""A row in words: what search looks through and what the log keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tthc.core.registers.queries.book import Book
from tthc.core.registers.rules import MASK, Kind, Lookups, is_nothing, shown
from tthc.kernel.text import fold

COPIED = "Chép từ sổ cũ"  # what happened before the program was used, brought by a sheet
_SEARCHED = (Kind.TEXT, Kind.LONG, Kind.CODE, Kind.LINK)


def folded(book: Book, row: Any) -> str:
    """What search looks through."""
    names = book.searched or [column.name for column in book.columns if column.kind in _SEARCHED and not column.is_personal]
    return fold(" ".join(str(getattr(row, name) or "") for name in names))


def said(book: Book, row: Any, known: Lookups) -> dict[str, str]:
    """The row for the log: titles and words; what is empty is left out, what is personal is only said to be there."""
    return of_values(book, {column.name: getattr(row, column.name) for column in book.entered}, known)


def of_values(book: Book, values: Mapping[str, Any], known: Lookups) -> dict[str, str]:
    """Values in the words of the log."""
    there = [column for column in book.carried if values.get(column.name) is not None]
    told = {c.title: MASK if c.is_personal else shown(c, values[c.name], known) for c in there}
    return {title: words for title, words in told.items() if words}


def brought(book: Book, values: Mapping[str, Any], known: Lookups) -> dict[str, str]:
    """A new row of a sheet in the words of the log; what it brings of the past is said to be copied."""
    is_past = any(column.is_carried and not is_nothing(values.get(column.name)) for column in book.columns)
    return of_values(book, values, known) | ({"Nguồn": COPIED} if is_past else {})
