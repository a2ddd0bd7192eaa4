"""Passwords and one-use codes; signing in and out, and slowing down who guesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from tthc.core.accounts import queries, rules
from tthc.core.audit import actions as audit_actions
from tthc.core.people import queries as people_queries
from tthc.core.people.actions import end_sign_ins
from tthc.core.people.models import LoginAttempt, LoginSession, Person
from tthc.core.people.rules import Scope, refuse_oneself, refused
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotAllowed, NotFound
from tthc.kernel.policy import Can, ensure


def make_code(session: Session, actor: Actor, person_id: int, *, now: datetime) -> str:
    """A one-use code in place of the password: it only lets its owner choose a new one, within 72 hours (AU-09)."""
    person = people_queries.person(session, actor, person_id)
    ensure(actor, Can.PEOPLE_MANAGE, Scope(people_queries.home_of(session, person_id)))
    refuse_oneself(actor, person.id)
    code = rules.new_code()
    person.password_hash, person.must_change_password = rules.hash_password(code), True
    person.password_expires_at = now + rules.CODE_LASTS
    end_sign_ins(session, actor, person.id, now=now)
    audit_actions.record(session, actor, "make_code", "person", person.id, now=now, after={"until": person.password_expires_at})
    return code


def set_password(session: Session, actor: Actor, person_id: int, password: str, *, today: date, now: datetime) -> str:
    """A new password, chosen by the person or at set-up by the system, never by another person; every open sign-in ends (SE-05).

    Returns the stored hash.
    """
    if actor.person_id == person_id:
        ensure(actor, Can.OFFICE_USE)
    else:
        ensure(actor, Can.PEOPLE_MANAGE, Scope(None))
    person = session.get_one(Person, person_id)
    roles, names = queries.password_terms(session, person_id, today)
    password = rules.check_password(password, roles=roles, names=names)
    if person.password_hash and rules.is_password(person.password_hash, password):
        raise refused("password", "Chọn mật khẩu khác mật khẩu hoặc mã đang dùng.")
    person.password_hash, person.must_change_password, person.password_expires_at = rules.hash_password(password), False, None
    end_sign_ins(session, actor, person_id, now=now)
    audit_actions.record(session, actor, "set_password", "person", person_id, now=now)
    return person.password_hash


@dataclass(frozen=True)
class Attempt:
    """A try to sign in: how long it must wait, or what the typed password has to match (outside the transaction)."""

    attempt_id: int
    wait: timedelta
    person_id: int | None = None
    password_hash: str | None = None
    must_change: bool = False
    expires_at: datetime | None = None


def begin_attempt(session: Session, actor: Actor, username: str, source: str, *, now: datetime) -> Attempt:
    """Count the try as failed before the password is looked at, so that parallel guesses cannot outrun the throttle."""
    ensure(actor, Can.PEOPLE_MANAGE, Scope(None))
    key = rules.digest(username.strip().lower())
    wait = rules.wait(queries.failures(session, key, source, now), now)
    if wait:
        return Attempt(0, wait)
    row = LoginAttempt(username=key, address=source, at=now, succeeded=False)
    session.add(row)
    person = people_queries.person_named(session, username)
    session.flush()
    if person is None or not person.is_active:
        return Attempt(row.id, wait)
    return Attempt(row.id, wait, person.id, person.password_hash, person.must_change_password, person.password_expires_at)


def sign_in(session: Session, actor: Actor, attempt: Attempt, *, address: str, device: str, rehashed: str | None, now: datetime) -> str:
    """A new sign-in for an actor whose password has just been found right; returns its token."""
    ensure(actor, Can.OFFICE_USE)
    session.execute(update(LoginAttempt).where(LoginAttempt.id == attempt.attempt_id).values(succeeded=True))
    person = session.get_one(Person, actor.person_id)
    if not person.is_active or person.password_hash != attempt.password_hash:
        raise NotAllowed("Mật khẩu hoặc tài khoản vừa được thay đổi. Đăng nhập lại.")
    person.password_hash = rehashed or person.password_hash
    token = rules.new_token()
    row = LoginSession(person_id=person.id, token_hash=rules.digest(token), created_at=now, seen_at=now, proven_at=now)
    row.address, row.device = address[:60], device[:200]
    session.add(row)
    session.flush()
    audit_actions.record(session, actor, "sign_in", "login_session", row.id, now=now, after={"address": row.address})
    return token


def prove(session: Session, actor: Actor, attempt: Attempt, session_id: int, *, now: datetime) -> None:
    """The right password was given again, in this sign-in if there is one: for the next ten minutes it may sign (AU-10)."""
    ensure(actor, Can.OFFICE_USE)
    session.execute(update(LoginAttempt).where(LoginAttempt.id == attempt.attempt_id).values(succeeded=True))
    mine = (LoginSession.id == session_id, LoginSession.person_id == actor.person_id)
    session.execute(update(LoginSession).where(*mine).values(proven_at=now))


def sign_out(session: Session, actor: Actor, session_id: int | None = None, *, now: datetime) -> None:
    """End one of the actor's own sign-ins, or all of them."""
    ensure(actor, Can.OFFICE_USE)
    if session_id is None:
        end_sign_ins(session, actor, actor.person_id, now=now)
    else:
        mine = (LoginSession.id == session_id, LoginSession.person_id == actor.person_id)
        ended = session.scalars(update(LoginSession).where(*mine).values(ended_at=now).returning(LoginSession.id))
        if ended.one_or_none() is None:
            raise NotFound
    audit_actions.record(session, actor, "sign_out" if session_id else "sign_out_everywhere", "login_session", session_id, now=now)


def note_seen(session: Session, actor: Actor, session_id: int, *, now: datetime) -> None:
    """The sign-in was used: its half hour begins again."""
    ensure(actor, Can.OFFICE_USE)
    session.execute(update(LoginSession).where(LoginSession.id == session_id, LoginSession.ended_at.is_(None)).values(seen_at=now))


def forget_sign_ins(session: Session, actor: Actor, *, now: datetime) -> int:
    """Remove tries and ended sign-ins that no rule looks at any more; returns how many rows."""
    ensure(actor, Can.PEOPLE_MANAGE, Scope(None))
    limit = now - rules.KNOWN_FOR
    gone = [delete(LoginAttempt).where(LoginAttempt.at < limit), delete(LoginSession).where(LoginSession.seen_at < limit)]
    return sum(session.execute(one).rowcount for one in gone)  # type: ignore[attr-defined]
