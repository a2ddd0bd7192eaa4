"""Offer a row as evidence: the task is reported as done with it, and nothing is typed twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.models import EvidenceLink
from tthc.core.evidence.rules import Proof
from tthc.core.registers.queries.book import Book
from tthc.core.tasks.models import Occurrence
from tthc.kernel.actor import Actor
from tthc.kernel.errors import WrongState
from tthc.kernel.policy import ensure
from tthc.kernel.text import nfc


def offer(
    session: Session,
    actor: Actor,
    book: Book,
    row: Any,
    occurrence: Occurrence,
    *,
    today: date,
    now: datetime,
    version: int | None = None,
) -> EvidenceLink:
    """Report an occurrence as done with a row of a register, frozen in today's words; `version` is the occurrence's."""
    ensure(actor, book.read, row)
    if row.removed_at is not None:
        raise WrongState("Dòng này đã bị xóa khỏi sổ nên không làm minh chứng được. Chọn dòng khác.")
    proof = Proof("row", register=book.name, row_id=row.id, subject=nfc(book.describe(row)).strip())
    (link,) = evidence_actions.submit(session, actor, occurrence, [proof], today=today, now=now, version=version)
    return link
