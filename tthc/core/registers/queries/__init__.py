"""What can be asked of registers: their rows, what a row has proved and its files."""

from __future__ import annotations

from tthc.core.registers.queries.book import Book, View
from tthc.core.registers.queries.lists import MASK, PAGE, Ask, Line, count, lines, lookups, one, rows, sums, visible
from tthc.core.registers.queries.papers import file, files
from tthc.core.registers.queries.proving import offers, open_for

__all__ = [
    "MASK",
    "PAGE",
    "Ask",
    "Book",
    "Line",
    "View",
    "count",
    "file",
    "files",
    "lines",
    "lookups",
    "offers",
    "one",
    "open_for",
    "rows",
    "sums",
    "visible",
]
