"""Form II.06a as a file: for who asked, and for the worker."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tthc.core.dossiers.models import FormSheet
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may


def form_sheet(session: Session, actor: Actor, form_sheet_id: int) -> FormSheet:
    """The file a reader of the agency asked for; NotFound outside it."""
    query = select(FormSheet).where(FormSheet.id == form_sheet_id, FormSheet.agency_id == actor.agency_id)
    found = session.scalars(query.options(joinedload(FormSheet.stored_file))).one_or_none()
    if found is None or not may(actor, Can.REGISTER_READ):
        raise NotFound
    return found


def for_worker(session: Session, form_sheet_id: int) -> FormSheet | None:
    """The row the worker writes."""
    return session.get(FormSheet, form_sheet_id)


def unwritten(session: Session, now: datetime) -> list[int]:
    """Files that wait for a worker."""
    return queued.waiting(session, FormSheet, now)
