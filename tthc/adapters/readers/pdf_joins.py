"""Tables over page breaks: one table again, rows and merged cells that the break cut made whole, repeated headers marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tthc.adapters.readers.pdf_flow import ends_sentence, is_bullet, is_cut
from tthc.adapters.readers.pdf_tables import Row, Table
from tthc.kernel.text import fold

_HEADER_ROWS = 3
_SAME_EDGE, _SAME_COLUMN = 5.0, 30.0
_TOUCHING = 4.0
_SPACE = 4.0
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-zđ])\s*[.)/]?")
_MOSTLY = 0.5
_UNFINISHED = re.compile(r"(?:[,(/–-]|[^\W_]-)$")


def follows(table: Table, after: Table) -> bool:
    """The second is the first going on: on a later page, or touching it, with the same columns or the same header."""
    if table.is_placing or after.is_placing or table.is_ruled != after.is_ruled or not (table.rows and after.rows):
        return False
    if table.page == after.page and after.top - table.bottom > _TOUCHING:
        return False
    if len(table.xs) != len(after.xs):
        return False
    reach = _SAME_EDGE if table.is_ruled else _SAME_COLUMN
    shift = after.xs[0] - table.xs[0]
    return all(abs(x - y + shift) < reach for x, y in zip(table.xs, after.xs, strict=True)) or _same(table.rows[0], after.rows[0])


def continued(table: Table, after: Table) -> None:
    """Add the rows of the second part to the first."""
    rows = list(after.rows)
    for position, (row, head) in enumerate(zip(rows[:_HEADER_ROWS], table.rows, strict=False)):
        if not _same(row, head):
            break
        rows[position] = replace(row, is_header=True)
    rest = [row for row in rows if not row.is_header]
    if rest and table.rows and after.page != table.page:
        if _goes_on(table.rows, rest[0]):
            _glue_row(table.rows, rest[0])
            rows = [row for row in rows if row is not rest[0]]
        else:
            _continue_merged(table.rows, rest[0])
    table.rows += rows
    table.page, table.bottom = after.page, after.bottom


def _same(row: Row, other: Row) -> bool:
    return any(row.cells) and [fold(cell or "") for cell in row.cells] == [fold(cell or "") for cell in other.cells]


def _owner(rows: Sequence[Row], column: int) -> int:
    """The row in which the last cell of a column begins."""
    position = len(rows) - 1
    while position > 0 and rows[position].cells[column] is None:
        position -= 1
    return position


def _text_above(rows: Sequence[Row], column: int) -> str:
    return rows[_owner(rows, column)].cells[column] or ""


def _goes_on(rows: Sequence[Row], row: Row) -> bool:
    """The first row of a page is the rest of the last row of the page before."""
    filled = [i for i, cell in enumerate(row.cells) if cell]
    if not filled or rows[-1].is_header or len(row.cells) != len(rows[-1].cells):
        return False
    if _is_numbered(rows) and row.cells[0]:
        return False
    shared = [i for i in filled if _text_above(rows, i)]
    sure = [i for i in shared if _is_sure(_text_above(rows, i), row.cells[i] or "")]
    # Some programs push whole cells of a row to the next page: each half has what the other lacks.
    if (sure or not shared) and len(sure) >= len(shared) * _MOSTLY:
        return True
    # In a numbered table a row that says what to do has a number of its own, unless numbers are merged.
    work = max(range(len(row.cells)), key=lambda i: sum(len(one.cells[i] or "") for one in rows))
    is_merged = any(one.cells[0] is None and one.cells[work] for one in rows)
    has_room = any(_has_room(rows[_owner(rows, i)], row, i) for i in shared)
    return _is_numbered(rows) and not is_merged and work in shared and (bool(sure) or not has_room)


def _has_room(owner: Row, row: Row, column: int) -> bool:
    """What stands below the break would have had room behind what stands above: it begins something new."""
    return bool(owner.rooms and row.firsts) and row.firsts[column] + _SPACE < owner.rooms[column]


def _is_numbered(rows: Sequence[Row]) -> bool:
    cells = [row.cells[0] for row in rows if row.cells[0] and not row.is_header]
    numbers = [cell for cell in cells if cell and _NUMBER.fullmatch(cell)]
    return len(numbers) > 1 and len(numbers) >= _MOSTLY * len(cells)


def _is_sure(text: str, piece: str) -> bool:
    """The sentence above has not ended and this goes on with it."""
    if not text or is_bullet(piece, text):
        return False
    return bool(_UNFINISHED.search(text)) or (piece[0].islower() and not ends_sentence(text)) or piece[0] in ",;)."


def _together(text: str, piece: str, *, is_new: bool = False) -> str:
    if not text or not piece:
        return text or piece
    if is_cut(text, piece):
        return text + piece
    is_new = is_new or ((ends_sentence(text) or is_bullet(piece, text)) and not _is_sure(text, piece))
    return f"{text}{chr(10) if is_new else ' '}{piece}"


def _glue_row(rows: list[Row], row: Row) -> None:
    for column, cell in enumerate(row.cells):
        if cell:
            owner = rows[_owner(rows, column)]
            is_new = _has_room(owner, row, column)
            owner.cells[column] = _together(owner.cells[column] or "", cell, is_new=is_new)
            if row.rooms and owner.rooms:
                owner.rooms[column] = row.rooms[column]


def _continue_merged(rows: list[Row], row: Row) -> None:
    """A merged cell that the page break cut has its text above and stands empty, or with the rest of the text, below."""
    if len(row.cells) != len(rows[-1].cells):
        return
    for column, cell in enumerate(row.cells):
        owner = rows[_owner(rows, column)]
        is_tall = owner.heights[column] > 1 or row.heights[column] > 1
        text = owner.cells[column] or ""
        if not is_tall or cell is None or not text or owner.is_header:
            continue
        if not cell:
            row.cells[column] = None
        elif _is_sure(text, cell):
            owner.cells[column] = _together(text, cell)
            row.cells[column] = None
