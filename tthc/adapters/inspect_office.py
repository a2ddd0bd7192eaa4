"""Opens an uploaded Word or Excel file: a zip without tricks, XML without entities, no macros."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from tthc.kernel.errors import BadFile

_MAX_ENTRIES = 2_000
_MAX_RATIO = 50
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_GAP = 24  # a data descriptor, as Office writers put behind an entry
_END = b"PK\x05\x06"
_END_SIZE = 22
_CHUNK = 256 * 1024
_DRIVE = re.compile(r"[A-Za-z]:")
_XML = (".xml", ".rels", ".vml")
_OUTSIDE = "Tệp có liên kết tới mẫu hoặc đối tượng bên ngoài"
_EMBEDDED = "Tệp có tệp khác nhúng bên trong"
_OUTSIDE_KINDS = ("attachedtemplate", "oleobject", "frame", "externallink", "subdocument")


class _NotOfficeError(Exception):
    """The zip or its XML breaks a rule of the format or of ours."""


def office_warnings(main_part: str) -> Callable[[Path, str], tuple[str, ...]]:
    """A check for the format whose main part has this name."""

    def look_into(path: Path, name: str) -> tuple[str, ...]:
        try:
            with ZipFile(path) as packed:
                entries = packed.infolist()
                _check_shape(packed, entries, path)
                _check_parts({entry.filename.lower() for entry in entries}, main_part, name)
                return tuple(sorted(_read_all(packed, entries, name)))
        except BadFile:
            raise
        except Exception as error:  # a hostile zip may break the reader anywhere
            raise BadFile(f'Tệp "{name}" bị hỏng hoặc không an toàn, không mở được. Mở bằng Word, Excel, lưu lại rồi tải lên.') from error

    return look_into


def _check_parts(parts: set[str], main_part: str, name: str) -> None:
    if "[content_types].xml" not in parts or main_part not in parts:
        raise BadFile(f'Tệp "{name}" không đúng loại. Chỉ nhận PDF, Word, Excel và ảnh.')
    if any("vbaproject" in part or "macrosheet" in part for part in parts):
        raise _macros(name)


def _macros(name: str) -> BadFile:
    return BadFile(f'Tệp "{name}" có macro. Lưu lại ở dạng không có macro (.docx, .xlsx) rồi tải lên.')


def _check_shape(packed: ZipFile, entries: list[ZipInfo], path: Path) -> None:
    """Count, sizes and places of the entries, from the directory of the zip alone (trust.md UP-03)."""
    unpacked = sum(entry.file_size for entry in entries)
    stored = sum(entry.compress_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(stored, 1):
        raise _NotOfficeError("too much")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise _NotOfficeError("duplicate names")
    for entry in entries:
        if entry.flag_bits & 0x1 or _leaves(entry.filename) or "\x00" in entry.orig_filename:
            raise _NotOfficeError(entry.filename)
    _check_places(packed, entries, path)


def _leaves(name: str) -> bool:
    """Whether unpacking this entry could write outside its folder."""
    return name.startswith(("/", "\\")) or bool(_DRIVE.match(name)) or ".." in name.replace("\\", "/").split("/")


def _check_places(packed: ZipFile, entries: list[ZipInfo], path: Path) -> None:
    """Entries follow each other from the first byte to the directory: nothing overlaps, nothing hides between."""
    place = 0
    with path.open("rb") as handle:
        for entry in sorted(entries, key=lambda each: each.header_offset):
            if not 0 <= entry.header_offset - place <= (_MAX_GAP if place else 0):
                raise _NotOfficeError("hidden or overlapping bytes")
            handle.seek(entry.header_offset)
            header = handle.read(30)
            lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
            place = entry.header_offset + 30 + lengths + entry.compress_size
        if not 0 <= packed.start_dir - place <= _MAX_GAP:
            raise _NotOfficeError("hidden bytes before the directory")
        handle.seek(-_END_SIZE, 2)
        end = handle.read(_END_SIZE)
    if not end.startswith(_END) or end[-2:] != b"\x00\x00":
        raise _NotOfficeError("bytes behind the zip")


def _read_all(packed: ZipFile, entries: list[ZipInfo], name: str) -> set[str]:
    """Unpack every part in small pieces, which proves sizes and checksums; look into the XML."""
    found = {_EMBEDDED for entry in entries if "/embeddings/" in entry.filename.lower()}
    for entry in entries:
        with packed.open(entry) as part:
            if entry.filename.lower().endswith(_XML):
                found |= _in_xml(part, name)
            else:
                while part.read(_CHUNK):
                    pass
    return found


def _in_xml(part: IO[bytes], name: str) -> set[str]:
    found = set()
    for tag, attributes in _elements(part):
        if tag.endswith(("Override", "Default")) and "macroenabled" in attributes.get("ContentType", "").lower():
            raise _macros(name)
        if attributes.get("TargetMode") == "External" and attributes.get("Type", "").lower().endswith(_OUTSIDE_KINDS):
            found.add(_OUTSIDE)
    return found


def _elements(part: IO[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Start tags of an XML part; a document type declaration, and so every entity, is refused (trust.md UP-06)."""
    seen: list[tuple[str, dict[str, str]]] = []

    def refuse(*_: object) -> None:
        raise _NotOfficeError("document type declaration")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: seen.append((tag, attributes))
    while piece := part.read(_CHUNK):
        parser.Parse(piece, False)
        yield from seen
        seen.clear()
    parser.Parse(b"", True)
    yield from seen
