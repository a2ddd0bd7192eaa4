"""The minutes of a round and who stands by them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tthc.core.inspections.models import InspectionMinutes, InspectionSignature
from tthc.core.inspections.rules import Side
from tthc.kernel.errors import NotFound


def minutes(session: Session, round_id: int) -> InspectionMinutes | None:
    """The minutes, once they are written."""
    return session.scalars(select(InspectionMinutes).where(InspectionMinutes.round_id == round_id)).one_or_none()


def signatures(session: Session, round_id: int) -> list[InspectionSignature]:
    """The signatures that hold, in the order in which they were given, with the scan of a paper."""
    query = select(InspectionSignature).where(InspectionSignature.round_id == round_id, InspectionSignature.taken_back_at.is_(None))
    return list(session.scalars(query.options(joinedload(InspectionSignature.stored_file)).order_by(InspectionSignature.id)))


def signature_of(session: Session, round_id: int, side: Side) -> InspectionSignature | None:
    """The signature of one side that holds."""
    return next((one for one in signatures(session, round_id) if one.side == side), None)


def paper(session: Session, round_id: int, signature_id: int) -> InspectionSignature:
    """A signature that is a scanned paper, also one that was taken back; the caller has found the round visible."""
    query = select(InspectionSignature).where(InspectionSignature.id == signature_id, InspectionSignature.round_id == round_id)
    found = session.scalars(query.options(joinedload(InspectionSignature.stored_file))).one_or_none()
    if found is None or found.stored_file is None:
        raise NotFound
    return found
