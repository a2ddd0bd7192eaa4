"""Coverage of a year's programme: which units count, which rounds count, how many are still missing; and teams that come too close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import day as day_words

GAP_DAYS = 30  # until the agency says otherwise: no text names a number (law [U])
LONGEST_TITLE = 300
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
class Coverage:
    """How far a class is: distinct inspected units, active units, and how many the quota asks for."""

    quota: Decimal
    active: int
    inspected: int

    @property
    def needed(self) -> int:
        """Units to inspect; a part of a unit is a whole one (20 % of 14 = 3)."""
        return needed(self.quota, self.active)

    @property
    def missing(self) -> int:
        """Units that are still to be inspected."""
        return max(0, self.needed - self.inspected)

    @property
    def is_reached(self) -> bool:
        """Whether the quota is met; a class without units meets none."""
        return self.active > 0 and self.missing == 0

    @property
    def share(self) -> Decimal:
        """Inspected of active, in percent."""
        return self.inspected * _WHOLE / self.active if self.active else Decimal(0)


def needed(quota: Decimal, active: int) -> int:
    """A share of the active units, rounded up; exact, so that 60 % of 10 is 6."""
    return int((quota * active / _WHOLE).to_integral_value(rounding=ROUND_CEILING))


def coverage(quota: Decimal, members: Iterable[Member], visits: Iterable[Visit], year: int, as_of: date) -> Coverage:
    """Where a class stands on a day of its year."""
    active = {one.unit_id for one in members if not one.left_out(year)}
    inspected = {one.object_id for one in visits if one.starts_on.year == year and one.object_id in active and one.counts(as_of)}
    return Coverage(quota, len(active), len(inspected))


def words(found: Coverage) -> str:
    """The figure that explains itself."""
    if not found.active:
        return "Chưa chọn đơn vị"
    return f"Đạt tỷ lệ, đã kiểm tra {found.inspected}" if found.is_reached else f"Còn thiếu {found.missing}"


# --- two teams at one unit


@dataclass(frozen=True, slots=True)
class Clash:
    """Two visits to one unit with fewer days between them than the agency wants."""

    first: Visit
    second: Visit
    days: int  # between the last day of one and the first of the other; 0 when they overlap or follow each other


def days_between(first: Visit, second: Visit) -> int:
    """Whole days between two visits, 0 when they share one."""
    early, late = (first, second) if first.starts_on <= second.starts_on else (second, first)
    return max(0, (late.starts_on - early.ends_on).days)


def clashes(visits: Sequence[Visit], gap: int) -> list[Clash]:
    """Every pair that is too close, in the order of days; one that was cancelled visits nobody."""
    found: list[Clash] = []
    by_unit: dict[int, list[Visit]] = {}
    for one in sorted(visits, key=lambda visit: (visit.starts_on, visit.round_id)):
        if one.cancelled_on is not None:
            continue
        earlier = by_unit.setdefault(one.object_id, [])
        found += [Clash(other, one, days_between(other, one)) for other in earlier if days_between(other, one) < max(gap, 1)]
        earlier.append(one)
    return found


def too_close(object_id: int, starts_on: date, ends_on: date, visits: Iterable[Visit], gap: int) -> list[Visit]:
    """The other visits that a new one would come too close to."""
    new = Visit(0, object_id, starts_on, ends_on)
    near = [one for one in visits if one.object_id == object_id and one.cancelled_on is None]
    return [one for one in near if days_between(one, new) < max(gap, 1)]


def told(visit: Visit) -> str:
    """A visit in a sentence: who, from when to when."""
    days = f"ngày {day_words(visit.starts_on)}"
    if visit.ends_on != visit.starts_on:
        days = f"từ {day_words(visit.starts_on)} đến {day_words(visit.ends_on)}"
    return f"{visit.body or 'Cơ quan'} kiểm tra {days}"


def warning(others: Sequence[Visit], gap: int) -> str:
    """What is said beside a round; nothing where no other is near."""
    if not others:
        return ""
    return f"Đơn vị này có đoàn khác trong vòng {gap} ngày: {'; '.join(told(one) for one in others)}. Xem lại để tránh trùng đoàn kiểm tra."


# --- days for those that are chosen


def spread(count: int, first: date, length: int, days_off: Mapping[date, str] | frozenset[date]) -> list[tuple[date, date]]:
    """One span of `length` working days for each unit, one after the other from `first`."""
    found: list[tuple[date, date]] = []
    at = _working(first, days_off)
    for _ in range(count):
        last = at
        for _ in range(length - 1):
            last = _working(last + timedelta(days=1), days_off)
        found.append((at, last))
        at = _working(last + timedelta(days=1), days_off)
    return found


def _working(at: date, days_off: Mapping[date, str] | frozenset[date]) -> date:
    while at.weekday() > 4 or at in days_off:  # noqa: PLR2004 - Friday is 4
        at += timedelta(days=1)
    return at


# --- what a plan sets

_ASKS = re.compile(r"\bkiem tra\b")
_UNITS = re.compile(
    r"\b(so|nganh|ubnd|uy ban nhan dan|don vi|phong|ban|bo phan|co quan|dia phuong|xa|huyen|phuong|cong chuc chuyen mon|tram|truong)\b"
)
_NO_UNITS = re.compile(r"\b(ho so|thu tuc|tthc|van ban|ket luan|kien nghi|can bo|nhiem vu|chi tieu)\b")
_INTERNAL = re.compile(r"\b(noi bo|truc thuoc|phong, ban|phong ban|bo phan)\b")
_TAIL = re.compile(r"\s*(?:được|phải)?\s*(?:được\s+)?kiểm tra.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A class as a plan's number asks for it."""

    target_id: int
    title: str
    quota: Decimal
    is_internal: bool
    source: str


def class_of(target_id: int, metric: str, text: str, op: str, value: Decimal, measure: str) -> Asked | None:
    """The class that a target sets; None for a target that is no share of units to be inspected."""
    folded = fold(metric)
    if measure.strip() != "%" or op in ("<=", "<") or not 0 < value <= _WHOLE:
        return None
    if not _ASKS.search(folded) or not _UNITS.search(folded) or _NO_UNITS.search(folded):
        return None
    title = tidy(_TAIL.sub("", tidy(metric))) or tidy(metric)
    is_internal = bool(_INTERNAL.search(folded) or _INTERNAL.search(fold(text)))
    return Asked(target_id, title[:LONGEST_TITLE], value, is_internal, tidy(text))
