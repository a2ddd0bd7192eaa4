"""What can be counted of visits for a target of the plan: waiting and satisfaction."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from tthc.core.registers.queries.measure import MOST_ROWS, Counted, Measure
from tthc.core.visits.models import Visit
from tthc.core.visits.queries.counters import setting

_REGISTER = "visit"
_TENTH = Decimal("0.1")


def _of(agency_id: int, first: date, last: date) -> ColumnElement[bool]:
    return and_(Visit.agency_id == agency_id, Visit.removed_at.is_(None), Visit.visited_on.between(first, last))


def _ids(session: Session, condition: ColumnElement[bool], number: int) -> tuple[int, ...]:
    return tuple(session.scalars(select(Visit.id).where(condition).order_by(Visit.id))) if 0 < number <= MOST_ROWS else ()


def _share(session: Session, part: ColumnElement[bool], whole: ColumnElement[bool]) -> Counted:
    query = select(func.count(Visit.id).filter(part), func.count(Visit.id)).where(whole)
    numerator, denominator = session.execute(query).one()
    return Counted(Decimal(numerator), Decimal(denominator), _ids(session, and_(whole, part), numerator))


def _average(session: Session, agency_id: int, first: date, last: date) -> Counted:
    measured = and_(_of(agency_id, first, last), Visit.waiting_minutes.is_not(None))
    minutes, visits = session.execute(select(func.sum(Visit.waiting_minutes), func.count(Visit.id)).where(measured)).one()
    average = (Decimal(str(minutes)) / visits).quantize(_TENTH, rounding=ROUND_HALF_UP) if visits else Decimal(0)
    return Counted(average, Decimal(visits), _ids(session, measured, visits))


def _in_time(session: Session, agency_id: int, first: date, last: date) -> Counted:
    measured = and_(_of(agency_id, first, last), Visit.waiting_minutes.is_not(None))
    return _share(session, Visit.waiting_minutes <= setting(session, agency_id).target_minutes, measured)


def _satisfied(session: Session, agency_id: int, first: date, last: date) -> Counted:
    asked = and_(_of(agency_id, first, last), Visit.satisfaction != "")
    return _share(session, Visit.satisfaction.in_(setting(session, agency_id).satisfied), asked)


MEASURES: tuple[Measure, ...] = (
    Measure(
        "visits_waiting_average",
        "Thời gian chờ trung bình tại quầy",
        "phút",
        _REGISTER,
        _average,
        (("thoi gian cho",), ("cho doi", "bo phan mot cua")),
    ),
    Measure(
        "visits_waiting_in_time",
        "Tỷ lệ lượt chờ trong thời gian quy định",
        "%",
        _REGISTER,
        _in_time,
        (("ty le", "thoi gian cho"), ("ty le", "cho khong qua")),
        "cho-trong-han",
    ),
    Measure(
        "visits_satisfaction",
        "Tỷ lệ hài lòng đánh giá tại quầy",
        "%",
        _REGISTER,
        _satisfied,
        (("hai long",), ("hai long", "bo phan mot cua")),
        "da-danh-gia",
    ),
)
