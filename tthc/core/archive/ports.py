"""What the work needs from a writer of folders that open without a server."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tthc.core.archive.rules import Page


@dataclass(frozen=True)
class KeptFile:
    """Bytes put beside the pages: evidence, signed reports, data. `content` is proved against `sha256` when written."""

    path: str
    content: bytes
    sha256: str

    @classmethod
    def of(cls, path: str, content: bytes) -> KeptFile:
        """Bytes of our own making."""
        return cls(path, content, hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class ManifestLine:
    """One line of the manifest, as `sha256sum -c` reads it."""

    sha256: str
    size: int
    path: str


@dataclass(frozen=True)
class Published:
    """A set of public pages that now stands in its folder."""

    files: int
    is_changed: bool


class SiteWriter(Protocol):
    """Writes a sealed folder, or replaces a set of public pages: all of it under its final name, or nothing."""

    def publish(self, folder: Path, pages: Iterable[Page]) -> Published:
        """Put the set in the place of the one before; raises Conflict where something else stands, Unavailable if the disk refuses."""

    def write(self, folder: Path, pages: Iterable[Page], files: Iterable[KeptFile]) -> tuple[ManifestLine, ...]:
        """Write pages, files and the manifest; raises Conflict if the folder exists, Unavailable if the disk refuses."""

    def pack(self, folder: Path) -> Path:
        """The folder as one zip beside it; equal folders give equal bytes."""

    def verify(self, folder: Path) -> list[str]:
        """One Vietnamese sentence for each file that is missing, extra or changed; empty when the folder is whole."""
