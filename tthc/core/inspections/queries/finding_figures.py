"""What findings come to: by class of units and by state on a day, the overdue ones, shares for the plan's targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionClass, InspectionFinding, InspectionObject, InspectionRound
from tthc.core.people.models import Unit
from tthc.core.registers.queries.measure import MOST_ROWS, Counted, Measure
from tthc.kernel.document import Block, heading, items, table, text
from tthc.kernel.vietnamese import day, number, percent

F = InspectionFinding
_SHOWN = 30
_OUTSIDE = "Đơn vị ngoài các nhóm của chương trình"
_COLUMNS = (
    ("Nhóm đơn vị", "left", 40),
    ("Tổng số", "right", 12),
    ("Chưa khắc phục", "right", 12),
    ("Trong đó quá hạn", "right", 12),
    ("Chờ phúc tra", "right", 12),
    ("Đã khép", "right", 12),
)


@dataclass(frozen=True)
class Counts:
    """Findings by how they stood on a day."""

    total: int = 0
    open: int = 0
    late: int = 0
    waiting: int = 0
    closed: int = 0
    repeated: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The two together."""
        return Counts(
            self.total + other.total,
            self.open + other.open,
            self.late + other.late,
            self.waiting + other.waiting,
            self.closed + other.closed,
            self.repeated + other.repeated,
        )


@dataclass(frozen=True)
class Overdue:
    """A finding that should have been put right."""

    owner: str
    observation: str
    due_on: date


@dataclass(frozen=True)
class FindingFigures:
    """The findings of a year on a day: those found in it, and those that earlier years left open."""

    by_class: tuple[tuple[str, Counts], ...]
    all: Counts
    carried: int
    overdue: tuple[Overdue, ...]


def _of_book(agency_id: int, year: int, as_of: date) -> ColumnElement[bool]:
    """The year's book as it was on the day."""
    first = date(year, 1, 1)
    known = and_(F.agency_id == agency_id, F.removed_at.is_(None), F.found_on <= as_of, F.found_on <= date(year, 12, 31))
    return and_(known, or_(F.found_on >= first, F.closed_on.is_(None), F.closed_on >= first))


def _closed(as_of: date) -> ColumnElement[bool]:
    return func.coalesce(F.closed_on <= as_of, False)


def _waiting(as_of: date) -> ColumnElement[bool]:
    return and_(_closed(as_of).is_(False), func.coalesce(F.handed_on <= as_of, False))


def _open(as_of: date) -> ColumnElement[bool]:
    return and_(_closed(as_of).is_(False), func.coalesce(F.handed_on <= as_of, False).is_(False))


def _late(as_of: date) -> ColumnElement[bool]:
    return and_(_open(as_of), func.coalesce(F.due_on < as_of, False))


def _many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def finding_figures(session: Session, agency_id: int, year: int, *, as_of: date) -> FindingFigures:
    """The figures; four queries."""
    book = _of_book(agency_id, year, as_of)
    states = (_open(as_of), _late(as_of), _waiting(as_of), _closed(as_of), F.repeat_of_id.is_not(None))
    counted = select(InspectionRound.object_id, func.count(), *map(_many, states)).join(F, F.round_id == InspectionRound.id)
    rows: Any = session.execute(counted.where(book).group_by(InspectionRound.object_id)).all()
    by_object = {unit_id: Counts(*counts) for unit_id, *counts in rows}
    total = sum(by_object.values(), Counts())
    carried = session.scalar(select(func.count()).select_from(F).where(book, F.found_on < date(year, 1, 1))) or 0
    return FindingFigures(_by_class(session, agency_id, year, by_object), total, carried, _overdue(session, book, as_of))


def _by_class(session: Session, agency_id: int, year: int, by_object: Mapping[int, Counts]) -> tuple[tuple[str, Counts], ...]:
    """Each unit counts in the first class that holds it."""
    query = select(InspectionClass.id, InspectionClass.title, InspectionObject.unit_id)
    query = query.join(InspectionObject, InspectionObject.class_id == InspectionClass.id)
    query = query.where(InspectionClass.agency_id == agency_id, InspectionClass.year == year, InspectionClass.removed_at.is_(None))
    query = query.order_by(InspectionClass.is_internal, InspectionClass.position, InspectionClass.id)
    found: dict[str, Counts] = {}
    seen: set[int] = set()
    for _, title, unit_id in session.execute(query):
        found.setdefault(title, Counts())
        if unit_id in by_object and unit_id not in seen:
            found[title] += by_object[unit_id]
            seen.add(unit_id)
    outside = sum((counts for unit_id, counts in by_object.items() if unit_id not in seen), Counts())
    classes = [(title, counts) for title, counts in found.items() if counts.total]
    return (*classes, (_OUTSIDE, outside)) if outside.total else tuple(classes)


def _overdue(session: Session, book: ColumnElement[bool], as_of: date) -> tuple[Overdue, ...]:
    query = select(Unit.name, F.observation, F.due_on).join(Unit, Unit.id == F.owner_id).where(book, _late(as_of))
    found = session.execute(query.order_by(F.due_on, F.id).limit(_SHOWN))
    return tuple(Overdue(name, observation, due_on) for name, observation, due_on in found if due_on is not None)


def finding_blocks(session: Session, agency_id: int, year: int, *, as_of: date) -> tuple[Block, ...]:
    """What a report says of findings; () where there are none."""
    found = finding_figures(session, agency_id, year, as_of=as_of)
    if not found.all.total:
        return ()
    return (heading("Kiến nghị sau kiểm tra và kết quả khắc phục"), text(_summary(found, as_of)), _table(found), *_late_list(found))


def _summary(found: FindingFigures, as_of: date) -> str:
    sums = found.all
    said = f"Tính đến ngày {day(as_of)} theo dõi {number(sums.total)} kiến nghị"
    said += f", trong đó {number(found.carried)} kiến nghị từ năm trước chuyển sang" if found.carried else ""
    share = percent(Decimal(sums.closed * 100) / sums.total)
    said += f": đã khép {number(sums.closed)} ({share}), chờ phúc tra {number(sums.waiting)}, chưa khắc phục {number(sums.open)}"
    said += f" (quá hạn {number(sums.late)})." if sums.late else "."
    return said + (f" {number(sums.repeated)} kiến nghị lặp lại việc đã nêu ở các năm trước." if sums.repeated else "")


def _table(found: FindingFigures) -> Block:
    lines = [*found.by_class, ("Cộng", found.all)] if len(found.by_class) > 1 else list(found.by_class)
    rows = [[title, *map(number, (one.total, one.open, one.late, one.waiting, one.closed))] for title, one in lines]
    return table("Kiến nghị theo nhóm đơn vị được kiểm tra", _COLUMNS, rows)


def _late_list(found: FindingFigures) -> tuple[Block, ...]:
    if not found.overdue:
        return ()
    told = [f"{one.owner}: {' '.join(one.observation.split()).rstrip('.')} (hạn {day(one.due_on)})" for one in found.overdue]
    more = found.all.late - len(found.overdue)
    return (text("Kiến nghị quá hạn khắc phục:"), items([*told, f"{number(more)} kiến nghị khác"] if more > 0 else told))


# --- shares for the plan's targets


def _share(session: Session, among: ColumnElement[bool], good: ColumnElement[bool]) -> Counted:
    found: Any = session.execute(select(F.id, case((good, 1), else_=0)).where(among).order_by(F.id)).all()
    rows = [row_id for row_id, is_good in found if is_good]
    few = tuple(rows) if len(rows) <= MOST_ROWS else ()
    return Counted(Decimal(len(rows)), Decimal(len(found)), few)


def _put_right(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Of what was open in the span or found in it: closed by its last day."""
    known = and_(F.agency_id == agency_id, F.removed_at.is_(None), F.found_on <= last)
    return _share(session, and_(known, or_(F.closed_on.is_(None), F.closed_on >= first)), func.coalesce(F.closed_on <= last, False))


def _in_time(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Of what had its first day in the span: handed in by that day and accepted; a later day given after a re-check changes nothing."""
    known = and_(F.agency_id == agency_id, F.removed_at.is_(None), F.original_due_on.between(first, last))
    over = or_(F.closed_on.is_not(None), F.original_due_on < last)  # on its last day it can still be put right
    good = and_(F.closed_on.is_not(None), func.coalesce(F.handed_on <= F.original_due_on, False))
    return _share(session, and_(known, over), good)


_BASE = Measure(
    "finding_put_right",
    "Kiến nghị sau kiểm tra được khắc phục",
    "%",
    "inspection_finding",
    _put_right,
    (
        ("kien nghi", "kiem tra", "khac phuc"),
        ("ton tai", "kiem tra", "khac phuc"),
        ("ket luan kiem tra", "khac phuc"),
    ),
    "da-khep",
)
FINDING_MEASURES: tuple[Measure, ...] = (
    replace(
        _BASE,
        code="finding_in_time",
        title="Kiến nghị sau kiểm tra được khắc phục đúng hạn",
        count=_in_time,
        spellings=tuple((*words, told) for words in _BASE.spellings for told in ("dung han", "dung thoi han")),
    ),
    _BASE,
)
