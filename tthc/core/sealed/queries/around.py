"""What somebody who prepares an inspection needs of the office: whom, with whom, and what else he may know of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionMember, InspectionRound
from tthc.core.inspections.queries.objects import is_within, objects
from tthc.core.people.models import Person, Post, Unit
from tthc.core.people.queries import valid_on
from tthc.core.sealed import rules
from tthc.core.sealed.models import SealedReader, SealedRound
from tthc.core.sealed.queries import safes
from tthc.core.sealed.rules import TEAM
from tthc.kernel.actor import Actor, Role
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import day as day_words


@dataclass(frozen=True)
class Colleague:
    """Somebody of the agency who can stand on a list."""

    person_id: int
    name: str
    title: str


def whom(session: Session, agency_id: int, on: date) -> dict[int, str]:
    """Whom the agency can inspect unannounced that day: never itself as a whole."""
    return {unit_id: name for unit_id, name in objects(session, agency_id, on).items() if unit_id != agency_id}


def colleagues(session: Session, agency_id: int, on: date) -> dict[int, Colleague]:
    """The agency's people of that day, by name; who only administers reads no work, so he stands on no list."""
    query = (
        select(Person.id, Person.full_name, Post.title, Unit.name)
        .join(Post, Post.person_id == Person.id)
        .join(Unit, Unit.id == Post.unit_id)
    )
    query = query.where(Unit.agency_id == agency_id, Person.is_active, Post.role != Role.ADMIN, valid_on(on, Post), valid_on(on, Unit))
    found: dict[int, Colleague] = {}
    for person_id, name, title, unit in session.execute(query.order_by(Person.full_name, Person.id, Post.id)):
        found.setdefault(person_id, Colleague(person_id, name, title if title == unit else f"{title}, {unit}"))
    return found


def check_people(session: Session, people: dict[int, str], object_id: int, object_name: str, days: tuple[date, ...]) -> None:
    """BadInput for the first who works in the inspected unit or below it, or answers for it, on one of these days."""
    for on in sorted(set(days)):
        query = select(Post.person_id, Post.unit_id, Post.role).where(Post.person_id.in_(people), valid_on(on, Post)).order_by(Post.id)
        for person_id, unit_id, role in session.execute(query).all():
            belongs = is_within(session, unit_id, object_id, on)
            answers = role is Role.HEAD and is_within(session, object_id, unit_id, on)
            rules.check_reader(people[person_id or 0], object_name, belongs=belongs, answers=answers)


def clashes(
    session: Session, actor: Actor, object_id: int, days: tuple[date, date], team: frozenset[int], besides: int | None
) -> list[str]:
    """Rounds and own safes that fall on the same days with the same unit or the same people: only what the actor may see anyway."""
    ensure(actor, Can.INSPECTION_UNSEAL)
    starts, ends = days
    query = select(InspectionRound, Unit.name).join(Unit, Unit.id == InspectionRound.object_id)
    query = query.where(InspectionRound.agency_id == actor.agency_id, InspectionRound.removed_at.is_(None))
    query = query.where(InspectionRound.cancelled_on.is_(None), InspectionRound.starts_on <= ends, InspectionRound.ends_on >= starts)
    found = session.execute(query.order_by(InspectionRound.starts_on, InspectionRound.id).limit(200)).all()
    members = select(InspectionMember.round_id, InspectionMember.name).where(
        InspectionMember.round_id.in_([row.id for row, _ in found]), InspectionMember.person_id.in_(team)
    )
    busy: dict[int, list[str]] = {}
    for round_id, name in session.execute(members.order_by(InspectionMember.id)):
        busy.setdefault(round_id, []).append(name)
    told = [_told(row, name, busy.get(row.id, [])) for row, name in found if row.object_id == object_id or row.id in busy]
    return told + _own(session, actor, object_id, days, team, besides)


def _told(row: InspectionRound, unit: str, names: list[str]) -> str:
    who = f"; {', '.join(names)} thuộc đoàn này" if names else ""
    return f"Đợt kiểm tra {unit} từ {day_words(row.starts_on)} đến {day_words(row.ends_on)}{who}."


def _own(session: Session, actor: Actor, object_id: int, days: tuple[date, date], team: frozenset[int], besides: int | None) -> list[str]:
    """The actor's other safes, looked into only where he stands on their lists."""
    near = [
        one
        for one in safes(session, actor)
        if one.safe_id != besides and not one.is_opened and not one.is_discarded and one.starts_on <= days[1] and one.ends_on >= days[0]
    ]
    query = select(SealedReader.safe_id, SealedReader.name, SealedRound.object_id).join(SealedRound, SealedRound.id == SealedReader.safe_id)
    query = query.where(SealedReader.safe_id.in_([one.safe_id for one in near]), SealedReader.role.in_(TEAM))
    known = {one.safe_id: one for one in near}
    same = {one.safe_id for one in session.execute(query.where(SealedRound.object_id == object_id))}
    busy: dict[int, list[str]] = {}
    for safe_id, name, _ in session.execute(query.where(SealedReader.person_id.in_(team)).order_by(SealedReader.id)):
        busy.setdefault(safe_id, []).append(name)
    return [
        f"Đợt đột xuất khác đang chuẩn bị tại {known[safe_id].object_name} từ {day_words(known[safe_id].starts_on)}"
        + (f"; trùng người: {', '.join(busy[safe_id])}." if safe_id in busy else ".")
        for safe_id in known
        if safe_id in same or safe_id in busy
    ]
