"""Dossiers counted for form II.06a: one condition a column, the same for a figure and for the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from tthc.core.dossiers.models import Dossier
from tthc.core.dossiers.rules.columns import COMMUNE, ONLINE
from tthc.core.dossiers.rules.form import COUNTED, Figures, FormLine, Part, Source

_LEVEL = case((Dossier.level == "", COMMUNE), else_=Dossier.level)
_LATEST_FIRST = (Dossier.received_on.desc(), Dossier.id.desc())


def conditions(start: date, until: date, of: Any = Dossier) -> dict[str, ColumnElement[bool]]:
    """Column of the form → which dossiers it counts, for the days from `start` to `until`; `of` has the columns."""
    received = of.received_on.between(start, until)
    before = and_(of.received_on < start, or_(of.returned_on.is_(None), of.returned_on >= start))
    settled = of.returned_on.between(start, until)
    pending = and_(of.received_on <= until, or_(of.returned_on.is_(None), of.returned_on > until))
    overdue = func.coalesce(of.due_on < until, False)
    on_day = or_(of.due_on.is_(None), of.returned_on == of.due_on)  # returned at once: no day was given
    return {
        "received": or_(received, before),
        "online": and_(received, of.channel == ONLINE),
        "direct": and_(received, of.channel != ONLINE),
        "carried": before,
        "settled": settled,
        "early": and_(settled, of.returned_on < of.due_on),
        "on_time": and_(settled, on_day),
        "late": and_(settled, of.returned_on > of.due_on),
        "pending": pending,
        "within": and_(pending, ~overdue),
        "overdue": and_(pending, overdue),
    }


def here(agency_id: int, start: date, until: date) -> ColumnElement[bool]:
    """The dossiers that were at the desk on one of these days."""
    at_desk = or_(Dossier.returned_on.is_(None), Dossier.returned_on >= start)
    return and_(Dossier.agency_id == agency_id, Dossier.removed_at.is_(None), Dossier.received_on <= until, at_desk)


def _at_desk(agency_id: int, start: date, until: date) -> Any:
    """The same dossiers in two stretches of one index: those not returned, and those returned since; `number` of the same days and marks.

    They are grouped in the order of the index, which costs nothing, and the conditions are asked once a group.
    """
    # Wrapped, so that no database takes the index of the list, which holds all the years before `until`.
    received = func.coalesce(Dossier.received_on, Dossier.received_on)
    kept = (Dossier.field, Dossier.channel, Dossier.received_on, Dossier.due_on, Dossier.returned_on)
    in_order = (Dossier.returned_on, Dossier.due_on, Dossier.received_on, Dossier.level, Dossier.field, Dossier.channel)
    needed = (
        select(_LEVEL.label("level"), *kept, func.count().label("number"))
        .where(Dossier.agency_id == agency_id, Dossier.removed_at.is_(None), received <= until)
        .group_by(*in_order)
    )
    return union_all(needed.where(Dossier.returned_on.is_(None)), needed.where(Dossier.returned_on >= start)).subquery().c


def counted(session: Session, agency_id: int, start: date, end: date, today: date, *, by_field: bool = True) -> Part:
    """The lines of the form from rows, or all in one line; one query. Nothing where no dossier was received or returned in these days."""
    until = min(end, today)
    if until < start:
        return Part(start, end, Source.NONE)
    of = _at_desk(agency_id, start, until)
    each: Mapping[str, ColumnElement[bool]] = conditions(start, until, of)
    sums: list[Any] = [func.coalesce(func.sum(case((each[name], of.number), else_=0)), 0) for name in COUNTED]
    if by_field:
        query: Select[Any] = select(of.level, of.field, *sums).group_by(of.level, of.field)
    else:
        query = select(literal(COMMUNE), literal(""), *sums)
    lines = tuple(FormLine(level, field, Figures(*map(int, figures))) for level, field, *figures in session.execute(query))
    part = Part(start, end, Source.ROWS, lines)
    # Dossiers left from before prove no counting in these days: the rows may only have begun later.
    is_told = part.total.received - part.total.carried or part.total.settled
    return part if is_told else Part(start, end, Source.NONE)


def pending_now(session: Session, agency_id: int, start: date, until: date) -> tuple[int, int, bool]:
    """Dossiers that nobody has returned, how many of them are past their day, and whether any was received since `start`; one query."""
    there = (Dossier.agency_id == agency_id, Dossier.removed_at.is_(None))
    # Wrapped, so that no database takes the index of the list, which holds all the years before `until`.
    received = func.coalesce(Dossier.received_on, Dossier.received_on)
    overdue = func.count(Dossier.id).filter(Dossier.due_on < until)
    is_kept = exists().where(*there, Dossier.received_on.between(start, until))
    query = select(func.count(Dossier.id), overdue, case((is_kept, 1), else_=0)).where(
        *there, Dossier.returned_on.is_(None), received <= until
    )
    pending, late, kept = session.execute(query).one()
    return pending, late, bool(kept)


def of_cell(agency_id: int, column: str, start: date, until: date, level: str = "", field: str = "") -> ColumnElement[bool]:
    """The dossiers behind one cell; without level or field behind the cell of a sum."""
    found = and_(here(agency_id, start, until), conditions(start, until)[column])
    if level:
        found = and_(found, _LEVEL.in_([level]))
    return and_(found, Dossier.field == field) if field else found


def rows_of_cell(session: Session, behind: ColumnElement[bool], *, offset: int, limit: int) -> tuple[list[Dossier], int]:
    """A page of the dossiers behind a cell, and how many there are; two queries."""
    total = session.scalar(select(func.count(Dossier.id)).where(behind)) or 0
    found = session.scalars(select(Dossier).where(behind).order_by(*_LATEST_FIRST).offset(offset).limit(limit))
    return list(found), total
