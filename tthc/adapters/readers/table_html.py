"""The tables of a web page that was saved as a spreadsheet: every cell is text, as it is shown; nothing in the page runs or is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from lxml import etree

from tthc.adapters.readers.old_letters import is_old, is_unicode
from tthc.adapters.readers.table_grid import Grid
from tthc.adapters.readers.table_markup import letters_of
from tthc.adapters.readers.table_refusals import refused, too_long
from tthc.core.files.ports import Sheet
from tthc.kernel.errors import BadFile
from tthc.kernel.text import nfc

_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "xml", "title", "object", "svg"})
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "tr", "table", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "center", "pre"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS, _BREAKS = re.compile("[ \t\r\n\f\u00a0]+"), re.compile("[ \r]*\r[ \r]*")
_COUNT = re.compile(r"\s*\+?([0-9]{1,9})")
_OPENED, _CLOSED = re.compile(r"<table[\s>]", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
_ENDED = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# Browsers and Excel begin a row themselves where a page forgets to.
_NO_ROW = re.compile(r"(</tr\s*>|<(?:table|thead|tbody|tfoot)(?:\s[^<>]*)?>)(?=\s*<t[dh][\s>])", re.IGNORECASE)
_SHEET = re.compile(r"<x:Name>([^<>]{1,100})</x:Name>")
_LONGEST_ROWSPAN = 65_534
_ROW_OF_DATA, _ROWS_OF_DATA = 3, 2  # filled cells of a row, such rows of a table: a letterhead has fewer
_MOST_ABOVE = 20


@dataclass
class _Table:
    """A table of the page: what its own cells hold, without the tables inside them."""

    element: Any
    outer: _Table | None
    rows: list[tuple[Any, list[tuple[Any, str | None]]]] = field(default_factory=list)  # each row and its cells
    filled: int = 0
    largest_inside: int = 0
    rows_of_data: int = 0

    @property
    def is_layout(self) -> bool:
        """It only puts other tables in their places."""
        return self.largest_inside > 0 and self.largest_inside >= self.filled

    @property
    def is_within_cell(self) -> bool:
        """It is a part of what a cell of a table with data says."""
        return self.outer is not None and (not self.outer.is_layout or self.outer.is_within_cell)


def read_page(content: bytes, name: str, most_rows: int) -> list[Sheet]:
    """The tables with rows of data, the largest first, with what stands above each; raises BadFile with one sentence."""
    text, is_one_byte = letters_of(content, name)
    try:
        tables = _tables(_parsed(text, name))
    except (BadFile, MemoryError):
        raise
    except Exception as error:  # a damaged page may break the parser anywhere
        raise refused("broken", name) from error
    if not any(one.filled for one in tables):
        raise refused("no web table", name)
    if is_one_byte:
        _check_letters(tables, name)
    return _sheets([one for one in tables if not one.is_within_cell], text, name, most_rows)


def _parsed(text: str, name: str) -> Any:
    if len(_OPENED.findall(text)) > len(_CLOSED.findall(text)) and not _ENDED.search(text):
        raise refused("cut", name)  # the last rows did not arrive
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = etree.fromstring(_NO_ROW.sub(r"\1<tr>", text).encode("utf-8", "replace"), parser)
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):  # what stands behind was not read
        raise refused("too much", name)
    return root


def _tables(root: Any) -> list[_Table]:
    known: dict[Any, _Table] = {}
    for element in root.iter("table") if root is not None else ():
        around = next(element.iterancestors("table"), None)
        known[element] = table = _Table(element, None if around is None else known[around])
        for row in sorted(_own(element, ("tr",)), key=lambda one: one.getparent().tag == "tfoot"):
            cells = [(cell, _words(cell)) for cell in _own(row, ("td", "th")) if not _is_hidden(cell)]
            filled = sum(words is not None for _, words in cells)
            table.rows.append((row, cells))
            table.filled += filled
            table.rows_of_data += filled >= _ROW_OF_DATA
    for table in reversed(known.values()):
        if table.outer is not None:
            table.outer.largest_inside = max(table.outer.largest_inside, table.filled, table.largest_inside)
    return list(known.values())


def _sheets(tables: list[_Table], text: str, name: str, most_rows: int) -> list[Sheet]:
    main = max(tables, key=lambda one: one.filled)
    found: list[tuple[int, Sheet]] = []
    above: list[_Table] = []
    filled = 0
    for number, table in enumerate(tables, 1):
        if table is not main and table.rows_of_data < _ROWS_OF_DATA:
            above.append(table)
            continue
        grid = Grid(name, most_rows)
        around = {next(row.iterancestors("table")): row for row in table.element.iterancestors("tr")}
        for each in [*(above if sum(len(one.rows) for one in above) <= _MOST_ABOVE else ()), table]:
            _fill(grid, each, around.get(each.element))
        filled += grid.filled
        found.append((-table.filled, grid.sheet(_caption(table) or f"Bảng {number}")))
        above = []
    if filled > most_rows:
        raise too_long(name, filled, most_rows)
    if len(found) == 1 and (sheet := found[0][1]).name.startswith("Bảng "):
        told = _SHEET.search(text)
        title = nfc(told[1].strip()) if told else nfc(PurePath(name).stem)
        return [Sheet(title or sheet.name, sheet.rows, sheet.merged)]
    return [sheet for _, sheet in sorted(found, key=lambda one: one[0])]


def _fill(grid: Grid, table: _Table, last: Any = None) -> None:
    """Add the rows of a table, or those before the one that holds the table with the data."""
    has_inner = table.largest_inside > 0 and not table.is_layout
    part = None
    for row, cells in table.rows:
        if row is last:
            break
        if row.getparent() is not part:
            grid.end_part()
            part = row.getparent()
        grid.begin_row()
        for cell, words in cells:
            value = _words(cell, with_tables=True) if has_inner else words
            grid.put(value, _span(cell, "colspan"), _span(cell, "rowspan") or _LONGEST_ROWSPAN)
    grid.end_part()


def _own(element: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """What belongs to this element and not to a table inside it."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag != "table":
            yield from _own(child, tags)


def _span(cell: Any, name: str) -> int:
    told = _COUNT.match(cell.get(name, "1"))
    return min(int(told[1]), _LONGEST_ROWSPAN) if told else 1


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _caption(table: _Table) -> str:
    found = table.element.find("caption")
    return (_words(found) or "").replace("\n", " ")[:100] if found is not None else ""


def _words(element: Any, *, with_tables: bool = False) -> str | None:
    """The text as the page shows it: blanks of the source are one, <br> and blocks part lines."""
    if not len(element):
        return nfc(_BLANKS.sub(" ", element.text or "").strip(" ")) or None
    parts: list[str] = []
    _gather(element, parts, with_tables=with_tables)
    lines = re.sub("\r?\n\r?", "\n", _BREAKS.sub("\r", "".join(parts))).replace("\r", "\n").split("\n")
    return nfc("\n".join(_BLANKS.sub(" ", line).strip(" ") for line in lines).strip("\n")) or None


def _gather(element: Any, parts: list[str], *, with_tables: bool) -> None:
    parts.append(_BLANKS.sub(" ", element.text or ""))
    for child in element:
        tag = child.tag
        is_unseen = tag in _UNSEEN or (tag == "table" and not with_tables) or (tag == "option" and "selected" not in child.attrib)
        if tag == "br":
            parts.append("\n")
        elif isinstance(tag, str) and not is_unseen and not _is_hidden(child):
            edge = "\r" if tag in _BLOCKS else " " if tag in ("td", "th") else ""
            parts.append(edge)
            _gather(child, parts, with_tables=with_tables)
            parts.append(edge)
        parts.append(_BLANKS.sub(" ", child.tail or ""))


def _check_letters(tables: list[_Table], name: str) -> None:
    """Fonts of before Unicode drew other letters than the bytes say; guessing would store wrong ones."""
    text = "\n".join(words for table in tables for _, cells in table.rows for _, words in cells if words)
    if is_old(text) and not is_unicode(text):
        raise refused("old letters", name)
