"""What the work needs from a file store and from a press for documents."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import BinaryIO, Protocol

NOTHING: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class Stored:
    """Bytes that are safely on disk; the SHA-256 is their only name."""

    sha256: str
    size: int
    media_type: str
    warnings: tuple[str, ...] = ()


class FileStore(Protocol):
    """Keeps bytes for ever, under their SHA-256, and never changes them."""

    def put(self, stream: BinaryIO, name: str, limit: int) -> Stored:
        """Store an upload after checking its content; raises BadFile or Unavailable and then leaves nothing behind."""

    def keep(self, content: bytes | BinaryIO, media_type: str) -> Stored:
        """Store bytes that the program made itself; a stream where they are too many for memory."""

    def read(self, sha256: str) -> bytes:
        """All bytes, proved against their SHA-256; raises NotFound or Damaged."""

    def open(self, sha256: str) -> BinaryIO:
        """A stream whose bytes were proved against their SHA-256 before the first one leaves."""

    def all(self) -> Iterator[tuple[str, int, float]]:
        """(SHA-256, size, time of change in seconds) of each stored file, in order of the SHA-256."""

    def sweep(self, known: Container[str], older_than: timedelta) -> list[str]:
        """Remove what no row knows and what is older than the given age; returns what was removed."""


class DocumentPress(Protocol):
    """Turns content into a PDF that needs nothing from outside."""

    def print(
        self, template: str, content: Mapping[str, object], *, attachments: Mapping[str, bytes] = NOTHING, identifier: str = ""
    ) -> bytes:
        """Fill the document template of that name and print it; raises Unavailable."""


class CellError(str):
    """What a cell shows instead of a value: #REF!, #N/A, #DIV/0! and the like."""

    __slots__ = ()


CellValue = str | int | float | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: rows from row 1 on, each cell as its value, an error as `CellError`; what is merged stands in its first place.

    `merged` are the ranges (top, left, bottom, right), `unsaved` the places (row, column) of formulas whose value the file does not
    hold, `formulas` how many cells were formulas; rows and columns count from 0.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    unsaved: tuple[tuple[int, int], ...] = ()
    formulas: int = 0
    hidden: tuple[str, ...] = ()  # names of the workbook's hidden sheets, which are left out


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet to be written: its header, how wide it is in characters, what stands in it."""

    title: str
    width: int = 16
    kind: str = "text"  # text, day, count, number
    choices: tuple[str, ...] = ()  # offered as a list in the cell


class Sheets(Protocol):
    """Reads tables from workbooks and text files in a limited child, and writes workbooks in which no cell can run."""

    def look(self, content: bytes, name: str) -> str:
        """The media type; raises BadFile with one sentence (wrong kind, password, .xls renamed)."""

    def read(self, content: bytes, name: str, *, most_rows: int) -> list[Sheet]:
        """All visible sheets of a workbook or the one table of a text; raises BadFile with one sentence, too many rows among them."""

    def write(self, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[CellValue]], *, notes: Sequence[str] = ()) -> bytes:
        """A workbook with one sheet: header, rows, filter and frozen pane; a second sheet holds the notes, if any."""
