"""A row in words: for search and for the log, both without people's data."""

from __future__ import annotations

from datetime import date

from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules.words import STATES
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day


def searchable(row: Feedback) -> str:
    """What search looks through: the number and words without people's data."""
    return fold(" ".join((f"{row.number}/{row.year}", row.told, row.receiver, row.office, row.answer_document, row.public_answer)))


def said(row: Feedback) -> dict[str, str]:
    """The row for the log: how far it is and by when; never the words, in which people are named."""
    facts = {
        "Tình trạng": STATES[row.state],
        "Đơn vị xử lý": str(row.unit_id),
        "Hạn trả lời": _day(row.handle_due_on),
        "Ngày trả lời": _day(row.answered_on),
        "Ngày giải quyết xong": _day(row.resolved_on),
        "Trùng với số": row.main_number,
    }
    return {title: words for title, words in facts.items() if words}


def _day(value: date | None) -> str:
    return day(value) if value else ""
