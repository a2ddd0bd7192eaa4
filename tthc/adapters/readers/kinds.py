"""What a file is: told by its content, then by its name, from first bytes and tables of contents alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

from tthc.adapters.readers import compound
from tthc.adapters.readers.refusals import refused
from tthc.adapters.readers.text import decoded
from tthc.adapters.safe_zip import ZipBombError, check_shape, elements, has_macros

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_PDF = "application/pdf"
_TEXT_NAMES = {"", ".txt", ".md", ".text"}
_OFFICE_NAMES = {".doc", ".docx", ".docm", ".odt", ".rtf", ".pdf", ".xls", ".xlsx", ".xlsm", ".ods", ".ppt", ".pptx", ".dot", ".dotx"}
_OTHER_NAMES = {".csv": "comma separated", ".tsv": "comma separated"}
_LARGEST_TEXT = 2 * 1024 * 1024  # the text of some six hundred pages
_LARGEST_CONTENTS = 1024 * 1024
_MARKS = {
    "rtf": (b"{\\rtf",),
    "picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM6", b"BM8"),
    "packed": (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
}
_WEB = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|style|p)[\s>]", re.IGNORECASE)
_WEB_ARCHIVE = re.compile(rb"(?:MIME-Version|From|Content-Type):", re.IGNORECASE)
_FILEPASS = b"\x2f\x00"
_HEAD = 4096


@dataclass(frozen=True)
class Kind:
    """A format: `reader` is the format it is read as, which differs where LibreOffice has to rewrite the file first."""

    name: str
    media_type: str
    reader: str

    @property
    def is_converted(self) -> bool:
        """Whether LibreOffice is needed."""
        return self.name != self.reader


KINDS = {
    kind.name: kind
    for kind in (
        Kind("docx", _OOXML + "wordprocessingml.document", "docx"),
        Kind("xlsx", _OOXML + "spreadsheetml.sheet", "xlsx"),
        Kind("pdf", _PDF, "pdf"),
        Kind("text", "text/plain; charset=utf-8", "text"),
        Kind("doc", "application/msword", "docx"),
        Kind("odt", _ODF + "text", "docx"),
        Kind("rtf", "application/rtf", "docx"),
        Kind("xls", "application/vnd.ms-excel", "xlsx"),
        Kind("ods", _ODF + "spreadsheet", "xlsx"),
    )
}
# The type of the main part -> the format, or why it is refused; the first that fits counts.
_MAIN_PARTS = (
    ("wordprocessingml.document.main+xml", "docx"),
    ("spreadsheetml.sheet.main+xml", "xlsx"),
    ("wordprocessingml.template.main+xml", "word template"),
    ("spreadsheetml.template.main+xml", "excel template"),
    ("ms-excel.sheet.binary", "binary excel"),
    ("presentationml", "slides"),
)
_ODF_TYPES = {"text": "odt", "spreadsheet": "ods", "presentation": "slides"}


def kind_of(content: bytes, name: str) -> Kind:
    """The format of the file; raises BadFile with one sentence for what is no plan to read."""
    found = found_in(content, name)
    if found not in KINDS:
        raise refused(found, name)
    return KINDS[found]


def found_in(content: bytes, name: str) -> str:
    """The name of the format, or the reason of the refusal."""
    head = content[:_HEAD]
    if not content.strip(b"\x00 \t\r\n"):
        return "empty"
    if b"%PDF-" in head[:1024]:
        return _in_pdf(content)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(content, name)
    if head.startswith(compound.MARK):
        return _in_compound(content)
    marked = next((found for found, marks in _MARKS.items() if head.lstrip().startswith(marks)), "")
    return marked or ("picture" if head[4:8] == b"ftyp" else _in_text(content, name))


def _in_pdf(content: bytes) -> str:
    """Whether it opens without a password; what else is in it only the limited child finds out."""
    if b"/Encrypt" not in content:
        return "pdf"
    import pikepdf

    try:
        pikepdf.open(BytesIO(content), suppress_warnings=True).close()
    except pikepdf.PasswordError:
        return "locked"
    except Exception:  # noqa: BLE001 - a hostile file may break the parser anywhere
        return "broken pdf"
    return "pdf"


def _in_zip(content: bytes, name: str) -> str:
    try:
        with ZipFile(BytesIO(content)) as packed:
            if any(entry.flag_bits & 0x1 for entry in packed.infolist()):
                return "locked"
            parts = {entry.lower(): entry for entry in packed.namelist()}
            if "[content_types].xml" not in parts and "mimetype" not in parts:
                return "packed"
            check_shape(packed, BytesIO(content))
            if "[content_types].xml" not in parts:
                return _in_open_document(packed, parts)
            return _in_office_package(packed, parts)
    except ZipBombError:
        return "bomb"
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a hostile zip may break the reader anywhere
        return "broken" if PurePath(name).suffix.lower() in _OFFICE_NAMES else "wrong"


def _in_office_package(packed: ZipFile, parts: dict[str, str]) -> str:
    contents = _content_types(packed, parts["[content_types].xml"])
    if has_macros(parts) or any("macroenabled" in each and "binary" not in each for each in contents):
        return "macro"
    return next((found for kind, found in _MAIN_PARTS if any(kind in each for each in contents)), "wrong")


def _content_types(packed: ZipFile, part: str) -> list[str]:
    if packed.getinfo(part).file_size > _LARGEST_CONTENTS:
        raise ZipBombError(part)
    with packed.open(part) as opened:
        return [attributes.get("ContentType", "").lower() for _, attributes in elements(opened)]


def _in_open_document(packed: ZipFile, parts: dict[str, str]) -> str:
    with packed.open(parts["mimetype"]) as opened:
        kind = opened.read(200).decode("ascii", "replace").strip().removeprefix(_ODF)
    if any(part.startswith(("basic/", "scripts/")) for part in parts):
        return "macro"
    manifest = parts.get("meta-inf/manifest.xml")
    if manifest and packed.getinfo(manifest).file_size <= _LARGEST_CONTENTS and b"encryption-data" in packed.read(manifest):
        return "locked"
    return _ODF_TYPES.get(kind, "wrong")


def _in_compound(content: bytes) -> str:
    try:
        file = compound.Compound(content)
    except compound.BrokenCompoundError:
        return "broken"
    streams = {name.lower() for name in file.root}
    if streams & {"encryptedpackage", "dataspaces"}:
        return "locked"
    if streams & {"macros", "_vba_project_cur", "_vba_project"}:
        return "macro"
    if "worddocument" in streams:
        is_locked = bool(int.from_bytes(file.head("WordDocument", 12)[10:12], "little") & 0x100)
        return "locked" if is_locked else "doc"
    if book := next((name for name in ("Workbook", "Book") if name in file.root), ""):
        return "locked" if _is_locked_book(file.head(book, 512)) else "xls"
    return "slides" if "powerpoint document" in streams else "wrong"


def _is_locked_book(head: bytes) -> bool:
    """The record that a password adds stands among the first after the beginning of the book."""
    place = 0
    for _ in range(6):
        if head[place : place + 2] == _FILEPASS:
            return True
        place += 4 + int.from_bytes(head[place + 2 : place + 4], "little")
    return False


def _in_text(content: bytes, name: str) -> str:
    if found := _in_markup(content[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")):
        return found
    suffix = PurePath(name).suffix.lower()
    if suffix not in _TEXT_NAMES:
        return "renamed" if suffix in _OFFICE_NAMES else _OTHER_NAMES.get(suffix, "wrong")
    if len(content) > _LARGEST_TEXT:
        return "long text"
    decoded(content, name)
    return "text"


def _in_markup(head: bytes) -> str:
    """What Word saves as a "web page" is often given the name of a Word file; without its zeros, in UTF-16 as well."""
    if _WEB_ARCHIVE.match(head) and b"boundary=" in head:
        return "web"
    if not head.startswith(b"<"):
        return ""
    if _WEB.search(head):
        return "web"
    return "word xml" if head.startswith(b"<?xml") else ""
