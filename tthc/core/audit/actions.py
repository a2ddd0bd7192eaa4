"""Record an act, in the transaction of the change itself: no log, no change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tthc.core.audit import rules
from tthc.core.audit.models import AuditEntry
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
    session.flush()
    if session.get_bind().dialect.name == "postgresql":  # SQLite writers are already one at a time
        session.execute(text("SELECT pg_advisory_xact_lock(7417)"))
    last = session.execute(select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)).first()
    previous = last.hash if last else rules.FIRST
    entry = AuditEntry(
        id=last.id + 1 if last else 1,  # our own count, without gaps: a missing row shows
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
