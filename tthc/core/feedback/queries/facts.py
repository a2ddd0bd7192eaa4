"""A row in words: for search, for the log and for the badge of the list, all without people's data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules.past import FACTS
from tthc.core.feedback.rules.steps import Act
from tthc.core.feedback.rules.words import STATES, FeedbackState
from tthc.core.registers.rules import is_nothing
from tthc.core.tasks.rules import Badge
from tthc.kernel.actor import Actor
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day

_S = FeedbackState
_KINDS = {
    _S.RECEIVED: "idle",
    _S.CLASSIFIED: "idle",
    _S.ASSIGNED: "doing",
    _S.PROCESSING: "doing",
    _S.SUPPLEMENTING: "waiting",
    _S.ANSWERED: "waiting",
    _S.PUBLISHED: "done",
    _S.ARCHIVED: "done",
    _S.TRANSFERRED: "done",
    _S.REJECTED: "returned",
}
_TOLD = (*FACTS, "received_on", "classified_on", "last_word_on", "answer_document", "public_link")
SOON = 3  # days before a due date


def facts(row: Feedback) -> dict[str, Any]:
    """What was done with the row, as values; its state follows from them."""
    return {name: getattr(row, name) for name in _TOLD}


def line(row: Feedback, actor: Actor, act: Act, words: str, *, done_on: date, now: datetime) -> dict[str, Any]:
    """A line of the row's history, as it is written."""
    at = {"feedback_id": row.id, "unit_id": row.unit_id, "state": row.state, "done_by_id": actor.person_id}
    return at | {"act": act, "done_on": done_on, "done_at": now, "words": words}


def is_copied(row: Feedback) -> bool:
    """Whether a new row brings something that only steps write."""
    return any(not is_nothing(getattr(row, name)) for name in FACTS)


def badge(row: Feedback, today: date) -> Badge:
    """How it stands today: late and due soon before everything else."""
    if row.main_id is not None:
        return Badge(f"{STATES[row.state]}, theo số {row.main_number}", _KINDS[row.state])
    left = (row.next_due_on - today).days if row.next_due_on else None
    if left is not None and left < 0:
        return Badge(f"{STATES[row.state]}, quá hạn {-left} ngày", "late")
    if left is not None and left <= SOON:
        return Badge(f"{STATES[row.state]}, {f'còn {left} ngày' if left else 'hạn hôm nay'}", "soon")
    return Badge(f"{STATES[row.state]}{_late(row)}", _KINDS[row.state])


def _late(row: Feedback) -> str:
    late = (row.answered_on - row.handle_due_on).days if row.answered_on and row.handle_due_on else 0
    if late > 0:
        return f", trả lời trễ {late} ngày"
    before = (row.earlier_answered_on - row.earlier_due_on).days if row.earlier_answered_on and row.earlier_due_on else 0
    return f", lần trước trả lời trễ {before} ngày" if before > 0 else ""


def searchable(row: Feedback) -> str:
    """What search looks through: the number and words without people's data."""
    return fold(f"{row.entry} {row.told} {row.receiver} {row.office} {row.answer_document} {row.public_answer}")


def of_sender(row: Feedback) -> str:
    """The sender's data as who handles the row may search them."""
    return fold(" ".join(filter(None, (row.person, row.address, row.phone, row.email, row.phone_digits))))


def said(row: Feedback, units: Mapping[int, str]) -> dict[str, str]:
    """The row for the log: how far it is and by when; never the words, in which people are named."""
    facts = {
        "Tình trạng": STATES[row.state],
        "Đơn vị xử lý": units.get(row.unit_id, ""),
        "Hạn trả lời": _day(row.handle_due_on),
        "Ngày trả lời": _day(row.answered_on),
        "Ngày trả lời trước khi mở lại": _day(row.earlier_answered_on),
        "Ngày giải quyết xong": _day(row.resolved_on),
        "Trùng với số": row.main_number,
    }
    return {title: words for title, words in facts.items() if words}


def _day(value: date | None) -> str:
    return day(value) if value else ""
