"""What the agencies above offer: of a shared plan its head and its tasks as written, of any other nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from tthc.core.imports.rules import addressed
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Unit
from tthc.core.plans.models import Plan, PlanState
from tthc.core.tasks.models import Duty, Task, TaskKind
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, ensure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OfferedPlan:
    """A superior's plan in the list: exactly what may be known of it."""

    plan_id: int
    title: str
    number: str
    issuer: str
    year: int
    year_end: int | None
    tasks: int
    taken: int


@dataclass(frozen=True)
class OfferedTask:
    """A superior's task as written; `addressed_as` is the duty that means this agency, `taken_task_id` the own task made of it."""

    task_id: int
    code: str
    title: str
    text: str
    time_text: str
    deliverable: str
    duties: tuple[tuple[str, str], ...]
    is_ours: bool
    addressed_as: str
    taken_task_id: int | None


@dataclass(frozen=True)
class OfferedPage:
    """A superior's plan with its tasks in their order."""

    plan: OfferedPlan
    tasks: tuple[OfferedTask, ...]


@dataclass(frozen=True)
class Takers:
    """Which agencies below have taken a task over."""

    count: int
    agencies: tuple[str, ...]


def _offered(actor: Actor, above: Collection[int]) -> ColumnElement[bool]:
    """Shared plans in force of the agencies above, for years the agency has a plan of its own for."""
    own = aliased(Plan)
    last, own_last = func.coalesce(Plan.year_end, Plan.year), func.coalesce(own.year_end, own.year)
    same_years = and_(own.year <= last, own_last >= Plan.year)
    mine = select(own.id).where(own.agency_id == actor.agency_id, own.state == PlanState.ACTIVE, same_years).exists()
    return and_(Plan.agency_id.in_(above), Plan.state == PlanState.ACTIVE, Plan.is_shared.is_(True), mine)


def offered(session: Session, actor: Actor) -> list[OfferedPlan]:
    """What the agencies above offer to the actor's agency, the latest year first."""
    ensure(actor, Can.PLAN_CASCADE)
    return _plans(session, actor, _offered(actor, people_queries.agencies_above(session, actor.agency_id or 0)))


def _plans(session: Session, actor: Actor, condition: ColumnElement[bool]) -> list[OfferedPlan]:
    content = (Task.plan_id == Plan.id, Task.kind == TaskKind.CONTENT, Task.removed_on.is_(None))
    tasks = select(func.count(Task.id)).where(*content).correlate(Plan).scalar_subquery()
    taken = aliased(Task)
    ours = select(func.count(taken.id)).join(Task, taken.source_task_id == Task.id)
    ours = ours.where(Task.plan_id == Plan.id, taken.agency_id == actor.agency_id).correlate(Plan)
    query = select(Plan.id, Plan.title, Plan.number, Plan.issuer, Unit.name, Plan.year, Plan.year_end, tasks, ours.scalar_subquery())
    query = query.join(Unit, Unit.id == Plan.agency_id).where(condition).order_by(Plan.year.desc(), Plan.id)
    return [
        OfferedPlan(plan_id, title, number or "", issuer or agency, year, year_end, count, mine)
        for plan_id, title, number, issuer, agency, year, year_end, count, mine in session.execute(query)
    ]


def offered_tasks(session: Session, actor: Actor, plan_id: int) -> OfferedPage:
    """The tasks of an offered plan; NotFound for any other plan, as if it did not exist. Constant queries."""
    ensure(actor, Can.PLAN_CASCADE)
    above = people_queries.agencies_above(session, actor.agency_id or 0)
    plans = _plans(session, actor, and_(Plan.id == plan_id, _offered(actor, above)))
    if not plans:
        raise NotFound
    agency = people_queries.agency(session, actor.agency_id or 0)
    duties = select(Duty.task_id, Duty.role, Duty.written_as).join(Task, Task.id == Duty.task_id).where(Task.plan_id == plan_id)
    written: dict[int, list[tuple[str, str]]] = {}
    for task_id, role, words in session.execute(duties.order_by(Duty.task_id, Duty.id)):
        written.setdefault(task_id, []).append((str(role), words))
    taken = aliased(Task)
    query = select(Task.id, Task.code, Task.title, Task.text, Task.time_text, Task.deliverable, taken.id)
    query = query.outerjoin(taken, and_(taken.source_task_id == Task.id, taken.agency_id == actor.agency_id))
    query = query.where(Task.plan_id == plan_id, or_(Task.removed_on.is_(None), taken.id.is_not(None)))
    rows = session.execute(query.order_by(Task.position, Task.id))
    return OfferedPage(plans[0], tuple(_task(row, written.get(row[0], []), agency) for row in rows))


def _task(row: Any, duties: list[tuple[str, str]], agency: Unit) -> OfferedTask:
    task_id, code, title, text, time_text, deliverable, taken_id = row
    means_us = next((words for _, words in duties if addressed.means(words, agency.name, agency.short_name)), "")
    return OfferedTask(
        task_id=task_id,
        code=code,
        title=title,
        text=text,
        time_text=time_text or "",
        deliverable=deliverable or "",
        duties=tuple(duties),
        is_ours=bool(means_us),
        addressed_as=means_us,
        taken_task_id=taken_id,
    )


def sources(session: Session, actor: Actor, task_ids: Collection[int]) -> list[Task]:
    """The offered tasks of these ids, in their plan's order; NotFound if any of them is not offered."""
    above = people_queries.agencies_above(session, actor.agency_id or 0)
    query = select(Task).join(Plan, Plan.id == Task.plan_id).where(_offered(actor, above))
    query = query.where(Task.id.in_(task_ids), Task.removed_on.is_(None))
    found = list(session.scalars(query.order_by(Task.plan_id, Task.position, Task.id)))
    if len(found) != len(set(task_ids)):
        raise NotFound
    return found


def takers(session: Session, actor: Actor, task_id: int) -> Takers:
    """How many agencies below took an own task over, and which: nothing else of them is told."""
    ensure(actor, Can.TASK_READ)
    source = aliased(Task)
    query = select(Unit.name).join(Task, Task.agency_id == Unit.id).join(source, Task.source_task_id == source.id)
    query = query.where(source.id == task_id, source.agency_id == actor.agency_id, Unit.id == Unit.agency_id)
    names = tuple(session.scalars(query.distinct().order_by(Unit.name)))
    return Takers(len(names), names)
