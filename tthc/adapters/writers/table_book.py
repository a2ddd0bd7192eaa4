"""A table as a workbook (.xlsx) in which no cell can run: texts are written as texts, equal input gives equal bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from tthc.core.files.ports import CellValue, SheetColumn

NOTES = "Ghi chú"
_RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a sheet may take for the beginning of a formula
_NO_LETTERS = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_CELL, _LONGEST_NAME, _LONGEST_LIST = 32_767, 31, 255
_MOST_FIGURES = 10**15
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a day of no meaning, so that equal tables are equal files
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
_TEXT = {"num_format": "@", "valign": "top", "text_wrap": True}
_FORMATS = {
    "text": _TEXT,
    "quoted": _TEXT | {"quote_prefix": True},
    "day": {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"},
    "count": {"num_format": "#,##0", "valign": "top"},
    "number": {"num_format": "#,##0.##########", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
}
_HEADER = {"bold": True, "bg_color": "#E8EEF4", "border": 1, "valign": "vcenter", "text_wrap": True, "num_format": "@"}


def write_book(title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[CellValue]], notes: Sequence[str] = ()) -> bytes:
    """The bytes of a workbook with one table; a second sheet holds notes and long lists of choices."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _PLAIN)
    book.set_properties({"created": _MADE, "title": _clean(title)[:255]})
    _Pages(book, columns).fill(title, rows, notes)
    book.close()
    return out.getvalue()


class _Pages:
    def __init__(self, book: Any, columns: Sequence[SheetColumn]) -> None:
        self._book, self._columns = book, columns
        self._formats = {name: book.add_format(parts) for name, parts in _FORMATS.items()}
        self._header = book.add_format(_HEADER)
        self._quoted_header = book.add_format(_HEADER | {"quote_prefix": True})

    def fill(self, title: str, rows: Iterable[Sequence[CellValue]], notes: Sequence[str]) -> None:
        sheet = self._book.add_worksheet(_sheet_name(title))
        self._set_columns(sheet)
        for column, each in enumerate(self._columns):
            self._write_text(sheet, 0, column, each.title, self._header, self._quoted_header)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._write(sheet, last, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), max(len(self._columns) - 1, 0))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        self._offer_choices(sheet, max(last, 1) + 1000)
        self._write_notes(notes)

    def _set_columns(self, sheet: Any) -> None:
        for column, each in enumerate(self._columns):
            sheet.set_column(column, column, each.width, self._formats.get(each.kind, self._formats["text"]))

    def _write(self, sheet: Any, row: int, column: int, value: CellValue) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, self._formats["text"])
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value.replace(tzinfo=None), self._formats["moment"])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._formats["day"])
        elif isinstance(value, int | float | Decimal) and _is_kept(value):
            sheet.write_number(row, column, float(value), self._formats["whole" if value == int(value) else "number"])
        elif value is not None and value != "":
            self._write_text(sheet, row, column, str(value), self._formats["text"], self._formats["quoted"])

    def _write_text(self, sheet: Any, row: int, column: int, text: str, plain: Any, quoted: Any) -> None:
        cleaned = _clean(text)
        sheet.write_string(row, column, cleaned, quoted if cleaned.startswith(_RUNS) else plain)

    def _offer_choices(self, sheet: Any, last: int) -> None:
        for column, each in enumerate(self._columns):
            if each.choices:
                sheet.data_validation(1, column, last, column, self._list_of(column, each))

    def _list_of(self, column: int, each: SheetColumn) -> dict[str, Any]:
        """Choices with commas, and many of them, stand on the sheet of notes: Excel holds 255 letters in the cell's own list."""
        source: object = [_clean(choice) for choice in each.choices]
        if self._is_long(each):
            place = xlsxwriter.utility.xl_col_to_name(self._long_lists().index(column) + 1)
            source = f"='{NOTES}'!${place}$2:${place}${len(each.choices) + 1}"
        words = {"error_title": "Không có trong danh sách", "error_message": "Chọn một giá trị trong danh sách của ô."}
        return {"validate": "list", "source": source, "error_type": "warning"} | words

    def _is_long(self, each: SheetColumn) -> bool:
        return any("," in choice for choice in each.choices) or len(",".join(each.choices)) > _LONGEST_LIST

    def _long_lists(self) -> list[int]:
        return [column for column, each in enumerate(self._columns) if each.choices and self._is_long(each)]

    def _write_notes(self, notes: Sequence[str]) -> None:
        lists = [self._columns[column] for column in self._long_lists()]
        if not notes and not lists:
            return
        sheet = self._book.add_worksheet(NOTES)
        sheet.set_column(0, 0, 100, self._formats["text"])
        sheet.set_column(1, max(len(lists), 1), 40, self._formats["text"])
        height = max([len(notes), *(len(each.choices) for each in lists)])
        lines = [[NOTES, *(each.title for each in lists)]]
        lines += [[_nth(notes, place), *(_nth(each.choices, place) for each in lists)] for place in range(height)]
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                if text:
                    plain, quoted = (self._header, self._quoted_header) if row == 0 else (self._formats["text"], self._formats["quoted"])
                    self._write_text(sheet, row, column, text, plain, quoted)


def _nth(texts: Sequence[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def _is_kept(value: float | Decimal) -> bool:
    """Whether a sheet holds the number figure for figure; longer ones are written as text."""
    exact = Decimal(str(value))
    return exact.is_finite() and abs(exact) < _MOST_FIGURES and Decimal(repr(float(value))) == exact


def _clean(text: str) -> str:
    """What a cell can hold: one kind of line end, no half letters, not more than Excel's own limit."""
    cleaned = _NO_LETTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return cleaned if len(cleaned) <= _LONGEST_CELL else cleaned[: _LONGEST_CELL - 1] + "…"


def _sheet_name(title: str) -> str:
    name = " ".join(_NOT_IN_NAMES.sub(" ", _clean(title)).split())[:_LONGEST_NAME].strip(" '")
    return name if name and name.lower() not in ("history", NOTES.lower()) else "Bảng"
