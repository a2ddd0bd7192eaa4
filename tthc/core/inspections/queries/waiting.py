"""What rounds ask of a person right now, as the first page says it: numbers, each in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from tthc.core.inspections.models import InspectionMember, InspectionMinutes, InspectionRound, InspectionSignature
from tthc.core.inspections.queries.finding_lines import places
from tthc.core.inspections.queries.rounds import is_open, is_told
from tthc.core.inspections.rules import Form, Side
from tthc.kernel.actor import Actor

R = InspectionRound


@dataclass(frozen=True)
class Expected:
    """Of the inspected: reports to send, those of them that are late, minutes to sign; of a team's member: rounds that are not over."""

    reports: int = 0
    late: int = 0
    minutes: int = 0
    own: int = 0


def expected_of(session: Session, actor: Actor, today: date) -> Expected:
    """For the person's own units, also by another agency, and for the person himself: one query."""
    own, mine = _own(actor), places(actor)
    if not mine:
        return Expected(own=session.scalar(own) or 0)
    reports = and_(R.form == Form.PLANNED, R.answered_on.is_(None), R.minutes_on.is_(None))
    late = and_(reports, R.report_due_on < today)
    query = select(_count(reports), _count(late), _count(and_(R.minutes_on.is_(None), _is_written(), ~_is_signed())), own.scalar_subquery())
    query = query.where(R.object_id.in_(mine), R.body == "", is_told(today), is_open())
    return Expected(*session.execute(query).one())


def _own(actor: Actor) -> Select[int]:
    """How many rounds that are not over have the person on their team."""
    row = aliased(R)
    query = select(func.count()).select_from(row).join(InspectionMember, InspectionMember.round_id == row.id)
    query = query.where(InspectionMember.person_id == actor.person_id, row.agency_id == actor.agency_id, row.removed_at.is_(None))
    return query.where(row.concluded_on.is_(None), row.cancelled_on.is_(None))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _is_written() -> ColumnElement[bool]:
    """The team has put the minutes into words."""
    return select(InspectionMinutes.id).where(InspectionMinutes.round_id == R.id).exists()


def _is_signed() -> ColumnElement[bool]:
    """The unit's signature holds."""
    held = select(InspectionSignature.id).where(InspectionSignature.round_id == R.id, InspectionSignature.taken_back_at.is_(None))
    return held.where(InspectionSignature.side == Side.UNIT).exists()
