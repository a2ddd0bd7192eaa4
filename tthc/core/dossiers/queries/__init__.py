"""Rows of the one-stop registers: which belong to a year, which are late, and what checks must know of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from tthc.core.calendar.rules import period_of
from tthc.core.dossiers.models import Apology, ApologyTerms, Dossier, DossierTotal
from tthc.core.dossiers.queries.measures import MEASURES
from tthc.core.dossiers.rules.faults import CARRIED, DOSSIERS, PROCEDURES, DossierFacts
from tthc.core.dossiers.rules.lateness import ApologyRule
from tthc.core.procedures import queries as procedure_queries
from tthc.kernel.text import fold

__all__ = ["MEASURES"]

PENDING = Dossier.returned_on.is_(None)
RETURNED_LATE = Dossier.returned_on > Dossier.due_on


def overdue(today: date) -> ColumnElement[bool]:
    """Dossiers past their day that are not returned."""
    return and_(PENDING, Dossier.due_on < today)


def late(today: date) -> ColumnElement[bool]:
    """Dossiers that are overdue or were returned late."""
    return or_(overdue(today), RETURNED_LATE)


def due_soon(today: date) -> ColumnElement[bool]:
    """Pending dossiers that fall due today or on one of the next three days."""
    return and_(PENDING, Dossier.due_on.between(today, date.fromordinal(today.toordinal() + 3)))


def this_period(today: date) -> ColumnElement[bool]:
    """Dossiers received or returned in the reporting period of this day (windows of Decree 09/2019)."""
    now = period_of(today)
    return or_(Dossier.received_on.between(now.start, now.end), Dossier.returned_on.between(now.start, now.end))


def dossiers_of_year(year: int) -> ColumnElement[bool]:
    """Dossiers received in the year, and those of earlier years that nobody has returned yet.

    The oldest dossier that is pending bounds how far back the index of the list is read: mostly not at all.
    """
    first = date(year, 1, 1)
    oldest = select(func.min(Dossier.received_on)).where(PENDING, Dossier.removed_at.is_(None)).scalar_subquery()
    begins = case((oldest < first, oldest), else_=first)
    mine = or_(Dossier.received_on >= first, PENDING)
    return and_(Dossier.received_on >= begins, Dossier.received_on <= date(year, 12, 31), mine)


def newest_dossiers() -> tuple[ColumnElement[Any], ...]:
    """Order of the register."""
    return (Dossier.received_on.desc(),)


def totals_of_year(year: int) -> ColumnElement[bool]:
    """Totals of the periods that end in the year."""
    return DossierTotal.last_day.between(date(year, 1, 1), date(year, 12, 31))


def newest_totals() -> tuple[ColumnElement[Any], ...]:
    """Order of the register: the last period first, within it as the form has its lines."""
    return (DossierTotal.last_day.desc(), DossierTotal.first_day.desc(), DossierTotal.level.asc(), DossierTotal.field.asc())


def apologies_of_year(year: int) -> ColumnElement[bool]:
    """Apologies for dossiers that were due in the year; one whose day is not known yet stands in each."""
    return or_(Apology.original_due.between(date(year, 1, 1), date(year, 12, 31)), Apology.original_due.is_(None))


def newest_apologies() -> tuple[ColumnElement[Any], ...]:
    """Order of the register."""
    return (Apology.original_due.desc(),)


WAITING = Apology.sent_on.is_(None)


def sent_late(today: date) -> ColumnElement[bool]:
    """Apologies that should have gone out before this day and have not."""
    return and_(WAITING, Apology.send_by < today)


def promised_late(today: date) -> ColumnElement[bool]:
    """Dossiers whose new day has passed as well; there is no third."""
    open_one = exists().where(Dossier.id == Apology.dossier_id, PENDING, Dossier.removed_at.is_(None))
    return and_(Apology.new_due < today, open_one)


# --- what checks must know; asked only when a check does


def _once(load: Callable[[], Any]) -> Callable[[], Any]:
    return cache(load)


def dossier_look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """The procedures of the agency, for codes and fields."""
    return {PROCEDURES: _once(lambda: procedure_queries.known(session, agency_id))}


def apology_look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """The dossiers for which an apology may be written, with the one there is."""
    return {DOSSIERS: _once(lambda: _facts(session, agency_id))}


def _facts(session: Session, agency_id: int) -> dict[str, DossierFacts]:
    """Pending dossiers, those returned late, and those with an apology; two queries, whatever their number."""
    needs = select(Dossier.code, Dossier.received_on, Dossier.due_on)
    here = needs.where(Dossier.agency_id == agency_id, Dossier.removed_at.is_(None), or_(PENDING, RETURNED_LATE))
    found = {code: DossierFacts(received, due) for code, received, due in session.execute(here)}
    told = (
        select(Apology.dossier_code, Dossier.received_on, Apology.original_due, Apology.new_due, Apology.sent_on)
        .join(Dossier, Dossier.id == Apology.dossier_id)
        .where(Apology.agency_id == agency_id, Apology.removed_at.is_(None))
    )
    return found | {code: DossierFacts(on, due, new, sent) for code, on, due, new, sent in session.execute(told)}


def total_look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """What each period left pending, for the period that follows it."""
    left = _once(lambda: _left_pending(session, agency_id))

    def carried(first_day: date, level: str, folded_field: str) -> int | None:
        found: int | None = left().get((date.fromordinal(first_day.toordinal() - 1), level, folded_field))
        return found

    return {CARRIED: carried}


def _left_pending(session: Session, agency_id: int) -> dict[tuple[date, str, str], int]:
    # Where a month and its quarter end on the same day, both left the same; the shorter period is read last and kept.
    query = (
        select(DossierTotal.last_day, DossierTotal.level, DossierTotal.field, DossierTotal.pending)
        .where(DossierTotal.agency_id == agency_id, DossierTotal.removed_at.is_(None))
        .order_by(DossierTotal.last_day, DossierTotal.first_day, DossierTotal.id)
    )
    return {(last, level, fold(field)): pending for last, level, field, pending in session.execute(query)}


def apology_rule(session: Session, agency_id: int) -> ApologyRule:
    """The agency's numbers for apologies, or the default ones."""
    row = session.scalar(select(ApologyTerms).where(ApologyTerms.agency_id == agency_id))
    return ApologyRule(row.tell_before, row.send_within, row.basis) if row else ApologyRule()


def apology_terms(session: Session, agency_id: int) -> ApologyTerms | None:
    """The row that holds them, if the agency has set its own."""
    return session.scalar(select(ApologyTerms).where(ApologyTerms.agency_id == agency_id))


def apology_of(session: Session, dossier_id: int) -> Apology | None:
    """The apology for a dossier."""
    query = select(Apology).where(Apology.dossier_id == dossier_id, Apology.removed_at.is_(None))
    return session.scalars(query.order_by(Apology.id.desc()).limit(1)).first()


def dossier_of(session: Session, apology: Apology) -> Dossier | None:
    """The dossier an apology is for, unless it was removed."""
    found = session.get(Dossier, apology.dossier_id) if apology.dossier_id else None
    return found if found is not None and found.removed_at is None else None


def dossiers_by_id(session: Session, ids: Sequence[int]) -> dict[int, Dossier]:
    """Dossiers by id, for papers that are printed of apologies."""
    return {row.id: row for row in session.scalars(select(Dossier).where(Dossier.id.in_(ids)))}


def agencies_with_dossiers(session: Session) -> list[int]:
    """The agencies whose dossiers the night looks at."""
    query = select(Dossier.agency_id).where(Dossier.removed_at.is_(None)).group_by(Dossier.agency_id)
    return list(session.scalars(query.order_by(func.min(Dossier.id))))
