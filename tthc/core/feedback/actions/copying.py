"""Rows of an old book: what was done with them before the program was used, copied with its days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tthc.core.feedback import queries
from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules import past
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure


def copy(row: Feedback, actor: Actor, *, today: date, now: datetime) -> list[dict[str, Any]]:
    """Set the state that follows from what the row brings; one line of its history for each fact."""
    ensure(actor, Can.FEEDBACK_DIRECT, row)
    told = queries.facts(row)
    row.state = past.state_of(told)
    row.assigned_unit_id = row.unit_id if past.was_handled(told) else None
    row.last_word_on = past.last_word(told)
    steps = past.steps_of(told, today)
    return [queries.line(row, actor, one.act, one.words, done_on=one.done_on, now=now) | {"state": one.state} for one in steps]
