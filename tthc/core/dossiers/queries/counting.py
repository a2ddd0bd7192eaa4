"""Dossiers counted for form II.06a: one condition a column, the same for a figure and for the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from tthc.core.dossiers.models import Dossier
from tthc.core.dossiers.rules.columns import COMMUNE, ONLINE
from tthc.core.dossiers.rules.form import COUNTED, Figures, FormLine, Part, Source

_LEVEL = case((Dossier.level == "", COMMUNE), else_=Dossier.level)


def conditions(start: date, until: date) -> dict[str, ColumnElement[bool]]:
    """Column of the form → which dossiers it counts, for the days from `start` to `until`."""
    received = Dossier.received_on.between(start, until)
    before = and_(Dossier.received_on < start, or_(Dossier.returned_on.is_(None), Dossier.returned_on >= start))
    settled = Dossier.returned_on.between(start, until)
    pending = and_(Dossier.received_on <= until, or_(Dossier.returned_on.is_(None), Dossier.returned_on > until))
    overdue = func.coalesce(Dossier.due_on < until, False)
    on_day = or_(Dossier.due_on.is_(None), Dossier.returned_on == Dossier.due_on)  # returned at once: no day was given
    return {
        "received": or_(received, before),
        "online": and_(received, Dossier.channel == ONLINE),
        "direct": and_(received, Dossier.channel != ONLINE),
        "carried": before,
        "settled": settled,
        "early": and_(settled, Dossier.returned_on < Dossier.due_on),
        "on_time": and_(settled, on_day),
        "late": and_(settled, Dossier.returned_on > Dossier.due_on),
        "pending": pending,
        "within": and_(pending, ~overdue),
        "overdue": and_(pending, overdue),
    }


def here(agency_id: int, start: date, until: date) -> ColumnElement[bool]:
    """The dossiers that were at the desk on one of these days."""
    at_desk = or_(Dossier.returned_on.is_(None), Dossier.returned_on >= start)
    return and_(Dossier.agency_id == agency_id, Dossier.removed_at.is_(None), Dossier.received_on <= until, at_desk)


def counted(session: Session, agency_id: int, start: date, end: date, today: date) -> Part:
    """The lines of the form from rows; one query. Nothing where no dossier was received or returned in these days."""
    until = min(end, today)
    if until < start:
        return Part(start, end, Source.NONE)
    each: Mapping[str, ColumnElement[bool]] = conditions(start, until)
    sums: list[Any] = [func.sum(case((each[name], 1), else_=0)) for name in COUNTED]
    query = select(_LEVEL, Dossier.field, *sums).where(here(agency_id, start, until)).group_by(_LEVEL, Dossier.field)
    lines = tuple(FormLine(level, field, Figures(*map(int, figures))) for level, field, *figures in session.execute(query))
    part = Part(start, end, Source.ROWS, lines)
    # Dossiers left from before prove no counting in these days: the rows may only have begun later.
    is_told = part.total.received - part.total.carried or part.total.settled
    return part if is_told else Part(start, end, Source.NONE)


def of_cell(agency_id: int, column: str, start: date, until: date, level: str = "", field: str = "") -> ColumnElement[bool]:
    """The dossiers behind one cell; without level or field behind the cell of a sum."""
    found = and_(here(agency_id, start, until), conditions(start, until)[column])
    if level:
        found = and_(found, _LEVEL.in_([level]))
    return and_(found, Dossier.field == field) if field else found


def rows_of_cell(session: Session, behind: ColumnElement[bool], *, offset: int, limit: int) -> tuple[list[Dossier], int]:
    """A page of the dossiers behind a cell, and how many there are; two queries."""
    total = session.scalar(select(func.count(Dossier.id)).where(behind)) or 0
    found = session.scalars(
        select(Dossier).where(behind).order_by(Dossier.received_on.desc(), Dossier.id.desc()).offset(offset).limit(limit)
    )
    return list(found), total
