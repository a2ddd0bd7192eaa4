"""What a password has to respect, and the sign-ins and failed tries as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from tthc.core.accounts import rules
from tthc.core.people.models import LoginAttempt, LoginSession, Person, Post, Unit
from tthc.core.people.rules import is_valid_on
from tthc.kernel.actor import Actor, Role


def password_terms(session: Session, person_id: int, today: date) -> tuple[frozenset[Role], list[str]]:
    """What decides on the person's password: the roles held today, and the names it may not contain."""
    office = aliased(Unit)
    query = select(Person.full_name, Person.username, Unit.name, office.name, Post.role, Post.valid_from, Post.valid_to)
    query = query.outerjoin(Post, Post.person_id == Person.id).outerjoin(Unit, Unit.id == Post.unit_id)
    rows = session.execute(query.outerjoin(office, office.id == Unit.agency_id).where(Person.id == person_id)).all()
    roles = frozenset(row.role for row in rows if row.role and is_valid_on(row.valid_from, row.valid_to, today))
    return roles, sorted({name for row in rows for name in row[:4] if name})


@dataclass(frozen=True)
class SignIn:
    """A live sign-in, as the request and the list of one's own sign-ins see it."""

    session_id: int
    person_id: int
    created_at: datetime
    seen_at: datetime
    proven_at: datetime
    address: str
    device: str


_SIGN_IN = (
    *(LoginSession.id, LoginSession.person_id, LoginSession.created_at, LoginSession.seen_at),
    *(LoginSession.proven_at, LoginSession.address, LoginSession.device),
)


def sign_in_of(session: Session, token: str, *, now: datetime, idle: timedelta, absolute: timedelta) -> SignIn | None:
    """The live sign-in of a token."""
    query = select(*_SIGN_IN).where(LoginSession.token_hash == rules.digest(token), LoginSession.ended_at.is_(None))
    row = session.execute(query).first()
    if row is None or not rules.is_alive(row.created_at, row.seen_at, now, idle=idle, absolute=absolute):
        return None
    return SignIn(*row)


def sign_ins_of(session: Session, actor: Actor, *, now: datetime, idle: timedelta, absolute: timedelta) -> list[SignIn]:
    """The actor's own live sign-ins, the latest first."""
    query = select(*_SIGN_IN).where(LoginSession.person_id == actor.person_id, LoginSession.ended_at.is_(None))
    query = query.where(LoginSession.seen_at > now - idle, LoginSession.created_at > now - absolute)
    return [SignIn(*row) for row in session.execute(query.order_by(LoginSession.seen_at.desc(), LoginSession.id))]


def failures(session: Session, key: str, source: str, now: datetime) -> rules.Failures:
    """The failed tries that slow down the next one of this name from this source; two queries."""
    succeeded = select(LoginAttempt.address, func.max(LoginAttempt.at).label("last")).where(
        LoginAttempt.username == key, LoginAttempt.succeeded, LoginAttempt.at > now - rules.KNOWN_FOR
    )
    known = {row.address: row.last for row in session.execute(succeeded.group_by(LoginAttempt.address))}
    recent = select(LoginAttempt.username, LoginAttempt.address, LoginAttempt.at).where(
        LoginAttempt.at > now - rules.WINDOW, ~LoginAttempt.succeeded, or_(LoginAttempt.username == key, LoginAttempt.address == source)
    )
    rows = session.execute(recent.order_by(LoginAttempt.id.desc()).limit(500)).all()
    last_success = known.get(source)
    return rules.Failures(
        own=[r.at for r in rows if r.username == key and r.address == source and (last_success is None or r.at > last_success)],
        strangers=[r.at for r in rows if r.username == key and r.address not in known and not r.address.startswith(rules.DEVICE)],
        address=[r.at for r in rows if r.address == source],
        is_known=last_success is not None or source.startswith(rules.DEVICE),
    )
