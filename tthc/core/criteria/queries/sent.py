"""What was sent to an agency for appraisal: the order of all of it from a few figures, and the sheets of one page in full."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Float, and_, case, cast, func, select
from sqlalchemy.orm import Session

from tthc.core.criteria.models import Assessment, CriteriaSet, CriterionIndicator, ScoreLine
from tthc.core.criteria.queries.assessments import AssessmentRow, calendar_of, councils, facts, rows, running, terms_for
from tthc.core.criteria.rules import IndicatorKind
from tthc.core.criteria.rules.assessments import SETTLED, LineVerdict
from tthc.core.criteria.rules.clocks import clocks
from tthc.core.people.models import Unit
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may

A, L = Assessment, ScoreLine
_DAYS = ("posted_from", "posted_to", "portal_from", "portal_to", "radio_times", "sent_on", "decided_on", "announced_on", "reported_on")


def sent(
    session: Session, actor: Actor, year: int, *, today: date, offset: int = 0, limit: int | None = None
) -> tuple[list[AssessmentRow], int]:
    """A page of what was sent to the actor's agency, and how many there are: what waits, the late and the worst first; then the decided."""
    every = order(session, actor, year, today=today)
    ids = every[offset : None if limit is None else offset + limit]
    found = {one.assessment_id: one for one in rows(session, select(A).where(A.id.in_(ids)), today)} if ids else {}
    return [found[one] for one in ids], len(every)


def order(session: Session, actor: Actor, year: int, *, today: date) -> list[int]:
    """The ids of all of it in that order: no sheet is read for its place, only its days and what its lines come to."""
    days = (getattr(A, name) for name in _DAYS)
    query = select(A.id, A.agency_id, A.appraising_agency_id, A.set_id, A.state, CriteriaSet.basis, *days).join(
        CriteriaSet, CriteriaSet.id == A.set_id
    )
    query = query.where(A.appraising_agency_id == actor.agency_id, A.year == year)
    found = [row for row in session.execute(query) if may(actor, Can.CRITERIA_READ, row)]
    if not found:
        return []
    ids = [row.id for row in found]
    results, asked, meetings = _results(session, ids), _asked(session, ids), councils(session, ids)
    terms = terms_for(session, actor.agency_id, {row.set_id: row.basis for row in found})
    calendar = calendar_of(session, year)

    def place(row: Any) -> tuple[bool, bool, float, int, int]:
        clock = running(clocks(terms[row.set_id], year, facts(row, asked.get(row.id, ()), meetings.get(row.id)), calendar, today))
        due = clock.due_on.toordinal() if clock and clock.due_on else 0
        return row.state in SETTLED, not (clock and clock.is_late), results.get(row.id, 0.0), due, row.id

    return [row.id for row in sorted(found, key=place)]


def _asked(session: Session, ids: Collection[int]) -> dict[int, list[Any]]:
    """Assessment → the lines with a question."""
    query = select(L.assessment_id, L.asked_on, L.verdict, L.reply, L.replied_on).where(L.assessment_id.in_(ids), L.asked_on.is_not(None))
    found: dict[int, list[Any]] = {}
    for row in session.execute(query):
        found.setdefault(row.assessment_id, []).append(row)
    return found


def _results(session: Session, ids: Collection[int]) -> dict[int, float]:
    """Assessment → what its lines come to after the appraisal so far, of 1: by points where the line has them, else met or not."""
    of = CriterionIndicator
    is_lowered = func.coalesce(L.verdict == LineVerdict.LOWERED, False)
    figure = case((is_lowered, L.appraised_figure), else_=L.figure)
    is_passed = case((is_lowered, L.appraised_is_passed), else_=L.is_passed)
    is_met = case((of.kind == IndicatorKind.PASS, func.coalesce(is_passed, False)), else_=func.coalesce(figure >= of.threshold, False))
    by_points = and_(of.kind == IndicatorKind.POINTS, of.most_points.is_not(None))
    share = case((by_points, cast(func.coalesce(figure, 0), Float) / cast(of.most_points, Float)), (is_met, 1.0), else_=0.0)
    weight = cast(func.coalesce(of.most_points, 1), Float)
    query = select(L.assessment_id, func.sum(share * weight) / func.sum(weight)).join(of, of.id == L.indicator_id)
    query = query.where(L.assessment_id.in_(ids), L.is_not_applicable.is_(False)).group_by(L.assessment_id)
    return {row[0]: float(row[1]) for row in session.execute(query)}


def returned(session: Session, actor: Actor, year: int) -> list[tuple[str, str]]:
    """Whom the actor's agency sent a file back to, and by which set, until it comes again."""
    query = select(Unit.name, CriteriaSet.title).join(A, A.agency_id == Unit.id).join(CriteriaSet, CriteriaSet.id == A.set_id)
    query = query.where(A.returned_by_agency_id == actor.agency_id, A.year == year)
    return [(agency, title) for agency, title in session.execute(query.order_by(Unit.name, A.id))]
