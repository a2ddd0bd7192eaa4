"""When a procedure is in force, by the decisions that touched it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tthc.core.procedures.rules.words import ChangeKind


@dataclass(frozen=True)
class Terms:
    """The days an agency counts with, until it says otherwise."""

    announce_days: int = 5  # between a decision of the province's chairman and its effect (Decree 63/2010, article 15)
    check_days: int = 5  # working days in which a sheet that must go is looked after: custom, no rule of law
    source: str = ""


def latest_issue(effective_on: date, days: int) -> date:
    """The last day on which a decision is still issued on time."""
    return effective_on - timedelta(days=days)


@dataclass(frozen=True, order=True)
class Change:
    """One decision's effect; `number` settles the order of decisions that take effect on one day."""

    effective_on: date
    number: int
    kind: ChangeKind


@dataclass(frozen=True)
class Span:
    """Days in force, from the first up to the day before `until`; None where the register knows no beginning or no end."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def spans(changes: Iterable[Change]) -> tuple[Span, ...]:
    """All spans in force, in order. What a decision amends or abolishes was in force before it, since nobody knows when."""
    found: list[Span] = []
    ordered = sorted(changes)
    is_open = not ordered or ordered[0].kind is not ChangeKind.NEW
    since: date | None = None
    for change in ordered:
        if change.kind is ChangeKind.ABOLISHED:
            if is_open:
                found.append(Span(since, change.effective_on))
            is_open = False
        elif not is_open:
            is_open, since = True, change.effective_on
    return (*found, Span(since)) if is_open else tuple(found)
