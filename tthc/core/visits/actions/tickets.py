"""The presses at a counter: take a number, call the next, say how it was. Each press has a key and counts once."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.registers.actions import Place
from tthc.core.visits.models import CounterDevice, Visit
from tthc.core.visits.queries import Counter
from tthc.core.visits.rules import MOST_TICKETS, SATISFACTIONS, day_of, minutes_between, moment_of
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, NotFound, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold

_LONGEST_KEY = 64
_GONE = "Không tìm thấy số này ở quầy. Lấy số mới."


def take(
    session: Session,
    actor: Actor,
    counter: Counter,
    key: str,
    *,
    number: int | None = None,
    elapsed_ms: int = 0,
    today: date,
    now: datetime,
) -> Visit:
    """A number of the day; one that the tablet gave out while it had no network is kept if it is still free."""
    ensure(actor, Can.REGISTER_WRITE, Place(counter.agency_id, counter.unit_id))
    if not 0 < len(key) <= _LONGEST_KEY:
        raise BadInput("Lượt bấm không có mã. Tải lại trang.")
    if (known := _by_key(session, counter, key)) is not None:
        return known
    taken_at = moment_of(now, elapsed_ms)
    day = day_of(taken_at, now, today)
    if _was_removed(session, counter, key):
        raise WrongState("Lượt này đã được xóa khỏi sổ. Lấy số mới.")
    row = Visit(agency_id=counter.agency_id, unit_id=counter.unit_id, device_id=counter.device_id, counter=counter.name)
    row.visited_on, row.number, row.ticket_key, row.taken_at = day, _number(session, counter, day, number), key, taken_at
    row.entered_at, row.folded, row.satisfaction = now, fold(counter.name), ""
    session.add(row)
    session.get_one(CounterDevice, counter.device_id).seen_at = now
    session.flush()
    audit.record(session, actor, "take_ticket", "visit", row.id, now=now, after={"Quầy": row.counter, "Số thứ tự": str(row.number)})
    return row


def call(session: Session, actor: Actor, counter: Counter, key: str = "", *, elapsed_ms: int = 0, today: date, now: datetime) -> Visit:
    """Call a number, without a key the one that has waited longest today: the wait ends."""
    ensure(actor, Can.REGISTER_WRITE, Place(counter.agency_id, counter.unit_id))
    called_at = moment_of(now, elapsed_ms)
    row = _by_key(session, counter, key) if key else _longest_waiting(session, counter, today)
    if row is None:
        if key:
            raise NotFound(_GONE)
        raise WrongState("Chưa có ai chờ. Bấm “Lấy số” trước khi gọi.")
    if row.called_at is not None:
        return row
    taken_at = row.taken_at or called_at
    row.called_at = max(called_at, taken_at)
    row.waiting_minutes = minutes_between(taken_at, row.called_at)
    session.get_one(CounterDevice, counter.device_id).seen_at = now
    session.flush()
    after = {"Số thứ tự": str(row.number), "Thời gian chờ (phút)": str(row.waiting_minutes)}
    audit.record(session, actor, "call_ticket", "visit", row.id, now=now, after=after)
    return row


def rate(session: Session, actor: Actor, counter: Counter, key: str, satisfaction: str, *, elapsed_ms: int = 0, now: datetime) -> Visit:
    """What the citizen who was called says of the service; said once."""
    ensure(actor, Can.REGISTER_WRITE, Place(counter.agency_id, counter.unit_id))
    moment_of(now, elapsed_ms)  # a press of last week is no answer of today
    if satisfaction not in SATISFACTIONS:
        raise BadInput("Chọn một trong ba mức độ hài lòng.")
    row = _by_key(session, counter, key)
    if row is None:
        raise NotFound(_GONE)
    if row.called_at is None:
        raise WrongState("Số này chưa được gọi nên chưa đánh giá được.")
    if row.satisfaction:
        raise WrongState("Lượt này đã được đánh giá.")
    row.satisfaction = satisfaction
    session.flush()
    after = {"Số thứ tự": str(row.number), "Mức độ hài lòng": SATISFACTIONS[satisfaction]}
    audit.record(session, actor, "rate_visit", "visit", row.id, now=now, after=after)
    return row


def _by_key(session: Session, counter: Counter, key: str) -> Visit | None:
    query = select(Visit).where(Visit.device_id == counter.device_id, Visit.ticket_key == key, Visit.removed_at.is_(None))
    return session.scalars(query).one_or_none()


def _was_removed(session: Session, counter: Counter, key: str) -> bool:
    """A tablet sends a press again until it is answered, also one whose row the clerk has taken out meanwhile."""
    return session.scalar(select(Visit.id).where(Visit.device_id == counter.device_id, Visit.ticket_key == key)) is not None


def _longest_waiting(session: Session, counter: Counter, today: date) -> Visit | None:
    here = (Visit.device_id == counter.device_id, Visit.visited_on == today, Visit.ticket_key.is_not(None))
    query = select(Visit).where(*here, Visit.called_at.is_(None), Visit.removed_at.is_(None))
    return session.scalars(query.order_by(Visit.taken_at, Visit.id).limit(1)).one_or_none()


def _number(session: Session, counter: Counter, day: date, wished: int | None) -> int:
    """The next number of the counter's day; rows that were removed keep theirs, so that no two citizens hold the same."""
    here = (Visit.agency_id == counter.agency_id, Visit.visited_on == day, Visit.counter == counter.name)
    last = session.scalar(select(func.max(Visit.number)).where(*here)) or 0
    if wished is not None and last < wished <= MOST_TICKETS:
        return wished
    if last >= MOST_TICKETS:
        raise WrongState(f"Quầy đã phát {MOST_TICKETS} số trong ngày. Báo văn thư kiểm tra máy tại quầy.")
    return last + 1
