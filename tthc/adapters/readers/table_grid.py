"""The places of cells that name only how far they reach: what is merged, how wide and long a table is, and the limits of both."""

from __future__ import annotations

from dataclasses import replace

from tthc.adapters.readers.table_refusals import refused
from tthc.core.files.ports import CellValue, Sheet

_MOST_ROWS, _MOST_COLUMNS, _MOST_MERGED = 1_048_576, 256, 100_000


class Grid:
    """A table that is filled row by row; rows above `most_rows` are counted, for the sentence, and kept no more."""

    def __init__(self, name: str, most_rows: int) -> None:
        self.filled = 0
        self.formulas = 0
        self._name, self._most_rows = name, most_rows
        self._rows: list[list[CellValue]] = []
        self._row: list[CellValue] = []
        self._at, self._next, self._width = -1, 0, 0
        self._merged: list[tuple[int, int, int, int]] = []
        self._part = 0  # where the merged cells of this part begin
        self._unsaved: list[tuple[int, int]] = []
        self._covered: dict[int, int] = {}  # column -> the last row that a cell above covers

    def begin_row(self, at: int | None = None) -> None:
        """The next row, or the one of that number (from 0) if it is further down."""
        self.end_row()
        self._at = max(self._at + 1, at or 0)
        if self._at >= _MOST_ROWS:
            raise refused("broken", self._name)
        self._next = 0

    def put(self, value: CellValue, across: int, down: int, column: int | None = None, *, is_unsaved: bool = False) -> None:
        """A cell behind the last one, beside what cells from above cover, or in that column (from 0) if it is further right."""
        if column is not None and column >= self._next:
            self._next = column
        else:
            while self._covered.get(self._next, -1) >= self._at:
                self._next += 1
        left, right = self._next, min(self._next + max(across, 1), _MOST_COLUMNS) - 1
        self._next += max(across, 1)
        if is_unsaved:
            self._unsaved.append((self._at, left))
        if left >= _MOST_COLUMNS:
            if value is not None:
                raise refused("too wide", self._name)
            return
        bottom = min(self._at + max(down, 1), _MOST_ROWS) - 1
        if bottom > self._at:
            self._covered |= dict.fromkeys(range(left, right + 1), bottom)
        if (bottom > self._at or right > left) and len(self._merged) < _MOST_MERGED:
            self._merged.append((self._at, left, bottom, right))
        if value is not None:
            self._row += [None] * (left + 1 - len(self._row))
            self._row[left] = value

    def end_row(self) -> None:
        """Keep the row, if it holds anything."""
        row, self._row = self._row, []
        if not row:
            return
        self.filled += 1
        if self.filled <= self._most_rows:
            self._rows += [[] for _ in range(self._at - len(self._rows))]
            self._rows.append(row)
            self._width = max(self._width, len(row))

    def end_part(self) -> None:
        """No cell reaches from a header into the rows below it, or out of its table."""
        self.end_row()
        of_part, last = self._merged[self._part :], self._at
        self._merged[self._part :] = [(top, left, min(bottom, last), right) for top, left, bottom, right in of_part]
        self._part = len(self._merged)
        self._covered.clear()

    def sheet(self, title: str) -> Sheet:
        """Rows of one width, without what is empty behind the last value."""
        self.end_part()
        height, width = len(self._rows), self._width
        empty: tuple[CellValue, ...] = (None,) * width
        rows = tuple((*row, *(None,) * (width - len(row))) if row else empty for row in self._rows)
        merged = ((top, left, min(bottom, height - 1), right) for top, left, bottom, right in self._merged if top < height and left < width)
        kept = tuple(one for one in merged if one[2] > one[0] or one[3] > one[1])
        unsaved = tuple(place for place in self._unsaved if place[0] < height)
        return replace(Sheet(title, rows), merged=kept, unsaved=unsaved, formulas=self.formulas)
