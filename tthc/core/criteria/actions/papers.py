"""Ask for a paper of an assessment, and keep it once it is printed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.criteria.models import AssessmentPaper
from tthc.core.criteria.queries.papers import lacks
from tthc.core.criteria.queries.sheet import Sheet
from tthc.core.criteria.rules.papers import Paper
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure


def ask_paper(session: Session, actor: Actor, found: Sheet, paper: Paper, *, today: date, now: datetime) -> AssessmentPaper:
    """Order the paper; refused while something it needs is not there."""
    ensure(actor, Can.CRITERIA_READ, found.row)
    if sentence := lacks(paper, found):
        raise BadInput(sentence)
    row = AssessmentPaper(assessment_id=found.row.id, agency_id=actor.agency_id, kind=paper.kind, asked_by_id=actor.person_id)
    row.file_name = f"{paper.kind}-{found.row.year}-{today:%Y-%m-%d}.pdf"
    queued.ask(row, now)
    session.add(row)
    session.flush()
    after = {"assessment": found.row.id, "kind": paper.kind}
    audit.record(session, actor, "ask_paper", "assessment_paper", row.id, now=now, after=after)
    return row


def keep_paper(session: Session, actor: Actor, row: AssessmentPaper, stored: Stored, *, now: datetime) -> None:
    """The paper is printed and stored."""
    ensure(actor, Can.CRITERIA_READ, row)
    row.stored_file = file_actions.register(session, stored, now=now)
    session.flush()
    queued.finish(row, now)
    after = {"sha256": stored.sha256, "size": stored.size}
    audit.record(session, actor, "keep_paper", "assessment_paper", row.id, now=now, after=after, agency_id=row.agency_id)
