"""How sheets stand, as conditions; the same days as in rules.standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tthc.core.postings.models import Posting, PostingPlace
from tthc.core.postings.rules import DECISIONS, PLACES, Rank, Standing, band
from tthc.core.procedures import queries as procedure_queries
from tthc.core.procedures.models import Announcement, ProcedureChange

_TO_DO = frozenset({Standing.MUST_GO, Standing.COMING, Standing.DUE, Standing.LATE})


def _has_ended(day: date) -> ColumnElement[bool]:
    return and_(Posting.remove_on.is_not(None), Posting.remove_on <= day)


def _goes_on(day: date) -> ColumnElement[bool]:
    return or_(Posting.remove_on.is_(None), Posting.remove_on > day)


def stands(day: date, *wanted: Standing) -> ColumnElement[bool]:
    """Sheets that stand so on the day."""
    posted, there = Posting.posted_on.is_not(None), Posting.removed_on.is_(None)
    # The rank narrows by an index to the few sheets with which there is something to do.
    waits = and_(Posting.rank.between(*band(Rank.TO_POST)), Posting.posted_on.is_(None), _goes_on(day))
    conditions = {
        Standing.GONE: Posting.removed_on.is_not(None),
        Standing.VOID: and_(Posting.posted_on.is_(None), _has_ended(day)),
        Standing.HANGING: and_(posted, there, _goes_on(day)),
        Standing.MUST_GO: and_(Posting.rank.between(*band(Rank.TO_REMOVE)), posted, there, _has_ended(day)),
        Standing.COMING: and_(waits, Posting.due_on > day),
        Standing.DUE: and_(waits, or_(Posting.due_on.is_(None), Posting.due_on == day)),
        Standing.LATE: and_(waits, Posting.due_on < day),
    }
    found = or_(*(conditions[one] for one in wanted))
    # Said once for all of them, so that the index is read from there on and not from its beginning.
    return and_(Posting.rank >= band(Rank.TO_REMOVE)[0], found) if _TO_DO.issuperset(wanted) else found


def is_late(day: date) -> ColumnElement[bool]:
    """Not hung though its day has passed, or not taken down within the days of the check."""
    has_to_hang = Posting.rank.between(*band(Rank.TO_POST))
    return and_(stands(day, Standing.LATE, Standing.MUST_GO), or_(has_to_hang, Posting.check_by < day))


def hung_on(day: date) -> ColumnElement[bool]:
    """The sheet that the procedure's life asks for on the day hung then: of a procedure and a place there is one at most."""
    hung = and_(Posting.posted_on <= day, or_(Posting.removed_on.is_(None), Posting.removed_on > day))
    return and_(Posting.due_on <= day, _goes_on(day), hung)


def of_year(year: int) -> ColumnElement[bool]:
    """Sheets that hung or had to hang on some day of the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    over = or_(Posting.removed_on < first, and_(Posting.posted_on.is_(None), Posting.remove_on < first))
    return and_(or_(Posting.due_on.is_(None), Posting.due_on <= last), or_(over.is_(None), ~over))


def order() -> tuple[ColumnElement[Any], ...]:
    """What is to do first, the longest overdue before the others."""
    return (Posting.rank.desc(),)


def is_active(day: date) -> ColumnElement[bool]:
    """Places where something may hang on the day."""
    return and_(
        or_(PostingPlace.active_from.is_(None), PostingPlace.active_from <= day),
        or_(PostingPlace.active_to.is_(None), PostingPlace.active_to > day),
    )


class Decisions:
    """Which decisions touched which procedure; asked for when the first check needs it."""

    def __init__(self, session: Session, agency_id: int) -> None:
        self._session, self._agency_id = session, agency_id

    @cached_property
    def _all(self) -> Mapping[int, Sequence[str]]:
        query = select(ProcedureChange.procedure_id, Announcement.number).join(
            Announcement, ProcedureChange.announcement_id == Announcement.id
        )
        found: dict[int, list[str]] = {}
        for procedure_id, number in self._session.execute(query.where(ProcedureChange.agency_id == self._agency_id)):
            found.setdefault(procedure_id, []).append(number)
        return found

    def of(self, procedure_id: int) -> Sequence[str]:
        """The numbers of the decisions that touched the procedure."""
        return self._all.get(procedure_id, ())


def look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """Places by id, and what checks ask of procedures and decisions."""
    query = select(PostingPlace.id, PostingPlace.name).where(PostingPlace.agency_id == agency_id)
    places = session.execute(query.order_by(PostingPlace.position, PostingPlace.id))
    named = {place_id: name for place_id, name in places}  # noqa: C416 - a row is no pair for mypy
    return dict(procedure_queries.look_up(session, agency_id)) | {PLACES: named, DECISIONS: Decisions(session, agency_id)}
