"""A document on which single words are changed: every block keeps its place until the whole is written out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tthc.planreader.block import Block
from tthc.planreader.draft import DraftTask

FIELDS = ("lead", "implement", "coordinate", "deliverable", "time_text")


@dataclass(frozen=True, slots=True)
class CurrentTask:
    """A task as it stands today.

    `block` and `section` are those of the draft's task it was loaded from; a task without `block` is not in the document yet.
    """

    section: str
    text: str
    lead: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    deliverable: str | None = None
    time_text: str | None = None
    block: int | None = None
    is_removed: bool = False


@dataclass(slots=True)
class Paper:
    """Blocks by their first place: none where one was taken out, several where lines were added below."""

    slots: list[list[Block]]
    tail: list[Block] = field(default_factory=list)

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Paper:
        """The document as it was read."""
        return cls([[block] for block in blocks])

    def copy(self) -> Paper:
        """Something to try a change on."""
        return Paper([list(slot) for slot in self.slots], list(self.tail))

    def first(self, place: int) -> Block | None:
        """The block that stands there now."""
        return self.slots[place][0] if self.slots[place] else None

    def set_text(self, place: int, text: str) -> None:
        """New words for a paragraph; cut pieces are whole again."""
        old = self.slots[place][0]
        self.slots[place][0] = replace(old, text=text, parts=())

    def set_cell(self, place: int, column: int, text: str | None) -> None:
        """New words for a cell of a row."""
        old = self.slots[place][0]
        cells = old.cells + ("",) * (column + 1 - len(old.cells))
        self.slots[place][0] = replace(old, cells=(*cells[:column], text, *cells[column + 1 :]))

    def drop(self, place: int) -> None:
        """Takes a block out, with what was added below it."""
        self.slots[place] = []

    def blocks(self) -> list[Block]:
        """The document as it stands now."""
        whole = [block for slot in self.slots for block in slot] + self.tail
        return [replace(block, index=index) for index, block in enumerate(whole)]

    def place_of(self, place: int) -> int:
        """Where a block of the first document stands now."""
        return sum(len(slot) for slot in self.slots[:place])


def said(task: CurrentTask | DraftTask, name: str) -> str:
    """A field as one text: units divided by semicolons."""
    value = getattr(task, name)
    return "; ".join(value) if isinstance(value, tuple) else value or ""


def bare_said(task: CurrentTask | DraftTask, name: str) -> str:
    """The same for comparing: a full stop at the end of a line is no part of what it says."""
    return said(task, name).casefold().rstrip(" .;")


def changed(task: DraftTask, now: CurrentTask) -> list[str]:
    """The fields that differ today."""
    return [name for name in FIELDS if bare_said(task, name) != bare_said(now, name)]
