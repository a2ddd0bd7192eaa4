"""Rows of an old book: what was done with them before the program was used, copied with its days."""

from __future__ import annotations

from datetime import date, datetime

from tthc.core.feedback import queries
from tthc.core.feedback.models import Feedback, FeedbackStep
from tthc.core.feedback.rules import past
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure


def copy(row: Feedback, actor: Actor, *, today: date, now: datetime) -> list[FeedbackStep]:
    """Set the state that follows from what the row brings; one line of its history for each fact."""
    ensure(actor, Can.FEEDBACK_DIRECT, row)
    told = queries.facts(row)
    row.state = past.state_of(told)
    row.assigned_unit_id = row.unit_id if past.was_handled(told) else None
    row.last_word_on = past.last_word(told)
    return [
        FeedbackStep(
            feedback_id=row.id,
            act=one.act,
            state=one.state,
            done_on=one.done_on,
            done_at=now,
            done_by_id=actor.person_id,
            unit_id=row.unit_id,
            words=one.words,
        )
        for one in past.steps_of(told, today)
    ]
