"""The register of feedback as lists, steps and public pages read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, select, true
from sqlalchemy.orm import Session, joinedload

from tthc.core.calendar import queries as calendar_queries
from tthc.core.feedback.models import Feedback, FeedbackStep
from tthc.core.feedback.queries.facts import SOON, badge, facts, is_copied, line, of_sender, said, searchable
from tthc.core.feedback.queries.measures import MEASURES
from tthc.core.feedback.rules.alike import Known, alike
from tthc.core.feedback.rules.clocks import ClockRule, Run
from tthc.core.feedback.rules.columns import digits
from tthc.core.feedback.rules.privacy import masked
from tthc.core.feedback.rules.steps import Standing
from tthc.core.feedback.rules.words import CLASSES, FeedbackState
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Unit
from tthc.core.people.rules import UnitKind
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may
from tthc.kernel.working_days import WorkingDays

__all__ = ["MEASURES", "SOON", "badge", "facts", "is_copied", "line", "of_sender", "said", "searchable"]
_NUMBER = re.compile(r"\+?[\d.()-]*\d[\d.()-]*")  # a telephone, however it is grouped
_LOOKED_THROUGH = 2_000  # the newest rows of the year in which duplicates are looked for


def of_year(year: int) -> ColumnElement[bool]:
    """The book of a year."""
    return Feedback.year == year


def due_first() -> tuple[ColumnElement[Any], ...]:
    """What is due first stands first; what waits for nothing comes last."""
    return (Feedback.turn_on.expression,)


def hides(actor: Actor, row: Any) -> bool:
    """Whether people's data in the row are masked for this reader: for all who do not handle it, and for commands and jobs."""
    return actor.is_system or not may(actor, Can.FEEDBACK_HANDLE, row)


@dataclass(frozen=True)
class _Place:
    agency_id: int
    unit_id: int


def _handled_by(actor: Actor) -> ColumnElement[bool]:
    """The rows whose people's data this person reads: what `hides` says of one row, said of all."""
    if actor.is_system or actor.agency_id is None:
        return false()
    if may(actor, Can.FEEDBACK_HANDLE, _Place(actor.agency_id, actor.agency_id)):
        return true()
    units = sorted(unit for unit in actor.units | actor.desks if may(actor, Can.FEEDBACK_HANDLE, _Place(actor.agency_id, unit)))
    return Feedback.unit_id.in_(units) if units else false()


def of_a_sender(actor: Actor, word: str) -> ColumnElement[bool]:
    """Rows of this sender, by name, telephone or address, among those that the person handles: nobody else learns that they are there."""
    plain = digits(word) if _NUMBER.fullmatch(word) else word
    return and_(_handled_by(actor), Feedback.folded_personal.contains(plain, autoescape=True))


def personal(row: Feedback) -> tuple[str, ...]:
    """The sender's name, address, telephone and mail, as far as they were written down."""
    return tuple(text for text in (row.person, row.address, row.phone, row.email) if text)


def readable(actor: Actor, row: Feedback, text: str) -> str:
    """Free words about the row as this reader may see them."""
    return masked(text, personal(row)) if hides(actor, row) else text


def standing(row: Feedback) -> Standing:
    """What decides which steps are open."""
    return Standing(
        row.state,
        row.classed,
        row.main_id is not None,
        row.resolved_on is not None,
        row.assigned_unit_id is not None,
        row.answered_on is not None,
    )


def rule_of(row: Feedback) -> ClockRule:
    """The set of terms under which the row runs."""
    return ClockRule.from_dict(row.clock_rule)


def run(row: Feedback) -> Run:
    """What the clocks ask of the row."""
    return Run(
        row.state,
        row.received_on,
        row.reopened_on or row.received_on,
        row.paused_days,
        row.extended_to,
        row.answered_on,
        row.paused_on is not None,
    )


def calendar(session: Session, days: Iterable[date]) -> WorkingDays:
    """The office's calendar around these days; counts may run into the next year."""
    years = {day.year for day in days}
    return calendar_queries.working_days(session, (min(years), max(years) + 1))


def steps(session: Session, row: Feedback) -> Sequence[FeedbackStep]:
    """What was done, the newest first."""
    query = select(FeedbackStep).where(FeedbackStep.feedback_id == row.id).options(joinedload(FeedbackStep.done_by))
    return session.scalars(query.order_by(FeedbackStep.id.desc())).all()


def keepers(session: Session, agency_id: int, today: date) -> dict[int, str]:
    """The units that may have feedback in hand today: id to name."""
    found = people_queries.units_of(session, agency_id, today)
    return {unit.id: unit.name for unit in found if unit.kind not in (UnitKind.GROUP, UnitKind.OUTSIDE)}


def followers(session: Session, row: Feedback) -> Sequence[Feedback]:
    """The rows that were found to say the same and go its way."""
    query = select(Feedback).where(Feedback.agency_id == row.agency_id, Feedback.main_id == row.id, Feedback.removed_at.is_(None))
    return session.scalars(query.order_by(Feedback.id)).all()


def numbered(session: Session, actor: Actor, year: int, number: int) -> Feedback | None:
    """The row of this number in the own agency's book."""
    if not may(actor, Can.REGISTER_READ):
        return None
    query = select(Feedback).where(Feedback.agency_id == actor.agency_id, Feedback.year == year, Feedback.number == number)
    return session.scalars(query.where(Feedback.removed_at.is_(None))).one_or_none()


def similar(session: Session, actor: Actor, content: str, phone: str, year: int, *, besides: int | None = None) -> list[Feedback]:
    """Rows of the year that seem to say the same, the likeliest first; two queries."""
    if not may(actor, Can.FEEDBACK_HANDLE):
        return []
    here = (Feedback.agency_id == actor.agency_id, Feedback.year == year, Feedback.removed_at.is_(None), Feedback.main_id.is_(None))
    query = select(Feedback.id, Feedback.folded, Feedback.phone_digits, Feedback.agency_id, Feedback.unit_id)
    rows = session.execute(query.where(*here, Feedback.id != (besides or 0)).order_by(Feedback.id.desc()).limit(_LOOKED_THROUGH))
    # A number that finds a row would say whose it is: only who handles the row may find it so.
    known = [Known(row.id, row.folded, row.phone_digits if may(actor, Can.FEEDBACK_HANDLE, row) else "") for row in rows]
    likely = alike(masked(content), digits(phone), known)
    found = {row.id: row for row in session.scalars(select(Feedback).where(Feedback.id.in_(likely)))}
    return [found[row_id] for row_id in likely]


def published(session: Session, actor: Actor, day: date) -> list[dict[str, Any]]:
    """What the public may read until this day, the newest first: the words cleared for it and nothing about anybody."""
    query = (
        select(Feedback, Unit.name)
        .join(Unit, Unit.id == Feedback.unit_id)
        .where(
            Feedback.agency_id == actor.agency_id,
            Feedback.removed_at.is_(None),
            Feedback.main_id.is_(None),
            Feedback.published_on <= day,
            Feedback.public_content != "",  # published before the program was used, in words that nobody brought
            Feedback.state.in_((FeedbackState.PUBLISHED, FeedbackState.ARCHIVED)),
        )
        .order_by(Feedback.published_on.desc(), Feedback.id.desc())
    )
    if not may(actor, Can.REGISTER_READ):
        return []
    return [_public(row, unit) for row, unit in session.execute(query)]


def _public(row: Feedback, unit: str) -> dict[str, Any]:
    return {
        "number": row.entry,
        "received_on": row.received_on.isoformat(),
        "published_on": row.published_on.isoformat() if row.published_on else "",
        "kind": CLASSES[row.classed] if row.classed else "",
        "content": row.public_content,
        "answer": row.public_answer,
        "office": row.office or unit,
        "link": row.public_link,
    }


def open_of(session: Session, first_year: int) -> Sequence[Feedback]:
    """Every row of any agency whose clock is running, received since that year."""
    query = select(Feedback).where(Feedback.next_due_on.is_not(None), Feedback.year >= first_year, Feedback.removed_at.is_(None))
    return session.scalars(query.order_by(Feedback.id)).all()
