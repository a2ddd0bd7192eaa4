"""What can be counted of communication for a target of the plan."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from tthc.core.communication.models import CommunicationItem, TopicYear
from tthc.core.communication.rules import Channel
from tthc.core.registers.queries.measure import MOST_ROWS, Counted, Measure

_REGISTER = "communication_item"
_CENT = Decimal("0.01")


def _of(agency_id: int, first: date, last: date) -> ColumnElement[bool]:
    return and_(
        CommunicationItem.agency_id == agency_id, CommunicationItem.removed_at.is_(None), CommunicationItem.held_on.between(first, last)
    )


def _ids(session: Session, condition: ColumnElement[bool], number: int) -> tuple[int, ...]:
    rows = select(CommunicationItem.id).where(condition).order_by(CommunicationItem.id)
    return tuple(session.scalars(rows)) if 0 < number <= MOST_ROWS else ()


def _topics(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Topics that the year's plan asks for and that were told about; the rows are the items that did so."""
    asked = select(TopicYear.topic_id).where(
        TopicYear.agency_id == agency_id, TopicYear.year == last.year, TopicYear.left_out_at.is_(None), TopicYear.plan_id.is_not(None)
    )
    told = and_(_of(agency_id, first, last), CommunicationItem.topic_id.in_(asked))
    whole = session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    counts = select(func.count(CommunicationItem.topic_id.distinct()), func.count(CommunicationItem.id)).where(told)
    covered, items = session.execute(counts).one()
    return Counted(Decimal(covered), Decimal(whole), _ids(session, told, items))


def _items(session: Session, agency_id: int, first: date, last: date) -> Counted:
    condition = _of(agency_id, first, last)
    number = session.scalar(select(func.count(CommunicationItem.id)).where(condition)) or 0
    return Counted(Decimal(number), None, _ids(session, condition, number))


def _items_a_month(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Items by month of the span; a reporting year begins in the middle of December and is twelve months long."""
    months = max(1, (last.year - first.year) * 12 + last.month - first.month + (1 if last.day >= first.day else 0))
    found = _items(session, agency_id, first, last)
    return Counted((found.numerator / months).quantize(_CENT, rounding=ROUND_HALF_UP), None, found.rows)


def _by(channel: Channel) -> Measure:
    title, unit, spellings = _CHANNEL_WORDS[channel]

    def count(session: Session, agency_id: int, first: date, last: date) -> Counted:
        condition = and_(_of(agency_id, first, last), CommunicationItem.channel == channel)
        number = session.scalar(select(func.count(CommunicationItem.id)).where(condition)) or 0
        return Counted(Decimal(number), None, _ids(session, condition, number))

    return Measure(f"communication_{channel.value}", title, unit, _REGISTER, count, spellings)


def _reach(session: Session, agency_id: int, first: date, last: date) -> Counted:
    condition = and_(_of(agency_id, first, last), CommunicationItem.reach.is_not(None))
    counts = select(func.coalesce(func.sum(CommunicationItem.reach), 0), func.count(CommunicationItem.id)).where(condition)
    people, items = session.execute(counts).one()
    return Counted(Decimal(people or 0), None, _ids(session, condition, items))


_CHANNEL_WORDS: dict[Channel, tuple[str, str, tuple[tuple[str, ...], ...]]] = {
    Channel.LOUDSPEAKER: ("Số lần phát trên loa truyền thanh", "lần phát", (("phat thanh",), ("loa", "truyen thanh"))),
    Channel.MEETING: ("Số hội nghị, cuộc họp tuyên truyền", "hội nghị", (("hoi nghi", "tuyen truyen"), ("buoi", "tuyen truyen"))),
    Channel.VIDEO: ("Số video tuyên truyền", "video", (("video", "tuyen truyen"), ("video", "huong dan"))),
}
MEASURES: tuple[Measure, ...] = (
    Measure(
        "communication_topics",
        "Tỷ lệ chủ đề của kế hoạch đã tuyên truyền",
        "%",
        _REGISTER,
        _topics,
        (("chu de", "tuyen truyen"), ("noi dung", "duoc tuyen truyen")),
    ),
    Measure("communication_items", "Số tin, bài tuyên truyền", "tin, bài", _REGISTER, _items, (("tin, bai",),)),
    Measure(
        "communication_items_a_month", "Số tin, bài tuyên truyền mỗi tháng", "tin, bài/tháng", _REGISTER, _items_a_month, (("tin, bai",),)
    ),
    Measure("communication_reach", "Số lượt người được tuyên truyền", "lượt người", _REGISTER, _reach, (("luot nguoi", "tuyen truyen"),)),
    *(_by(channel) for channel in _CHANNEL_WORDS),
)
