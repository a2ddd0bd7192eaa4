"""What the year before left undone, for the plan that follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import subqueryload

from tthc.core.imports.models import ImportDraft, ImportPurpose
from tthc.core.plans import queries as plan_queries
from tthc.core.plans.models import Plan
from tthc.core.tasks.models import Occurrence, State, Task
from tthc.core.tasks.rules import WORDS
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LEFT = (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED, State.SUBMITTED)


@dataclass(frozen=True)
class Unfinished:
    """A task that was not finished: which units, how it stands in words, the earliest day that is open."""

    task_id: int
    code: str
    title: str
    units: str
    state: str
    due_on: date | None


@dataclass(frozen=True)
class Carried:
    """What the plan of the year before left; the limits its last report named stand in reports.queries.limits(year)."""

    plan_id: int
    plan_title: str
    year: int
    unfinished: tuple[Unfinished, ...]


def carried(session: Session, actor: Actor, row: ImportDraft) -> Carried | None:
    """For the check page of a plan rolled over; None for any other import."""
    ensure(actor, Can.PLAN_IMPORT, row)
    if row.purpose is not ImportPurpose.ROLL_OVER or row.base_plan_id is None:
        return None
    return _of(session, actor, row.base_plan_id)


def carried_of_plan(session: Session, actor: Actor, plan: Plan) -> Carried | None:
    """For the page of a plan that follows another; None for one that follows none."""
    ensure(actor, Can.PLAN_READ, plan)
    return None if plan.previous_plan_id is None else _of(session, actor, plan.previous_plan_id)


def _of(session: Session, actor: Actor, plan_id: int) -> Carried:
    plan = plan_queries.one(session, actor, plan_id)
    open_ones = Task.occurrences.any(Occurrence.state.in_(_LEFT))
    query = select(Task).where(Task.plan_id == plan.id, Task.removed_on.is_(None), open_ones)
    tasks = session.scalars(query.options(subqueryload(Task.occurrences).joinedload(Occurrence.unit)).order_by(Task.position, Task.id))
    return Carried(plan.id, plan.title, plan.last_year, tuple(_unfinished(task) for task in tasks))


def _unfinished(task: Task) -> Unfinished:
    left = [one for one in task.occurrences if one.state in _LEFT]
    units = dict.fromkeys(one.unit.short_name or one.unit.name for one in left)
    states = dict.fromkeys(WORDS[one.state] for one in left)
    due_on = min((one.due_on for one in left if one.due_on), default=None)
    return Unfinished(task.id, task.code, task.title, "; ".join(units), "; ".join(states), due_on)
