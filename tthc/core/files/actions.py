"""Give stored bytes their row; only after the bytes are safe."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.files.models import StoredFile
from tthc.core.files.ports import Stored


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
