"""Prove the logs of the safes: whether each is whole, and nothing of how many there are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import rules as audit_rules
from tthc.core.sealed.models import SealedEntry, SealedRound


def fields(entry: Any) -> dict[str, Any]:
    """The fields of an entry that its hash covers."""
    at: datetime = entry.at
    named = ("safe_id", "number", "actor_id", "actor_name", "verb", "before", "after", "request_key")
    return {"at": audit_rules.stamp(at)} | {name: getattr(entry, name) for name in named}


def is_whole(session: Session, safe: SealedRound) -> bool:
    """Whether the log of one safe holds from its first entry to the last that the safe knows of."""
    previous, count = audit_rules.FIRST, 0
    for entry in session.scalars(select(SealedEntry).where(SealedEntry.safe_id == safe.id).order_by(SealedEntry.number)):
        count += 1
        if entry.number != count or entry.previous_hash != previous:
            return False
        if entry.hash != audit_rules.entry_hash(previous, fields(entry)):
            return False
        previous = entry.hash
    return count > 0 and (count, previous) == (safe.entries, safe.last_hash)


def verify(session: Session) -> bool:
    """Whether the logs of all safes are whole; a safe without a log, or a log without a safe, is none."""
    safes = session.scalars(select(SealedRound).order_by(SealedRound.id)).all()
    known = {safe.id for safe in safes}
    strays = session.scalars(select(SealedEntry.safe_id).distinct()).all()
    return set(strays) == known and all(is_whole(session, safe) for safe in safes)
