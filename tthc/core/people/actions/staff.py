"""Change people and posts. Whose rights change loses every open sign-in at once (SE-05)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from tthc.core.people import queries, rules
from tthc.core.people.actions.records import facts, logged, same_version
from tthc.core.people.models import LoginSession, Person, Post
from tthc.core.people.rules import Scope, UnitKind, refuse_oneself, refused
from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, ensure

_NO_NAME = "Nhập họ và tên."


def add_person(session: Session, actor: Actor, *, username: str, full_name: str, now: datetime) -> Person:
    """A login that cannot be used yet: a post gives it rights, a code or a password a way in."""
    ensure(actor, Can.PEOPLE_MANAGE)
    person = Person(username=rules.check_username(username), full_name=rules.check_text(full_name, "full_name", _NO_NAME))
    if queries.person_named(session, person.username):
        raise refused("username", "Tên đăng nhập đã có người dùng. Chọn tên khác.")
    session.add(person)
    return logged(session, actor, "add_person", person, now)


def rename_person(session: Session, actor: Actor, person_id: int, version: int, *, full_name: str, now: datetime) -> Person:
    """Correct a person's name; papers already frozen keep the old one."""
    person = queries.person(session, actor, person_id)
    ensure(actor, Can.PEOPLE_MANAGE, Scope(queries.home_of(session, person_id)))
    same_version(session, person, version, {"full_name": full_name})
    before = facts(person)
    person.full_name = rules.check_text(full_name, "full_name", _NO_NAME)
    return logged(session, actor, "rename_person", person, now, before)


def set_active(session: Session, actor: Actor, person_id: int, version: int, *, is_active: bool, now: datetime) -> Person:
    """Switch a login off or on again."""
    person = queries.person(session, actor, person_id)
    ensure(actor, Can.PEOPLE_MANAGE, Scope(queries.home_of(session, person_id)))
    refuse_oneself(actor, person_id)
    same_version(session, person, version, {})
    before, person.is_active = facts(person), is_active
    end_sign_ins(session, actor, person_id, now=now)
    return logged(session, actor, "activate" if is_active else "deactivate", person, now, before)


def add_post(
    session: Session,
    actor: Actor,
    unit_id: int,
    *,
    person_id: int | None,
    role: Role,
    title: str,
    valid_from: date | None = None,
    now: datetime,
) -> Post:
    """A position in a unit, held by a person or empty."""
    unit = queries.unit(session, actor, unit_id)
    ensure(actor, Can.PEOPLE_MANAGE, unit)
    refuse_oneself(actor, person_id)
    if person_id is not None and not actor.is_system and queries.home_of(session, person_id) not in (None, actor.agency_id):
        raise NotFound
    if unit.kind in (UnitKind.GROUP, UnitKind.OUTSIDE):
        raise refused("unit_id", "Nhóm và đơn vị ngoài không có vị trí công tác. Chọn phòng hoặc bộ phận.")
    title = rules.check_text(title, "title", "Nhập chức danh.")
    session.add(post := Post(unit_id=unit_id, person_id=person_id, role=role, title=title, valid_from=valid_from))
    end_sign_ins(session, actor, person_id, now=now)
    return logged(session, actor, "add_post", post, now)


def end_post(session: Session, actor: Actor, post_id: int, version: int, *, on: date, now: datetime) -> Post:
    """The last day of a post."""
    post = queries.post(session, actor, post_id)
    ensure(actor, Can.PEOPLE_MANAGE, post.unit)
    refuse_oneself(actor, post.person_id)
    same_version(session, post, version, {"valid_to": f"{on:%d/%m/%Y}"})
    rules.check_span(post.valid_from, on, "on")
    before, post.valid_to = facts(post), on
    end_sign_ins(session, actor, post.person_id, now=now)
    return logged(session, actor, "end_post", post, now, before)


def end_sign_ins(session: Session, actor: Actor, person_id: int | None, *, now: datetime) -> None:
    """End every open sign-in of a person: oneself, or another by right of administration."""
    if actor.person_id is None or actor.person_id != person_id:
        ensure(actor, Can.PEOPLE_MANAGE)
    session.execute(update(LoginSession).where(LoginSession.person_id == person_id, LoginSession.ended_at.is_(None)).values(ended_at=now))
