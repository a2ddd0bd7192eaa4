"""Assessments in lists, one by one, and how each stands by its set."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from tthc.core.calendar import queries as calendar_queries
from tthc.core.criteria.models import Assessment, AssessmentMeeting, AssessmentStep, AssessmentTerms, ScoreLine
from tthc.core.criteria.queries import sets
from tthc.core.criteria.rules.assessments import AssessmentState, LineVerdict, MeetingKind, Move
from tthc.core.criteria.rules.clocks import Facts, StepClock, Terms, clocks, default_terms
from tthc.core.criteria.rules.sets import Answer, SetTable
from tthc.core.criteria.rules.standing import Standing, standing
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Post, Unit
from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.working_days import WorkingDays


@dataclass(frozen=True)
class AssessmentRow:
    """An assessment in a list: whose, by which set, how far, how it stands after what was judged so far."""

    assessment_id: int
    agency_id: int
    appraising_agency_id: int | None
    agency: str
    set_title: str
    year: int
    state: AssessmentState
    standing: Standing
    clock: StepClock | None  # the term that runs
    asked: int  # questions that wait for the commune
    judged: int
    lines: int
    is_met: bool | None  # as decided
    decision: str


def answer_of(line: ScoreLine) -> Answer:
    """What the commune answered."""
    return Answer(line.is_passed, line.figure, line.is_not_applicable)


def final_of(line: ScoreLine) -> Answer:
    """What counts after the appraisal of this line."""
    if line.verdict is LineVerdict.LOWERED:
        return Answer(line.appraised_is_passed, line.appraised_figure)
    return answer_of(line)


def own_standing(table: SetTable, row: Assessment, lines: Sequence[ScoreLine]) -> Standing:
    """Where the commune puts itself."""
    return standing(table, {one.indicator_id: answer_of(one) for one in lines}, row.own_conditions)


def final_standing(table: SetTable, row: Assessment, lines: Sequence[ScoreLine]) -> Standing:
    """Where it stands after the appraisal, as far as that has come."""
    return standing(table, {one.indicator_id: final_of(one) for one in lines}, row.conditions or row.own_conditions)


def one(session: Session, actor: Actor, assessment_id: int, year: int | None = None) -> Assessment:
    """An assessment that this person may read; NotFound for every other one, above all for a draft of another agency."""
    query = select(Assessment).where(Assessment.id == assessment_id)
    found = session.scalars(query.options(joinedload(Assessment.agency), joinedload(Assessment.criteria_set))).one_or_none()
    if found is None or (year is not None and found.year != year) or not may(actor, Can.CRITERIA_READ, found):
        raise NotFound
    return found


def own(session: Session, agency_id: int | None, year: int, *, today: date) -> list[AssessmentRow]:
    """The agency's own assessments of a year, the newest set first."""
    found = rows(session, select(Assessment).where(Assessment.agency_id == agency_id, Assessment.year == year), today)
    return sorted(found, key=lambda row: (row.set_title, row.assessment_id))


def rows(session: Session, query: Select[Assessment], today: date) -> list[AssessmentRow]:
    """Assessments as lists show them; a constant number of queries."""
    found = session.scalars(query.options(joinedload(Assessment.agency), joinedload(Assessment.criteria_set))).all()
    if not found:
        return []
    ids = [row.id for row in found]
    tables = sets.tables(session, {row.set_id for row in found})
    lines = score_lines(session, ids)
    bases = {row.set_id: row.criteria_set.basis for row in found}
    terms = {holder: terms_for(session, holder, bases) for holder in {holder_of(row) for row in found}}  # the own agency, who appraises
    calendar = calendar_of(session, found[0].year)
    meetings = councils(session, ids)
    return [
        _row(row, lines[row.id], tables[row.set_id], terms[holder_of(row)][row.set_id], calendar, meetings.get(row.id), today)
        for row in found
    ]


def score_lines(session: Session, ids: Collection[int]) -> dict[int, list[ScoreLine]]:
    """Assessment → its lines; one query."""
    lines: dict[int, list[ScoreLine]] = {each: [] for each in ids}
    for line in session.scalars(select(ScoreLine).where(ScoreLine.assessment_id.in_(ids)).order_by(ScoreLine.id)):
        lines[line.assessment_id].append(line)
    return lines


def _row(
    row: Assessment,
    lines: Sequence[ScoreLine],
    table: SetTable,
    terms: Terms,
    calendar: WorkingDays,
    council: AssessmentMeeting | None,
    today: date,
) -> AssessmentRow:
    return AssessmentRow(
        assessment_id=row.id,
        agency_id=row.agency_id,
        appraising_agency_id=row.appraising_agency_id,
        agency=row.agency.short_name or row.agency.name,
        set_title=row.criteria_set.title,
        year=row.year,
        state=row.state,
        standing=final_standing(table, row, lines),
        clock=running(clocks(terms, row.year, facts(row, lines, council), calendar, today)),
        asked=sum(line.verdict is LineVerdict.ASKED and not line.reply for line in lines),
        judged=sum(line.verdict in (LineVerdict.AGREED, LineVerdict.LOWERED) for line in lines),
        lines=len(lines),
        is_met=row.is_met,
        decision=row.decision_number,
    )


def running(told: Sequence[StepClock]) -> StepClock | None:
    """The first term that is not kept yet."""
    return next((clock for clock in told if clock.done_on is None), None)


def facts(row: Any, lines: Sequence[Any], council: AssessmentMeeting | None) -> Facts:
    """The days of an assessment; of several questions the oldest open one, else the last answered."""
    asked = [line for line in lines if line.asked_on is not None]
    waiting = [line for line in asked if line.verdict is LineVerdict.ASKED and line.replied_on is None]
    told = min(waiting, key=lambda line: line.asked_on or date.max) if waiting else max(asked, key=_replied, default=None)
    return Facts(
        posted_from=row.posted_from,
        posted_to=row.posted_to,
        portal_from=row.portal_from,
        portal_to=row.portal_to,
        radio_times=row.radio_times,
        sent_on=row.sent_on,
        asked_on=told.asked_on if told else None,
        replied_on=told.replied_on if told else None,
        papers_on=council.papers_on if council else None,
        council_on=council.held_on if council else None,
        decided_on=row.decided_on,
        announced_on=row.announced_on,
        reported_on=row.reported_on,
    )


def _replied(line: ScoreLine) -> tuple[date, date]:
    return line.replied_on or date.min, line.asked_on or date.min


def calendar_of(session: Session, year: int) -> WorkingDays:
    """The office's calendar of the year that is scored and of the next, in which it is judged."""
    return calendar_queries.working_days(session, (year, year + 1))


def councils(session: Session, ids: Collection[int]) -> dict[int, AssessmentMeeting]:
    """The council of each assessment that had one."""
    query = select(AssessmentMeeting).where(AssessmentMeeting.assessment_id.in_(ids), AssessmentMeeting.kind == MeetingKind.COUNCIL)
    return {row.assessment_id: row for row in session.scalars(query)}


# --- terms


def terms_for(session: Session, agency_id: int | None, bases: Mapping[int, str]) -> dict[int, Terms]:
    """For each set (and its legal basis) the terms this agency works by: its own, else of the nearest agency above, else the default."""
    rows = session.scalars(select(AssessmentTerms).where(AssessmentTerms.set_id.in_(bases))).all()
    near = {each: place for place, each in enumerate(sets.scope(session, agency_id))} if rows else {}
    found = {set_id: default_terms(basis) for set_id, basis in bases.items()}
    for row in sorted((row for row in rows if row.agency_id in near), key=lambda row: -near[row.agency_id]):
        found[row.set_id] = as_terms(row)
    return found


def holder_of(row: Assessment) -> int:
    """The agency that has an assessment in hand, whose terms hold for it."""
    return row.appraising_agency_id or row.agency_id


def terms_of(session: Session, row: Assessment) -> Terms:
    """The terms of one assessment, whose set is loaded."""
    return terms_for(session, holder_of(row), {row.set_id: row.criteria_set.basis})[row.set_id]


def own_terms(session: Session, agency_id: int | None, set_id: int) -> AssessmentTerms | None:
    """What the agency itself has set."""
    query = select(AssessmentTerms).where(AssessmentTerms.agency_id == agency_id, AssessmentTerms.set_id == set_id)
    return session.scalars(query).one_or_none()


def as_terms(row: AssessmentTerms) -> Terms:
    """The row as the rules read it."""
    return Terms(**{name: getattr(row, name) for name in Terms.__dataclass_fields__})


# --- steps


def steps(session: Session, row: Assessment) -> Sequence[AssessmentStep]:
    """What was done, the newest first."""
    query = select(AssessmentStep).where(AssessmentStep.assessment_id == row.id).options(joinedload(AssessmentStep.done_by))
    return session.scalars(query.order_by(AssessmentStep.id.desc())).all()


def back_reason(found: Sequence[AssessmentStep]) -> AssessmentStep | None:
    """The last step, where it was one back with a reason."""
    return found[0] if found and found[0].move in (Move.SEND_BACK, Move.REOPEN, Move.RECALL) else None


def appraising_agency(session: Session, agency_id: int, day: date) -> int:
    """Who appraises: the nearest agency above that has an appraiser that day, else the agency itself."""
    above = people_queries.agencies_above(session, agency_id)
    held = select(Unit.agency_id).join(Post, Post.unit_id == Unit.id)
    held = held.where(Post.role == Role.APPRAISER, Post.person_id.is_not(None), Unit.agency_id.in_(above))
    having = set(session.scalars(held.where(people_queries.valid_on(day, Post), people_queries.valid_on(day, Unit))))
    return next((each for each in above if each in having), agency_id)
