"""What is to be done, as lines with the rule applied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from tthc.core.people.models import Person, Unit
from tthc.core.plans.models import Plan, PlanState
from tthc.core.tasks import rules
from tthc.core.tasks.models import Duty, Occurrence, State, Task
from tthc.core.tasks.rules import Comment, Counts, Frame, Line
from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.kernel.text import fold

OPEN = (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED)
SETTLED = (State.DONE, State.NOT_APPLICABLE)
PAGE = 25


def visible(actor: Actor) -> ColumnElement[bool]:
    """The occurrences this person may know of: those of the own agency, for everybody but the administrator."""
    if actor.is_system or may(actor, Can.TASK_READ):
        return Occurrence.agency_id == actor.agency_id
    return Occurrence.id.is_(None)


def _late(today: date) -> ColumnElement[bool]:
    return and_(Occurrence.state.in_(OPEN), Occurrence.due_on < today)


def frame(session: Session, actor: Actor, *, today: date) -> Frame:
    """Two queries: the office with the counts of the person, and the late work by section."""
    mine = Occurrence.unit_id.in_(actor.units | actor.desks)
    todo = select(func.count()).where(
        visible(actor), mine, Occurrence.year == today.year, or_(_due_now(today), Occurrence.state == State.RETURNED)
    )
    verify = select(func.count()).where(visible(actor), Occurrence.state == State.SUBMITTED, _verifiable(actor))
    year = select(func.max(Plan.year)).where(Plan.agency_id == actor.agency_id, Plan.state == PlanState.ACTIVE)
    row = session.execute(
        select(Unit.name, Unit.short_name, Unit.place, year.scalar_subquery(), todo.scalar_subquery(), verify.scalar_subquery()).where(
            Unit.id == actor.agency_id
        )
    ).first()
    if row is None:
        return Frame("", "", "", None)
    scope = visible(actor) if may(actor, Can.TASK_OVERSEE) else and_(visible(actor), mine)
    late = select(Occurrence.section, func.count()).where(scope, _late(today)).group_by(Occurrence.section)
    return Frame(*row.tuple(), late=dict(session.execute(late)))


def _due_now(today: date) -> ColumnElement[bool]:
    return and_(Occurrence.state.in_(OPEN), Occurrence.opens_on <= today)


def _verifiable(actor: Actor) -> ColumnElement[bool]:
    """The rows of Can.EVIDENCE_VERIFY as a condition: never one's own."""
    ways: list[ColumnElement[bool]] = []
    if actor.has_role(Role.LEADER):
        ways.append(Occurrence.unit_id.in_(select(Unit.id).where(Unit.agency_id == actor.agency_id)))
    if actor.has_role(Role.CLERK):
        ways.append(Occurrence.unit_id.not_in(actor.units))
    if actor.has_role(Role.HEAD):
        ways.append(Occurrence.unit_id.in_(actor.desks))
    if not ways:
        return Occurrence.id.is_(None)
    return and_(or_(*ways), Occurrence.submitted_by_id != actor.person_id)


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
        .where(visible(actor))
    )


def _line(row: Any, today: date) -> Line:
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
        comment=Comment(who or "", o.comment, o.comment_on) if o.comment and o.state is State.RETURNED else None,
        submitted_by_id=o.submitted_by_id,
        submitted_on=o.submitted_on,
        is_late=rules.is_late(o.state, o.due_on, today),
        is_urgent=rules.is_urgent(o.state, o.due_on, today),
        is_open=rules.is_open(o.state),
        version=o.version,
        agency_id=o.agency_id,
        time_text=time_text,
    )


def line(session: Session, actor: Actor, occurrence_id: int, *, today: date) -> Line:
    """One line; NotFound when there is none for this person."""
    row = session.execute(_lines(actor).where(Occurrence.id == occurrence_id)).first()
    if row is None:
        raise NotFound
    return _line(row, today)


def desk_lines(session: Session, actor: Actor, *, today: date, limit: int = 400) -> list[Line]:
    """Everything of the person's own units that has opened, not yet settled or settled in the last ninety days; soonest first."""
    recent = Occurrence.settled_on >= date.fromordinal(today.toordinal() - 90)
    query = (
        _lines(actor)
        .where(Occurrence.unit_id.in_(actor.units), Occurrence.opens_on <= today)
        .where(or_(Occurrence.state.in_((*OPEN, State.SUBMITTED)), recent))
        .order_by(Occurrence.due_on.is_(None), Occurrence.due_on, Occurrence.id)
        .limit(limit)
    )
    return [_line(row, today) for row in session.execute(query)]


FILTERS = ("tat-ca", "cua-toi", "qua-han", "cho-duyet", "chua-xong", "da-xong")


def _filter(name: str, actor: Actor, today: date) -> ColumnElement[bool] | None:
    return {
        "cua-toi": Occurrence.unit_id.in_(actor.units),
        "qua-han": _late(today),
        "cho-duyet": Occurrence.state == State.SUBMITTED,
        "chua-xong": Occurrence.state.in_(OPEN),
        "da-xong": Occurrence.state.in_(SETTLED),
    }.get(name)


def _section_scope(actor: Actor, section: Section | None, year: int, plan_id: int | None) -> list[ColumnElement[bool]]:
    scope = [visible(actor), Occurrence.year == year]
    if section is not None:
        scope.append(Occurrence.section == section)
    if plan_id is not None:
        scope.append(Occurrence.task_id.in_(select(Task.id).where(Task.plan_id == plan_id)))
    return scope


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
    query = _lines(actor).where(*_section_scope(actor, section, year, plan_id))
    condition = _filter(filter_by, actor, today)
    if condition is not None:
        query = query.where(condition)
    if period:
        query = query.where(Occurrence.period == period)
    for word in fold(words).split():
        query = query.where(Task.folded.contains(word, autoescape=True))
    query = query.order_by(Task.plan_id, Task.position, Occurrence.opens_on, Occurrence.unit_id, Occurrence.id)
    return [_line(row, today) for row in session.execute(query.offset(offset).limit(limit))]


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
    scope = _section_scope(actor, section, year, plan_id)
    if period:
        scope.append(Occurrence.period == period)
    return Counts(*session.execute(select(*_tallies(actor, today)).where(*scope)).one()._tuple())


def _tallies(actor: Actor, today: date) -> list[ColumnElement[int]]:
    def tally(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    return [
        func.count(Occurrence.id),
        tally(Occurrence.state.in_(SETTLED)),
        tally(Occurrence.state == State.SUBMITTED),
        tally(_late(today)),
        tally(Occurrence.state.in_(OPEN)),
        tally(Occurrence.unit_id.in_(actor.units)),
    ]


def counts_by_section(session: Session, actor: Actor, *, today: date, year: int) -> dict[Section, Counts]:
    """How every section stands; one query."""
    query = select(Occurrence.section, *_tallies(actor, today)).where(visible(actor), Occurrence.year == year).group_by(Occurrence.section)
    return {section: Counts(*rest) for section, *rest in session.execute(query)}


def counts_by_unit(session: Session, actor: Actor, *, today: date, year: int) -> list[tuple[int, str, Counts]]:
    """How every unit stands: (id, name, counts) in the order of the tree; one query."""
    query = (
        select(Unit.id, Unit.name, *_tallies(actor, today))
        .join(Unit, Occurrence.unit_id == Unit.id)
        .where(visible(actor), Occurrence.year == year)
        .group_by(Unit.id, Unit.name, Unit.position)
        .order_by(Unit.position, Unit.id)
    )
    return [(unit_id, name, Counts(*rest)) for unit_id, name, *rest in session.execute(query)]


def late_lines(session: Session, actor: Actor, *, today: date, limit: int = 200) -> list[Line]:
    """All overdue work the person may see, the oldest first."""
    query = _lines(actor).where(_late(today)).order_by(Occurrence.due_on, Occurrence.id).limit(limit)
    return [_line(row, today) for row in session.execute(query)]


def to_verify(session: Session, actor: Actor, *, today: date, limit: int = 100) -> list[Line]:
    """What waits for this person's verdict, the longest waiting first."""
    query = (
        _lines(actor)
        .where(Occurrence.state == State.SUBMITTED, _verifiable(actor))
        .order_by(Occurrence.submitted_at, Occurrence.id)
        .limit(limit)
    )
    return [_line(row, today) for row in session.execute(query)]


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
    query = select(Occurrence).where(Occurrence.id == occurrence_id, visible(actor)).options(joinedload(Occurrence.task))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def codes(session: Session, actor: Actor, *, year: int, section: Section) -> list[tuple[int, str, int]]:
    """(plan, item of the plan, task) for the section's tasks that have work in the year."""
    mine = select(Occurrence.task_id).where(visible(actor), Occurrence.year == year, Occurrence.section == section)
    return [
        (p, c, t) for p, c, t in session.execute(select(Task.plan_id, Task.code, Task.id).where(Task.id.in_(mine)).order_by(Task.position))
    ]


def may_complete(actor: Actor, occurrence: Occurrence) -> bool:
    """Open, and the person's to report."""
    return rules.is_open(occurrence.state) and may(actor, Can.EVIDENCE_SUBMIT, occurrence)


def search(session: Session, actor: Actor, words: str, *, limit: int = 20) -> Sequence[Task]:
    """Tasks whose text holds all the words, tone marks or not."""
    if not (actor.is_system or may(actor, Can.TASK_READ)):
        return []
    query = select(Task).where(Task.agency_id == actor.agency_id)
    for word in fold(words).split():
        query = query.where(Task.folded.contains(word, autoescape=True))
    return session.scalars(query.order_by(Task.plan_id.desc(), Task.position).limit(limit)).all()
