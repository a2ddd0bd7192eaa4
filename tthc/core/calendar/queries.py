"""Read the calendar and the reporting days; both are open to everybody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from types import MappingProxyType

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tthc.core.calendar.models import CalendarDay, ReportSchedule
from tthc.core.calendar.rules import Schedule, Terms
from tthc.core.calendar.rules.official import DayKind, OfficialDay
from tthc.kernel.due import WorkingDays


def working_days(session: Session, years: Collection[int]) -> WorkingDays:
    """The office's calendar for these years (and any between), in one query; name also the next year where a count may run into it."""
    rows = _between(session, min(years), max(years))
    return WorkingDays(
        off=frozenset(row.day for row in rows if row.kind is not DayKind.MAKEUP_WORK),
        makeup=frozenset(row.day for row in rows if row.kind is DayKind.MAKEUP_WORK),
        names=MappingProxyType({row.day: row.name for row in rows}),
        years=frozenset(row.day.year for row in rows),
    )


def days(session: Session, year: int) -> tuple[OfficialDay, ...]:
    """The official days of a year, in order."""
    return _between(session, year, year)


def schedule(session: Session, agency_id: int | None) -> Schedule:
    """The agency's reporting days: its own where it has them, else the default ones."""
    query = (
        select(ReportSchedule.period_kind, ReportSchedule.cutoff_day, ReportSchedule.due_before_day)
        .where(or_(ReportSchedule.agency_id.is_(None), ReportSchedule.agency_id == agency_id))
        .order_by(ReportSchedule.agency_id.is_not(None), ReportSchedule.id)
    )
    # Later rows win: the agency's own come after the defaults.
    found = {str(kind): Terms(cutoff_day, before_day) for kind, cutoff_day, before_day in session.execute(query)}
    return Schedule(**found)


def _between(session: Session, first_year: int, last_year: int) -> tuple[OfficialDay, ...]:
    query = (
        select(CalendarDay.day, CalendarDay.kind, CalendarDay.name, CalendarDay.source)
        .where(CalendarDay.day.between(date(first_year, 1, 1), date(last_year, 12, 31)))
        .order_by(CalendarDay.day)
    )
    return tuple(OfficialDay(*row) for row in session.execute(query))
