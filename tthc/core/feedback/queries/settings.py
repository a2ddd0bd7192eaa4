"""What the office has set for feedback, and what somebody is still writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.feedback.models import FeedbackDraft, FeedbackReply, FeedbackTerm
from tthc.core.feedback.rules.clocks import ClockRule, Dated
from tthc.core.feedback.rules.replies import DEFAULTS, Reply
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may

_TERMS = tuple(field.name for field in fields(ClockRule))


def terms(session: Session, agency_id: int) -> Sequence[FeedbackTerm]:
    """The sets of terms that the agency gave itself, the newest first."""
    query = select(FeedbackTerm).where(FeedbackTerm.agency_id == agency_id, FeedbackTerm.removed_at.is_(None))
    return session.scalars(query.order_by(FeedbackTerm.valid_from.desc(), FeedbackTerm.id.desc())).all()


def dated(session: Session, agency_id: int) -> list[Dated]:
    """The same as values for the rule that chooses among them."""
    found = terms(session, agency_id)
    return [Dated(row.channel, row.valid_from, ClockRule(**{name: getattr(row, name) for name in _TERMS})) for row in found]


def term(session: Session, actor: Actor, term_id: int) -> FeedbackTerm:
    """One set of terms of the own agency; NotFound elsewhere."""
    query = select(FeedbackTerm).where(FeedbackTerm.id == term_id, FeedbackTerm.agency_id == actor.agency_id)
    found = session.scalars(query.where(FeedbackTerm.removed_at.is_(None))).one_or_none()
    if found is None or not may(actor, Can.REGISTER_SET_UP, found):
        raise NotFound
    return found


def own_replies(session: Session, agency_id: int) -> dict[str, FeedbackReply]:
    """The texts that the agency changed or added, by code."""
    query = select(FeedbackReply).where(FeedbackReply.agency_id == agency_id).order_by(FeedbackReply.id)
    return {row.code: row for row in session.scalars(query)}


def replies(session: Session, agency_id: int, use: str | None = None) -> list[Reply]:
    """The texts offered now: those that come with the program unless the agency changed or left them out, then its own."""
    own = own_replies(session, agency_id)
    offered = [_of(own[reply.code]) if reply.code in own else reply for reply in DEFAULTS]
    offered += [_of(row) for code, row in own.items() if code not in {reply.code for reply in DEFAULTS}]
    left_out = {code for code, row in own.items() if row.is_left_out}
    return [reply for reply in offered if reply.code not in left_out and use in (None, reply.use)]


def _of(row: FeedbackReply) -> Reply:
    return Reply(row.code, row.use, row.name, row.text)


def draft(session: Session, actor: Actor, place: str) -> FeedbackDraft | None:
    """What this person began to write there."""
    query = select(FeedbackDraft).where(FeedbackDraft.person_id == actor.person_id, FeedbackDraft.agency_id == actor.agency_id)
    return session.scalars(query.where(FeedbackDraft.place == place)).one_or_none()
