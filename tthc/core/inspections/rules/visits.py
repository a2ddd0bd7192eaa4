"""Visits to one unit: teams that come too close, and days for those that are still to come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tthc.core.inspections.rules.programme import Visit
from tthc.core.registers.rules import Lookups
from tthc.kernel.vietnamese import day as day_words
from tthc.kernel.working_days import WorkingDays

GAP_DAYS = 30  # until the agency says otherwise: no text names a number (law [U])
MOST_GAP = 366
MOST_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Clash:
    """Two visits to one unit with fewer days between them than the agency wants."""

    first: Visit
    second: Visit
    days: int  # from the last day of one to the first of the other; 0 when they share a day


def days_between(first: Visit, second: Visit) -> int:
    """From the last day of the earlier to the first of the later: 1 on the next day, 0 when they share a day."""
    early, late = (first, second) if first.starts_on <= second.starts_on else (second, first)
    return max(0, (late.starts_on - early.ends_on).days)


def clashes(visits: Sequence[Visit], gap: int) -> list[Clash]:
    """Every pair that is too close, in the order of days; one that was cancelled visits nobody."""
    found: list[Clash] = []
    by_unit: dict[int, list[Visit]] = {}
    for one in sorted(visits, key=lambda visit: (visit.starts_on, visit.round_id)):
        if one.cancelled_on is not None:
            continue
        # Days only grow: who is too far from this one is too far from all that follow.
        near = [other for other in by_unit.get(one.object_id, ()) if days_between(other, one) < max(gap, 1)]
        found += [Clash(other, one, days_between(other, one)) for other in near]
        by_unit[one.object_id] = [*near, one]
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
    return f"{visit.body or 'Đoàn của cơ quan'} kiểm tra {days}"


def warning(others: Sequence[Visit], gap: int) -> str:
    """What is said beside a round; nothing where no other is near."""
    if not others:
        return ""
    return f"Đơn vị này có đoàn khác trong vòng {gap} ngày: {'; '.join(told(one) for one in others)}. Xem lại để tránh trùng đoàn kiểm tra."


def spread(count: int, first: date, length: int, office: WorkingDays) -> list[tuple[date, date]]:
    """One span of `length` working days for each unit, one after the other from `first` on."""
    found: list[tuple[date, date]] = []
    at = office.next_working(first - timedelta(days=1))
    for _ in range(count):
        last = office.add(at, length - 1) if length > 1 else at
        found.append((at, last))
        at = office.next_working(last)
    return found


TEAMS = "teams"  # in Lookups.known: who visits which unit when, asked only when a row is warned about


def warn_of_teams(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """What is said beside a round that comes too close to another team's; the row itself is no other."""
    teams, starts_on = lookups.known.get(TEAMS), values.get("starts_on")
    if teams is None or starts_on is None or not values.get("object_id") or values.get("cancelled_on"):
        return {}
    ends_on = values.get("ends_on") or starts_on
    gap = teams.gap(starts_on.year)
    near = too_close(values["object_id"], starts_on, ends_on, teams.visits, gap)
    own = next((one for one in near if (one.starts_on, one.ends_on, one.body) == (starts_on, ends_on, values.get("body") or "")), None)
    said = warning([one for one in near if one is not own], gap)
    return {"starts_on": said} if said else {}
