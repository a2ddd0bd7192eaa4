"""Which cells of a table run over several columns or rows: headers in two rows, group rows, cells that continue the one above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tthc.adapters.writers.shapes import Grid


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to draw: `restart` opens a merge over rows, `continue` goes on with it."""

    column: int
    text: str
    span: int = 1
    merge: Literal["", "restart", "continue"] = ""
    is_group: bool = False


def laid_out(piece: Grid) -> list[list[Cell]]:
    """The cells of each row; what is read back is what the plan had: "" beside a wide cell, `None` below a tall one."""
    shown: list[list[Cell]] = []
    rows = _with_tall_headers(piece)
    for position, cells in enumerate(rows):
        below = rows[position + 1] if position + 1 < len(rows) else ("",) * piece.width
        is_group = piece.rows[position].index in piece.groups
        spans = _spans(cells, below, is_group=is_group, is_header=position + 1 < piece.headers)
        shown.append([_cell(cells, below, column, span, is_group=is_group) for column, span in spans])
    return shown


def _with_tall_headers(piece: Grid) -> list[tuple[str | None, ...]]:
    """Below "TT" and "Nội dung" the second row of a header is empty: they stand in the middle of both."""
    rows = [row.cells for row in piece.rows]
    if piece.headers == 2:  # noqa: PLR2004 - a header in two rows
        first, second = rows[0], rows[1]
        rows[1] = tuple(None if above and not below else below for above, below in zip(first, second, strict=True))
    return rows


def _cell(cells: tuple[str | None, ...], below: tuple[str | None, ...], column: int, span: int, *, is_group: bool) -> Cell:
    text = cells[column]
    merge: Literal["", "restart", "continue"] = "continue" if text is None else "restart" if below[column] is None else ""
    return Cell(column, text or "", span, merge, is_group)


def _spans(cells: tuple[str | None, ...], below: tuple[str | None, ...], *, is_group: bool, is_header: bool) -> list[tuple[int, int]]:
    """Columns where cells begin, and over how many each runs."""
    spans: list[tuple[int, int]] = []
    filled = [i for i, cell in enumerate(cells) if cell]
    for column, cell in enumerate(cells):
        has_wide = bool(spans) and bool(cells[spans[-1][0]]) and cell == "" and below[column] is not None
        is_in_group = is_group and column > filled[-1] and below[spans[-1][0] if spans else 0] is not None
        is_in_header = is_header and bool(below[column]) and bool(spans) and bool(below[spans[-1][0]])
        if has_wide and (is_in_group or is_in_header):
            spans[-1] = (spans[-1][0], spans[-1][1] + 1)
        else:
            spans.append((column, 1))
    return spans
