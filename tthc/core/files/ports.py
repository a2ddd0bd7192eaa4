"""What the work needs from a file store and from a press for documents."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
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
