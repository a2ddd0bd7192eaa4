"""Which agencies ask a person's unit, or agency, for its own report on a year's inspections, and what it has reported."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionClass, InspectionObject, InspectionReturn
from tthc.core.inspections.queries.coverage import reporters
from tthc.core.inspections.queries.programme import YearTerms, classes, terms
from tthc.core.inspections.queries.rounds import names_of
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may

_C, _R = InspectionClass, InspectionReturn


@dataclass(frozen=True)
class Reporting:
    """Who answers for a report: the right asks for the unit alone, for the other agency's register is not his."""

    agency_id: int
    unit_id: int


@dataclass(frozen=True)
class ReturnAsked:
    """A report that a unit owes an agency; `row` is what it has handed in."""

    agency_id: int
    agency: str
    object_id: int
    unit: str
    terms: YearTerms
    row: InspectionReturn | None


def asked_of(session: Session, actor: Actor, year: int) -> list[ReturnAsked]:
    """What the actor may report; constant queries for each agency that asks (those above him and his own)."""
    own = sorted({*actor.units, *actor.desks, actor.agency_id or 0})
    own = [unit for unit in own if may(actor, Can.INSPECTION_ANSWER, Reporting(0, unit))]
    query = select(_C.agency_id).join(InspectionObject, InspectionObject.class_id == _C.id).where(InspectionObject.unit_id.in_(own))
    agencies = session.scalars(query.where(_C.year == year, _C.removed_at.is_(None)).distinct().order_by(_C.agency_id)).all()
    found = [one for agency_id in agencies for one in _of_agency(session, agency_id, year, set(own))]
    shown = names_of(session, {one for asked in found for one in asked[:2]})
    return [
        ReturnAsked(agency_id, shown[agency_id], unit, shown[unit], counted, handed_in(session, agency_id, unit, year))
        for agency_id, unit, counted in found
    ]


def _of_agency(session: Session, agency_id: int, year: int, own: set[int]) -> list[tuple[int, int, YearTerms]]:
    """Its units among the actor's that have to report; none where the agency has set no day for reports."""
    counted = terms(session, agency_id, year)
    if counted.due_on is None:
        return []
    return [(agency_id, one.unit_id, counted) for one in reporters(classes(session, agency_id, year), year) if one.unit_id in own]


def handed_in(session: Session, agency_id: int, object_id: int, year: int) -> InspectionReturn | None:
    """The report that stands in the agency's register."""
    query = select(_R).where(_R.agency_id == agency_id, _R.object_id == object_id, _R.year == str(year), _R.removed_at.is_(None))
    return session.scalars(query.order_by(_R.id)).first()
