"""The register as the core knows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from tthc.core.registers.queries import Book, View
from tthc.core.visits.models import Visit, VisitSetting
from tthc.core.visits.rules import COLUMNS, SATISFACTIONS, TARGET_MINUTES, Satisfaction, faults
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day, number


def _of_year(year: int) -> ColumnElement[bool]:
    return Visit.visited_on.between(date(year, 1, 1), date(year, 12, 31))


def _newest_first() -> tuple[ColumnElement[Any], ...]:
    return (Visit.visited_on.desc(),)


def _target() -> ColumnElement[int]:
    own: ScalarSelect[int] = select(VisitSetting.target_minutes).where(VisitSetting.agency_id == Visit.agency_id).scalar_subquery()
    return func.coalesce(own, TARGET_MINUTES)


def _describe(row: Visit) -> str:
    waited = f", chờ {number(row.waiting_minutes)} phút" if row.waiting_minutes is not None else ""
    asked = f", {SATISFACTIONS[row.satisfaction].lower()}" if row.satisfaction else ""
    return f"{row.counter}, số {row.number} ngày {day(row.visited_on)}{waited}{asked}"


BOOK = Book(
    name="visit",
    title="Lượt chờ và mức độ hài lòng",
    row_words="lượt chờ",
    section=Section.ONE_STOP,
    model=Visit,
    columns=COLUMNS,
    key=("visited_on", "counter", "number"),
    of_year=_of_year,
    order=_newest_first,
    describe=_describe,
    views=(
        View("cho-lau", "Chờ quá quy định", lambda _: Visit.waiting_minutes > _target()),
        View("cho-trong-han", "Chờ trong quy định", lambda _: Visit.waiting_minutes <= _target()),
        View("da-danh-gia", "Đã đánh giá", lambda _: Visit.satisfaction != ""),
        View("khong-hai-long", "Không hài lòng", lambda _: Visit.satisfaction == Satisfaction.UNSATISFIED),
        View("chua-goi", "Chưa được gọi", lambda _: Visit.waiting_minutes.is_(None) & (Visit.satisfaction == "")),
    ),
    check=faults,
    searched=("counter",),
)
