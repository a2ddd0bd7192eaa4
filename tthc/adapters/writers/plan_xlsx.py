"""A plan as one sheet: its paragraphs over the whole width, its tables as grids, ready to print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from tthc.adapters.writers.columns import widths_of
from tthc.adapters.writers.fair import fair_copy
from tthc.adapters.writers.shapes import Chapter, Frame, Grid, chapters
from tthc.adapters.writers.sides import Line
from tthc.adapters.writers.spans import Cell, laid_out
from tthc.planreader.blocks import Block

_ROOM = 255.0  # millimetres between the margins of A4 on its side
_LETTER = 2.0  # millimetres a letter takes, with the white space at the ends of lines
_CHARACTER = 1.95  # millimetres of one unit of column width
_FEWEST, _MOST = 6, 40
_LINE, _LONGEST_CELL, _TALLEST = 15.6, 32_767, 409
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the format has no zones
_FONT = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "vcenter"}
_CENTRED = ("title", "subject", "appendix", "agency", "country", "motto", "number", "date", "superior", "centred", "attached")
_BOLD = ("title", "subject", "appendix", "agency", "country", "motto", "heading", "subheading", "post", "name", "recipients")
_LISTED = ("recipients", "recipient")
_SIGNATURE = ("post", "signed", "name")


def write_xlsx(blocks: Sequence[Block]) -> bytes:
    """The workbook; text is never a formula, a link or a number."""
    fair = [block for block in fair_copy(blocks) if not block.place]
    made = chapters(fair)
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    workbook.set_properties({"created": _MADE})
    sheet = _Sheet(workbook, made)
    for chapter in made:
        sheet.write(chapter)
    workbook.close()
    return stream.getvalue()


class _Sheet:
    """Writes from the top down; an empty row closes a table, so that the next paragraph is none of its rows."""

    def __init__(self, workbook: Any, made: Sequence[Chapter]) -> None:
        grids = [piece for chapter in made for piece in chapter.pieces if isinstance(piece, Grid)]
        frames = [piece for chapter in made for piece in chapter.pieces if isinstance(piece, Frame) and not piece.is_lines]
        widest = [piece.width for piece in grids] + [len(row) for piece in frames for row in piece.rows]
        self.width = min(_MOST, max([_FEWEST, *widest]))
        main = max(grids, key=lambda piece: (piece.width, len(piece.rows)), default=None)
        self.widths = widths_of(main.rows, main.width, main.roles, _ROOM) if main else [_ROOM / self.width] * self.width
        self.widths += [20.0] * (self.width - len(self.widths))
        self._workbook, self._formats, self._row = workbook, dict[str, Any](), 0
        self._sheet = workbook.add_worksheet("Kế hoạch")
        for column, width in enumerate(self.widths):
            self._sheet.set_column(column, column, width / _CHARACTER)
        self._print_set_up()
        self._frozen = False

    def _print_set_up(self) -> None:
        self._sheet.set_paper(9)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        self._sheet.set_footer("&C&P/&N")
        self._sheet.hide_gridlines(2)

    def write(self, chapter: Chapter) -> None:
        """The pieces of a chapter one below the other."""
        for piece in chapter.pieces:
            if isinstance(piece, Line):
                self._line(piece)
            elif isinstance(piece, Grid):
                self._grid(piece)
            elif piece.is_lines:
                for line in _in_order(piece):
                    self._line(line)
            else:
                self._frame(piece)

    def _line(self, line: Line) -> None:
        name = ("centre " if line.look in _CENTRED else "left ") + ("bold" if line.bold or line.look in _BOLD else "")
        is_signature = line.look in _SIGNATURE
        first = self.width // 2 if is_signature else 0
        self._merged(self._row, first, self._row, self.width - 1, line.text, self._format(f"centre {name}" if is_signature else name))
        self._height([(line.text, sum(self.widths[first:]))])
        self._row += 1

    def _frame(self, piece: Frame) -> None:
        """A letterhead or signature that had cells keeps them, without borders, over the whole width."""
        edges = self._edges(max(len(row) for row in piece.rows))
        for row in piece.rows:
            cells = [("\n".join(line.text for line in lines), first, end) for lines, first, end in zip(row, edges, edges[1:], strict=False)]
            for lines, (text, first, end) in zip(row, cells, strict=False):
                is_list = any(line.look in _LISTED for line in lines)
                self._merged(self._row, first, self._row, end - 1, text, self._format("frame" if is_list else "centre frame"))
            self._height([(text, sum(self.widths[first:end])) for text, first, end in cells])
            self._row += 1
        self._row += 1

    def _edges(self, cells: int) -> list[int]:
        """The columns at which so many cells of about the same width begin, and the end."""
        edges, whole = [0], sum(self.widths)
        for nth in range(1, cells):
            choice = range(edges[-1] + 1, max(self.width - (cells - nth), edges[-1] + 1) + 1)
            edges.append(min(choice, key=lambda column: abs(sum(self.widths[:column]) - whole * nth / cells)))
        return [*edges, max(self.width, edges[-1] + 1)]

    def _grid(self, piece: Grid) -> None:
        first = self._row
        tall: dict[int, tuple[int, str, str]] = {}
        rows = laid_out(piece)
        for position, cells in enumerate(rows):
            for cell in cells:
                look = _look(cell, piece, is_header=position < piece.headers)
                if cell.merge == "restart":
                    tall[cell.column] = (self._row, cell.text, look)
                below = rows[position + 1] if position + 1 < len(rows) else []
                if cell.merge == "continue" and any(one.column == cell.column and one.merge == "continue" for one in below):
                    continue
                if cell.merge == "continue":
                    start, text, look = tall[cell.column]
                    self._merged(start, cell.column, self._row, cell.column, text, self._format(look))
                elif not cell.merge:
                    self._merged(self._row, cell.column, self._row, cell.column + cell.span - 1, cell.text, self._format(look))
            self._height([(cell.text, sum(self.widths[cell.column : cell.column + cell.span])) for cell in cells])
            self._row += 1
        if piece.headers and not self._frozen:
            self._frozen = True
            self._sheet.repeat_rows(first, first + piece.headers - 1)
            if first <= _FEWEST:
                # A header far down, below letterhead and aims, would freeze more than a screen holds.
                self._sheet.freeze_panes(first + piece.headers, 0)
        self._row += 1

    def _merged(self, top: int, left: int, bottom: int, right: int, text: str, shape: Any) -> None:
        """One text over a block of cells; written as text whatever it begins with."""
        if (top, left) != (bottom, right):
            self._sheet.merge_range(top, left, bottom, right, "", shape)
        self._sheet.write_string(top, left, text[:_LONGEST_CELL], shape)

    def _height(self, texts: Sequence[tuple[str, float]]) -> None:
        """Merged cells do not grow by themselves."""
        lines = [sum(1 + int(len(part) * _LETTER / max(width - 2, 8)) for part in text.split("\n")) for text, width in texts if text]
        self._sheet.set_row(self._row, min(_TALLEST, max([1, *lines]) * _LINE + 3))

    def _format(self, name: str) -> Any:
        if name not in self._formats:
            shape: dict[str, object] = dict(_FONT)
            shape["align"] = "center" if any(word in name for word in ("centre", "middle", "header")) else "left"
            if any(word in name for word in ("bold", "header", "group")):
                shape["bold"] = True
            if "cell" in name:
                shape["border"] = 1
            if "header" in name:
                shape["bg_color"] = "#E7ECF2"
            if "frame" in name:
                shape["valign"] = "top"
            self._formats[name] = self._workbook.add_format(shape)
        return self._formats[name]


def _look(cell: Cell, piece: Grid, *, is_header: bool) -> str:
    if is_header:
        return "cell-header"
    if cell.is_group:
        return "cell-group"
    role = piece.roles[cell.column] if cell.column < len(piece.roles) else ""
    return "cell-middle" if role in ("number", "time") else "cell"


def _in_order(piece: Frame) -> list[Line]:
    rows = [row[::-1] if piece.is_right_first else row for row in piece.rows]
    return [line for row in rows for lines in row for line in lines]
