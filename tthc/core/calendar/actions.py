"""Change the calendar and the reporting days; whoever has open due dates recomputes them from what is returned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit_actions
from tthc.core.calendar import queries
from tthc.core.calendar.models import CalendarDay, ReportSchedule
from tthc.core.calendar.rules import PeriodKind, Terms, checked_terms
from tthc.core.calendar.rules.official import OfficialDay, checked_days, read_days
from tthc.kernel.actor import Actor
from tthc.kernel.errors import Conflict, NotFound
from tthc.kernel.policy import Can, ensure

EXAMPLE = Path(__file__).parents[2] / "examples" / "calendar.csv"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new list changed; due dates that count over these days have to be computed again."""

    added: tuple[date, ...] = ()
    removed: tuple[date, ...] = ()
    altered: tuple[date, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """All of them, in order."""
        return tuple(sorted((*self.added, *self.removed, *self.altered)))


def replace_year(session: Session, actor: Actor, year: int, rows: Iterable[OfficialDay], *, source: str, now: datetime) -> Changes:
    """Put a year's official days in place of those before, and say which days changed."""
    ensure(actor, Can.CALENDAR_MANAGE)
    new = tuple(replace(row, source=row.source or source) for row in checked_days(rows, year))
    old = queries.days(session, year)
    changed = _changes(old, new)
    if not changed.days:
        return changed
    session.execute(delete(CalendarDay).where(CalendarDay.day.in_([*changed.removed, *changed.altered])))
    session.add_all(
        CalendarDay(day=r.day, kind=r.kind, name=r.name, source=r.source) for r in new if r.day in {*changed.added, *changed.altered}
    )
    session.flush()
    before, after = _told(old, changed), _told(new, changed)
    audit_actions.record(session, actor, "replace_year", "calendar_day", None, now=now, before=before, after={"source": source, **after})
    return changed


def seed(session: Session, actor: Actor, *, now: datetime) -> Changes:
    """Load the official days that come with the program, for the years of which nothing is known yet."""
    ensure(actor, Can.CALENDAR_MANAGE)
    added: list[date] = []
    by_year = groupby(read_days(EXAMPLE.read_text(encoding="utf-8")), key=lambda row: row.day.year)
    for year, rows in by_year:
        if not queries.days(session, year):
            added += replace_year(session, actor, year, rows, source=EXAMPLE.name, now=now).added
    return Changes(added=tuple(added))


def set_schedule(
    session: Session,
    actor: Actor,
    agency_id: int | None,
    kind: PeriodKind,
    terms: Terms,
    *,
    source: str,
    now: datetime,
    version: int | None = None,
) -> ReportSchedule:
    """Set an agency's reporting days for one kind of period, or without an agency the default for all; the system alone sets that."""
    ensure(actor, Can.CALENDAR_MANAGE)
    if not actor.is_system and agency_id != actor.agency_id:
        raise NotFound
    checked_terms(terms)
    row = session.scalar(
        select(ReportSchedule).where(ReportSchedule.agency_id.is_not_distinct_from(agency_id), ReportSchedule.period_kind == kind)
    )
    before = _terms_told(row) if row else None
    if row is None:
        row = ReportSchedule(agency_id=agency_id, period_kind=kind)
        session.add(row)
    elif version is not None and version != row.version:
        raise Conflict("Lịch báo cáo đã được người khác sửa. Xem thay đổi trước khi lưu.", theirs=before, mine=_shown(terms, source))
    row.cutoff_day, row.due_before_day, row.source = terms.cutoff_day, terms.before_day, source
    session.flush()
    audit_actions.record(
        session, actor, "set_schedule", "report_schedule", row.id, now=now, before=before, after=_terms_told(row), agency_id=agency_id
    )
    return row


def _changes(before: Iterable[OfficialDay], after: Iterable[OfficialDay]) -> Changes:
    # A day whose name alone changed is altered too: explanations quote it.
    old, new = {row.day: row for row in before}, {row.day: row for row in after}
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        altered=tuple(sorted(day for day in old.keys() & new.keys() if old[day] != new[day])),
    )


def _told(rows: Iterable[OfficialDay], changed: Changes) -> dict[str, str]:
    return {row.day.isoformat(): f"{row.kind}: {row.name}" for row in rows if row.day in changed.days}


def _terms_told(row: ReportSchedule) -> dict[str, str]:
    return _shown(Terms(row.cutoff_day, row.due_before_day), row.source)


def _shown(terms: Terms, source: str) -> dict[str, str]:
    """The terms under the labels a person reads."""
    return {"Ngày chốt số liệu": str(terms.cutoff_day), "Gửi trước ngày": str(terms.before_day), "Căn cứ": source}
