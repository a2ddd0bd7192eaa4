"""A score sheet with everything its page says: answers, proofs, what is proposed, what is missing, how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from tthc.core.audit.models import AuditEntry
from tthc.core.criteria.models import Assessment, AssessmentComment, AssessmentMeeting, AssessmentStep, ScoreLine, ScoreProof
from tthc.core.criteria.queries import sets
from tthc.core.criteria.queries.assessments import answer_of, calendar_of, facts, final_standing, own_standing, terms_of
from tthc.core.criteria.rules.assessments import OWN_MOVES, MeetingKind, Scored
from tthc.core.criteria.rules.clocks import StepClock, Terms, clocks
from tthc.core.criteria.rules.proposing import Candidate, proposals
from tthc.core.criteria.rules.sets import Answer, IndicatorLine, SetTable
from tthc.core.criteria.rules.standing import Standing
from tthc.core.evidence.models import Evidence, EvidenceKind, EvidenceLink, Verdict
from tthc.core.evidence.queries import name_of
from tthc.core.people.models import Person
from tthc.core.tasks.models import Occurrence, Task
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.sections import Section

_MOST_CANDIDATES = 500
_SENDER = aliased(Person)


@dataclass(frozen=True)
class ProofLine:
    """A proof of a line."""

    proof_id: int
    evidence_id: int
    title: str
    kind: EvidenceKind
    size: int | None
    is_accepted: bool | None  # None: nobody has judged it yet
    comment: str
    who: str
    submitted_on: date


@dataclass(frozen=True)
class Offered:
    """Accepted evidence of the plan that may prove a line."""

    evidence_id: int
    title: str
    task: str


@dataclass(frozen=True)
class SheetLine:
    """A line of the sheet: the row, its indicator, how it stands by the rules."""

    row: ScoreLine
    indicator: IndicatorLine
    scored: Scored
    proofs: tuple[ProofLine, ...]
    offered: tuple[Offered, ...]


@dataclass(frozen=True)
class Sheet:
    """The whole sheet."""

    row: Assessment
    table: SetTable
    lines: tuple[SheetLine, ...]  # in the set's order
    own: Standing
    final: Standing
    terms: Terms
    clocks: tuple[StepClock, ...]
    meetings: dict[MeetingKind, AssessmentMeeting]

    def of(self, indicator_id: int | None) -> SheetLine:
        """The line of an indicator."""
        return next(line for line in self.lines if line.indicator.id == indicator_id)

    def line(self, score_line_id: int) -> SheetLine:
        """The line of that id; NotFound for one of another sheet."""
        for found in self.lines:
            if found.row.id == score_line_id:
                return found
        raise NotFound


def sheet(session: Session, row: Assessment, *, today: date, with_offers: bool = False) -> Sheet:
    """Everything in a constant number of queries; with the evidence that may be taken, where somebody may take it."""
    table = sets.table(session, row.set_id)
    lines = {line.indicator_id: line for line in _score_lines(session, row)}
    proofs = _proofs(session, row)
    offered = _offers(session, row, table) if with_offers else {}
    found = tuple(_line(lines[one.id], one, proofs, offered) for one in table.indicators if one.id in lines)
    ordered = [one.row for one in found]
    terms = terms_of(session, row)
    meetings = meetings_of(session, row)
    told = clocks(terms, row.year, facts(row, ordered, meetings.get(MeetingKind.COUNCIL)), calendar_of(session, row.year), today)
    return Sheet(row, table, found, own_standing(table, row, ordered), final_standing(table, row, ordered), terms, told, meetings)


def _line(row: ScoreLine, indicator: IndicatorLine, proofs: dict[int, list[ProofLine]], offered: dict[int, list[Offered]]) -> SheetLine:
    own = tuple(proofs.get(row.id, ()))
    taken = {proof.evidence_id for proof in own}
    scored = Scored(
        indicator,
        answer_of(row),
        row.explanation,
        len(own),
        row.verdict,
        Answer(row.appraised_is_passed, row.appraised_figure),
    )
    return SheetLine(row, indicator, scored, own, tuple(one for one in offered.get(indicator.id or 0, ()) if one.evidence_id not in taken))


def _score_lines(session: Session, row: Assessment) -> Sequence[ScoreLine]:
    return session.scalars(select(ScoreLine).where(ScoreLine.assessment_id == row.id).order_by(ScoreLine.id)).all()


def score_line(session: Session, row: Assessment, score_line_id: int) -> ScoreLine:
    """A line of this sheet; NotFound for one of another."""
    found = session.get(ScoreLine, score_line_id)
    if found is None or found.assessment_id != row.id:
        raise NotFound
    return found


def proof(session: Session, row: Assessment, proof_id: int) -> ScoreProof:
    """A proof of this sheet with its evidence and file; NotFound for one of another."""
    query = select(ScoreProof).join(ScoreLine, ScoreProof.score_line_id == ScoreLine.id)
    query = query.where(ScoreProof.id == proof_id, ScoreLine.assessment_id == row.id)
    deeply = joinedload(ScoreProof.evidence).joinedload(Evidence.stored_file)
    found = session.scalars(query.options(deeply, joinedload(ScoreProof.line))).one_or_none()
    if found is None:
        raise NotFound
    return found


def _proofs(session: Session, row: Assessment) -> dict[int, list[ProofLine]]:
    query = (
        select(ScoreProof, Evidence, _SENDER.full_name)
        .join(ScoreLine, ScoreProof.score_line_id == ScoreLine.id)
        .join(Evidence, ScoreProof.evidence_id == Evidence.id)
        .join(_SENDER, ScoreProof.submitted_by_id == _SENDER.id)
        .where(ScoreLine.assessment_id == row.id)
        .options(joinedload(Evidence.stored_file))
    )
    found: dict[int, list[ProofLine]] = {}
    for link, evidence, who in session.execute(query.order_by(ScoreProof.id)):
        size = evidence.stored_file.size if evidence.stored_file else None
        verdict = None if link.verdict is Verdict.WAITING else link.verdict is Verdict.ACCEPTED
        told = (link.id, evidence.id, name_of(evidence), evidence.kind, size, verdict, link.comment, who, link.submitted_on)
        found.setdefault(link.score_line_id, []).append(ProofLine(*told))
    return found


# --- evidence that may be taken


def accepted(agency_id: int, year: int) -> Select[*tuple[Any, ...]]:
    """Accepted evidence of the plan's year, with the task it proved."""
    query: Select[*tuple[Any, ...]] = select(Evidence, Task.title, Occurrence.section)
    return (
        query.join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .join(Occurrence, EvidenceLink.occurrence_id == Occurrence.id)
        .join(Task, Occurrence.task_id == Task.id)
        .where(EvidenceLink.agency_id == agency_id, EvidenceLink.verdict == Verdict.ACCEPTED)
        .where(Occurrence.year == year, Evidence.kind != EvidenceKind.NOTHING)
    )


def _offers(session: Session, row: Assessment, table: SetTable) -> dict[int, list[Offered]]:
    query = accepted(row.agency_id, row.year)
    own_first = (Occurrence.section != Section.NEW_RURAL, EvidenceLink.id.desc())
    known: dict[int, Offered] = {}
    words: dict[int, Candidate] = {}
    for evidence, task, section in session.execute(query.order_by(*own_first).limit(_MOST_CANDIDATES)):
        said = f"{evidence.subject}\n{evidence.note}\n{evidence.file_name}\n{task}"
        before = words.get(evidence.id)
        is_own = section is Section.NEW_RURAL or (before is not None and before.is_own_section)
        words[evidence.id] = Candidate(evidence.id, f"{before.words if before else ''}\n{said}", is_own)
        known.setdefault(evidence.id, Offered(evidence.id, name_of(evidence), task))
    asked = {one.id: f"{one.title}\n{one.evidence}" for one in table.indicators if one.id is not None}
    return {line: [known[each] for each in found] for line, found in proposals(asked, list(words.values())).items()}


def may_serve(session: Session, row: Assessment, evidence_id: int) -> Evidence | None:
    """Evidence that this sheet may take: accepted in the agency's plan, or handed in for another of its sheets; else nothing."""
    own = select(Evidence).where(Evidence.id == evidence_id, Evidence.agency_id == row.agency_id, Evidence.kind != EvidenceKind.NOTHING)
    of_plan = select(EvidenceLink.id).where(EvidenceLink.evidence_id == Evidence.id, EvidenceLink.verdict == Verdict.ACCEPTED).exists()
    of_sheet = select(ScoreProof.id).where(ScoreProof.evidence_id == Evidence.id).exists()
    return session.scalars(own.where(of_plan | of_sheet)).one_or_none()


# --- comments and meetings


def comments(session: Session, row: Assessment) -> Sequence[AssessmentComment]:
    """What was said of the draft, the oldest first."""
    query = select(AssessmentComment).where(AssessmentComment.assessment_id == row.id).options(joinedload(AssessmentComment.indicator))
    return session.scalars(query.order_by(AssessmentComment.id)).all()


def comment(session: Session, row: Assessment, comment_id: int) -> AssessmentComment:
    """One of them; NotFound for one of another sheet."""
    found = session.get(AssessmentComment, comment_id)
    if found is None or found.assessment_id != row.id:
        raise NotFound
    return found


def meetings_of(session: Session, row: Assessment) -> dict[MeetingKind, AssessmentMeeting]:
    """The commune's meeting and the council, as far as they were held."""
    return {one.kind: one for one in session.scalars(select(AssessmentMeeting).where(AssessmentMeeting.assessment_id == row.id))}


def scorers(session: Session, actor: Actor, row: Assessment) -> bool:
    """Whether this person ever answered or proved a line of the sheet, posted or sent it: who scored does not appraise."""
    lines = select(ScoreLine.id).where(ScoreLine.assessment_id == row.id)
    answered = exists().where(ScoreLine.assessment_id == row.id, ScoreLine.answered_by_id == actor.person_id)
    # Who answered before somebody else did stands in the log alone.
    overwritten = exists().where(
        AuditEntry.thing == "score_line",
        AuditEntry.thing_id.in_(lines),
        AuditEntry.verb == "answer",
        AuditEntry.actor_id == actor.person_id,
    )
    proved = exists().where(ScoreProof.score_line_id.in_(lines), ScoreProof.submitted_by_id == actor.person_id)
    own = exists().where(
        AssessmentStep.assessment_id == row.id, AssessmentStep.done_by_id == actor.person_id, AssessmentStep.move.in_(OWN_MOVES)
    )
    return row.submitted_by_id == actor.person_id or bool(session.scalar(select(or_(answered, overwritten, proved, own))))
