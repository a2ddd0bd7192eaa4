"""Who visits which unit when: the rounds of the agency's register, and what other agencies have announced to the same units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionProgramme, InspectionRound
from tthc.core.inspections.queries.objects import lines as object_lines
from tthc.core.inspections.rules.programme import Visit
from tthc.core.inspections.rules.visits import GAP_DAYS, MOST_GAP, Clash, clashes
from tthc.core.people.models import Unit

_R = InspectionRound
_FACTS = (_R.id, _R.object_id, _R.starts_on, _R.ends_on, _R.body, _R.minutes_on, _R.concluded_on, _R.cancelled_on)


def of_register(agency_id: int) -> ColumnElement[bool]:
    """The rounds that stand in an agency's register, whoever inspects."""
    return and_(_R.agency_id == agency_id, _R.removed_at.is_(None))


def of_year(session: Session, agency_id: int, year: int) -> list[Visit]:
    """The rounds of a year, in the order of their days; one query."""
    in_year = _R.starts_on.between(date(year, 1, 1), date(year, 12, 31))
    query = select(*_FACTS).where(of_register(agency_id), in_year).order_by(_R.starts_on, _R.id)
    return [Visit(*row) for row in session.execute(query)]


def last_visits(session: Session, agency_id: int, unit_ids: Sequence[int], before: date) -> dict[int, date]:
    """Unit → the first day of its latest inspection that was carried out; one query."""
    counted = or_(_R.minutes_on.is_not(None), _R.concluded_on.is_not(None))
    query = select(_R.object_id, _R.starts_on).where(of_register(agency_id), counted, _R.cancelled_on.is_(None), _R.starts_on <= before)
    rows = session.execute(query.where(_R.object_id.in_(unit_ids)).order_by(_R.starts_on))
    return {row.object_id: row.starts_on for row in rows}  # the later one stands


def gap_of(session: Session, agency_id: int, year: int) -> int:
    """How many days the agency wants between two teams at one unit."""
    query = select(InspectionProgramme.gap_days).where(InspectionProgramme.agency_id == agency_id, InspectionProgramme.year == year)
    found = session.scalar(query)
    return GAP_DAYS if found is None else found


def all_of(session: Session, agency_id: int, first: date | None = None, last: date | None = None) -> list[Visit]:
    """Visits of every body to the units that the agency can inspect; three queries.

    Of other agencies' registers only what was announced to the unit: before that a round is nobody's business but its own agency's.
    """
    within = [_R.ends_on >= first] if first else []
    within += [_R.starts_on <= last] if last else []
    own = [Visit(*row) for row in session.execute(select(*_FACTS).where(of_register(agency_id), *within).order_by(_R.starts_on, _R.id))]
    announced = and_(_R.agency_id != agency_id, _R.removed_at.is_(None), _R.notified_on.is_not(None))
    query = select(*_FACTS, Unit.name).join(Unit, Unit.id == _R.agency_id).where(announced, *within).order_by(_R.starts_on, _R.id)
    theirs = session.execute(query).all()
    if theirs:
        mine = object_lines(session, agency_id)
        own += [replace(Visit(*row[:-1]), round_id=0, body=row.body or row.name) for row in theirs if row.object_id in mine]
    return own


def clashes_of(session: Session, agency_id: int, year: int) -> list[Clash]:
    """Teams that come too close to one unit, where one of them comes in the year."""
    gap, around = gap_of(session, agency_id, year), timedelta(days=MOST_GAP)
    visits = all_of(session, agency_id, date(year, 1, 1) - around, date(year, 12, 31) + around)
    return [one for one in clashes(visits, gap) if year in (one.first.starts_on.year, one.second.starts_on.year)]


class Teams:
    """For the register's warning: asked once, and only where a row is warned about."""

    def __init__(self, session: Session, agency_id: int) -> None:
        self._session, self._agency_id, self._gaps = session, agency_id, dict[int, int]()

    @cached_property
    def visits(self) -> list[Visit]:
        """Every visit to the units that the agency can inspect."""
        return all_of(self._session, self._agency_id)

    def gap(self, year: int) -> int:
        """The days between two teams in a year."""
        if year not in self._gaps:
            self._gaps[year] = gap_of(self._session, self._agency_id, year)
        return self._gaps[year]
