"""The safe's own log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.audit import rules as audit_rules
from tthc.core.audit.actions import REQUEST_KEY
from tthc.core.sealed.models import SealedEntry, SealedRound
from tthc.core.sealed.queries.chains import fields
from tthc.kernel.actor import Actor


def record(
    session: Session,
    actor: Actor,
    row: SealedRound,
    verb: str,
    *,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> SealedEntry:
    """Append one entry to the log of this safe; the log of the house hears nothing. The first entry of a request carries its key."""
    entry = SealedEntry(
        safe_id=row.id,
        number=row.entries + 1,
        at=now,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        before=audit_rules.canonical(before),
        after=audit_rules.canonical(after),
        request_key=session.info.pop(REQUEST_KEY, None),
        previous_hash=row.last_hash or audit_rules.FIRST,
    )
    entry.hash = audit_rules.entry_hash(entry.previous_hash, fields(entry))
    row.entries, row.last_hash = entry.number, entry.hash
    session.add(entry)
    session.flush()
    return entry
