"""Read the log and prove it whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from tthc.core.audit import rules
from tthc.core.audit.models import AuditEntry
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure


@dataclass(frozen=True)
class Verdict:
    """How many entries were read and, if the chain is broken, where and how."""

    entries: int
    broken_at: int | None = None
    reason: str = ""
    last_hash: str = rules.FIRST


def is_done(session: Session, request_key: str) -> bool:
    """Whether a request with this key has already been carried out."""
    return bool(session.scalar(select(exists().where(AuditEntry.request_key == request_key))))


def verify(session: Session) -> Verdict:
    """Walk the whole chain; the first entry that does not hold ends it."""
    previous, count, last_id = rules.FIRST, 0, 0
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)):
        if entry.id != last_id + 1:
            return Verdict(count, entry.id, f"Thiếu dòng nhật ký số {last_id + 1}.", previous)
        if entry.previous_hash != previous:
            return Verdict(count, entry.id, f"Dòng nhật ký số {entry.id} không nối với dòng trước.", previous)
        if entry.hash != rules.entry_hash(previous, rules.fields(entry)):
            return Verdict(count, entry.id, f"Dòng nhật ký số {entry.id} đã bị sửa.", previous)
        previous, count, last_id = entry.hash, count + 1, entry.id
    return Verdict(count, last_hash=previous)


def histories(session: Session, things: Mapping[str, Collection[int]]) -> Sequence[AuditEntry]:
    """What was done to these things ({kind: ids}), newest first; the caller has already checked that they may be seen."""
    which = or_(*(and_(AuditEntry.thing == thing, AuditEntry.thing_id.in_(ids)) for thing, ids in things.items()))
    return session.scalars(select(AuditEntry).where(which).order_by(AuditEntry.id.desc()).limit(200)).all()


def last_change(session: Session, agency_id: int, things: Collection[str]) -> int:
    """The number of the newest entry of an agency about such things; 0 if there is none."""
    query = select(AuditEntry.id).where(AuditEntry.agency_id == agency_id, AuditEntry.thing.in_(things))
    return session.scalar(query.order_by(AuditEntry.id.desc()).limit(1)) or 0


def newest(session: Session, agency_id: int) -> int:
    """The number of the newest entry of an agency; 0 if there is none."""
    query = select(AuditEntry.id).where(AuditEntry.agency_id == agency_id)
    return session.scalar(query.order_by(AuditEntry.id.desc()).limit(1)) or 0


def has_changed(session: Session, agency_id: int, since: int, *, apart_from: str) -> bool:
    """Whether anything was done in an agency after this entry, apart from acts on such things."""
    query = select(AuditEntry.id).where(AuditEntry.agency_id == agency_id, AuditEntry.id > since, AuditEntry.thing != apart_from)
    return session.scalar(query.limit(1)) is not None


def page(session: Session, actor: Actor, *, before_id: int | None = None, size: int = 50) -> Sequence[AuditEntry]:
    """The newest entries of the actor's agency, older than `before_id` if given."""
    ensure(actor, Can.AUDIT_READ)
    query = select(AuditEntry).where(AuditEntry.agency_id == actor.agency_id)
    if before_id is not None:
        query = query.where(AuditEntry.id < before_id)
    return session.scalars(query.order_by(AuditEntry.id.desc()).limit(size)).all()


def last(session: Session, count: int) -> Sequence[AuditEntry]:
    """The newest entries of all agencies, for who keeps the machine."""
    return session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(count)).all()
