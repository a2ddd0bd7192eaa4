"""Record an act, in the transaction of the change itself: no log, no change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from tthc.core.audit import rules
from tthc.core.audit.models import AuditEntry
from tthc.core.audit.rules import Act
from tthc.kernel.actor import Actor

REQUEST_KEY = "request_key"


def record(
    session: Session,
    actor: Actor,
    verb: str,
    thing: str,
    thing_id: int | None,
    *,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    agency_id: int | None = None,
) -> AuditEntry:
    """Append one entry. `thing` is the mapped class in snake case; the first entry of a request carries its key."""
    last_id, previous = _head(session)
    entry = AuditEntry(
        id=last_id + 1,  # our own count, without gaps: a missing row shows
        at=now,
        agency_id=agency_id if agency_id is not None else actor.agency_id,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        thing=thing,
        thing_id=thing_id,
        before=rules.canonical(before),
        after=rules.canonical(after),
        request_key=session.info.pop(REQUEST_KEY, None),
        previous_hash=previous,
    )
    entry.hash = rules.entry_hash(previous, rules.fields(entry))
    session.add(entry)
    session.flush()
    return entry


def record_many(session: Session, actor: Actor, acts: Sequence[Act], *, now: datetime, agency_id: int | None = None) -> None:
    """Append an entry for each act, in their order, as one statement; the first carries the request's key."""
    last_id, previous = _head(session)
    request_key = session.info.pop(REQUEST_KEY, None)
    where = agency_id if agency_id is not None else actor.agency_id
    who: dict[str, Any] = {"agency_id": where, "actor_id": actor.person_id, "actor_name": actor.name}
    stamp, rows = rules.stamp(now), []
    for count, act in enumerate(acts, start=1):
        told = {"verb": act.verb, "thing": act.thing, "thing_id": act.thing_id, "request_key": request_key if count == 1 else None}
        told |= who | {"before": rules.canonical(act.before), "after": rules.canonical(act.after)}
        own = rules.entry_hash(previous, {"at": stamp} | told)
        rows.append({"id": last_id + count, "at": now, "previous_hash": previous, "hash": own} | told)
        previous = own
    if rows:
        session.execute(insert(AuditEntry), rows)


def _head(session: Session) -> tuple[int, str]:
    """Number and hash of the last entry, held for this transaction."""
    session.flush()
    if session.get_bind().dialect.name == "postgresql":  # SQLite writers are already one at a time
        session.execute(text("SELECT pg_advisory_xact_lock(7417)"))
    last = session.execute(select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)).first()
    return (last.id, last.hash) if last else (0, rules.FIRST)
