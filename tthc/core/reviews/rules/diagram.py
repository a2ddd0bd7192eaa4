"""The procedure drawn as boxes, before and after: what stays, what is cut, what is new (the diagram that goes with a proposal)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tthc.core.reviews.rules.costs import Step, cost_of
from tthc.kernel.vietnamese import number


class Change(StrEnum):
    """What becomes of a step."""

    SAME = "same"
    LESS = "less"
    MORE = "more"
    CUT = "cut"
    NEW = "new"


CHANGES = {
    Change.SAME: "Giữ nguyên",
    Change.LESS: "Giảm chi phí",
    Change.MORE: "Tăng chi phí",
    Change.CUT: "Bỏ bước này",
    Change.NEW: "Bước mới",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A step on one side."""

    title: str
    cost: str
    change: Change

    @property
    def words(self) -> str:
        """What becomes of it."""
        return CHANGES[self.change]


@dataclass(frozen=True, slots=True)
class Flow:
    """Both sides, each in the order of its steps."""

    before: tuple[Box, ...]
    after: tuple[Box, ...]


def flow(steps: Sequence[Step], income: int) -> Flow:
    """The diagram of a sheet."""
    before = tuple(_box(step, "before", income) for step in steps if step.before.is_there)
    return Flow(before, tuple(_box(step, "after", income) for step in steps if step.after.is_there))


def _box(step: Step, side: str, income: int) -> Box:
    return Box(step.title, f"{number(cost_of(getattr(step, side), income))} đ", _change(step, income))


def _change(step: Step, income: int) -> Change:
    if not step.after.is_there:
        return Change.CUT
    if not step.before.is_there:
        return Change.NEW
    before, after = cost_of(step.before, income), cost_of(step.after, income)
    return Change.SAME if before == after else Change.LESS if after < before else Change.MORE
