"""What is known of the units of a class that this year has not inspected, for the proposal of whom to inspect next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionFinding, InspectionRound
from tthc.core.inspections.queries.coverage import ClassState
from tthc.core.inspections.queries.visits import last_visits
from tthc.core.inspections.rules.proposing import Candidate, ordered
from tthc.core.tasks.models import Occurrence, State

_OPEN = (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED)


def candidates(session: Session, agency_id: int, state: ClassState, as_of: date, by: str) -> list[Candidate]:
    """Units without a round in the year, the first to be inspected on top; three queries."""
    units = {one.unit_id: one.name for one in state.units if one.round_id is None}
    last = last_visits(session, agency_id, list(units), as_of)
    findings = _findings(session, agency_id, list(units), as_of)
    late = _late_tasks(session, agency_id, list(units), as_of)
    found = (Candidate(unit, name, last.get(unit), *findings.get(unit, (0, 0)), late.get(unit, 0)) for unit, name in units.items())
    return ordered(found, by)


def _findings(session: Session, agency_id: int, unit_ids: Sequence[int], as_of: date) -> dict[int, tuple[int, int]]:
    """Inspected unit → findings of the agency that are still open, and how many of them are overdue."""
    late = func.sum(case((InspectionFinding.due_on < as_of, 1), else_=0))
    query = (
        select(InspectionRound.object_id, func.count(InspectionFinding.id), late)
        .join(InspectionFinding, InspectionFinding.round_id == InspectionRound.id)
        .where(InspectionRound.agency_id == agency_id, InspectionRound.removed_at.is_(None), InspectionRound.object_id.in_(unit_ids))
        .where(InspectionFinding.removed_at.is_(None), InspectionFinding.closed_on.is_(None), InspectionFinding.found_on <= as_of)
        .group_by(InspectionRound.object_id)
    )
    return {object_id: (count, int(overdue or 0)) for object_id, count, overdue in session.execute(query)}


def _late_tasks(session: Session, agency_id: int, unit_ids: Sequence[int], as_of: date) -> dict[int, int]:
    """Unit → work of the agency's own plans that is overdue."""
    query = (
        select(Occurrence.unit_id, func.count(Occurrence.id))
        .where(Occurrence.agency_id == agency_id, Occurrence.unit_id.in_(unit_ids))
        .where(Occurrence.state.in_(_OPEN), Occurrence.due_on < as_of)
        .group_by(Occurrence.unit_id)
    )
    return {unit_id: count for unit_id, count in session.execute(query)}  # noqa: C416 - rows are no pairs to the type checker
