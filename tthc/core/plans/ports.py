"""What the work needs to read a plan from an office file and to write one: its blocks, whatever the file's format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol, TypeVar

from tthc.planreader.blocks import Block
from tthc.planreader.draft import PlanDraft

PlanFormat = Literal["docx", "xlsx"]
Result = TypeVar("Result")


class ReadOffice(Protocol):
    """Opens a document in a limited child process and gives what stands in it."""

    @property
    def largest(self) -> int:
        """The bytes of the largest file it takes."""

    def suffixes(self) -> tuple[str, ...]:
        """The endings of the files that can be read on this machine, with their dots."""

    def look(self, content: bytes, name: str) -> str:
        """The media type, told at once from first bytes and table of contents; raises BadFile with one sentence."""

    def read(self, content: bytes, name: str) -> list[Block]:
        """Paragraphs and table rows in order; raises BadFile with one sentence when the file cannot be read."""

    def draft(self, content: bytes, name: str) -> PlanDraft:
        """The plan in the file, its blocks in `blocks`; raises BadFile, UnreadablePlan or NotAPlan with one sentence."""

    def apart(self, work: Callable[..., Result], *args: object) -> Result:
        """`work(*args)` in the child, for pure work on words that came from a file; raises Unavailable when it is too much."""

    def close(self) -> None:
        """End the child; the next reading starts another."""


class WritePlan(Protocol):
    """Writes a plan as an office file that ReadOffice reads back to the same blocks."""

    def write(self, blocks: Sequence[Block], form: PlanFormat) -> bytes:
        """The document in the layout of Decree 30 (docx), or as one sheet (xlsx)."""
