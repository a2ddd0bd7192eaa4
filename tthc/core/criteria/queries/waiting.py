"""What score sheets ask of a person right now, as the first page says it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tthc.core.criteria.models import Assessment, ScoreLine
from tthc.core.criteria.rules.assessments import AssessmentState, LineVerdict
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may


@dataclass(frozen=True)
class Waits:
    """So many sheets of a year in one state; of the commune's own: so many questions to answer."""

    year: int
    count: int
    state: AssessmentState


def to_judge(session: Session, actor: Actor) -> list[Waits]:
    """Sheets that were sent to the actor's agency and wait for an appraiser, and those that wait for the decision: one query."""
    states = [AssessmentState.SENT] if may(actor, Can.CRITERIA_APPRAISE) else []
    states += [AssessmentState.APPRAISED] if may(actor, Can.CRITERIA_DECIDE) else []
    if not states:
        return []
    query = select(Assessment.year, func.count(), Assessment.state).where(Assessment.state.in_(states))
    query = query.where(Assessment.appraising_agency_id == actor.agency_id).group_by(Assessment.year, Assessment.state)
    return [Waits(*row) for row in session.execute(query.order_by(Assessment.year, Assessment.state))]


def to_answer(session: Session, actor: Actor) -> list[Waits]:
    """Questions about the own sheets that wait for an answer: one query."""
    if not may(actor, Can.CRITERIA_SCORE):
        return []
    query = select(Assessment.year, func.count()).join(ScoreLine, ScoreLine.assessment_id == Assessment.id)
    query = query.where(Assessment.agency_id == actor.agency_id, Assessment.state == AssessmentState.SENT)
    query = query.where(ScoreLine.verdict == LineVerdict.ASKED, ScoreLine.reply == "").group_by(Assessment.year)
    return [Waits(year, count, AssessmentState.SENT) for year, count in session.execute(query.order_by(Assessment.year))]
