"""Rounds as the register, their pages, papers and rights see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from tthc.core.calendar import queries as calendar_queries
from tthc.core.inspections.models import InspectionItem, InspectionItemFile, InspectionMember, InspectionRound, InspectionTerm
from tthc.core.inspections.queries.objects import lines, names
from tthc.core.inspections.rules import Form, MemberRole
from tthc.core.inspections.rules.round_columns import GONE, OBJECTS
from tthc.core.inspections.rules.rounds import RoundScope, Standing, Terms
from tthc.core.people import queries as people_queries
from tthc.core.people import rules as people_rules
from tthc.core.people.models import Unit
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.working_days import WorkingDays

R = InspectionRound


# --- what the book asks


def look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """Whom the agency can or could inspect, and the days of those that began or ended: two queries for a whole sheet."""
    found = lines(session, agency_id)
    gone = {line.unit_id: (line.valid_from, line.valid_to) for line in found.values() if line.valid_from or line.valid_to}
    return {OBJECTS: names(list(found.values())), GONE: gone}


def of_year(year: int) -> ColumnElement[bool]:
    """Rounds that begin in the year."""
    return R.starts_on.between(date(year, 1, 1), date(year, 12, 31))


def order() -> tuple[ColumnElement[Any], ...]:
    """The latest first."""
    return (R.starts_on.desc(),)


def is_open() -> ColumnElement[bool]:
    """Neither concluded nor called off."""
    return and_(R.concluded_on.is_(None), R.cancelled_on.is_(None))


def is_running(today: date) -> ColumnElement[bool]:
    """On these days."""
    return and_(is_open(), R.starts_on <= today, R.ends_on >= today)


def is_waiting(today: date) -> ColumnElement[bool]:
    """Over, not concluded, its conclusion not yet late."""
    return and_(is_open(), R.ends_on < today, or_(R.conclusion_due_on.is_(None), R.conclusion_due_on >= today))


def is_late(today: date) -> ColumnElement[bool]:
    """Its conclusion should have been given."""
    return and_(is_open(), R.ends_on < today, R.conclusion_due_on < today)


def is_told(today: date) -> ColumnElement[bool]:
    """What the inspected unit may know of: a notice went out, or the first day has come."""
    return and_(R.removed_at.is_(None), or_(R.notified_on.is_not(None), R.starts_on <= today, R.concluded_on.is_not(None)))


# --- one round


def one(session: Session, actor: Actor, round_id: int) -> InspectionRound:
    """A round of the actor's agency; NotFound outside his scope."""
    found = session.get(R, round_id)
    if found is None or found.removed_at is not None or not may(actor, Can.INSPECTION_READ, found):
        raise NotFound
    return found


def inspected(session: Session, actor: Actor, round_id: int, today: date) -> InspectionRound:
    """A round as the inspected unit sees it, also from another agency; NotFound for everybody else, and before the unit was told."""
    found = session.scalars(select(R).where(R.id == round_id, is_told(today))).one_or_none()
    if found is None or not may(actor, Can.INSPECTION_ANSWER, answering(found)):
        raise NotFound
    return found


def names_of(session: Session, unit_ids: Collection[int]) -> dict[int, str]:
    """Unit → its name today."""
    return {one.id: one.name for one in session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids)))}


def answering(row: InspectionRound) -> RoundScope:
    """The inspected unit, as the right to answer asks for it."""
    return RoundScope(row.agency_id, row.object_id, frozenset())


def scope(session: Session, row: InspectionRound) -> RoundScope:
    """The round with its team and what stands below the inspected unit, as rights see it."""
    found = session.scalars(select(InspectionMember.person_id).where(InspectionMember.round_id == row.id))
    parents = people_queries.parents_of(session, row.agency_id) if row.object_id != row.agency_id else {}
    below = people_rules.subtree(parents, row.object_id) if row.object_id in parents else frozenset()
    return RoundScope(row.agency_id, row.object_id, frozenset(one for one in found if one is not None), below)


def team(session: Session, round_id: int) -> list[InspectionMember]:
    """The head, the secretary, the members in the order in which they came."""
    found = session.scalars(select(InspectionMember).where(InspectionMember.round_id == round_id).order_by(InspectionMember.id))
    return sorted(found, key=lambda one: list(MemberRole).index(MemberRole(one.role)))


def items(session: Session, round_id: int) -> list[InspectionItem]:
    """The checklist in its order."""
    return list(session.scalars(select(InspectionItem).where(InspectionItem.round_id == round_id).order_by(InspectionItem.position)))


def item(session: Session, row: InspectionRound, item_id: int) -> InspectionItem:
    """A line of the round's checklist."""
    found = session.get(InspectionItem, item_id)
    if found is None or found.round_id != row.id:
        raise NotFound
    return found


def item_files(session: Session, round_id: int) -> dict[int, list[InspectionItemFile]]:
    """Line → its photos and the unit's own files, with their stored content."""
    query = select(InspectionItemFile).where(InspectionItemFile.round_id == round_id, InspectionItemFile.removed_at.is_(None))
    found: dict[int, list[InspectionItemFile]] = {}
    for one in session.scalars(query.options(joinedload(InspectionItemFile.stored_file)).order_by(InspectionItemFile.id)):
        found.setdefault(one.item_id, []).append(one)
    return found


def item_file(session: Session, row: InspectionRound, file_id: int, *, is_own: bool = False, is_sent: bool = False) -> InspectionItemFile:
    """A photo or a file of a round that the caller has found visible: `is_own` of the unit's report, `is_sent` none that was not sent."""
    query = select(InspectionItemFile).where(InspectionItemFile.id == file_id, InspectionItemFile.round_id == row.id)
    found = session.scalars(
        query.where(InspectionItemFile.removed_at.is_(None)).options(joinedload(InspectionItemFile.stored_file))
    ).first()
    if found is None or (is_own and not found.is_answer) or (is_sent and found.is_answer and not row.answered_on):
        raise NotFound
    return found


def standing(session: Session, row: InspectionRound) -> Standing:
    """What the next step of a round is read from."""
    return standings(session, [row.id])[row.id]


def standings(session: Session, round_ids: Collection[int]) -> dict[int, Standing]:
    """The same of many rounds in two queries."""
    heads = select(InspectionMember.round_id).where(InspectionMember.round_id.in_(round_ids), InspectionMember.role == MemberRole.HEAD)
    led = set(session.scalars(heads))
    marked = func.count(InspectionItem.mark)
    counted = select(InspectionItem.round_id, func.count(), marked).where(InspectionItem.round_id.in_(round_ids))
    found = {row[0]: (row[1], row[1] - row[2]) for row in session.execute(counted.group_by(InspectionItem.round_id))}
    return {one: Standing(one in led, *found.get(one, (0, 0))) for one in round_ids}


# --- days


def term_row(session: Session, agency_id: int) -> InspectionTerm | None:
    """The agency's own days, if it said any."""
    return session.scalars(select(InspectionTerm).where(InspectionTerm.agency_id == agency_id)).one_or_none()


def terms(session: Session, agency_id: int) -> Terms:
    """The agency's own days, else those of the program."""
    found = term_row(session, agency_id)
    return Terms(found.notice_days, found.report_days, found.conclusion_days) if found else Terms()


def calendar(session: Session, days: Sequence[date]) -> WorkingDays:
    """The office's calendar around these days."""
    return calendar_queries.working_days(session, {one.year + step for one in days for step in (-1, 0, 1)})


# --- who is on which round


@dataclass(frozen=True)
class MyRound:
    """A round that somebody is on, with what it waits for read from `standing`."""

    row: InspectionRound
    role: MemberRole
    standing: Standing
    object_name: str


def mine(session: Session, actor: Actor, *, year: int | None = None) -> list[MyRound]:
    """The rounds whose team the person is on that are neither concluded nor called off, the next first; of a year all of them."""
    query = select(R, InspectionMember.role).join(InspectionMember, InspectionMember.round_id == R.id)
    query = query.where(InspectionMember.person_id == actor.person_id, R.agency_id == actor.agency_id, R.removed_at.is_(None))
    query = query.where(is_open()) if year is None else query.where(or_(of_year(year), is_open()))
    found = session.execute(query.order_by(R.starts_on, R.id)).all()
    if not found:
        return []
    at = standings(session, [row.id for row, _ in found])
    named = names_of(session, {row.object_id for row, _ in found})
    return [MyRound(row, role, at[row.id], named.get(row.object_id, "")) for row, role in found]


def announced(form: Form | str) -> bool:
    """Whether this form has a notice and asks the unit for a report of its own."""
    return form == Form.PLANNED
