"""Conditions on occurrences that lists, counts and menus share."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from tthc.core.people.models import Unit
from tthc.core.tasks.models import Occurrence, State, Task
from tthc.kernel.actor import Actor, Role
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section

OPEN = (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED)
SETTLED = (State.DONE, State.NOT_APPLICABLE)


def visible(actor: Actor) -> ColumnElement[bool]:
    """The occurrences this person may know of: those of the own agency's tasks in force, for everybody but the administrator."""
    if actor.is_system or may(actor, Can.TASK_READ):
        return and_(Occurrence.agency_id == actor.agency_id, in_plan(actor.agency_id))
    return Occurrence.id.is_(None)


def in_plan(agency_id: int | None) -> ColumnElement[bool]:
    """Occurrences of tasks that an amended plan still holds; the few removed ones are looked up once a statement."""
    gone = select(Task.id).where(Task.agency_id == agency_id, Task.removed_on.is_not(None))
    return Occurrence.task_id.not_in(gone)


def late(today: date) -> ColumnElement[bool]:
    """Open and past its day."""
    return and_(Occurrence.state.in_(OPEN), Occurrence.due_on < today)


def to_do(today: date) -> ColumnElement[bool]:
    """What the page "Việc của tôi" counts: open and begun, and overdue, returned, without a day, or due this month."""
    month_end = (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    this_month = or_(Occurrence.due_on.is_(None), Occurrence.due_on <= month_end, Occurrence.state == State.RETURNED)
    return and_(Occurrence.state.in_(OPEN), Occurrence.opens_on <= month_end, this_month)


def current(today: date) -> ColumnElement[bool]:
    """This period's work: its window holds today, or it is overdue, returned or waiting."""
    in_window = and_(Occurrence.opens_on <= today, or_(Occurrence.due_on.is_(None), Occurrence.due_on >= today))
    unsettled = Occurrence.state.in_((State.SUBMITTED, State.RETURNED))
    return and_(Occurrence.state != State.DORMANT, or_(in_window, late(today), unsettled))


def reportable(actor: Actor) -> ColumnElement[bool]:
    """The rows of Can.EVIDENCE_SUBMIT as a condition: work of one's own unit or desk; the clerk's, that of the agency itself."""
    units: set[int] = set()
    if actor.has_role(Role.OFFICER, Role.HEAD, Role.CLERK):
        units |= actor.units
    if actor.has_role(Role.HEAD):
        units |= actor.desks
    if actor.has_role(Role.CLERK):
        units.add(actor.agency_id or 0)
    return Occurrence.unit_id.in_(units)


def verifiable(actor: Actor) -> ColumnElement[bool]:
    """The rows of Can.EVIDENCE_VERIFY as a condition: never one's own."""
    ways: list[ColumnElement[bool]] = []
    if actor.has_role(Role.LEADER):
        ways.append(Occurrence.unit_id.in_(select(Unit.id).where(Unit.agency_id == actor.agency_id)))
    if actor.has_role(Role.CLERK):
        ways.append(Occurrence.unit_id.not_in(actor.units | {actor.agency_id or 0}))
    if actor.has_role(Role.HEAD):
        ways.append(Occurrence.unit_id.in_(actor.desks))
    if not ways:
        return Occurrence.id.is_(None)
    return and_(or_(*ways), Occurrence.submitted_by_id != actor.person_id)


def chosen(name: str, actor: Actor, today: date) -> ColumnElement[bool] | None:
    """The condition of a filter pill; None for "tất cả"."""
    return {
        "ky-nay": current(today),
        "cua-toi": Occurrence.unit_id.in_(actor.units),
        "qua-han": late(today),
        "cho-duyet": Occurrence.state == State.SUBMITTED,
        "chua-xong": Occurrence.state.in_(OPEN),
        "da-xong": Occurrence.state.in_(SETTLED),
    }.get(name)


def scope_of(actor: Actor, section: Section | None, year: int, plan_id: int | None) -> list[ColumnElement[bool]]:
    """The occurrences of a section (or of all), a year and perhaps one plan."""
    scope = [visible(actor), Occurrence.year == year]
    if section is not None:
        scope.append(Occurrence.section == section)
    if plan_id is not None:
        scope.append(Occurrence.task_id.in_(select(Task.id).where(Task.plan_id == plan_id)))
    return scope
