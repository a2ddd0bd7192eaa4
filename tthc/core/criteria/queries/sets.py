"""The criteria sets an agency may use: its own and those of the agencies above it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session, selectinload

from tthc.core.criteria.models.assessments import Assessment
from tthc.core.criteria.models.sets import CriteriaSet, Criterion, CriterionIndicator
from tthc.core.criteria.rules import Subject
from tthc.core.criteria.rules.sets import CriterionLine, IndicatorLine, SetTable
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Unit
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.vietnamese import day, number

_DEEPLY = selectinload(CriteriaSet.criteria).selectinload(Criterion.indicators)


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set in a list."""

    set_id: int
    agency_id: int
    agency: str
    is_own: bool
    subject: Subject
    title: str
    basis: str
    valid_from: date
    valid_to: date | None
    withdrawn_on: date | None
    is_unsure: bool
    shipped_code: str
    criteria: int
    indicators: int
    unsure: int  # lines to be checked against the original document
    points: Decimal | None

    def holds_in(self, year: int) -> bool:
        """Whether it is in force on some day of the year."""
        return self.valid_from.year <= year and (self.valid_to is None or self.valid_to.year >= year)


def scope(session: Session, agency_id: int | None) -> list[int]:
    """The agencies whose sets this one may use: itself, then those above, the nearest first."""
    return [agency_id, *people_queries.agencies_above(session, agency_id)] if agency_id is not None else []


def lines(session: Session, agency_id: int | None) -> list[SetLine]:
    """All sets the agency may use, by subject; in each the newest first, the own before those of others. Withdrawn ones too."""
    return _lines(session, agency_id)


def for_year(session: Session, agency_id: int | None, subject: Subject, year: int) -> list[SetLine]:
    """The sets in force in that year: none, the one to use, or several, among which somebody must choose."""
    in_force = (CriteriaSet.valid_from <= date(year, 12, 31), or_(CriteriaSet.valid_to.is_(None), CriteriaSet.valid_to >= date(year, 1, 1)))
    return _lines(session, agency_id, CriteriaSet.subject == subject, CriteriaSet.withdrawn_on.is_(None), *in_force)


def _lines(session: Session, agency_id: int | None, *where: ColumnElement[bool]) -> list[SetLine]:
    agencies = scope(session, agency_id)
    if not agencies:
        return []
    counts = (
        select(
            Criterion.set_id,
            func.count(Criterion.id.distinct()).label("criteria"),
            func.count(CriterionIndicator.id).label("indicators"),
            func.sum(case((CriterionIndicator.is_unsure, 1), else_=0)).label("unsure"),
            func.sum(CriterionIndicator.most_points).label("points"),
        )
        .outerjoin(CriterionIndicator, CriterionIndicator.criterion_id == Criterion.id)
        .group_by(Criterion.set_id)
        .subquery()
    )
    query = (
        select(CriteriaSet, Unit.short_name, Unit.name, counts)
        .join(Unit, Unit.id == CriteriaSet.agency_id)
        .outerjoin(counts, counts.c.set_id == CriteriaSet.id)
        .where(CriteriaSet.agency_id.in_(agencies), *where)
        .order_by(CriteriaSet.subject, CriteriaSet.valid_from.desc(), CriteriaSet.id)
    )
    nearness = {each: place for place, each in enumerate(agencies)}
    found = [_line(row, agency_id) for row in session.execute(query)]
    return sorted(found, key=lambda line: (line.subject, -line.valid_from.toordinal(), nearness[line.agency_id], line.set_id))


def _line(row: Any, agency_id: int | None) -> SetLine:
    one: CriteriaSet = row.CriteriaSet
    return SetLine(
        one.id,
        one.agency_id,
        row.short_name or row.name,
        one.agency_id == agency_id,
        one.subject,
        one.title,
        one.basis,
        one.valid_from,
        one.valid_to,
        one.withdrawn_on,
        one.is_unsure,
        one.shipped_code,
        row.criteria or 0,
        row.indicators or 0,
        row.unsure or 0,
        row.points,
    )


def one(session: Session, actor: Actor, set_id: int) -> CriteriaSet:
    """A set the actor's agency may use, with its criteria and indicators; NotFound elsewhere."""
    found = session.scalars(select(CriteriaSet).where(CriteriaSet.id == set_id).options(_DEEPLY)).one_or_none()
    if found is None or not (actor.is_system or found.agency_id in scope(session, actor.agency_id)):
        raise NotFound
    return found


def table(session: Session, set_id: int) -> SetTable:
    """A set as plain values, for the rules."""
    return tables(session, [set_id])[set_id]


def tables(session: Session, set_ids: Collection[int]) -> dict[int, SetTable]:
    """Several of them, in a constant number of queries."""
    found = session.scalars(select(CriteriaSet).where(CriteriaSet.id.in_(set_ids)).options(_DEEPLY))
    return {each.id: table_of(each) for each in found}


def table_of(row: CriteriaSet) -> SetTable:
    """The plain values of a set that was loaded with its criteria and indicators."""
    return SetTable(
        title=row.title,
        subject=row.subject,
        criteria=tuple(_criterion(each) for each in row.criteria),
        basis=row.basis,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        least_total=row.least_total,
        least_share=row.least_share,
        conditions=tuple(line for line in row.conditions.split("\n") if line),
        is_unsure=row.is_unsure,
        note=row.note,
    )


def _criterion(row: Criterion) -> CriterionLine:
    indicators = tuple(_indicator(each) for each in row.indicators)
    return CriterionLine(row.number, row.title, indicators, row.most_points, row.note, row.is_unsure, row.id)


def _indicator(row: CriterionIndicator) -> IndicatorLine:
    values = (row.number, row.title, row.kind, row.threshold, row.most_points, row.evidence, row.note, row.is_unsure)
    return IndicatorLine(*values, row.id)


def usable(session: Session, agency_id: int | None, year: int, *, subject: Subject | None = None) -> list[SetLine]:
    """The sets in force in that year, of one subject or of all."""
    return [line for one in Subject if subject in (None, one) for line in for_year(session, agency_id, one, year)]


def scores(session: Session, set_ids: Collection[int]) -> dict[int, int]:
    """How many score sheets stand on each set: such a set is changed only by a new edition."""
    counted = select(Assessment.set_id, func.count(Assessment.id)).where(Assessment.set_id.in_(set_ids)).group_by(Assessment.set_id)
    return {row[0]: row[1] for row in session.execute(counted)}


def taken(session: Session, agency_id: int | None) -> set[str]:
    """The codes of the sets that came with the program and were copied by the agency itself."""
    codes = select(CriteriaSet.shipped_code).where(CriteriaSet.agency_id == agency_id, CriteriaSet.withdrawn_on.is_(None))
    return set(session.scalars(codes.where(CriteriaSet.shipped_code != "")))


def fixed_because(session: Session, row: CriteriaSet) -> str:
    """Why the set can no longer be changed, in one sentence; nothing where it can."""
    if row.withdrawn_on is not None:
        return f"Bộ tiêu chí đã ngừng dùng từ ngày {day(row.withdrawn_on)}."
    if count := scores(session, [row.id]).get(row.id, 0):
        return f"Đã có {number(count)} bảng chấm điểm theo bộ này. Lập bản mới áp dụng từ một ngày để sửa; bảng cũ giữ bản cũ."
    return ""
