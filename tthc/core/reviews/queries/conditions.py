"""Which rows belong to a year, in which order, and what their checks ask of the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, select
from sqlalchemy.orm import Session

from tthc.core.calendar import queries as calendar_queries
from tthc.core.procedures.queries import Codes
from tthc.core.reviews.models import DraftRegulation, Review
from tthc.core.reviews.queries.costs import words_of
from tthc.core.reviews.rules.columns import LEVEL_WORDS
from tthc.core.reviews.rules.drafts import KNOWN, DraftKind, Known
from tthc.core.reviews.rules.standing import CODES
from tthc.core.reviews.rules.words import WordKind


def reviews_of_year(year: int) -> ColumnElement[bool]:
    """A review belongs to the year in which it is due."""
    return Review.ends_on.between(date(year, 1, 1), date(year, 12, 31))


def review_order() -> tuple[ColumnElement[Any], ...]:
    """Open ones first, by their due day."""
    return (case((Review.finished_on.is_(None), 0), else_=1), Review.ends_on.asc())


def drafts_of_year(year: int) -> ColumnElement[bool]:
    """By the day in the register."""
    return DraftRegulation.drafted_on.between(date(year, 1, 1), date(year, 12, 31))


def draft_order() -> tuple[ColumnElement[Any], ...]:
    """Newest first."""
    return (DraftRegulation.drafted_on.desc(),)


def look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """The levels as the clerk keeps them, and who finds procedures by their codes (asked only by a check)."""
    return {LEVEL_WORDS: words_of(session, agency_id, WordKind.LEVEL), CODES: Codes(session, agency_id)}


class _Drafts(Mapping[str, Any]):
    """What a check of drafts asks, read when it first asks: lists never do."""

    def __init__(self, session: Session, agency_id: int) -> None:
        self._session, self._agency_id, self._found = session, agency_id, dict[str, Any]()

    def __getitem__(self, name: str) -> Any:
        if name != KNOWN:
            raise KeyError(name)
        if not self._found:
            self._found[KNOWN] = _known(self._session, self._agency_id)
        return self._found[KNOWN]

    def __iter__(self) -> Any:
        return iter((KNOWN,))

    def __len__(self) -> int:
        return 1


def draft_look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """What the check of a draft asks of the others."""
    return _Drafts(session, agency_id)


def _known(session: Session, agency_id: int) -> Known:
    there = and_(DraftRegulation.agency_id == agency_id, DraftRegulation.removed_at.is_(None))
    query = select(DraftRegulation.drafted_on, DraftRegulation.kind).where(
        there, (DraftRegulation.kind == DraftKind.NONE) | DraftRegulation.has_procedures.is_(True)
    )
    found = session.execute(query).all()
    nothing = tuple(on for on, kind in found if kind == DraftKind.NONE)
    return Known(calendar_queries.schedule(session, agency_id), nothing, tuple(on for on, kind in found if kind != DraftKind.NONE))
