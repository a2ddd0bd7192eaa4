"""Orders and signed documents as they are read; who may read the report may read its signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from tthc.core.reports import queries as report_queries
from tthc.core.reports.models import Edition, Report
from tthc.core.signing.models import SignedDocument, SigningOrder
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound


def order(session: Session, actor: Actor, order_id: int) -> SigningOrder:
    """An order with its edition, report and PDF."""
    query = select(SigningOrder).join(SigningOrder.edition).join(Edition.report).outerjoin(Edition.stored_file)
    query = query.where(SigningOrder.id == order_id, report_queries.visible(actor))
    whole = contains_eager(SigningOrder.edition)
    found = session.scalars(query.options(whole.contains_eager(Edition.report), whole.contains_eager(Edition.stored_file))).one_or_none()
    if found is None:
        raise NotFound
    return found


def order_of(session: Session, actor: Actor, edition_id: int) -> SigningOrder | None:
    """The newest order for an edition."""
    query = select(SigningOrder).join(Edition, Edition.id == SigningOrder.edition_id).join(Report, Report.id == Edition.report_id)
    query = query.where(SigningOrder.edition_id == edition_id, report_queries.visible(actor)).order_by(SigningOrder.id.desc())
    return session.scalars(query.limit(1)).one_or_none()


def signed_of(session: Session, actor: Actor, edition_id: int) -> SignedDocument | None:
    """The newest signed file of an edition, with its stored file."""
    query = select(SignedDocument).join(Edition, Edition.id == SignedDocument.edition_id).join(Report, Report.id == Edition.report_id)
    query = query.where(SignedDocument.edition_id == edition_id, report_queries.visible(actor)).order_by(SignedDocument.id.desc())
    return session.scalars(query.options(joinedload(SignedDocument.stored_file)).limit(1)).one_or_none()


def signed_in(session: Session, actor: Actor, year: int) -> Sequence[SignedDocument]:
    """All signed documents of a year, with edition, report and file, in order of signing."""
    query = (
        select(SignedDocument).join(SignedDocument.edition).join(Edition.report).where(report_queries.visible(actor), Report.year == year)
    )
    whole = contains_eager(SignedDocument.edition).contains_eager(Edition.report)
    return session.scalars(query.options(whole, joinedload(SignedDocument.stored_file)).order_by(SignedDocument.id)).all()


def waiting(session: Session, now: datetime) -> list[int]:
    """Orders that nobody is carrying out."""
    return queued.waiting(session, SigningOrder, now)
