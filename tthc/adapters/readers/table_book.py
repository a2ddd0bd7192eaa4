"""Tables of a workbook (.xlsx, .xlsm): each value as it is meant, read row by row from the parts with values; nothing in it runs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from tthc.adapters.readers.table_refusals import refused, too_long
from tthc.adapters.readers.table_styles import PLAIN, Format, formats_of, value_of
from tthc.adapters.safe_zip import UnsafeFileError, check_shape
from tthc.core.files.ports import CellError, CellValue, Sheet
from tthc.kernel.errors import BadFile
from tthc.kernel.text import nfc

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Ca-cE-Fe-f][0-9A-Fa-f]{3}|[Dd][0-7][0-9A-Fa-f]{2})_")  # half a character stays as it is written
_LETTERS = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""", re.IGNORECASE)
_PROBED = 200
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}
_RELATION = "}id"
_WORKSHEET = "/worksheet"
_MOST_ROWS, _MOST_COLUMNS, _MOST_MERGED = 1_048_576, 256, 100_000


def read_book(content: bytes, name: str, most_rows: int) -> list[Sheet]:
    """The visible sheets that hold something; raises BadFile with one sentence."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            check_shape(packed, BytesIO(content))
            return _Book(packed, name, most_rows).sheets()
    except (BadFile, MemoryError):
        raise
    except Exception as error:  # a damaged workbook may break the parser anywhere
        raise refused("broken", name) from error


@dataclass
class _Found:
    """What a sheet held; filled row by row."""

    rows: list[list[CellValue]] = field(default_factory=list)
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: int = 0
    filled: int = 0
    width: int = 0


class _Book:
    def __init__(self, packed: ZipFile, name: str, most_rows: int) -> None:
        self._packed, self._name, self._most_rows = packed, name, most_rows
        self._parts = {part.lower(): part for part in packed.namelist()}
        self._strings: list[str] | None = None
        self._formats: Sequence[Format] = ()
        self._is_1904 = False
        self._filled = 0

    def sheets(self) -> list[Sheet]:
        root = self._parsed("xl/workbook.xml")
        properties = root.find("{*}workbookPr")
        self._is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        if "xl/styles.xml" in self._parts:
            self._formats = formats_of(self._parsed("xl/styles.xml"))
        listed = list(self._listed(root))
        hidden = tuple(title for title, _, is_shown in listed if not is_shown)
        if listed and len(hidden) == len(listed):
            raise refused("all hidden", self._name)
        found = [(title, self._read(part)) for title, part, is_shown in listed if is_shown]
        if self._filled > self._most_rows:
            raise too_long(self._name, self._filled, self._most_rows)
        if not self._filled:
            raise refused("no rows", self._name)
        return [_sheet(title, one, hidden) for title, one in found if one.rows]

    def _listed(self, root: Any) -> Iterator[tuple[str, str, bool]]:
        """Title, part and visibility of each sheet with cells, in the order of the workbook."""
        targets = {}
        for one in self._parsed("xl/_rels/workbook.xml.rels"):
            if one.get("Type", "").endswith(_WORKSHEET):
                targets[one.get("Id")] = posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/").lower()
        for sheet in root.iterfind("{*}sheets/{*}sheet"):
            relation = next((value for key, value in sheet.attrib.items() if key.endswith(_RELATION)), "")
            if targets.get(relation) in self._parts:
                yield nfc(sheet.get("name", "")), targets[relation], sheet.get("state", "visible") == "visible"

    def _parsed(self, part: str) -> Any:
        content = self._packed.read(self._parts[part])
        _refuse_types(content)
        return etree.fromstring(content, etree.XMLParser(**_SAFE))

    def _read(self, part: str) -> _Found:
        found = _Found()
        number = -1
        content = self._packed.read(self._parts[part])
        _refuse_types(content)
        for _, element in etree.iterparse(BytesIO(content), events=("end",), tag=("{*}row", "{*}mergeCell"), **_SAFE):
            if element.tag.endswith("}mergeCell"):
                _merge(found, element.get("ref", ""))
                continue
            number = max(number + 1, int(element.get("r", 0)) - 1)
            if number >= _MOST_ROWS:
                raise UnsafeFileError("a row behind the last")
            self._row(found, number, element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        return found

    def _row(self, found: _Found, number: int, element: Any) -> None:
        values: list[CellValue] = []
        column = -1
        for cell in element:
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            if not len(cell):
                continue
            value, is_unsaved, is_formula = self._cell(cell)
            found.formulas += is_formula
            if is_unsaved:
                found.unsaved.append((number, column))
            if value is None:
                continue
            if not 0 <= column < _MOST_COLUMNS:
                raise refused("too wide", self._name)
            values += [None] * (column + 1 - len(values))
            values[column] = value
        if not values:
            return
        found.filled += 1
        self._filled += 1
        if self._filled > self._most_rows:  # counted on to the end, for the sentence; kept no more
            return
        found.rows += [[]] * (number - len(found.rows)) + [values]
        found.width = max(found.width, len(values))

    def _cell(self, cell: Any) -> tuple[CellValue, bool, bool]:
        """The value, whether a formula has none, whether it is a formula."""
        saved, formula, inline = None, False, None
        for child in cell:
            tag = child.tag
            if tag.endswith("}v"):
                saved = child.text or ""
            elif tag.endswith("}f"):
                formula = True
            elif tag.endswith("}is"):
                inline = child
        if inline is not None:
            return _words(_runs(inline)), False, formula
        if saved is None:
            return None, formula, formula
        return self._value(saved, cell.get("t", "n"), int(cell.get("s", 0))), False, formula

    def _value(self, saved: str, kind: str, style: int) -> CellValue:
        if kind == "s":
            return _words(self._shared()[int(saved)])
        if kind in _OTHERS or not saved.strip():
            return _OTHERS.get(kind, _words)(saved)
        form = self._formats[style] if 0 <= style < len(self._formats) else PLAIN
        return value_of(float(saved), form, is_1904=self._is_1904)

    def _shared(self) -> list[str]:
        if self._strings is None:
            self._strings = []
            if "xl/sharedstrings.xml" in self._parts:
                content = self._packed.read(self._parts["xl/sharedstrings.xml"])
                _refuse_types(content)
                for _, one in etree.iterparse(BytesIO(content), events=("end",), tag="{*}si", **_SAFE):
                    self._strings.append(_runs(one))
                    one.clear()
                    while one.getprevious() is not None:
                        del one.getparent()[0]
        return self._strings


def _sheet(title: str, found: _Found, hidden: tuple[str, ...]) -> Sheet:
    """Rows of one width, without what is empty behind the last value."""
    height, width = len(found.rows), found.width
    empty = (None,) * width
    rows = tuple((*row, *(None,) * (width - len(row))) if row else empty for row in found.rows)
    merged = tuple(each for each in found.merged if each[0] < height and each[1] < width)
    unsaved = tuple(place for place in found.unsaved if place[0] < height)
    return Sheet(title, rows, merged, unsaved, found.formulas, hidden)


def _refuse_types(content: bytes) -> None:
    """A document type declaration, and so every entity, is refused (trust.md UP-06), and letters in which it could not be seen."""
    declared = _LETTERS.match(content)
    if b"\x00" in content[:_PROBED] or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise UnsafeFileError("other letters than UTF-8")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnsafeFileError("document type declaration")


def _merge(found: _Found, reference: str) -> None:
    first, _, last = reference.partition(":")
    top, bottom = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    if top and bottom and len(found.merged) < _MOST_MERGED:
        found.merged.append((int(top[2]) - 1, _column(top[1]), int(bottom[2]) - 1, _column(bottom[1])))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _runs(element: Any) -> str:
    """The letters of a text, plain or in runs; readings for other scripts are left out."""
    parts = [child.text or "" for child in element if child.tag.endswith("}t")]
    parts += [one.text or "" for run in element if run.tag.endswith("}r") for one in run if one.tag.endswith("}t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _words(text: str) -> str | None:
    """Lines end in one way, letters are composed in one way; blanks alone are nothing."""
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n")) if text.strip() else None


def _iso(text: str) -> CellValue:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return found.date() if found.time() == time() else found.replace(tzinfo=None)


# What stands in a cell whose type is not a number and not a text of the workbook's list.
_OTHERS: Mapping[str, Callable[[str], CellValue]] = {
    "str": lambda saved: _words(_unescaped(saved)),
    "inlineStr": lambda saved: _words(_unescaped(saved)),
    "e": lambda saved: CellError(saved.strip()),
    "b": lambda saved: saved.strip() in ("1", "true"),
    "d": lambda saved: _iso(saved.strip()),
}
