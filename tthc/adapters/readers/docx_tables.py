"""Tables of Word: which cells stand in which column, however their borders were drawn, and which of them are merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median_low

from tthc.adapters.readers.docx_package import Element, W, integer, toggle, val

_MOST_SPANNED = 63  # as many columns as Word allows
_USUAL_WIDTH = 1000
_FEW_ROWS = 3
_SAME_BORDER = 170  # twentieths of a point, 3 mm: borders that were dragged beside one another
_WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}


@dataclass(slots=True)
class Cell:
    """A cell with its place: left and right border on the page, and its column once the table is laid out."""

    element: Element
    left: int
    right: int
    is_continued: bool
    column: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a table, each cell in its column."""

    width: int
    rows: tuple[tuple[Cell, ...], ...]


def layout(table: Element) -> Layout:
    """Every cell of the table that is printed, and the columns that a reader sees."""
    grid = [integer(column.get(f"{W}w"), 0) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    borders = [0, *accumulate(grid)] if grid and all(width > 0 for width in grid) else [0]
    rows: list[tuple[Cell, ...]] = []
    merged: set[int] = set()
    for row in _printed_rows(table):
        cells, merged = _cells(row, borders, merged)
        if cells:
            rows.append(cells)
    return Layout(_place(rows), tuple(rows))


def _printed_rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            is_gone = properties is not None and (properties.find(f"{W}del") is not None or toggle(properties, "hidden"))
            if not is_gone:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _printed_rows(child)


def _printed_cells(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{W}tc":
            if child.find(f"{W}tcPr/{W}cellDel") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _printed_cells(child)


def _cells(row: Element, borders: list[int], merged: set[int]) -> tuple[tuple[Cell, ...], set[int]]:
    """The cells of a row, and where those begin that the row below may continue."""
    position = _count(row.find(f"{W}trPr"), "gridBefore", 0)
    cells: list[Cell] = []
    open_below: set[int] = set()
    for element in _printed_cells(row):
        properties = element.find(f"{W}tcPr")
        start, position = position, position + _count(properties, "gridSpan", 1)
        if cells and _merge(properties, "hMerge") == "continue":
            cells[-1].right = _border(borders, position)
            continue
        is_continued = _merge(properties, "vMerge") == "continue" and start in merged
        if is_continued or _merge(properties, "vMerge"):
            open_below.add(start)
        cells.append(Cell(element, _border(borders, start), _border(borders, position), is_continued))
    return tuple(cells), open_below


def _merge(properties: Element | None, tag: str) -> str | None:
    """How a cell is merged: "restart", "continue" (what Word means where it says nothing), or not at all."""
    return None if properties is None or properties.find(W + tag) is None else val(properties, tag, "continue")


def _count(properties: Element | None, tag: str, least: int) -> int:
    return max(least, min(integer(val(properties, tag), least), _MOST_SPANNED))


def _border(borders: list[int], position: int) -> int:
    beyond = position - len(borders) + 1
    return borders[position] if beyond <= 0 else borders[-1] + beyond * _USUAL_WIDTH


def _place(rows: Sequence[Sequence[Cell]]) -> int:
    """Gives each cell its column: rows that are as long as most are the measure, the others are laid over them."""
    width = _usual_length(rows)
    full = [row for row in rows if len(row) == width]
    if any(len(row) > width for row in rows):
        return _place_by_borders(rows)
    edges = [(median_low(row[i].left for row in full), median_low(row[i].right for row in full)) for i in range(width)]
    for row in rows:
        first = 0
        for i, cell in enumerate(row):
            cell.column = i if len(row) == width else _best(cell, edges, first, width - len(row) + i)
            first = cell.column + 1
    return width


def _usual_length(rows: Sequence[Sequence[Cell]]) -> int:
    """The greatest number of cells that more than one row has; of a short table, the greatest."""
    lengths = Counter(map(len, rows))
    return max((length for length, times in lengths.items() if times > 1 or len(rows) <= _FEW_ROWS), default=max(lengths, default=0))


def _best(cell: Cell, edges: Sequence[tuple[int, int]], first: int, last: int) -> int:
    """The first column that lies for the better part inside the cell; failing that, the one it shares most with."""
    shared = {i: min(cell.right, edges[i][1]) - max(cell.left, edges[i][0]) for i in range(first, last + 1)}
    inside = [i for i, share in shared.items() if 2 * share >= edges[i][1] - edges[i][0]]
    return inside[0] if inside else max(shared, key=lambda i: shared[i])


def _place_by_borders(rows: Sequence[Sequence[Cell]]) -> int:
    """A column wherever cells begin; borders that stand almost together are one, unless a row has cells between them."""
    lefts = sorted({cell.left for row in rows for cell in row})
    tolerance = min([_SAME_BORDER, *(b.left - a.left - 1 for row in rows for a, b in pairwise(row))])
    columns: dict[int, int] = {}
    firsts: list[int] = []  # a border is held against the first of its column, so that a row of dragged borders does not run together
    for left in lefts:
        if not firsts or left - firsts[-1] > tolerance:
            firsts.append(left)
        columns[left] = len(firsts) - 1
    for row in rows:
        for cell in row:
            cell.column = columns[cell.left]
    return len(firsts)
