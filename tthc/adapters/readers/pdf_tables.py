"""Tables of one page: the words in each cell, what is merged, and what stands at the edges a page break may have cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tthc.adapters.readers.pdf_flow import cell_text, first_width, room_behind, usual_pitch
from tthc.adapters.readers.pdf_grid import Grid
from tthc.adapters.readers.pdf_letters import bands_of
from tthc.adapters.readers.pdf_shapes import Line, Word

_MOST_PADDING = 12.0


@dataclass(slots=True)
class Row:
    """One row: cells as a block has them, and for each column how tall its cell is, in rows.

    For a page break that may cut the row: the room behind the last line of each cell, and the width of its first word.
    """

    cells: list[str | None]
    page: int
    is_bold: bool = False
    is_header: bool = False
    heights: list[int] = field(default_factory=list)
    rooms: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The part of a table that stands on one page; `columns` are the lines of one that only places text side by side."""

    page: int
    top: float
    bottom: float
    xs: list[float]
    rows: list[Row]
    is_ruled: bool = True
    is_placing: bool = False
    columns: list[list[Line]] = field(default_factory=list)


def ruled_table(grid: Grid, words: Sequence[Word], page: int) -> Table:
    """The table that rules draw, with the words that stand in it."""
    inside: dict[int, list[Word]] = {}
    for word in words:
        place = grid.at(word)
        if place:
            inside.setdefault(grid.regions[place[0]][place[1]], []).append(word)
    lines = {region: bands_of(found, page) for region, found in inside.items()}
    pitch = usual_pitch(list(lines.values()))
    spans = _spans(grid)
    padding = _padding(grid, spans, lines)
    rows = [_row(grid, number, spans, lines, padding, pitch, page) for number in range(len(grid.regions))]
    return Table(page, grid.ys[0], grid.ys[-1], grid.xs, rows)


@dataclass(slots=True)
class _Span:
    row: int
    column: int
    last_row: int
    last_column: int


def _spans(grid: Grid) -> dict[int, _Span]:
    spans: dict[int, _Span] = {}
    for row, line in enumerate(grid.regions):
        for column, region in enumerate(line):
            span = spans.setdefault(region, _Span(row, column, row, column))
            span.last_row, span.last_column = max(span.last_row, row), max(span.last_column, column)
    return spans


def _padding(grid: Grid, spans: dict[int, _Span], lines: dict[int, list[Line]]) -> float:
    """The space between a border and the text: what the leftmost text of any cell leaves."""
    gaps = [line.x0 - grid.xs[spans[region].column] for region, found in lines.items() for line in found]
    return min(max(min(gaps, default=0.0), 0.0), _MOST_PADDING)


def _row(grid: Grid, number: int, spans: dict[int, _Span], lines: dict[int, list[Line]], padding: float, pitch: float, page: int) -> Row:
    cells: list[str | None] = []
    heights: list[int] = []
    rooms, firsts = [0.0] * len(grid.regions[number]), [0.0] * len(grid.regions[number])
    found: list[Line] = []
    for column, region in enumerate(grid.regions[number]):
        span = spans[region]
        heights.append(span.last_row - span.row + 1)
        if span.column < column:
            cells.append("")
        elif span.row < number:
            cells.append(None)
        else:
            inner = lines.get(region, [])
            left, right = grid.xs[column] + padding, grid.xs[span.last_column + 1] - padding
            cells.append(cell_text(inner, left, right, pitch))
            if inner:
                rooms[column], firsts[column] = room_behind(inner[-1], inner, left, right), first_width(inner[0])
            found += inner
    return Row(cells, page, is_bold=bool(found) and all(line.is_bold for line in found), heights=heights, rooms=rooms, firsts=firsts)
