"""Coverage of a year's programme: which units count, which rounds count, how many are still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from tthc.core.tasks.rules import Badge
from tthc.kernel.vietnamese import day as day_words
from tthc.kernel.vietnamese import number, percent

_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Visit:
    """A round as coverage needs it; `body` is empty where the agency itself inspects."""

    round_id: int
    object_id: int
    starts_on: date
    ends_on: date
    body: str = ""
    minutes_on: date | None = None
    concluded_on: date | None = None
    cancelled_on: date | None = None

    def counted_on(self) -> date | None:
        """The first day on which the unit counts as inspected: minutes signed by both sides, or a conclusion."""
        if self.cancelled_on is not None:
            return None
        return min((one for one in (self.minutes_on, self.concluded_on) if one is not None), default=None)

    def counts(self, as_of: date) -> bool:
        """Whether it makes its unit an inspected one by that day."""
        counted_on = self.counted_on()
        return counted_on is not None and counted_on <= as_of


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of a class in the time in which it exists."""

    unit_id: int
    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    def left_out(self, year: int) -> str:
        """Why it is no part of the year's denominator; nothing where it is."""
        if self.valid_to is not None and self.valid_to < date(year, 1, 1):
            return f"Kết thúc ngày {day_words(self.valid_to)}, trước năm {year}"
        if self.valid_from is not None and self.valid_from > date(year, 12, 31):
            return f"Có từ ngày {day_words(self.valid_from)}, sau năm {year}"
        return ""


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of a class is to be inspected: a share in percent, or a number of units ("ít nhất 05 xã")."""

    value: Decimal
    is_number: bool = False

    @property
    def words(self) -> str:
        """Such as "≥ 60%" or "≥ 5 đơn vị"."""
        return f"≥ {number(self.value)} đơn vị" if self.is_number else f"≥ {percent(self.value, 2)}"

    def needed(self, active: int) -> int:
        """Units to inspect; a part of a unit is a whole one (20 % of 14 = 3)."""
        exact = self.value if self.is_number else self.value * active / _WHOLE
        return int(exact.to_integral_value(rounding=ROUND_CEILING))

    def is_met_by(self, inspected: int, active: int) -> bool:
        """Whether so many of so many are enough."""
        return active > 0 and inspected >= self.needed(active)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a class is: distinct inspected units, active units, and how many the quota asks for."""

    quota: Quota
    active: int
    inspected: int

    @property
    def needed(self) -> int:
        """How many the quota asks for."""
        return self.quota.needed(self.active)

    @property
    def missing(self) -> int:
        """Units that are still to be inspected."""
        return max(0, self.needed - self.inspected)

    @property
    def is_reached(self) -> bool:
        """Whether the quota is met; a class without units meets none."""
        return self.quota.is_met_by(self.inspected, self.active)

    @property
    def share(self) -> Decimal:
        """Inspected of active, in percent."""
        return self.inspected * _WHOLE / self.active if self.active else Decimal(0)


def coverage(quota: Quota, members: Iterable[Member], visits: Iterable[Visit], year: int, as_of: date) -> Coverage:
    """Where a class stands on a day of its year."""
    active = {one.unit_id for one in members if not one.left_out(year)}
    inspected = {one.object_id for one in visits if one.starts_on.year == year and one.object_id in active and one.counts(as_of)}
    return Coverage(quota, len(active), len(inspected))


def badge(found: Coverage) -> Badge:
    """How a class stands."""
    if not found.active:
        return Badge("Chưa chọn đơn vị", "idle")
    return Badge("Đạt", "done") if found.is_reached else Badge(f"Còn thiếu {number(found.missing)}", "soon")
