"""How many, by section and by unit; what the frame of every page counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from tthc.core.people.models import Unit
from tthc.core.plans.models import Plan, PlanState
from tthc.core.tasks.models import Occurrence, State
from tthc.core.tasks.queries import conditions
from tthc.core.tasks.rules import Counts, Frame
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section


def frame(session: Session, actor: Actor, *, today: date) -> Frame:
    """Two queries: the office with the counts of the person, and the late work by section."""
    mine = Occurrence.unit_id.in_(actor.units | actor.desks)
    todo = select(func.count()).where(conditions.visible(actor), mine, Occurrence.year == today.year, conditions.to_do(today))
    verify = select(func.count()).where(conditions.visible(actor), Occurrence.state == State.SUBMITTED, conditions.verifiable(actor))
    year = select(func.max(Plan.year)).where(Plan.agency_id == actor.agency_id, Plan.state == PlanState.ACTIVE)
    row = session.execute(
        select(Unit.name, Unit.short_name, Unit.place, year.scalar_subquery(), todo.scalar_subquery(), verify.scalar_subquery()).where(
            Unit.id == actor.agency_id
        )
    ).first()
    if row is None:
        return Frame("", "", "", None)
    scope = conditions.visible(actor) if may(actor, Can.TASK_OVERSEE) else and_(conditions.visible(actor), mine)
    late = select(Occurrence.section, func.count()).where(scope, conditions.late(today)).group_by(Occurrence.section)
    name, short, place, latest, to_do, to_verify = row
    by_section = {section: count for section, count in session.execute(late)}  # noqa: C416 - rows are no plain pairs
    return Frame(name, short, place, latest, to_do, to_verify, by_section)


def counts(
    session: Session,
    actor: Actor,
    *,
    today: date,
    year: int,
    section: Section | None = None,
    plan_id: int | None = None,
    period: str | None = None,
) -> Counts:
    """How the section stands; one query."""
    scope = conditions.scope_of(actor, section, year, plan_id)
    if period:
        scope.append(Occurrence.period == period)
    tallies: Any = session.execute(select(*_tallies(actor, today)).where(*scope)).one()
    return Counts(*tallies)


def _tallies(actor: Actor, today: date) -> list[ColumnElement[int]]:
    def tally(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    return [
        func.count(Occurrence.id),
        tally(Occurrence.state.in_(conditions.SETTLED)),
        tally(Occurrence.state == State.SUBMITTED),
        tally(conditions.late(today)),
        tally(Occurrence.state.in_(conditions.OPEN)),
        tally(Occurrence.unit_id.in_(actor.units)),
        tally(conditions.current(today)),
    ]


def counts_by_section(session: Session, actor: Actor, *, today: date, year: int) -> dict[Section, Counts]:
    """How every section stands; one query."""
    query = (
        select(Occurrence.section, *_tallies(actor, today))
        .where(conditions.visible(actor), Occurrence.year == year)
        .group_by(Occurrence.section)
    )
    return {section: Counts(*rest) for section, *rest in session.execute(query)}


def counts_by_unit(session: Session, actor: Actor, *, today: date, year: int) -> list[tuple[int, str, Counts]]:
    """How every unit stands: (id, name, counts) in the order of the tree; one query."""
    query = (
        select(Unit.id, Unit.name, *_tallies(actor, today))
        .join(Unit, Occurrence.unit_id == Unit.id)
        .where(conditions.visible(actor), Occurrence.year == year)
        .group_by(Unit.id, Unit.name, Unit.position)
        .order_by(Unit.position, Unit.id)
    )
    return [(unit_id, name, Counts(*rest)) for unit_id, name, *rest in session.execute(query)]
