"""The table of a text file: Unicode with or without its mark, cells parted as the content shows, quotes and line breaks in cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from pathlib import PurePath

from tthc.adapters.readers.table_refusals import refused, too_long
from tthc.adapters.readers.text import decoded
from tthc.core.files.ports import CellValue, Sheet
from tthc.kernel.text import nfc

_MARKS = "\t;,|"
_QUOTED = re.compile(r'"[^"]*"')
_PROBED, _LETTERS_PROBED, _MOST_COLUMNS, _LONGEST_CELL = 100, 20_000, 256, 1_000_000
_OPEN = "unexpected end of data"


def read_table(content: bytes, name: str, most_rows: int) -> list[Sheet]:
    """The one table; every cell is text, as it stands. Raises BadFile with one sentence."""
    text = decoded(content, name).lstrip("\ufeff")
    text, mark = _asked(text)
    csv.field_size_limit(_LONGEST_CELL)
    if not text.strip(_MARKS + '" \r\n'):
        raise refused("no rows", name)
    mark = mark or _mark_of(text)
    kept: list[list[str | None]] = []
    filled = width = 0
    for values in _rows(text, mark, name):
        row: list[str | None] = [_words(value) for value in values]
        while row and row[-1] is None:
            row.pop()
        filled += bool(row)
        width = max(width, len(row))
        if filled <= most_rows:
            kept.append(row)
    if filled > most_rows:
        raise too_long(name, filled, most_rows)
    if width > _MOST_COLUMNS:
        raise refused("too wide", name)
    while kept and not kept[-1]:
        kept.pop()
    if not kept:
        raise refused("no rows", name)
    rows: Iterable[tuple[CellValue, ...]] = ((*row, *(None,) * (width - len(row))) for row in kept)
    return [Sheet(nfc(PurePath(name).stem) or "Bảng", tuple(rows))]


def _asked(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;` says what parts the cells."""
    first, end, rest = text.partition("\n")
    asked = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    if end and first.lower().startswith("sep=\t"):
        return rest, "\t"
    return (rest, asked) if end and len(asked) == 1 and asked in _MARKS else (text, "")


def _mark_of(text: str) -> str:
    """What parts the first rows into the same number of cells, the more rows and cells the better; a tab before the others."""
    return max(_MARKS, key=lambda mark: (_likeness(text, mark), -_MARKS.index(mark)))


def _likeness(text: str, mark: str) -> float:
    if mark == "," and _is_prose(text[:_LETTERS_PROBED]):
        return 0
    try:
        widths = [len(row) for row in islice(_parted(text, mark, is_strict=False), _PROBED) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, times = max(Counter(widths).items(), key=lambda one: (one[0] > 1, one[1], one[0]))
    return 0 if width == 1 else times / len(widths) + min(width, 50) / 1000


def _is_prose(text: str) -> bool:
    """Whether the commas are those of sentences, with a blank behind: they part no cells."""
    bare = _QUOTED.sub("", text)
    return bare.count(", ") * 2 > bare.count(",")


def _rows(text: str, mark: str, name: str) -> Iterator[list[str]]:
    """Quotes count only where cells are quoted by the rule; a stray quote inside a cell is a letter."""
    try:
        for _ in _parted(text, mark, is_strict=True):
            pass
        is_strict = True
    except csv.Error as error:
        if _OPEN in str(error):
            raise refused("open quote", name) from error
        is_strict = False
    try:
        yield from _parted(text, mark, is_strict=is_strict)
    except csv.Error as error:
        raise refused("too much", name) from error


def _parted(text: str, mark: str, *, is_strict: bool) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=mark, strict=is_strict)


def _words(value: str) -> str | None:
    return nfc(value.replace("\r\n", "\n").replace("\r", "\n")) if value.strip() else None
