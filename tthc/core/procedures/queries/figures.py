"""What can be counted of procedures and decisions for targets of a plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from tthc.core.procedures.models import Announcement, Procedure
from tthc.core.procedures.queries.conditions import in_force_on, is_public
from tthc.core.procedures.queries.pages import terms
from tthc.core.procedures.rules import NEEDED_PARTS, Nature, OnlineLevel, latest_issue
from tthc.core.registers.queries.measure import MOST_ROWS, Counted, Measure

Count = Callable[[Session, int, date, date], Counted]


def share(session: Session, row_id: Any, of_all: ColumnElement[bool], of_part: ColumnElement[bool]) -> Counted:
    """How many of all rows have a part's property; two queries."""
    total, part = session.execute(select(func.count(row_id), func.coalesce(func.sum(case((of_part, 1), else_=0)), 0)).where(of_all)).one()
    ids = session.scalars(select(row_id).where(of_all, of_part).order_by(row_id)) if 0 < part <= MOST_ROWS else ()
    return Counted(Decimal(part), Decimal(total), tuple(ids))


def _of_procedures(condition: ColumnElement[bool], of_all: ColumnElement[bool] | None = None) -> Count:
    """A share of the procedures for citizens in force at the end of the span, or of those that `of_all` names."""

    def count(session: Session, agency_id: int, _first: date, last: date) -> Counted:
        own = and_(Procedure.agency_id == agency_id, Procedure.removed_at.is_(None), in_force_on(last))
        return share(session, Procedure.id, and_(own, is_public() if of_all is None else of_all), condition)

    return count


def _announced_on_time(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Decree 63/2010, article 15: a decision comes so many days before it takes effect."""
    days = terms(session, agency_id).announce_days
    own = and_(Announcement.agency_id == agency_id, Announcement.removed_at.is_(None), Announcement.effective_on.between(first, last))
    # The difference of days is taken in Python: databases count days each in their own way.
    rows = session.execute(select(Announcement.id, Announcement.issued_on, Announcement.effective_on).where(own)).all()
    on_time = [row.id for row in rows if row.issued_on <= latest_issue(row.effective_on, days)]
    return Counted(Decimal(len(on_time)), Decimal(len(rows)), tuple(on_time) if len(on_time) <= MOST_ROWS else ())


_IS_ONLINE = Procedure.online_level.in_([OnlineLevel.FULL, OnlineLevel.PART])
_IS_COMPLETE = and_(*(getattr(Procedure, name) != "" for name in NEEDED_PARTS))
_THING = ("tthc", "thu tuc")


def _said(*words: str) -> tuple[tuple[str, ...], ...]:
    """Groups of words, with each way to name a procedure."""
    return tuple((thing, *words) for thing in _THING)


MEASURES = (
    Measure(
        "announced_on_time",
        "Quyết định công bố ban hành đúng hạn",
        "%",
        "announcement",
        _announced_on_time,
        (*_said("cong bo dung han"), *_said("cong bo", "dung thoi han"), ("quyet dinh cong bo", "dung han")),
        also=("procedure",),  # a procedure brings its decision along
    ),
    Measure(
        "procedures_online",
        "Thủ tục được cung cấp trực tuyến",
        "%",
        "procedure",
        _of_procedures(_IS_ONLINE),
        (*_said("cung cap dich vu cong", "truc tuyen"), *_said("cung cap truc tuyen")),
        also=("announcement",),
    ),
    Measure(
        "procedures_online_full",
        "Thủ tục được cung cấp trực tuyến toàn trình",
        "%",
        "procedure",
        _of_procedures(Procedure.online_level == OnlineLevel.FULL),
        (*_said("cung cap truc tuyen toan trinh"), *_said("cung cap dich vu cong truc tuyen toan trinh")),
        also=("announcement",),
    ),
    Measure(
        "workflows_published",
        "Thủ tục đã có quy trình nội bộ được phê duyệt",
        "%",
        "procedure",
        _of_procedures(Procedure.internal_workflow != ""),
        (*_said("quy trinh noi bo"), ("quy trinh noi bo", "phe duyet"), ("quy trinh noi bo", "quy trinh dien tu")),
        also=("announcement",),
    ),
    Measure(
        "internal_announced",
        "Thủ tục nội bộ được công bố",
        "%",
        "procedure",
        _of_procedures(Procedure.announcement_id.is_not(None), Procedure.nature == Nature.INTERNAL),
        (("tthc noi bo", "cong bo"), ("thu tuc noi bo", "cong bo"), ("thu tuc hanh chinh noi bo", "cong bo")),
        also=("announcement",),
    ),
    Measure(
        "parts_complete",
        "Thủ tục công khai đủ các bộ phận tạo thành",
        "%",
        "procedure",
        _of_procedures(_IS_COMPLETE),
        (*_said("bo phan tao thanh"), *_said("cong khai day du noi dung")),
        also=("announcement",),
    ),
    Measure(
        "nationally_linked",
        "Thủ tục được công khai trên Cơ sở dữ liệu quốc gia",
        "%",
        "procedure",
        _of_procedures(Procedure.national_link != ""),
        (*_said("cap nhat", "co so du lieu quoc gia"), *_said("cong khai tren co so du lieu quoc gia")),
        also=("announcement",),
    ),
)
