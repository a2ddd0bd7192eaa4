"""Tables of a workbook in the XML of Excel 2003, which one-stop systems name .xls: each value as it is meant, no entity, no fetching."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from math import isfinite
from typing import Any

from lxml import etree

from tthc.adapters.readers.table_grid import Grid
from tthc.adapters.readers.table_markup import letters_of
from tthc.adapters.readers.table_refusals import refused, too_long
from tthc.adapters.readers.table_styles import PLAIN, Format, Shape, format_of, value_of
from tthc.adapters.safe_zip import UnsafeFileError
from tthc.core.files.ports import CellError, CellValue, Sheet
from tthc.kernel.errors import BadFile
from tthc.kernel.text import nfc

_NAMES = "{urn:schemas-microsoft-com:office:spreadsheet}"
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_DECLARATION = re.compile(r"\A[\s\ufeff]*<\?xml[^<>]*\?>")
_TYPES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENDED = re.compile(r"</(?:\w+:)?Workbook\s*>\s*\Z")
_AND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)(?:([A-Za-z][A-Za-z0-9]*;))?")
# Written as no number is: zeros in front, the zero at the end of a procedure's code (1.004870), more figures than Excel keeps.
_CODE = re.compile(r"0[0-9]+|[1-9]\.(?!0+\Z)[0-9]{5}0|[0-9]{16,}")
_FORMATS: Mapping[str, Format] = {
    **dict.fromkeys(("general date", "long date", "medium date", "short date"), (Shape.DAY, 0)),
    **dict.fromkeys(("long time", "medium time", "short time"), (Shape.TIME, 0)),
    **dict.fromkeys(("fixed", "scientific", "currency", "euro currency", "general number", "yes/no", "true/false", "on/off"), PLAIN),
    "percent": (Shape.SHARE, 0),
}
_MOST_COLUMNS = 256
_NO_DAY = (datetime(1899, 12, 30).date(), datetime(1899, 12, 31).date())  # noqa: DTZ001 - a workbook's days know no zone


def read_xml(content: bytes, name: str, most_rows: int) -> list[Sheet]:
    """The visible worksheets that hold something; raises BadFile with one sentence."""
    text, _ = letters_of(content, name)
    try:
        return _Workbook(_parsed(text, name), name, most_rows).sheets()
    except (BadFile, MemoryError):
        raise
    except Exception as error:  # a damaged workbook may break the parser anywhere
        raise refused("broken", name) from error


def _parsed(text: str, name: str) -> Any:
    """The workbook. Only bare & and foreign names of letters are mended: what a parser guesses of broken cells loses some."""
    if _TYPES.search(text):
        raise UnsafeFileError("document type declaration")
    text = _DECLARATION.sub("", text)
    try:
        return etree.fromstring(text.encode(), etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError:
        parser = etree.XMLParser(**_SAFE)
    try:
        return etree.fromstring(_AND.sub(_spelt, text).encode(), parser)
    except etree.XMLSyntaxError as error:
        is_large = any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log)
        raise refused("too much" if is_large else "broken" if _ENDED.search(text) else "cut", name) from error


def _spelt(found: re.Match[str]) -> str:
    """An & that begins nothing is an &; &nbsp; and the like are letters in XML as well."""
    letters = html.unescape(found[0])
    return letters if found[1] and letters != found[0] else "&amp;" + (found[1] or "")


class _Workbook:
    def __init__(self, root: Any, name: str, most_rows: int) -> None:
        self._root, self._name, self._most_rows = root, name, most_rows
        self._formats = _formats(root)
        self._is_1904 = root.find("{*}ExcelWorkbook/{*}Date1904") is not None

    def sheets(self) -> list[Sheet]:
        listed = list(self._root.iterfind("{*}Worksheet"))
        hidden = tuple(_title(one) for one in listed if _is_hidden(one))
        if listed and len(hidden) == len(listed):
            raise refused("all hidden", self._name)
        found = []
        for one in listed:
            if not _is_hidden(one):
                grid = Grid(self._name, self._most_rows)
                for table in one.iterfind("{*}Table"):
                    self._fill(grid, table)
                grid.end_part()
                found.append((_title(one), grid))
        filled = sum(grid.filled for _, grid in found)
        if filled > self._most_rows:
            raise too_long(self._name, filled, self._most_rows)
        if not filled:
            raise refused("no rows", self._name)
        return [replace(grid.sheet(title), hidden=hidden) for title, grid in found if grid.filled]

    def _fill(self, grid: Grid, table: Any) -> None:
        columns = dict(_columns(table))
        skipped = 0
        at = -1
        for row in table.iterfind("{*}Row"):
            at = max(at + 1 + skipped, _number(row, "Index") - 1)
            grid.begin_row(at)
            skipped = _number(row, "Span")  # rows of the same looks, which hold nothing
            of_row = _told(row, "StyleID")
            column = -1
            for cell in row.iterfind("{*}Cell"):
                told = _number(cell, "Index")
                column = told - 1 if told else column + 1
                style = _told(cell, "StyleID") or of_row or columns.get(column, "")
                value = self._value(cell, self._formats.get(style, PLAIN))
                is_formula = bool(_told(cell, "Formula"))
                grid.formulas += is_formula
                across = _number(cell, "MergeAcross")
                is_unsaved = is_formula and value is None
                grid.put(value, across + 1, _number(cell, "MergeDown") + 1, told - 1 if told else None, is_unsaved=is_unsaved)
                column += across

    def _value(self, cell: Any, form: Format) -> CellValue:
        data = cell.find("{*}Data")
        text = "" if data is None else "".join(data.itertext())
        bare = text.strip()
        if not bare:
            return None
        if (kind := _told(data, "Type")) == "Number":
            return _figure(bare, form, is_1904=self._is_1904)
        return _OTHERS.get(kind, _words)(text if kind not in _OTHERS else bare)


def _words(text: str) -> CellValue:
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


def _figure(text: str, form: Format, *, is_1904: bool) -> CellValue:
    if form == PLAIN and _CODE.fullmatch(text):
        return text
    try:
        figure = float(text)
    except ValueError:
        return nfc(text)
    return value_of(figure, form, is_1904=is_1904) if isfinite(figure) else nfc(text)


def _moment(text: str) -> CellValue:
    try:
        found = datetime.fromisoformat(text).replace(tzinfo=None) + timedelta(microseconds=500_000)
    except (ValueError, OverflowError):
        return nfc(text)
    found = found.replace(microsecond=0)
    if found.date() in _NO_DAY:
        return f"{found:%H:%M}"
    return found.date() if found.time() == time() else found


_OTHERS: Mapping[str, Callable[[str], CellValue]] = {
    "DateTime": _moment,
    "Boolean": lambda told: told.lower() in ("1", "true"),
    "Error": CellError,
}


def _formats(root: Any) -> dict[str, Format]:
    found: dict[str, Format] = {}
    for style in root.iterfind("{*}Styles/{*}Style"):
        own = style.find("{*}NumberFormat")
        code = _told(own, "Format") if own is not None else ""
        form = _FORMATS.get(code.strip().lower()) or format_of(code)
        found[_told(style, "ID")] = form if code else found.get(_told(style, "Parent"), PLAIN)
    return found


def _columns(table: Any) -> Iterator[tuple[int, str]]:
    """Column -> the style of its cells that name none."""
    at = -1
    for column in table.iterfind("{*}Column"):
        at = max(at + 1, _number(column, "Index") - 1)
        last = min(at + _number(column, "Span"), _MOST_COLUMNS)
        if style := _told(column, "StyleID"):
            yield from ((each, style) for each in range(at, last + 1))
        at = max(at, last)


def _title(sheet: Any) -> str:
    return nfc(_told(sheet, "Name")) or "Bảng"


def _is_hidden(sheet: Any) -> bool:
    shown = sheet.find("{*}WorksheetOptions/{*}Visible")
    return shown is not None and (shown.text or "").strip().lower() in ("sheethidden", "sheetveryhidden")


def _told(element: Any, name: str) -> str:
    """An attribute, with the prefix of the format or, as some systems write it, without."""
    return str(element.get(_NAMES + name) or element.get(name) or "")


def _number(element: Any, name: str) -> int:
    told = _told(element, name).strip()
    return int(told) if re.fullmatch("[0-9]{1,9}", told) else 0
