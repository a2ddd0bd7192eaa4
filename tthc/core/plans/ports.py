"""What the work needs to read an office file: its blocks, whatever the file's format."""

from __future__ import annotations

from typing import Protocol

from tthc.planreader.blocks import Block


class ReadOffice(Protocol):
    """Opens a document and gives its paragraphs and table rows in order."""

    def read(self, content: bytes, name: str) -> list[Block]:
        """The blocks of the file; raises BadFile with one sentence when it cannot be read."""
