"""Give stored bytes their row, only after the bytes are safe; note what a look at them found."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.files.models import StoredFile
from tthc.core.files.ports import Stored
from tthc.core.files.rules import NightCheck
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure


def register(session: Session, stored: Stored, *, now: datetime) -> StoredFile:
    """The row of these bytes, made if there is none yet; equal bytes share one row."""
    found = session.scalars(select(StoredFile).where(StoredFile.sha256 == stored.sha256)).one_or_none()
    if found is None:
        found = StoredFile(
            sha256=stored.sha256, size=stored.size, media_type=stored.media_type, warnings=list(stored.warnings), stored_at=now
        )
        session.add(found)
        session.flush()
    return found


def note_check(session: Session, actor: Actor, found: NightCheck) -> None:
    """Write into the log what the night's work found."""
    ensure(actor, Can.FILES_CHECK)
    told = {name: value for name, value in asdict(found).items() if name != "at"}
    audit.record(session, actor, "check", "stored_file", None, now=found.at, after=told)
