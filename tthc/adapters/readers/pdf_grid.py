"""Ruled tables of a page: where the rules make rows and columns, and which cells are merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tthc.adapters.readers.pdf_shapes import Rule, Word

_REACH = 4.0
_SAME_EDGE = 3.6
_NARROW = 12.0
_FLAT = 6.0
_OPEN_SIDE = 9.0
_COVERS = 0.5
_MOST_PAIRS = 250_000
_MOST_CELLS = 20_000
_LIFT = 0.3


@dataclass(slots=True)
class Grid:
    """Edges of columns and rows; `regions[row][column]` is the cell that stands there."""

    xs: list[float]
    ys: list[float]
    regions: list[list[int]]

    def at(self, word: Word) -> tuple[int, int] | None:
        """Row and column of a word, `None` outside."""
        x, y = (word.x0 + word.x1) / 2, word.foot - _LIFT * word.size
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        return min(bisect_right(self.ys, y), len(self.ys) - 1) - 1, min(bisect_right(self.xs, x), len(self.xs) - 1) - 1


def grids_of(across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """The tables that rules draw, from the top; a frame around text is no table."""
    if len(across) * len(down) > _MOST_PAIRS:
        return []
    grids = [_grid(*group, words) for group in _groups(across, down)]
    found = [grid for grid in grids if grid and len({region for row in grid.regions for region in row}) > 1]
    return sorted(_outermost(found), key=lambda grid: grid.ys[0])


def _outermost(grids: list[Grid]) -> list[Grid]:
    """A table drawn inside a cell of another, or over its edge, belongs to that one: no word stands in two tables."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: (grid.xs[0] - grid.xs[-1]) * (grid.ys[-1] - grid.ys[0])):
        if not any(_overlap(grid, other) for other in kept):
            kept.append(grid)
    return kept


def _overlap(one: Grid, other: Grid) -> bool:
    across = min(one.xs[-1], other.xs[-1]) - max(one.xs[0], other.xs[0])
    down = min(one.ys[-1], other.ys[-1]) - max(one.ys[0], other.ys[0])
    return across > _SAME_EDGE and down > _SAME_EDGE


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Rules that touch one another."""
    owner = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for i, flat in enumerate(across):
        for j, tall in enumerate(down):
            is_across = flat.start - _REACH <= tall.at <= flat.end + _REACH
            if is_across and tall.start - _REACH <= flat.at <= tall.end + _REACH:
                owner[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*across, *down]):
        groups.setdefault(root(i), ([], []))[0 if i < len(across) else 1].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(across: list[Rule], down: list[Rule], words: Sequence[Word]) -> Grid | None:
    across, down = _closed(across, down)
    down, across = _closed(down, across)
    xs, ys = _edges(rule.at for rule in down), _edges(rule.at for rule in across)
    xs = _without_gaps(xs, down, [word for word in words if ys and ys[0] < word.foot < ys[-1]])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:  # noqa: PLR2004 - two edges make a column
        return None
    beside = _marked(down, xs, ys)
    below = _marked(across, ys, xs)
    regions = _regions(len(ys) - 1, len(xs) - 1, beside, below)
    return _plain(xs, ys, regions)


def _closed(across: list[Rule], down: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Where lines run on beyond the last line they cross, the table has an open side: a page cut it, or it never had a border."""
    first, last = min(rule.at for rule in across), max(rule.at for rule in across)
    above = [rule.start for rule in down if rule.start < first - _OPEN_SIDE]
    below = [rule.end for rule in down if rule.end > last + _OPEN_SIDE]
    left, right = min(rule.at for rule in down), max(rule.at for rule in down)
    more = [Rule(min(above), left, right)] if len(above) > 1 else []
    more += [Rule(max(below), left, right)] if len(below) > 1 else []
    return [*across, *more], down


def _edges(places: Iterable[float]) -> list[float]:
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= _SAME_EDGE:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _without_gaps(xs: list[float], down: list[Rule], words: Sequence[Word]) -> list[float]:
    """Columns drawn a little apart in different rows are one column: nothing is written in the strip between."""
    done = xs[:1]
    for x in xs[1:]:
        before = done[-1]
        if x - before < _NARROW and not any(before < (word.x0 + word.x1) / 2 < x for word in words) and len(done) > 0:
            lengths = [sum(rule.end - rule.start for rule in down if abs(rule.at - edge) <= _SAME_EDGE) for edge in (before, x)]
            done[-1] = before if lengths[0] >= lengths[1] else x
        else:
            done.append(x)
    return done


def _marked(rules: list[Rule], edges: list[float], others: list[float]) -> list[list[bool]]:
    """For each edge and each stretch beside it, whether a rule is drawn there."""
    marks = [[False] * (len(others) - 1) for _ in edges]
    for rule in rules:
        nearest = min(range(len(edges)), key=lambda i: abs(edges[i] - rule.at))
        if abs(edges[nearest] - rule.at) > _NARROW:
            continue
        for i, (start, end) in enumerate(pairwise(others)):
            if min(rule.end, end) - max(rule.start, start) >= _COVERS * (end - start):
                marks[nearest][i] = True
    return marks


def _regions(rows: int, columns: int, beside: list[list[bool]], below: list[list[bool]]) -> list[list[int]]:
    """Cells with no rule between them get one number."""
    regions = [[-1] * columns for _ in range(rows)]
    count = 0
    for row in range(rows):
        for column in range(columns):
            if regions[row][column] >= 0:
                continue
            # A merged cell is a box: as wide as its first row is open, as tall as all of that width is open.
            right = column + 1
            while right < columns and not beside[right][row] and regions[row][right] < 0:
                right += 1
            bottom = row + 1
            while (
                bottom < rows
                and not any(below[bottom][i] for i in range(column, right))
                and _is_open(regions, beside, bottom, column, right)
            ):
                bottom += 1
            for i in range(row, bottom):
                regions[i][column:right] = [count] * (right - column)
            count += 1
    return regions


def _is_open(regions: list[list[int]], beside: list[list[bool]], row: int, left: int, right: int) -> bool:
    is_free = all(regions[row][i] < 0 for i in range(left, right))
    return is_free and not any(beside[i][row] for i in range(left + 1, right))


def _plain(xs: list[float], ys: list[float], regions: list[list[int]]) -> Grid:
    """Only rows and columns in which a cell begins."""
    firsts: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(regions):
        for column, region in enumerate(line):
            firsts.setdefault(region, (row, column))
    rows = sorted({row for row, _ in firsts.values()})
    columns = sorted({column for _, column in firsts.values()})
    rows = [row for row in rows if ys[row + 1] - ys[row] > _FLAT or rows == [row]] or rows
    kept = [[regions[row][column] for column in columns] for row in rows]
    return Grid([*(xs[column] for column in columns), xs[-1]], [*(ys[row] for row in rows), ys[-1]], kept)
