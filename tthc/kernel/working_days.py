"""Which days the office works: weekdays, less the days off, plus the Saturdays made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from tthc.kernel.vietnamese import weekday

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


def is_weekend(day: date) -> bool:
    """Saturday or Sunday: the weekly rest of state offices."""
    return day.weekday() >= _SATURDAY


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The office's calendar. `names` says why a day is off or made up; `years` are those whose official days are known."""

    off: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    names: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Is the office open that day? A make-up day is, whatever else is said of it."""
        if day in self.makeup:
            return True
        return not is_weekend(day) and day not in self.off

    def next_working(self, day: date) -> date:
        """The first working day after this one."""
        return self.add(day, 1)

    def previous_working(self, day: date) -> date:
        """The last working day before this one."""
        return self.add(day, -1)

    def add(self, day: date, count: int) -> date:
        """The count-th working day after `day` (before it if negative); `day` itself is not counted (Civil Code 2015, art. 147)."""
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def days_off(self, after: date, until: date) -> list[date]:
        """The days after `after`, up to and with `until`, on which the office is closed."""
        return [day for day in _days_between(after, until) if not self.is_working(day)]

    def makeup_days(self, after: date, until: date) -> list[date]:
        """The made-up days after `after`, up to and with `until`."""
        return [day for day in _days_between(after, until) if day in self.makeup]

    def why(self, day: date) -> str:
        """Why this day is off (or made up): the holiday's name, else the day of the week."""
        return self.names.get(day) or ("ngày nghỉ" if day in self.off else weekday(day))


def _days_between(after: date, until: date) -> Iterator[date]:
    day = after
    while day < until:
        day += _ONE_DAY
        yield day
