"""What can be asked of registers: their rows, what a row has proved and its files."""

from __future__ import annotations

from tthc.core.registers.queries.book import Book, View
from tthc.core.registers.queries.lists import COUNTED, OWN, PAGE, Ask, Line, count, found, lines, lookups, most, one, rows, sums, visible
from tthc.core.registers.queries.proving import offers, open_for
from tthc.core.registers.queries.row_files import file, files
from tthc.core.registers.queries.sheets import export, imports_waiting, register_import
from tthc.core.registers.queries.waiting import waiting
from tthc.core.registers.rules import MASK

__all__ = [
    "COUNTED",
    "MASK",
    "OWN",
    "PAGE",
    "Ask",
    "Book",
    "Line",
    "View",
    "count",
    "export",
    "file",
    "files",
    "found",
    "imports_waiting",
    "lines",
    "lookups",
    "most",
    "offers",
    "one",
    "open_for",
    "register_import",
    "rows",
    "sums",
    "visible",
    "waiting",
]
