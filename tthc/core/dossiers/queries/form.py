"""Form II.06a of a reporting period: from rows or from totals, never from both, with what was carried over compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.calendar.rules import Period, PeriodKind, Schedule, periods
from tthc.core.dossiers.models import DossierTotal
from tthc.core.dossiers.queries.counting import counted, pending_now
from tthc.core.dossiers.rules import form as rules
from tthc.core.dossiers.rules.form import Figures, FormLine, Group, Part, Source, fuller
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """Which source serves some days, and what the other one knows of them."""

    start: date
    end: date
    source: Source
    rows: int  # dossiers received (column 3) by the rows
    totals: int  # and by the totals


@dataclass(frozen=True)
class Form:
    """The form as the page, the sheet and the report show it."""

    period: Period
    schedule: Schedule
    until: date  # the day up to which figures go: the office's, in a period that still runs
    groups: tuple[Group, ...]
    total: Figures
    told: tuple[Told, ...]
    gaps: tuple[tuple[date, date], ...]
    doubts: tuple[str, ...]  # carried over, compared with the period before

    @property
    def is_balanced(self) -> bool:
        """Whether 3 = 7 + 11 holds in each line; quarters that do not follow from each other break it."""
        return all(line.figures.is_balanced for group in self.groups for line in group.lines)

    @property
    def is_counted(self) -> bool:
        """Whether all figures are counted from rows, so that each opens to its rows."""
        return not self.is_empty and all(one.source is not Source.TOTALS for one in self.told)

    @property
    def is_empty(self) -> bool:
        """No figures at all."""
        return all(one.source is Source.NONE for one in self.told)


def of_period(session: Session, actor: Actor, period: Period, today: date, schedule: Schedule) -> Form:
    """The form; a constant number of queries whatever the number of dossiers."""
    ensure(actor, Can.REGISTER_READ)
    agency_id = actor.agency_id or 0
    stretches = _stretches(period, schedule)
    before = _before(period)
    known = _totals(session, agency_id, before[0], period.end)
    parts, told, gaps = [], [], list[tuple[date, date]]()
    for start, end in stretches:
        rows = counted(session, agency_id, start, end, today)
        totals, missing = _tiled(known, start, end)
        chosen = fuller(rows, totals)
        parts.append(chosen)
        told.append(Told(start, end, chosen.source, rows.total.received, totals.total.received))
        gaps += [] if chosen.source is Source.ROWS else missing
    lines = _joined(session, agency_id, period, parts, today)
    left = fuller(counted(session, agency_id, *before, today), _tiled(known, *before)[0])
    return Form(
        period=period,
        schedule=schedule,
        until=min(period.end, today),
        groups=rules.grouped(lines),
        total=rules.total(lines),
        told=tuple(told),
        gaps=tuple(_past(gaps, today)),
        doubts=tuple(rules.carried_doubts(lines, left)) if parts[0].source is not Source.NONE else (),
    )


def brief(session: Session, actor: Actor, period: Period, today: date) -> tuple[Figures, bool]:
    """How a month or quarter stands, for the line above a list, and whether rows made it; two queries.

    Of rows only what is pending: an index answers it at once, and all else is in the form. Of totals their sum.
    """
    ensure(actor, Can.REGISTER_READ)
    agency_id = actor.agency_id or 0
    until = min(period.end, today)
    pending, overdue, is_kept = pending_now(session, agency_id, period.start, until)
    if is_kept:
        return Figures(within=pending - overdue, overdue=overdue), True
    return _tiled(_totals(session, agency_id, period.start, period.end), period.start, period.end)[0].total, False


def _joined(session: Session, agency_id: int, period: Period, parts: Sequence[Part], today: date) -> tuple[FormLine, ...]:
    """The lines of the period; where every part comes from rows, they are counted over the whole period at once."""
    if len(parts) > 1 and all(part.source is not Source.TOTALS for part in parts):
        return counted(session, agency_id, period.start, period.end, today).lines
    return rules.joined(parts)


def _stretches(period: Period, schedule: Schedule) -> list[tuple[date, date]]:
    """The year is put together from its quarters, which may have other sources; a quarter or month is one stretch."""
    if period.kind is not PeriodKind.YEAR:
        return [(period.start, period.end)]
    quarters = [(one.start, one.end) for one in periods(period.year, schedule)[:-1]]
    return [*quarters, (quarters[-1][1] + _ONE_DAY, period.end)]


def _before(period: Period) -> tuple[date, date]:
    """The month or quarter that ends the day before; what a year carries over is what the last quarter before it left."""
    last = period.start - _ONE_DAY
    return _months_back(last, 1 if period.kind is PeriodKind.MONTH else 3) + _ONE_DAY, last


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first_after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_after - _ONE_DAY).day))


def _totals(session: Session, agency_id: int, start: date, end: date) -> Sequence[DossierTotal]:
    query = select(DossierTotal).where(DossierTotal.agency_id == agency_id, DossierTotal.removed_at.is_(None))
    inside = query.where(DossierTotal.last_day.between(start, end), DossierTotal.first_day >= start)
    return session.scalars(inside.order_by(DossierTotal.first_day, DossierTotal.last_day, DossierTotal.id)).all()


def _tiled(known: Sequence[DossierTotal], start: date, end: date) -> tuple[Part, list[tuple[date, date]]]:
    """The totals of some days as one part, and the days for which there are none."""
    tiles = rules.tiles([(row.first_day, row.last_day) for row in known], start, end)
    parts = [
        Part(first, last, Source.TOTALS, tuple(_line(row) for row in known if (row.first_day, row.last_day) == (first, last)))
        for first, last in tiles.spans
    ]
    if not parts:
        return Part(start, end, Source.NONE), [(start, end)]
    return Part(start, end, Source.TOTALS, rules.joined(parts)), list(tiles.gaps)


def _line(row: DossierTotal) -> FormLine:
    return FormLine(row.level, row.field, rules.of_mapping(row.__dict__))


def _past(gaps: Sequence[tuple[date, date]], today: date) -> list[tuple[date, date]]:
    """Gaps up to today: nobody misses the figures of days to come."""
    return [(first, min(last, today)) for first, last in gaps if first <= today]
