"""Where the programme of a year stands on a day: each class against its quota, who has not reported, teams that come too close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionClass, InspectionReturn
from tthc.core.inspections.queries.programme import ClassFacts, YearTerms, classes, facts, members, terms
from tthc.core.inspections.queries.visits import of_year
from tthc.core.inspections.rules.programme import Coverage, Member, Quota, Visit, badge, coverage
from tthc.core.tasks.rules import Badge

_R = InspectionReturn
_EVERY = Quota(Decimal(100))  # every unit has to reach the share of an internal class


@dataclass(frozen=True)
class Returned:
    """A unit's own report of a year."""

    row_id: int
    object_id: int
    reported_on: date
    number: str
    units_total: int
    units_inspected: int
    found: int
    put_right: int


@dataclass(frozen=True)
class UnitState:
    """A unit of a class: what makes it inspected, or that nothing does yet."""

    unit_id: int
    name: str
    round_id: int | None  # the round that counts, else the next one planned
    counted_on: date | None
    starts_on: date | None
    returned: Returned | None = None
    is_met: bool = False
    waits: str = "Chưa kiểm tra"

    @property
    def badge(self) -> Badge:
        """How the unit stands."""
        if self.is_met:
            return Badge("Đạt" if self.returned else "Đã kiểm tra", "done")
        if self.returned:
            return Badge("Chưa đạt", "late")
        return Badge(self.waits, "doing" if self.round_id else "idle")


@dataclass(frozen=True)
class ClassState:
    """A class with its figure; an internal one counts the units whose own report reaches the quota."""

    facts: ClassFacts
    coverage: Coverage
    badge: Badge
    units: tuple[UnitState, ...]
    left_out: tuple[tuple[str, str], ...]
    total: int = 0  # of an internal class: the units' own units, and how many of them were inspected
    inspected: int = 0


@dataclass(frozen=True)
class Programme:
    """A year's programme as it stands on `as_of`."""

    year: int
    as_of: date
    terms: YearTerms
    classes: tuple[ClassState, ...]
    rounds: int  # of the year, without those called off
    finished: int
    returns: tuple[Returned, ...]
    reporting: tuple[Member, ...]  # who has to report
    unreported: tuple[Member, ...]

    @property
    def is_past_due(self) -> bool:
        """Whether the last day for returns is over: who has not reported counts as not having done it (seed-001, IV.4)."""
        return self.terms.due_on is not None and self.as_of > self.terms.due_on


def programme(session: Session, agency_id: int, year: int, as_of: date) -> Programme:
    """The whole programme; a constant number of queries."""
    found = classes(session, agency_id, year)
    visits = of_year(session, agency_id, year)
    handed_in = [one for one in returns(session, agency_id, year) if one.reported_on <= as_of]
    by_unit = {one.object_id: one for one in handed_in}
    states = tuple(state(one, visits, by_unit, year, as_of) for one in found)
    reporting = reporters(found, year)
    rounds = [one for one in visits if one.cancelled_on is None]
    return Programme(
        year=year,
        as_of=as_of,
        terms=terms(session, agency_id, year),
        classes=states,
        rounds=len(rounds),
        finished=sum(one.counts(as_of) for one in rounds),
        returns=tuple(handed_in),
        reporting=reporting,
        unreported=tuple(one for one in reporting if one.unit_id not in by_unit),
    )


def reporters(found: Sequence[ClassFacts], year: int) -> tuple[Member, ...]:
    """Who has to report: the units that inspect below them, else every unit of the programme; each once, by name."""
    asked = [one for one in found if one.is_internal and one.members] or list(found)
    units = {member.unit_id: member for one in asked for member in one.active(year)}
    return tuple(units.values())


def returns(session: Session, agency_id: int, year: int) -> list[Returned]:
    """The units' reports of a year; one query."""
    query = select(_R.id, _R.object_id, _R.reported_on, _R.number, _R.units_total, _R.units_inspected, _R.found, _R.put_right).where(
        _R.agency_id == agency_id, _R.year == str(year), _R.removed_at.is_(None)
    )
    return [Returned(*row) for row in session.execute(query.order_by(_R.reported_on, _R.id))]


def class_state(session: Session, row: InspectionClass, as_of: date) -> ClassState:
    """One class on a day; three queries."""
    found = facts(row, members(session, [row.id]).get(row.id, ()))
    handed_in = {one.object_id: one for one in returns(session, row.agency_id, row.year) if one.reported_on <= as_of}
    return state(found, of_year(session, row.agency_id, row.year), handed_in, row.year, as_of)


def state(found: ClassFacts, visits: Sequence[Visit], returned: Mapping[int, Returned], year: int, as_of: date) -> ClassState:
    """One class on a day."""
    if found.is_internal:
        return _internal(found, returned, year)
    by_unit: dict[int, list[Visit]] = {}
    for one in visits:
        if one.cancelled_on is None:
            by_unit.setdefault(one.object_id, []).append(one)
    units = tuple(_unit(member, by_unit.get(member.unit_id, ()), as_of) for member in found.active(year))
    counted = coverage(found.quota, found.members, visits, year, as_of)
    return ClassState(found, counted, badge(counted), units, found.left_out(year))


def _unit(member: Member, own: Sequence[Visit], as_of: date) -> UnitState:
    counted = next((one for one in own if one.counts(as_of)), None)
    shown = counted or next(iter(own), None)
    # A round that has begun is not yet one that counts.
    waits = "Chưa kiểm tra" if shown is None else "Đã có lịch" if shown.starts_on > as_of else "Chưa ký biên bản"
    return UnitState(
        member.unit_id,
        member.name,
        shown.round_id if shown else None,
        counted.counted_on() if counted else None,
        shown.starts_on if shown else None,
        is_met=counted is not None,
        waits=waits,
    )


def _internal(found: ClassFacts, returned: Mapping[int, Returned], year: int) -> ClassState:
    """What each unit inspects below it, from its own report; who has not reported has inspected nobody."""
    units = []
    for member in found.active(year):
        own = returned.get(member.unit_id)
        is_met = own is not None and found.quota.is_met_by(own.units_inspected, own.units_total)
        counted_on = own.reported_on if own else None
        units.append(UnitState(member.unit_id, member.name, None, counted_on, None, own, is_met, "Chưa báo cáo"))
    handed_in = [one.returned for one in units if one.returned]
    met = sum(one.is_met for one in units)
    counted = Coverage(_EVERY, len(units), met)
    total, inspected = sum(one.units_total for one in handed_in), sum(one.units_inspected for one in handed_in)
    return ClassState(found, counted, badge(counted), tuple(units), found.left_out(year), total, inspected)
