"""What can be counted of feedback for the plan's targets; one query each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules.words import FeedbackClass, FeedbackState, Satisfaction
from tthc.core.registers.queries.measure import MOST_ROWS, Counted, Measure

_ANSWERED_ELSEWHERE = (FeedbackClass.RULE_OUTSIDE, FeedbackClass.CONDUCT_OUTSIDE)
REGISTER = "feedback"


def _ours(agency_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Feedback.agency_id == agency_id, Feedback.removed_at.is_(None))


def _to_answer(agency_id: int, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """What had to be answered by this office in the span: not refused, not another office's to answer.

    A row that was opened again had to be answered twice and is one row still, late if either answer was.
    """
    return (
        *_ours(agency_id),
        or_(_due(first, last), _due_before(first, last)),
        Feedback.refusal.is_(None),
        or_(Feedback.classed.is_(None), Feedback.classed.not_in(_ANSWERED_ELSEWHERE)),
    )


def _due(first: date, last: date) -> ColumnElement[bool]:
    over = or_(Feedback.answered_on.is_not(None), Feedback.handle_due_on < last)  # on its last day it can still be answered
    return and_(Feedback.handle_due_on.between(first, last), over)


def _due_before(first: date, last: date) -> ColumnElement[bool]:
    return Feedback.earlier_due_on.between(first, last)


def _is_late(first: date, last: date) -> ColumnElement[bool]:
    """Answered too late or not at all, now or before it was opened again; never null."""
    now = and_(_due(first, last), func.coalesce(Feedback.answered_on > Feedback.handle_due_on, True))
    before = and_(_due_before(first, last), Feedback.earlier_answered_on > Feedback.earlier_due_on)
    return func.coalesce(or_(func.coalesce(now, False), func.coalesce(before, False)), False)


def _on_time(session: Session, agency_id: int, first: date, last: date) -> Counted:
    return _share(session, _to_answer(agency_id, first, last), _is_late(first, last).is_(False))


def _late(session: Session, agency_id: int, first: date, last: date) -> Counted:
    query = select(Feedback.id).where(*_to_answer(agency_id, first, last), _is_late(first, last))
    rows = session.scalars(query.order_by(Feedback.id)).all()
    return Counted(Decimal(len(rows)), None, _few(rows))


def _classified(session: Session, agency_id: int, first: date, last: date) -> Counted:
    done = or_(Feedback.classed.is_not(None), Feedback.state == FeedbackState.REJECTED, Feedback.refusal.is_not(None))
    return _share(session, (*_ours(agency_id), Feedback.received_on.between(first, last)), done)


def _satisfied(session: Session, agency_id: int, first: date, last: date) -> Counted:
    asked = (*_ours(agency_id), Feedback.satisfaction.is_not(None), Feedback.answered_on.between(first, last))
    return _share(session, asked, Feedback.satisfaction.in_((Satisfaction.VERY, Satisfaction.YES)))


def _share(session: Session, among: tuple[ColumnElement[bool], ...], good: ColumnElement[bool]) -> Counted:
    """How many of these rows are good, and which: one query, which also counts them."""
    found: Sequence[Any] = session.execute(select(Feedback.id, case((good, 1), else_=0)).where(*among).order_by(Feedback.id)).all()
    rows = [row_id for row_id, is_good in found if is_good]
    return Counted(Decimal(len(rows)), Decimal(len(found)), _few(rows))


def _few(rows: Sequence[int]) -> tuple[int, ...]:
    return tuple(rows) if len(rows) <= MOST_ROWS else ()


_FEEDBACK = ("phan anh", "kien nghi", "pakn")
MEASURES: tuple[Measure, ...] = (
    Measure(
        "feedback-on-time",
        "Phản ánh, kiến nghị trả lời đúng hạn",
        "%",
        REGISTER,
        _on_time,
        tuple((word, told) for word in _FEEDBACK for told in ("dung han", "dung thoi han", "truoc han", "khong qua han")),
        "da-tra-loi",
    ),
    Measure(
        "feedback-late",
        "Phản ánh, kiến nghị quá hạn",
        "phản ánh",
        REGISTER,
        _late,
        tuple((word, told, "qua han") for word in _FEEDBACK for told in ("khong de", "khong co", "so luong")),
        "qua-han-hoac-tre",
    ),
    Measure(
        "feedback-classified",
        "Phản ánh, kiến nghị được phân loại",
        "%",
        REGISTER,
        _classified,
        tuple((word, "phan loai") for word in _FEEDBACK),
    ),
    Measure(
        "feedback-satisfaction",
        "Hài lòng về xử lý phản ánh, kiến nghị",
        "%",
        REGISTER,
        _satisfied,
        tuple((word, "hai long") for word in _FEEDBACK),
    ),
)
