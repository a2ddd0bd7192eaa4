"""A plan kept as a workbook: the visible sheets in order, each cell as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import python_calamine

from tthc.adapters.readers.refusals import refused
from tthc.adapters.readers.xlsx_rows import SheetRow, pieces
from tthc.adapters.readers.xlsx_styles import SheetStyles, Style, styles_of
from tthc.adapters.readers.xlsx_values import shown
from tthc.kernel.errors import BadFile
from tthc.planreader.blocks import Block, joined

_MOST_ROWS, _MOST_PLACES, _MOST_COLUMNS = 5_000, 2_000_000, 60
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_PLAIN = Style()


def read_xlsx(content: bytes, name: str) -> list[Block]:
    """Paragraphs and table rows of all visible sheets; formulas by the values they were saved with, hidden sheets left out."""
    if content.startswith(_OLD_CONTAINER):
        raise refused("locked", name)
    try:
        return _read(content, name)
    except (BadFile, MemoryError, RecursionError):
        raise
    except python_calamine.PasswordError as error:
        raise refused("locked", name) from error
    except Exception as error:  # a damaged workbook may break any of the libraries, each in its own way
        raise refused("broken", name) from error


def _read(content: bytes, name: str) -> list[Block]:
    styles = styles_of(content)
    _refuse_large(styles, name)
    blocks: list[Block] = []
    with python_calamine.load_workbook(BytesIO(content)) as book:
        for sheet in book.sheets_metadata:
            is_shown = sheet.visible == python_calamine.SheetVisibleEnum.Visible
            if not is_shown or sheet.typ != python_calamine.SheetTypeEnum.WorkSheet or sheet.name not in styles:
                continue
            rows = list(_rows(book.get_sheet_by_name(sheet.name), styles[sheet.name]))
            tables = max((block.table for block in blocks), default=0)
            # A sheet is a page of its own: a table does not go on from one to the next.
            found = joined(pieces(rows))
            blocks += [replace(block, table=block.table + tables) if block.kind == "row" else block for block in found]
    return [replace(block, index=index) for index, block in enumerate(blocks)]


def _refuse_large(styles: dict[str, SheetStyles], name: str) -> None:
    """Before the values are unpacked: a value in the last corner of a sheet would need room for all cells before it."""
    rows = sum(sheet.filled_rows for sheet in styles.values())
    places = max(((sheet.last_row + 1) * (sheet.last_column + 1) for sheet in styles.values()), default=0)
    if rows > _MOST_ROWS or places > _MOST_PLACES:
        raise BadFile(
            f'Bảng tính "{name}" có hơn 5.000 dòng hoặc có ô ghi rất xa phần chính, không phải là kế hoạch. '
            "Chỉ giữ các trang tính của kế hoạch, lưu lại rồi tải lên."
        )


def _rows(sheet: Any, styles: SheetStyles) -> Iterator[SheetRow | None]:
    values = sheet.to_python(skip_empty_area=False)
    covered, wide, taken = _merged(sheet, len(values))
    for number, row in enumerate(values):
        texts: dict[int, str | None] = {}
        for column, value in enumerate(row[:_MOST_COLUMNS]):
            style = styles.cells.get((number, column), _PLAIN)
            texts[column] = covered.get((number, column), shown(value, style.number_format))
        bordered = frozenset(column for column in range(_MOST_COLUMNS) if styles.cells.get((number, column), _PLAIN).has_border)
        filled = [column for column, text in texts.items() if text]
        if not filled and not bordered:
            yield None
            continue
        is_bold = bool(filled) and all(styles.cells.get((number, column), _PLAIN).is_bold for column in filled)
        columns = range(_MOST_COLUMNS)
        going_on = frozenset(column for column in columns if (number, column) in taken)
        yield SheetRow(texts, bordered, frozenset(column for column in filled if (number, column) in wide), going_on, is_bold)


def _merged(sheet: Any, height: int) -> tuple[dict[tuple[int, int], str | None], set[tuple[int, int]], set[tuple[int, int]]]:
    """What stands in cells that a merge covers, which of them goes on over columns, and the cells beside its first column.

    A covered cell holds "" beside the first column and `None` below the first row.
    """
    covered: dict[tuple[int, int], str | None] = {}
    wide: set[tuple[int, int]] = set()
    taken: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if right > left:
            wide.add((top, left))
        for row in range(top, min(bottom, height - 1) + 1):
            for column in range(left, min(right, _MOST_COLUMNS - 1) + 1):
                if (row, column) != (top, left):
                    covered[row, column] = None if column == left else ""
                if column != left:
                    taken.add((row, column))
    return covered, wide, taken
