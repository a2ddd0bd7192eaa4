"""Which periods of a year are counted on a day: those that have begun, each from the beginning of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tthc.core.calendar.rules import Period, Schedule, periods


@dataclass(frozen=True)
class Span:
    """A period with the days its figures count: from the year's first day to its own last (law.md 1.2), or to today while it runs."""

    code: str
    first: date
    last: date


def spans(year: int, today: date, schedule: Schedule) -> tuple[Span, ...]:
    """The periods of the year that are over or running; the year itself runs once the third quarter is closed."""
    every = periods(year, schedule)
    whole = every[-1]
    return tuple(Span(one.code, whole.start, min(one.end, today)) for one in every if _opens(one, every) <= today)


def _opens(one: Period, every: Sequence[Period]) -> date:
    if one is not every[-1]:
        return one.start
    # The yearly report replaces that of the fourth quarter; before that the year stands where its latest quarter stands.
    return max(other.end for other in every[:-1]) + timedelta(days=1)
