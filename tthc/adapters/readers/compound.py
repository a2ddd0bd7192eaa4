"""The table of contents of an OLE compound file: what Office programs wrote before 2007, and how they wrap a file with a password."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY, _LAST_SECTOR = 128, 0xFFFFFFFA  # above: marks that end a chain
_IN_HEADER = 109  # sectors of the allocation table that the header names; enough for files of 7 MB, more follow in a chain
_MOST_ENTRIES = 20_000


class BrokenCompoundError(Exception):
    """The chains of the file lead nowhere."""


@dataclass(frozen=True)
class Stream:
    """An entry of the root folder."""

    name: str
    first_sector: int
    size: int


class Compound:
    """What stands in the root folder of the file; anything deeper belongs to embedded things."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift = self._number(30, 2)
        if shift not in (9, 12):
            raise BrokenCompoundError("sector size")
        self._sector = 1 << shift
        self._table = self._allocation_table()
        directory = b"".join(self._chain(self._number(48)))
        self._entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)][:_MOST_ENTRIES]
        if not self._entries:
            raise BrokenCompoundError("no directory")
        self.root = {stream.name: stream for stream in self._children()}

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a stream of more than 4 KB, as main streams are; empty if there is none."""
        stream = self.root.get(name)
        if stream is None:
            return b""
        start = (stream.first_sector + 1) * self._sector
        return self._content[start : start + min(length, self._sector, stream.size)]

    def _number(self, place: int, size: int = 4) -> int:
        return int.from_bytes(self._content[place : place + size], "little")

    def _allocation_table(self) -> list[int]:
        sectors = [self._number(76 + 4 * n) for n in range(_IN_HEADER)]
        more, most = self._number(68), len(self._content) // self._sector
        needed = most // (self._sector // 4) + 1
        while more < _LAST_SECTOR and len(sectors) <= needed:
            place = (more + 1) * self._sector
            sectors += [self._number(place + at) for at in range(0, self._sector - 4, 4)]
            more = self._number(place + self._sector - 4)
        table = []
        for sector in [one for one in sectors if one < most][:needed]:
            place = (sector + 1) * self._sector
            piece = self._content[place : place + self._sector]
            table += [int.from_bytes(piece[at : at + 4], "little") for at in range(0, len(piece) - 3, 4)]
        return table

    def _chain(self, sector: int) -> Iterator[bytes]:
        for _ in range(_MOST_ENTRIES):
            if sector >= _LAST_SECTOR:
                return
            if sector >= len(self._table):
                raise BrokenCompoundError("chain")
            place = (sector + 1) * self._sector
            yield self._content[place : place + self._sector]
            sector = self._table[sector]
        raise BrokenCompoundError("chain without end")

    def _children(self) -> Iterator[Stream]:
        """The entries below the root: a tree of brothers, each seen once."""
        waiting, seen = [int.from_bytes(self._entries[0][76:80], "little")], set()
        while waiting:
            number = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            length = int.from_bytes(entry[64:66], "little")
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield Stream(name, int.from_bytes(entry[116:120], "little"), int.from_bytes(entry[120:124], "little"))
            waiting += [int.from_bytes(entry[place : place + 4], "little") for place in (68, 72)]
