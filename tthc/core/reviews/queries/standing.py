"""How reviews and drafts of a year stand, above their lists and in the section's report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar.rules import Schedule
from tthc.core.reviews.models import DraftRegulation, Review
from tthc.core.reviews.queries.measures import ADOPTED
from tthc.core.reviews.rules.costs import saved_share
from tthc.core.reviews.rules.drafts import DraftKind, Quarter, quarters
from tthc.core.reviews.rules.words import KEEP, Result


@dataclass(frozen=True)
class ReviewsStanding:
    """Reviews of a year, counted; the costs are those of adopted proposals."""

    total: int = 0
    finished: int = 0
    late: int = 0
    unreckoned: int = 0  # finished with something to change and without a cost sheet
    unsent: int = 0
    waiting: int = 0
    adopted: int = 0
    refused: int = 0
    before: int = 0
    saving: int = 0

    @property
    def percent(self) -> Decimal | None:
        """What adopted proposals save."""
        return saved_share(self.before, self.saving)


@dataclass(frozen=True)
class DraftsStanding:
    """Drafts of some days, counted."""

    total: int = 0
    with_procedures: int = 0
    assessed: int = 0

    @property
    def missing(self) -> int:
        """Drafts with procedures that nobody assessed."""
        return self.with_procedures - self.assessed


@dataclass(frozen=True)
class QuarterTold:
    """A quarter of the register of drafts: how many drafts hold procedures, or that there were none."""

    quarter: Quarter
    drafts: int
    is_nothing: bool
    is_ahead: bool


def _to_change() -> ColumnElement[bool]:
    return and_(Review.finished_on.is_not(None), Review.proposal != "", Review.proposal != KEEP)


def unreckoned() -> ColumnElement[bool]:
    """Finished with something to change and without a cost sheet."""
    return and_(_to_change(), Review.cost_before.is_(None))


def unsent() -> ColumnElement[bool]:
    """Finished with something to change that nobody was sent."""
    return and_(_to_change(), Review.submitted_on.is_(None), Review.result == "")


def reviews_standing(session: Session, agency_id: int, year: int, *, today: date) -> ReviewsStanding:
    """One query."""
    is_adopted = and_(Review.result.in_(ADOPTED), Review.cost_before.is_not(None))
    counts = {
        "finished": Review.finished_on.is_not(None),
        "late": and_(Review.finished_on.is_(None), Review.ends_on < today),
        "unreckoned": unreckoned(),
        "unsent": unsent(),
        "waiting": Review.result == Result.WAITING,
        "adopted": Review.result.in_(ADOPTED),
        "refused": Review.result == Result.REFUSED,
    }
    sums = [func.coalesce(func.sum(case((is_adopted, column), else_=0)), 0) for column in (Review.cost_before, Review.saving)]
    query = select(func.count(), *(func.coalesce(func.sum(case((where, 1), else_=0)), 0) for where in counts.values()), *sums).where(
        Review.agency_id == agency_id, Review.removed_at.is_(None), Review.ends_on.between(date(year, 1, 1), date(year, 12, 31))
    )
    total, *numbers = (int(one) for one in session.execute(query).one())
    before, saving = numbers[len(counts) :]
    return ReviewsStanding(total=total, before=before, saving=saving, **dict(zip(counts, numbers, strict=False)))


def drafts_standing(session: Session, agency_id: int, first: date, last: date) -> DraftsStanding:
    """One query."""
    has, done = DraftRegulation.has_procedures.is_(True), DraftRegulation.is_assessed.is_(True)
    query = select(
        func.count(),
        func.coalesce(func.sum(case((has, 1), else_=0)), 0),
        func.coalesce(func.sum(case((and_(has, done), 1), else_=0)), 0),
    ).where(
        DraftRegulation.agency_id == agency_id,
        DraftRegulation.removed_at.is_(None),
        DraftRegulation.kind != DraftKind.NONE,
        DraftRegulation.drafted_on.between(first, last),
    )
    return DraftsStanding(*(int(one) for one in session.execute(query).one()))


def quarters_told(session: Session, agency_id: int, year: int, *, today: date, schedule: Schedule | None = None) -> list[QuarterTold]:
    """The quarters of a reporting year; drafts win where both were written."""
    found = quarters(year, schedule or calendar_queries.schedule(session, agency_id))
    query = select(DraftRegulation.drafted_on, DraftRegulation.kind).where(
        DraftRegulation.agency_id == agency_id,
        DraftRegulation.removed_at.is_(None),
        DraftRegulation.drafted_on.between(found[0].start, found[-1].end),
        (DraftRegulation.kind == DraftKind.NONE) | DraftRegulation.has_procedures.is_(True),
    )
    rows = session.execute(query).all()
    told = []
    for one in found:
        inside = [kind for on, kind in rows if one.start <= on <= one.end]
        drafts = sum(kind != DraftKind.NONE for kind in inside)
        told.append(QuarterTold(one, drafts, is_nothing=bool(inside) and not drafts, is_ahead=one.start > today))
    return told
