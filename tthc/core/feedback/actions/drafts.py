"""What somebody is still writing about citizens: kept on the server, for its author alone, until it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tthc.core.feedback.models import Feedback, FeedbackDraft
from tthc.core.feedback.queries import settings
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure

_LONGEST = 40_000
_KEPT = timedelta(days=30)


def keep(
    session: Session, actor: Actor, place: str, texts: Mapping[str, str], *, row: Feedback | None = None, now: datetime
) -> FeedbackDraft | None:
    """Keep what is written so far; nothing written keeps nothing. Drafts that nobody took up for a month go."""
    ensure(actor, Can.FEEDBACK_HANDLE, row)
    old = FeedbackDraft.saved_at < now - _KEPT
    session.execute(delete(FeedbackDraft).where(FeedbackDraft.agency_id == actor.agency_id, old))
    written = {name: text for name, text in texts.items() if text.strip()}
    if sum(map(len, written.values())) > _LONGEST:
        raise BadInput("Bản nháp dài quá 40.000 ký tự nên chưa lưu. Rút gọn nội dung.")
    draft = settings.draft(session, actor, place)
    if not written:
        if draft is not None:
            session.delete(draft)
        return None
    if draft is None:
        draft = FeedbackDraft(agency_id=actor.agency_id, person_id=actor.person_id, place=place)
        session.add(draft)
    draft.texts, draft.saved_at = written, now
    session.flush()
    return draft


def drop(session: Session, actor: Actor, place: str) -> None:
    """It was sent, or is not wanted any more."""
    ensure(actor, Can.FEEDBACK_HANDLE)
    mine = (FeedbackDraft.person_id == actor.person_id, FeedbackDraft.agency_id == actor.agency_id, FeedbackDraft.place == place)
    session.execute(delete(FeedbackDraft).where(*mine))
