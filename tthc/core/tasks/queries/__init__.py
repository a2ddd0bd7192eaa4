"""What is to be done, as lines with the rule applied."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from tthc.core.calendar.rules import ONCE
from tthc.core.people.models import Person, Unit
from tthc.core.tasks import rules
from tthc.core.tasks.models import Duty, Occurrence, State, Task
from tthc.core.tasks.queries import conditions
from tthc.core.tasks.rules import Comment, Line
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.kernel.text import fold

PAGE = 25


_COMMENTER = aliased(Person)


def _lines(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Occurrence,
            Task.number,
            Task.title,
            Task.text,
            Task.deliverable,
            Task.time_text,
            Unit.name,
            Unit.short_name,
            _COMMENTER.full_name,
        )
        .join(Task, Occurrence.task_id == Task.id)
        .join(Unit, Occurrence.unit_id == Unit.id)
        .outerjoin(_COMMENTER, Occurrence.comment_by_id == _COMMENTER.id)
        .where(conditions.visible(actor))
    )


def _line(row: Any, actor: Actor, today: date) -> Line:
    o, number, title, text, deliverable, time_text, unit, short, who = row
    return Line(
        task_id=o.task_id,
        occurrence_id=o.id,
        number=number,
        title=title or text,
        text=text,
        deliverable=deliverable,
        unit_id=o.unit_id,
        unit=short or unit,
        section=o.section,
        period=o.period,
        year=o.year,
        opens_on=o.opens_on,
        due_on=o.due_on,
        state=o.state,
        badge=rules.badge(o.state, opens_on=o.opens_on, due_on=o.due_on, submitted_on=o.submitted_on, today=today),
        comment=comment_on(actor, o, who or "") if o.state is State.RETURNED else None,
        submitted_by_id=o.submitted_by_id,
        submitted_on=o.submitted_on,
        is_late=rules.is_late(o.state, o.due_on, today),
        is_urgent=rules.is_urgent(o.state, o.due_on, today),
        is_open=rules.is_open(o.state),
        version=o.version,
        agency_id=o.agency_id,
        time_text=time_text,
    )


@dataclass(frozen=True)
class _Returned:
    """Evidence that was sent back, as the policy sees it."""

    agency_id: int
    unit_id: int
    is_settled: bool = False


def comment_on(actor: Actor, occurrence: Occurrence, who: str) -> Comment | None:
    """The verifier's last word, for those who may read the evidence it is about: not for other units."""
    about = _Returned(occurrence.agency_id, occurrence.unit_id)
    if not occurrence.comment or not may(actor, Can.EVIDENCE_READ, about):
        return None
    return Comment(who, occurrence.comment, occurrence.comment_on)


def line(session: Session, actor: Actor, occurrence_id: int, *, today: date) -> Line:
    """One line; NotFound when there is none for this person."""
    row = session.execute(_lines(actor).where(Occurrence.id == occurrence_id)).first()
    if row is None:
        raise NotFound
    return _line(row, actor, today)


def desk_lines(session: Session, actor: Actor, *, today: date, until: date | None = None, limit: int = 400) -> list[Line]:
    """Everything of the person's own units that opens by `until`, not yet settled or settled in the last ninety days; soonest first."""
    recent = Occurrence.settled_on >= date.fromordinal(today.toordinal() - 90)
    query = (
        _lines(actor)
        .where(Occurrence.unit_id.in_(actor.units), Occurrence.opens_on <= (until or today))
        .where(or_(Occurrence.state.in_((*conditions.OPEN, State.SUBMITTED)), recent))
        .order_by(Occurrence.due_on.is_(None), Occurrence.due_on, Occurrence.id)
        .limit(limit)
    )
    return [_line(row, actor, today) for row in session.execute(query)]


def section_lines(
    session: Session,
    actor: Actor,
    *,
    today: date,
    year: int,
    section: Section | None = None,
    plan_id: int | None = None,
    filter_by: str = "tat-ca",
    period: str | None = None,
    words: str = "",
    offset: int = 0,
    limit: int = PAGE,
) -> list[Line]:
    """The lines of a section in the plan's own order (people quote "mục 5 Phụ lục II"), then by period and unit."""
    query = _lines(actor).where(*conditions.scope_of(actor, section, year, plan_id))
    condition = conditions.chosen(filter_by, actor, today)
    if condition is not None:
        query = query.where(condition)
    if period:
        query = query.where(Occurrence.period == period)
    for word in fold(words).split():
        query = query.where(Task.folded.contains(word, autoescape=True))
    query = query.order_by(Task.plan_id, Task.position, Occurrence.opens_on, Occurrence.unit_id, Occurrence.id)
    return [_line(row, actor, today) for row in session.execute(query.offset(offset).limit(limit))]


def late_lines(session: Session, actor: Actor, *, today: date, units: Collection[int] | None = None, limit: int = 200) -> list[Line]:
    """Overdue work the person may see, perhaps of some units, the oldest first."""
    query = _lines(actor).where(conditions.late(today))
    if units is not None:
        query = query.where(Occurrence.unit_id.in_(units))
    query = query.order_by(Occurrence.due_on, Occurrence.id).limit(limit)
    return [_line(row, actor, today) for row in session.execute(query)]


def late_units(session: Session, actor: Actor, *, today: date) -> list[tuple[Line, int]]:
    """The oldest overdue line of each unit with the number of all it has, the most first; as many rows as units, not as lines."""
    unit = Occurrence.unit_id
    nth = func.row_number().over(partition_by=unit, order_by=(Occurrence.due_on, Occurrence.id)).label("nth")
    ranked = select(Occurrence.id, func.count().over(partition_by=unit).label("late"), nth)
    oldest = ranked.where(conditions.visible(actor), conditions.late(today)).subquery()
    query = _lines(actor).add_columns(oldest.c.late).join(oldest, and_(oldest.c.id == Occurrence.id, oldest.c.nth == 1))
    rows = session.execute(query.order_by(oldest.c.late.desc(), Unit.name, Unit.id))
    return [(_line(row, actor, today), late) for *row, late in rows]


def to_verify(session: Session, actor: Actor, *, today: date, limit: int = 100) -> list[Line]:
    """What waits for this person's verdict, the longest waiting first."""
    query = (
        _lines(actor)
        .where(Occurrence.state == State.SUBMITTED, conditions.verifiable(actor))
        .order_by(Occurrence.submitted_at, Occurrence.id)
        .limit(limit)
    )
    return [_line(row, actor, today) for row in session.execute(query)]


def to_report(session: Session, actor: Actor, *, section: Section, today: date, year: int, limit: int = 100) -> list[Line]:
    """Open work that the person may report as done and that has begun: the section's first, each the soonest first."""
    query = (
        _lines(actor)
        .where(Occurrence.year == year, Occurrence.opens_on <= today)
        .where(Occurrence.state.in_(conditions.OPEN), conditions.reportable(actor))
        .order_by(Occurrence.section != section, Occurrence.due_on.is_(None), Occurrence.due_on, Occurrence.id)
        .limit(limit)
    )
    return [_line(row, actor, today) for row in session.execute(query)]


def task_page(session: Session, actor: Actor, task_id: int) -> Task:
    """A task with its plan, duties and what there is to tick; NotFound outside the actor's scope."""
    options = (
        joinedload(Task.plan),
        selectinload(Task.duties).joinedload(Duty.unit),
        selectinload(Task.occurrences).options(
            joinedload(Occurrence.unit), joinedload(Occurrence.submitted_by), joinedload(Occurrence.comment_by)
        ),
    )
    query = select(Task).where(Task.id == task_id, Task.agency_id == actor.agency_id).options(*options)
    task = session.scalars(query).one_or_none() if actor.is_system or may(actor, Can.TASK_READ) else None
    if task is None:
        raise NotFound
    return task


def occurrence(session: Session, actor: Actor, occurrence_id: int) -> Occurrence:
    """An occurrence to be changed, with its task; NotFound outside the actor's scope."""
    query = select(Occurrence).where(Occurrence.id == occurrence_id, conditions.visible(actor)).options(joinedload(Occurrence.task))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def codes(session: Session, actor: Actor, *, year: int, section: Section) -> list[tuple[int, str, int]]:
    """(plan, item of the plan, task) for the section's tasks that have work in the year."""
    mine = select(Occurrence.task_id).where(conditions.visible(actor), Occurrence.year == year, Occurrence.section == section)
    query = select(Task.plan_id, Task.code, Task.id).where(Task.id.in_(mine)).order_by(Task.position)
    return [(plan_id, code, task_id) for plan_id, code, task_id in session.execute(query)]


def may_complete(actor: Actor, occurrence: Occurrence) -> bool:
    """Open, and the person's to report."""
    return rules.is_open(occurrence.state) and may(actor, Can.EVIDENCE_SUBMIT, occurrence)


def computed_once(year: int) -> Select[*tuple[Any, ...]]:
    """Open one-off work whose due date was computed from the plan, with its task and plan."""
    query = select(Occurrence).where(Occurrence.year == year, Occurrence.period == ONCE, Occurrence.due_is_set.is_(False))
    query = query.where(Occurrence.state.in_(conditions.OPEN), Occurrence.task.has(Task.removed_on.is_(None)))
    return query.options(joinedload(Occurrence.task).joinedload(Task.plan))


def search(session: Session, actor: Actor, words: str, *, limit: int = 20) -> Sequence[Task]:
    """Tasks whose text holds all the words, tone marks or not."""
    if not (actor.is_system or may(actor, Can.TASK_READ)):
        return []
    query = select(Task).where(Task.agency_id == actor.agency_id, Task.removed_on.is_(None))
    for word in fold(words).split():
        query = query.where(Task.folded.contains(word, autoescape=True))
    return session.scalars(query.order_by(Task.plan_id.desc(), Task.position).limit(limit)).all()
