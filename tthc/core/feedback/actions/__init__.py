"""The register of feedback: its book, and what follows when a row is entered, edited, read from a sheet or removed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_

from tthc.core.feedback import queries
from tthc.core.feedback.actions.settling import settle
from tthc.core.feedback.models import Feedback
from tthc.core.feedback.queries import printing
from tthc.core.feedback.rules.columns import COLUMNS, faults
from tthc.core.feedback.rules.consistency import brought, doubts
from tthc.core.feedback.rules.words import CHANNELS, OUTCOMES, FeedbackState
from tthc.core.registers.queries.book import Book, Document, View
from tthc.kernel.policy import Can
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day

S = FeedbackState
SOON = timedelta(days=queries.SOON)


def _describe(row: Feedback) -> str:
    """For evidence: who wrote it is nobody's business there."""
    outcome = f", {OUTCOMES[row.outcome].lower()}" if row.outcome else ""
    answered = f", trả lời ngày {day(row.answered_on)}" if row.answered_on else ""
    return f"Phản ánh, kiến nghị số {row.entry} ({CHANNELS[row.channel]}, ngày {day(row.received_on)}){answered}{outcome}"


def _among(*states: FeedbackState) -> Any:
    def where(_: date) -> ColumnElement[bool]:
        return Feedback.state.in_(states)

    return where


def _late(today: date) -> ColumnElement[bool]:
    now, before = Feedback.answered_on > Feedback.handle_due_on, Feedback.earlier_answered_on > Feedback.earlier_due_on
    return or_(Feedback.next_due_on < today, now, before)


BOOK = Book(
    name="feedback",
    title="Sổ theo dõi phản ánh, kiến nghị",
    row_words="phản ánh",
    section=Section.FEEDBACK,
    model=Feedback,
    columns=COLUMNS,
    key=(),
    of_year=queries.of_year,
    order=queries.due_first,
    describe=_describe,
    views=(
        View("cho-chuyen", "Chờ chuyển", _among(S.RECEIVED, S.CLASSIFIED)),
        View("dang-xu-ly", "Đang xử lý", _among(S.ASSIGNED, S.PROCESSING, S.SUPPLEMENTING)),
        View("sap-het-han", "Sắp hết hạn", lambda today: Feedback.next_due_on.between(today, today + SOON)),
        View("qua-han", "Quá hạn", lambda today: Feedback.next_due_on < today),
        View("da-tra-loi", "Đã trả lời", lambda _: Feedback.answered_on.is_not(None)),
        View("da-cong-khai", "Đã công khai", lambda _: Feedback.published_on.is_not(None)),
        View("tu-choi", "Không tiếp nhận", lambda _: Feedback.refusal.is_not(None)),
        # What is past its day now stands first, then what was answered too late: both are counted as late.
        View("qua-han-hoac-tre", "Quá hạn hoặc trả lời trễ", _late, is_pill=False),
    ),
    check=faults,
    brought=brought,
    bring=Can.FEEDBACK_DIRECT,
    warn=doubts,
    finds=queries.of_a_sender,
    settle=settle,
    badge=queries.badge,
    hides=queries.hides,
    documents=(Document("so-theo-doi", "In sổ theo dõi", "book", printing.book),),
    write=Can.FEEDBACK_HANDLE,
    searched=("told", "receiver", "office", "answer_document", "public_answer"),
)
