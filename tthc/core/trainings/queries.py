"""What can be asked of trainings: the year's rows, what reports say of them, what targets count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from tthc.core.registers.queries.measure import MOST_ROWS, Counted, Measure
from tthc.core.trainings.models import Training
from tthc.core.trainings.rules import REGISTER
from tthc.kernel.document import Block, heading, table, text
from tthc.kernel.vietnamese import day, number

_COLUMNS = (
    ("TT", "center", 5),
    ("Nội dung", "left", 37),
    ("Đơn vị tổ chức", "left", 20),
    ("Thời gian", "center", 14),
    ("Triệu tập", "right", 12),
    ("Tham dự", "right", 12),
)
_MOST = 60  # lines of a report; the register holds the rest


def of_year(year: int) -> ColumnElement[bool]:
    """The trainings that begin in a year."""
    return Training.starts_on.between(date(year, 1, 1), date(year, 12, 31))


def newest_first() -> tuple[ColumnElement[Any], ...]:
    """The order of the register."""
    return (Training.starts_on.desc(),)


def is_uncounted(today: date) -> ColumnElement[bool]:
    """Over, and nobody wrote down how many came."""
    return and_(Training.attended.is_(None), func.coalesce(Training.ends_on, Training.starts_on) < today)


def _held(agency_id: int, first: date, last: date) -> ColumnElement[bool]:
    return and_(Training.agency_id == agency_id, Training.removed_at.is_(None), Training.starts_on.between(first, last))


def chapter(session: Session, agency_id: int, year: int, *, as_of: date) -> tuple[Block, ...]:
    """What the section's report says of the year's trainings up to its day; nothing where there were none. One query."""
    last = min(as_of, date(year, 12, 31))
    rows = session.scalars(select(Training).where(_held(agency_id, date(year, 1, 1), last)).order_by(Training.starts_on, Training.id)).all()
    if not rows:
        return ()
    came = sum(row.attended or 0 for row in rows)
    said = f"Đã tổ chức, tham gia {number(len(rows))} lớp tập huấn" + (f", {number(came)} lượt người tham dự." if came else ".")
    if unsaid := sum(row.attended is None for row in rows):
        said += f" Còn {number(unsaid)} lớp chưa ghi số người tham dự."
    if len(rows) > _MOST:
        said += f" Bảng dưới đây ghi {number(_MOST)} lớp gần nhất."
    lines = [_line(place, row) for place, row in enumerate(rows[-_MOST:], start=1)]
    return heading("Tập huấn"), text(said), table("Các lớp tập huấn", _COLUMNS, lines)


def _line(place: int, row: Training) -> tuple[str, ...]:
    days = day(row.starts_on) + (f" - {day(row.ends_on)}" if row.ends_on and row.ends_on != row.starts_on else "")
    counts = ("" if count is None else number(count) for count in (row.invited, row.attended))
    return str(place), row.content, row.organiser, days, *counts


def _rows(session: Session, condition: ColumnElement[bool]) -> tuple[int, ...]:
    ids = session.scalars(select(Training.id).where(condition).order_by(Training.id).limit(MOST_ROWS + 1)).all()
    return tuple(ids) if len(ids) <= MOST_ROWS else ()


def _courses(session: Session, agency_id: int, first: date, last: date) -> Counted:
    condition = _held(agency_id, first, last)
    count = session.scalar(select(func.count(Training.id)).where(condition)) or 0
    return Counted(Decimal(count), None, _rows(session, condition))


def _people(session: Session, agency_id: int, first: date, last: date) -> Counted:
    condition = and_(_held(agency_id, first, last), Training.attended.is_not(None))
    came = session.scalar(select(func.coalesce(func.sum(Training.attended), 0)).where(condition)) or 0
    return Counted(Decimal(came or 0), None, _rows(session, condition))


def _share(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """How many of those who were asked to come came; a course without one of both numbers says nothing of it."""
    condition = and_(_held(agency_id, first, last), Training.attended.is_not(None), Training.invited > 0)
    counts = select(func.coalesce(func.sum(Training.attended), 0), func.coalesce(func.sum(Training.invited), 0)).where(condition)
    came, asked = session.execute(counts).one()
    return Counted(Decimal(came or 0), Decimal(asked or 0), _rows(session, condition))


# A share of all officers is no share of those who were asked to come: only words about the asked are recognised (a person may choose it).
MEASURES: tuple[Measure, ...] = (
    Measure("training_courses", "Số lớp tập huấn", "lớp", REGISTER, _courses, (("lop tap huan",), ("tap huan", "lop"))),
    Measure("training_people", "Số lượt người được tập huấn", "lượt người", REGISTER, _people, (("luot nguoi", "tap huan"),)),
    Measure("training_attendance", "Tỷ lệ người tham dự tập huấn so với triệu tập", "%", REGISTER, _share, (("trieu tap", "tap huan"),)),
)
