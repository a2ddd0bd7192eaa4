"""What the values of a workbook do not say: number formats, heavy type and borders of its cells, and how large its sheets are."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# How many things a part says it holds; the reader of values makes room for as many at once, before it looks whether they are there.
_COUNT = re.compile(rb"""(?:uniqueCount|count)\s*=\s*["']\s*\d{7,}""")
_START = 4096
_SIDES = ("left", "right", "top", "bottom")
# The formats of Excel that a workbook names by number only; 14 to 22 and 45 to 47 are days and times.
_KNOWN_FORMATS = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 17: "mm-yy", 37: "#,##0", 38: "#,##0", 39: "#,##0.00"}


@dataclass(frozen=True, slots=True)
class Style:
    """How cells are shown: the format of numbers, heavy type, lines around."""

    number_format: str = ""
    is_bold: bool = False
    has_border: bool = False


@dataclass(slots=True)
class SheetStyles:
    """The styles of a sheet's cells, and the last row and column with a value."""

    cells: dict[tuple[int, int], Style] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    filled_rows: int = 0


def styles_of(content: bytes) -> dict[str, SheetStyles]:
    """Styles by the name of the sheet."""
    with ZipFile(BytesIO(content)) as packed:
        _refuse_counts(packed)
        book = _parsed(packed, "xl/workbook.xml")
        relations = _parsed(packed, "xl/_rels/workbook.xml.rels")
        targets = {one.get("Id"): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/") for one in relations}
        styles = _styles(packed) if "xl/styles.xml" in packed.namelist() else []
        found: dict[str, SheetStyles] = {}
        for sheet in book.iter("{*}sheet"):
            part = targets.get(sheet.get(_RELATION), "")
            if part in packed.namelist() and "worksheets" in part:
                found[sheet.get("name", "")] = _sheet(packed, part, styles)
        return found


def _refuse_counts(packed: ZipFile) -> None:
    for part in packed.namelist():
        if part.startswith("xl/") and part.endswith(".xml"):
            with packed.open(part) as stream:
                if _COUNT.search(stream.read(_START)):
                    raise ValueError(part)


def _parsed(packed: ZipFile, part: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(packed.read(part), parser)


def _styles(packed: ZipFile) -> list[Style]:
    root = _parsed(packed, "xl/styles.xml")
    formats = _KNOWN_FORMATS | {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
    fonts = [_is_on(font.find("{*}b")) for font in _below(root, "fonts")]
    borders = [any(border.find(f"{{*}}{side}[@style]") is not None for side in _SIDES) for border in _below(root, "borders")]
    return [
        Style(
            formats.get(int(one.get("numFmtId", 0)), ""),
            _nth(fonts, one.get("fontId")),
            _nth(borders, one.get("borderId")),
        )
        for one in _below(root, "cellXfs")
    ]


def _below(root: Any, name: str) -> list[Any]:
    parent = root.find(f"{{*}}{name}")
    return [] if parent is None else list(parent)


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _nth(values: list[bool], position: str | None) -> bool:
    index = int(position or 0)
    return values[index] if 0 <= index < len(values) else False


def _sheet(packed: ZipFile, part: str, styles: list[Style]) -> SheetStyles:
    found = SheetStyles()
    last_filled = -1
    with packed.open(part) as stream:
        for _, cell in etree.iterparse(stream, tag="{*}c", resolve_entities=False, no_network=True, load_dtd=False):
            place = _CELL.fullmatch(cell.get("r", ""))
            if place:
                row, column = int(place[2]) - 1, _column(place[1])
                index = int(cell.get("s", 0))
                if 0 < index < len(styles):
                    found.cells[row, column] = styles[index]
                if len(cell):
                    found.filled_rows += row != last_filled
                    last_filled = row
                    found.last_row, found.last_column = max(found.last_row, row), max(found.last_column, column)
            _forget(cell)
    return found


def _forget(cell: Any) -> None:
    """A sheet may be large: what was read is dropped at once."""
    cell.clear()
    row = cell.getparent()
    while row is not None and cell.getprevious() is not None:
        del row[0]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
