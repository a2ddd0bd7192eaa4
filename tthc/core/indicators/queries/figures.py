"""Targets with what was reached: the grid of a period, the state of a year, one target through its periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from tthc.core.indicators import rules
from tthc.core.indicators.models import IndicatorValue, RegisterFigure, TargetMeasure
from tthc.core.indicators.queries.cells import Cell, cell_of, goal_of
from tthc.core.indicators.rules import Goal, Judgement
from tthc.core.people.models import Person
from tthc.core.plans.models import Plan, PlanState, Target
from tthc.core.tasks.models import Duty, DutyRole, Occurrence, Task
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section


@dataclass(frozen=True)
class Standing:
    """One target at its latest period of the year."""

    target_id: int
    section: Section
    task_code: str
    name: str
    text: str
    goal: Goal
    period: str | None
    judgement: Judgement


def visible(actor: Actor) -> ColumnElement[bool]:
    """The targets this person may know of: those that plans in force of the own agency set."""
    return and_(_ever_set(actor), Target.removed_on.is_(None))


def _ever_set(actor: Actor) -> ColumnElement[bool]:
    """The same with those that an amended plan no longer sets: they are in no list, but keep their page."""
    if not may(actor, Can.INDICATOR_READ):
        return Target.id.is_(None)
    return and_(Target.agency_id == actor.agency_id, Plan.state == PlanState.ACTIVE)


def _of_year(year: int) -> ColumnElement[bool]:
    return or_(Plan.year == year, and_(Plan.year < year, Plan.year_end >= year))


def grid(session: Session, actor: Actor, year: int, period: str) -> list[Cell]:
    """All targets of the year with the figures of one period; one query, a second for whose they are."""
    value = and_(IndicatorValue.target_id == Target.id, IndicatorValue.period == period, IndicatorValue.year == year)
    query = _with_figures(value, and_(RegisterFigure.year == year, RegisterFigure.period == period), is_outer=True)
    query = query.where(visible(actor), _of_year(year)).order_by(Target.plan_id, Target.position, Target.id)
    own = _own_units(session, actor, year)
    return [
        cell_of(actor, target, row, who, figure, period, own.get((target.plan_id, target.task_code)))
        for target, row, who, figure in session.execute(query)
    ]


def _with_figures(
    value: ColumnElement[bool], period: ColumnElement[bool], *, is_outer: bool
) -> Select[Target, IndicatorValue, str, RegisterFigure]:
    """Targets with the figure that stands, who typed it, and what the registers say."""
    return (
        select(Target, IndicatorValue, Person.full_name, RegisterFigure)
        .join(Plan, Target.plan_id == Plan.id)
        .join(IndicatorValue, value, isouter=is_outer)
        .outerjoin(Person, IndicatorValue.entered_by_id == Person.id)
        .outerjoin(TargetMeasure, TargetMeasure.target_id == Target.id)
        .outerjoin(RegisterFigure, and_(RegisterFigure.agency_id == Target.agency_id, RegisterFigure.code == TargetMeasure.code, period))
    )


def _own_units(session: Session, actor: Actor, year: int) -> dict[tuple[int, str], int]:
    """(plan, item) -> the actor's own unit that answers for it, by a duty of its own or as a member of a group."""
    units = actor.units
    if not units:
        return {}
    doers = Duty.role.in_((DutyRole.LEAD, DutyRole.IMPLEMENT))
    by_duty = select(Task.plan_id, Task.code, Duty.unit_id).join(Duty, Duty.task_id == Task.id).where(doers, Duty.unit_id.in_(units))
    by_work = select(Task.plan_id, Task.code, Occurrence.unit_id).join(Occurrence, Occurrence.task_id == Task.id)
    by_work = by_work.where(Occurrence.unit_id.in_(units), Occurrence.year == year, Task.removed_on.is_(None))
    query = by_duty.where(Task.agency_id == actor.agency_id, Task.removed_on.is_(None)).union(by_work)
    return {(plan_id, code): unit_id for plan_id, code, unit_id in session.execute(query)}


def cell(session: Session, actor: Actor, target_id: int, year: int, period: str) -> Cell:
    """One target in one period; NotFound outside the actor's scope."""
    found = next((cell for cell in grid(session, actor, year, period) if cell.target_id == target_id), None)
    if found is None:
        raise NotFound
    return found


def history(session: Session, actor: Actor, target_id: int, year: int) -> list[Cell]:
    """One target through the periods of the year that have figures, in order; it opens down to the rows counted."""
    value = and_(IndicatorValue.target_id == Target.id, IndicatorValue.year == year)
    period = and_(RegisterFigure.year == year, RegisterFigure.period == IndicatorValue.period)
    query = _with_figures(value, period, is_outer=False).where(_ever_set(actor), Target.id == target_id)
    found = [cell_of(actor, target, row, who, figure, row.period, None) for target, row, who, figure in session.execute(query)]
    return sorted(found, key=lambda one: rules.PERIODS.index(one.period) if one.period in rules.PERIODS else len(rules.PERIODS))


def targets_of(session: Session, agency_id: int, year: int) -> list[Target]:
    """All targets that plans in force set for a year; one query."""
    query = select(Target).join(Plan, Target.plan_id == Plan.id).where(Target.agency_id == agency_id, Plan.state == PlanState.ACTIVE)
    return list(
        session.scalars(query.where(_of_year(year), Target.removed_on.is_(None)).order_by(Target.plan_id, Target.position, Target.id))
    )


def years_to_count(session: Session, today: date) -> list[tuple[int, int]]:
    """(agency, year) of all plans in force whose figures may still change: this year's, and last year's until its report is signed."""
    query = select(Plan.agency_id, Plan.year, Plan.year_end).where(Plan.state == PlanState.ACTIVE)
    near = range(today.year - 1, today.year + 2)
    found = {
        (agency_id, year) for agency_id, first, last in session.execute(query) for year in range(first, (last or first) + 1) if year in near
    }
    return sorted(found)


def target(session: Session, actor: Actor, target_id: int) -> Target:
    """A target; NotFound outside the actor's scope."""
    query = select(Target).join(Plan, Target.plan_id == Plan.id).where(_ever_set(actor), Target.id == target_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def standings(
    session: Session, actor: Actor, year: int, *, section: Section | None = None, until: str | None = None, mine: bool = False
) -> list[Standing]:
    """Where every target stands at its latest period (not after `until`); one query however many targets, a second for `mine`."""
    value = and_(IndicatorValue.target_id == Target.id, IndicatorValue.year == year)
    query = select(Target, IndicatorValue).join(Plan, Target.plan_id == Plan.id).outerjoin(IndicatorValue, value)
    query = query.where(visible(actor), _of_year(year))
    if section is not None:
        query = query.where(Target.section == section)
    values: dict[Target, dict[str, IndicatorValue]] = {}
    for one, row in session.execute(query.order_by(Target.plan_id, Target.position, Target.id, IndicatorValue.id)):
        found = values.setdefault(one, {})
        if row is not None and (until is None or _is_until(row.period, until)):
            found[row.period] = row
    if mine:
        own = _own_units(session, actor, year)
        values = {one: found for one, found in values.items() if (one.plan_id, one.task_code) in own}
    return [_standing(one, rules.latest(found)) for one, found in values.items()]


def _is_until(period: str, until: str) -> bool:
    known: Iterable[str] = rules.PERIODS
    return period in known and rules.PERIODS.index(period) <= rules.PERIODS.index(until)


def _standing(target: Target, found: tuple[str, Any] | None) -> Standing:
    goal = goal_of(target)
    period, row = found or (None, None)
    judgement = rules.judge(goal, row.numerator, row.denominator) if row else rules.judge(goal, None)
    return Standing(target.id, target.section, target.task_code, target.metric, target.text, goal, period, judgement)


def is_closed(session: Session, agency_id: int, year: int, period: str) -> bool:
    """Whether the period's figures are fixed."""
    query = select(IndicatorValue.id).where(
        IndicatorValue.agency_id == agency_id, IndicatorValue.year == year, IndicatorValue.period == period
    )
    return session.scalar(query.where(IndicatorValue.closed_at.is_not(None)).limit(1)) is not None
