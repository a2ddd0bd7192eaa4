"""Tables of a Word file: grids with borders and repeated headers, and frames that place lines side by side."""

from __future__ import annotations

from typing import Any

from tthc.adapters.captions import LEFT_FIRST, RIGHT_FIRST
from tthc.adapters.writers.columns import widths_of
from tthc.adapters.writers.docx_xml import MM, element, gap, paragraph, rule
from tthc.adapters.writers.shapes import Frame, Grid
from tthc.adapters.writers.sides import Line
from tthc.adapters.writers.spans import Cell, laid_out

_SHORT_ROW = 600
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LEFT_COLUMN = 0.39  # of a letterhead; a signature halves the page
_GAP = 2.0


def grid_table(piece: Grid, room: float) -> Any:
    """A table with borders as wide as the text."""
    widths = widths_of(piece.rows, piece.width, piece.roles, room)
    borders = [element(f"w:{side}", {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "000000"}) for side in _SIDES]
    table = _table(widths, element("w:tblBorders", None, *borders), padding=1.4)
    for position, row in enumerate(laid_out(piece)):
        table.append(_grid_row(row, widths, piece, is_header=position < piece.headers))
    return table


def _grid_row(cells: list[Cell], widths: list[float], piece: Grid, *, is_header: bool) -> Any:
    is_short = sum(len(cell.text) for cell in cells) < _SHORT_ROW
    properties = [element("w:cantSplit") if is_short or is_header else None, element("w:tblHeader") if is_header else None]
    row = element("w:tr", None, element("w:trPr", None, *properties))
    for cell in cells:
        row.append(_grid_cell(cell, sum(widths[cell.column : cell.column + cell.span]), _look(cell, piece, is_header=is_header)))
    return row


def _look(cell: Cell, piece: Grid, *, is_header: bool) -> str:
    if is_header:
        return "cell-header"
    if cell.is_group:
        return "cell-group" if cell.column or cell.span > 1 else "cell-header"
    role = piece.roles[cell.column] if cell.column < len(piece.roles) else ""
    return "cell-middle" if role in ("number", "time") or (not piece.roles and len(cell.text) <= len("000,00%")) else "cell"


def _grid_cell(cell: Cell, width: float, look: str) -> Any:
    merged = element("w:vMerge", {"w:val": "restart"}) if cell.merge == "restart" else element("w:vMerge") if cell.merge else None
    span = element("w:gridSpan", {"w:val": cell.span}) if cell.span > 1 else None
    align = element("w:vAlign", {"w:val": "center"})
    size = element("w:tcW", {"w:w": round(width * MM), "w:type": "dxa"})
    lines = [paragraph(Line(line, look)) for line in cell.text.split("\n")] if cell.text else [element("w:p")]
    return element("w:tc", None, element("w:tcPr", None, size, span, merged, align), *lines)


def frame_table(piece: Frame, room: float) -> Any:
    """Cells without borders; lines that were no cells in the plan are told apart by the table's title."""
    count = max(len(row) for row in piece.rows)
    used = [i for i in range(count) if any(i < len(row) and row[i] for row in piece.rows)]
    left = _LEFT_COLUMN if piece.is_letterhead else 0.5
    shares = [left, 1 - left] if len(used) == 2 else [1 / len(used)] * len(used) if used else []  # noqa: PLR2004 - left and right
    # A column that only keeps two others apart is as wide as a gap.
    free = room - (count - len(used)) * _GAP
    widths = [free * shares[used.index(i)] if i in used else _GAP for i in range(count)]
    caption = (RIGHT_FIRST if piece.is_right_first else LEFT_FIRST) if piece.is_lines else ""
    table = _table(widths, None, padding=0.5, caption=caption)
    for row in piece.rows:
        cells = [_frame_cell(lines, widths[i]) for i, lines in enumerate(row)]
        cells += [_frame_cell((), width) for width in widths[len(row) :]]
        table.append(element("w:tr", None, element("w:trPr", None, element("w:cantSplit")), *cells))
    return table


def _frame_cell(lines: tuple[Line, ...], width: float) -> Any:
    shown: list[Any] = []
    for position, line in enumerate(lines):
        shown.append(paragraph(line))
        after = lines[position + 1].look if position + 1 < len(lines) else ""
        if line.look == "agency" and after != "agency":
            shown.append(rule(width * 0.33))
        elif line.look == "motto":
            shown.append(rule(max(2.0, (width - 56) / 2)))
    size = element("w:tcW", {"w:w": round(width * MM), "w:type": "dxa"})
    return element("w:tc", None, element("w:tcPr", None, size), *(shown or [gap(12)]))


def _table(widths: list[float], borders: Any, *, padding: float, caption: str = "") -> Any:
    margins = [element(f"w:{side}", {"w:w": round(padding * MM), "w:type": "dxa"}) for side in ("left", "right")]
    properties = element(
        "w:tblPr",
        None,
        element("w:tblW", {"w:w": round(sum(widths) * MM), "w:type": "dxa"}),
        element("w:jc", {"w:val": "center"}),
        borders,
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", None, *margins),
        element("w:tblCaption", {"w:val": caption}) if caption else None,
    )
    columns = [element("w:gridCol", {"w:w": round(width * MM)}) for width in widths]
    return element("w:tbl", None, properties, element("w:tblGrid", None, *columns))
