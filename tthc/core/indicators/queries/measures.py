"""What the rooms can count of their registers, by code, and what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tthc.core.communication.queries import MEASURES as COMMUNICATION
from tthc.core.dossiers.queries import MEASURES as DOSSIERS
from tthc.core.feedback.queries import MEASURES as FEEDBACK
from tthc.core.indicators.models import RegisterFigure, TargetMeasure
from tthc.core.indicators.queries.figures import targets_of
from tthc.core.indicators.rules.recognising import Wanted, level_of, recognise
from tthc.core.inspections.queries import MEASURES as INSPECTIONS
from tthc.core.people.models import Unit
from tthc.core.plans.models import Target
from tthc.core.postings.queries import MEASURES as POSTINGS
from tthc.core.procedures.queries import MEASURES as PROCEDURES
from tthc.core.registers.queries.measure import Measure
from tthc.core.reviews.queries import MEASURES as REVIEWS
from tthc.core.trainings.queries import MEASURES as TRAININGS
from tthc.core.visits.queries import MEASURES as VISITS
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may
from tthc.kernel.tables import Base

_EARLIER = (*PROCEDURES, *POSTINGS, *DOSSIERS, *VISITS, *FEEDBACK, *COMMUNICATION)
MEASURES: Mapping[str, Measure] = {one.code: one for one in (*_EARLIER, *REVIEWS, *INSPECTIONS, *TRAININGS)}


def recognised(session: Session, agency_id: int, targets: Sequence[Target]) -> dict[int, str]:
    """Target id -> code of the measure that its words ask for; targets that ask for none are left out. One query."""
    level = level_of(session.scalar(select(Unit.name).where(Unit.id == agency_id)) or "")
    shared = [(target.plan_id, target.text) for target in targets]
    found = {target.id: _asked(target, level, is_shared=shared.count((target.plan_id, target.text)) > 1) for target in targets}
    return {target_id: code for target_id, code in found.items() if code}


def _asked(target: Target, level: str, *, is_shared: bool) -> str:
    wanted = Wanted(target.metric, "" if is_shared else target.text, target.measure, target.op)
    found = recognise(wanted, tuple(MEASURES.values()), level)
    return found.code if found else ""


def choice(session: Session, actor: Actor, target_id: int) -> TargetMeasure | None:
    """What is kept of a target: the program's reading or a person's word; None before the first count."""
    if not may(actor, Can.INDICATOR_READ):
        return None
    query = select(TargetMeasure).where(TargetMeasure.target_id == target_id, TargetMeasure.agency_id == actor.agency_id)
    return session.scalars(query.options(joinedload(TargetMeasure.chosen_by))).one_or_none()


def register_figures(session: Session, actor: Actor, year: int, period: str | None = None) -> Sequence[RegisterFigure]:
    """What the registers say in a year, or in one of its periods; in the order of the measures."""
    if not may(actor, Can.INDICATOR_READ):
        return []
    query = select(RegisterFigure).where(RegisterFigure.agency_id == actor.agency_id, RegisterFigure.year == year)
    if period is not None:
        query = query.where(RegisterFigure.period == period)
    order = {code: place for place, code in enumerate(MEASURES)}
    return sorted(session.scalars(query), key=lambda one: (order.get(one.code, len(order)), one.period))


def asked_for(session: Session, actor: Actor, year: int) -> dict[str, list[Target]]:
    """Code of a measure -> the targets of plans in force that ask for it; two queries."""
    if not may(actor, Can.INDICATOR_READ) or actor.agency_id is None:
        return {}
    targets = targets_of(session, actor.agency_id, year)
    query = select(TargetMeasure.target_id, TargetMeasure.code).where(TargetMeasure.agency_id == actor.agency_id)
    codes = {row.target_id: row.code for row in session.execute(query)}
    found: dict[str, list[Target]] = {}
    for target in targets:
        if code := codes.get(target.id):
            found.setdefault(code, []).append(target)
    return found


def is_kept(session: Session, agency_id: int, register: str) -> bool:
    """Whether the agency has any row in this register: an office that does not keep one is not told of zeros."""
    table: Any = Base.metadata.tables[register]
    query = select(table.c.id).where(table.c.agency_id == agency_id, table.c.removed_at.is_(None))
    return session.execute(query.limit(1)).first() is not None
