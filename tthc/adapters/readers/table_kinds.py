"""What a file with a table is: told by its content; a name that says otherwise is refused with what the file really is."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from tthc.adapters.readers import compound
from tthc.adapters.readers.kinds import KINDS, Kind, found_in
from tthc.adapters.readers.table_markup import HTML, XML, markup_of
from tthc.adapters.readers.table_refusals import refused
from tthc.adapters.readers.text import decoded

TEXT = Kind("csv", "text/csv; charset=utf-8", "csv")
MACROS = Kind("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12", "xlsm")
# Kept as what their name says they are: a page of others must never be shown as a page of ours.
_MARKUP = {kind: Kind(kind, KINDS["xls"].media_type, kind) for kind in (HTML, XML)}
_BOOKS = {"xlsx": KINDS["xlsx"], "xlsm": MACROS, "xls": KINDS["xls"], "ods": KINDS["ods"]}
_TEXTS = ("text", "comma separated", "long text")
_NO_BOOKS = ("web", "word xml", "renamed", "wrong")
_TEXT_NAMES, _NEW_NAMES = (".csv", ".tsv", ".txt", ".text"), (".xlsx", ".xlsm")
# What the reader of plans accepts or names otherwise.
_NO_TABLES = dict.fromkeys(("docx", "doc", "odt", "rtf", "word template", "slides"), "no table")
_HEAD = 4096
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def table_kind_of(content: bytes, name: str) -> Kind:
    """The format of the file; raises BadFile with one sentence for what holds no table to read."""
    suffix = PurePath(name).suffix.lower()
    found = _found(content, name)
    if found in _NO_BOOKS and (markup := markup_of(content)):
        return _MARKUP[markup]
    if found == "web" and b"boundary=" not in content[:_HEAD]:  # one with its pictures packed in is Excel's own, and may hold tables
        found = "no web table"
    if found in _TEXTS:
        decoded(content, name)
        return TEXT
    if found not in _BOOKS:
        raise refused(_NO_TABLES.get(found, found), name)
    if suffix in _TEXT_NAMES:
        raise refused("old renamed" if found == "xls" else "book renamed", name, suffix)
    if found == "xls" and suffix in _NEW_NAMES:
        raise refused("old renamed", name, suffix)
    return _BOOKS[found]


def _found(content: bytes, name: str) -> str:
    found = found_in(content, name)
    if found == "macro":
        return _with_macros(content)
    if found == "packed" and content.startswith(_ZIP):
        return "apple" if any(part.lower().endswith(".iwa") for part in _parts(content)) else found
    if found == "wrong" and content.startswith(_ZIP) and not _parts(content):
        return "broken"
    return found


def _with_macros(content: bytes) -> str:
    """A workbook's cells are read, its program never is: only the parts with values are opened."""
    if content.startswith(_ZIP):
        return "xlsm" if "xl/workbook.xml" in _parts(content) else "macro"
    if content.startswith(_COMPOUND):
        return "xls" if {"Workbook", "Book"} & set(compound.Compound(content).root) else "macro"
    return "macro"


def _parts(content: bytes) -> list[str]:
    """The names of the entries of a zip; none of what is no zip that can be opened."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            return packed.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return []
