"""Which contents the office knows, which are looked at tonight, and what the last look found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tthc.core.audit.models import AuditEntry
from tthc.core.files import rules
from tthc.core.files.models import StoredFile
from tthc.core.files.rules import NightCheck


def known(session: Session) -> frozenset[str]:
    """The SHA-256 of every content that has a row; whatever else lies in the store was left by a broken try."""
    return frozenset(session.scalars(select(StoredFile.sha256)))


def tonight(session: Session, now: datetime) -> Mapping[int, str]:
    """Id and SHA-256 of the files to be read again this night: another part of them each night, and all that were found bad."""
    last = last_check(session)
    bad = (*last.damaged, *last.missing) if last else ()
    parts = rules.parts(session.scalar(select(func.count(StoredFile.id))) or 0)
    turn = StoredFile.id % parts == now.date().toordinal() % parts
    query = select(StoredFile.id, StoredFile.sha256).where(or_(turn, StoredFile.id.in_(bad))).order_by(StoredFile.id)
    return {row.id: row.sha256 for row in session.execute(query)}


def is_due(session: Session, now: datetime) -> bool:
    """Whether the work of the night waits to be done."""
    last = last_check(session)
    # An office that never stored a file has work for the night as well: dossiers that became late.
    since = last.at if last else session.scalar(select(func.min(StoredFile.stored_at))) or session.scalar(select(func.min(AuditEntry.at)))
    return since is not None and rules.is_due(since, now)


def last_check(session: Session) -> NightCheck | None:
    """What the last night found; the log keeps it."""
    query = select(AuditEntry.at, AuditEntry.after).where(AuditEntry.thing == "stored_file", AuditEntry.verb == "check")
    found = session.execute(query.order_by(AuditEntry.id.desc()).limit(1)).first()
    if found is None:
        return None
    told = json.loads(found.after)
    return NightCheck(found.at, told["checked"], tuple(told["damaged"]), tuple(told["missing"]), told["swept"], told["forgotten"])
