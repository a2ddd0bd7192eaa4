"""What any zip and any XML from outside must be before a reader opens it: no tricks, bombs, entities (trust.md UP-03, UP-06)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import IO, BinaryIO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

_MAX_ENTRIES = 2_000
_MAX_RATIO = 50
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_GAP = 24  # a data descriptor, as Office writers put behind an entry
_MAX_DEPTH = 500  # of elements inside each other; the parsers of the readers call themselves as deep
_END = b"PK\x05\x06"
_END_SIZE = 22
_CHUNK = 256 * 1024
_DRIVE = re.compile(r"[A-Za-z]:")


class UnsafeFileError(Exception):
    """The zip or its XML breaks a rule of the format or of ours."""


class ZipBombError(UnsafeFileError):
    """What the zip unpacks to is out of proportion."""


def check_shape(packed: ZipFile, handle: BinaryIO) -> None:
    """Count, sizes and places of the entries, from the directory of the zip alone (trust.md UP-03)."""
    entries = packed.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    stored = sum(entry.compress_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(stored, 1):
        raise ZipBombError(f"{len(entries)} entries, {unpacked} bytes from {stored}")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise UnsafeFileError("duplicate names")
    for entry in entries:
        if entry.flag_bits & 0x1 or _leaves(entry.filename) or "\x00" in entry.orig_filename:
            raise UnsafeFileError(entry.filename)
    _check_places(packed, entries, handle)


def has_macros(parts: Collection[str]) -> bool:
    """Whether one of the parts, named in lower case, is a macro."""
    return any("vbaproject" in part or "macrosheet" in part for part in parts)


def _leaves(name: str) -> bool:
    """Whether unpacking this entry could write outside its folder."""
    return name.startswith(("/", "\\")) or bool(_DRIVE.match(name)) or ".." in name.replace("\\", "/").split("/")


def _check_places(packed: ZipFile, entries: list[ZipInfo], handle: BinaryIO) -> None:
    """Entries follow each other from the first byte to the directory: nothing overlaps, nothing hides between."""
    place = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if not 0 <= entry.header_offset - place <= (_MAX_GAP if place else 0):
            raise UnsafeFileError("hidden or overlapping bytes")
        handle.seek(entry.header_offset)
        header = handle.read(30)
        lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        place = entry.header_offset + 30 + lengths + entry.compress_size
    if not 0 <= packed.start_dir - place <= _MAX_GAP:
        raise UnsafeFileError("hidden bytes before the directory")
    handle.seek(-_END_SIZE, 2)
    end = handle.read(_END_SIZE)
    if not end.startswith(_END) or end[-2:] != b"\x00\x00":
        raise UnsafeFileError("bytes behind the zip")


def read_through(part: IO[bytes]) -> None:
    """Unpack a part in small pieces, which proves its size and checksum."""
    while part.read(_CHUNK):
        pass


def elements(part: IO[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Start tags of an XML part; a document type declaration, and so every entity, is refused (trust.md UP-06)."""
    seen: list[tuple[str, dict[str, str]]] = []
    depth = 0

    def refuse(*_: object) -> None:
        raise UnsafeFileError("document type declaration")

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise UnsafeFileError("elements too deep")
        seen.append((tag, attributes))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    while piece := part.read(_CHUNK):
        parser.Parse(piece, False)
        yield from seen
        seen.clear()
    parser.Parse(b"", True)
    yield from seen
