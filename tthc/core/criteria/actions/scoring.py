"""The commune's own score: open a sheet, answer its lines and conditions, prove them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.criteria.models import Assessment, ScoreLine, ScoreProof
from tthc.core.criteria.queries import sets
from tthc.core.criteria.queries import sheet as sheet_queries
from tthc.core.criteria.queries.assessments import answer_of
from tthc.core.criteria.rules.assessments import STATES, AssessmentState, LineVerdict, check_own, figure
from tthc.core.criteria.rules.sets import Answer, IndicatorLine, gaps
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.models import Evidence, Verdict
from tthc.core.evidence.rules import Proof
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.policy import Can, ensure

_REFUSED = "Chưa lưu được."
_LONGEST = 4_000
NOT_OURS = "Minh chứng được chọn không có trong kho minh chứng đã duyệt của đơn vị chấm điểm. Chọn minh chứng khác."


@dataclass(frozen=True)
class Scope:
    """Whose proof it is: the commune, by the unit of the person who hands it in."""

    agency_id: int
    unit_id: int


def open_assessment(session: Session, actor: Actor, set_id: int, year: int, *, today: date, now: datetime) -> Assessment:
    """A sheet for a set that is in force in the year and whole, with a line for each indicator."""
    unit_id = actor.holdings[0].unit_id if actor.holdings else actor.agency_id
    row = Assessment(agency_id=actor.agency_id, unit_id=unit_id, set_id=set_id, year=year, own_conditions=[], conditions=[])
    ensure(actor, Can.CRITERIA_SCORE, row)
    chosen = _usable(session, actor, set_id, year)
    _not_twice(session, actor, set_id, year)
    table = sets.table_of(chosen)
    missing = gaps(table)
    if missing:
        raise BadInput(_REFUSED, {"set_id": " ".join(("Bộ tiêu chí chưa đủ để chấm.", *missing))})
    session.add(row)
    session.flush()
    session.add_all(ScoreLine(assessment_id=row.id, indicator_id=one.id) for one in table.indicators)
    session.flush()
    audit.record(session, actor, "open", "assessment", row.id, now=now, after={"set": chosen.title, "year": year, "on": today})
    return row


def _usable(session: Session, actor: Actor, set_id: int, year: int) -> Any:
    wrong = BadInput(_REFUSED, {"set_id": f"Chọn bộ tiêu chí có hiệu lực trong năm {year}."})
    try:
        chosen = sets.one(session, actor, set_id)
    except NotFound:
        raise wrong from None
    last = chosen.valid_to.year if chosen.valid_to else year
    if chosen.withdrawn_on is not None or not chosen.valid_from.year <= year <= last:
        raise wrong
    return chosen


def _not_twice(session: Session, actor: Actor, set_id: int, year: int) -> None:
    twin = select(Assessment.id).where(Assessment.agency_id == actor.agency_id, Assessment.set_id == set_id, Assessment.year == year)
    if session.scalar(twin) is not None:
        raise BadInput(_REFUSED, {"set_id": f"Đã có bảng chấm điểm năm {year} theo bộ tiêu chí này. Mở bảng đó để chấm tiếp."})


def answer(
    session: Session,
    actor: Actor,
    row: Assessment,
    line: ScoreLine,
    indicator: IndicatorLine,
    given: Answer,
    *,
    reason: str = "",
    explanation: str = "",
    version: int | None = None,
    now: datetime,
) -> bool:
    """The commune's answer to a line; False if nothing changed. What was judged of a line that is answered anew goes."""
    _ensure_scoring(actor, row)
    if actor.person_id is None:
        raise NotAllowed("Chỉ người dùng mới chấm điểm được.")
    told = _told(reason, "reason", indicator), _told(explanation, "explanation", indicator)
    check_own(indicator, given, told[0])
    same = (answer_of(line), line.reason, line.explanation) == (given, told[0] if given.is_not_applicable else "", told[1])
    if same:
        return False
    if version is not None and version != line.version:
        theirs = {f"Chỉ tiêu {indicator.number}": figure(indicator, answer_of(line)), "Giải trình": line.explanation}
        raise Conflict("Chỉ tiêu này vừa được người khác chấm. Xem lại trước khi lưu.", theirs, {"Đang nhập": figure(indicator, given)})
    before = _values(indicator, line)
    line.is_passed, line.figure, line.is_not_applicable = given.is_passed, given.figure, given.is_not_applicable
    line.reason, line.explanation = told[0] if given.is_not_applicable else "", told[1]
    line.answered_by_id, line.answered_at = actor.person_id, now
    _forget_verdict(line)
    session.flush()
    after = _values(indicator, line)
    audit.record(session, actor, "answer", "score_line", line.id, now=now, before=before, after=after)
    return True


def _forget_verdict(line: ScoreLine) -> None:
    """A line that is answered anew waits for a new verdict."""
    line.verdict, line.appraised_is_passed, line.appraised_figure, line.comment = None, None, None, ""
    line.appraised_by_id, line.appraised_at = None, None


def _proof_changed(row: Assessment, line: ScoreLine) -> None:
    """A file that was sent back: the verdict spoke of other proof."""
    if row.state is AssessmentState.SCORING and line.verdict is not None:
        _forget_verdict(line)


def _values(indicator: IndicatorLine, line: ScoreLine) -> dict[str, str]:
    told = {"Chấm": figure(indicator, answer_of(line)), "Lý do không áp dụng": line.reason, "Giải trình": line.explanation}
    return {"Chỉ tiêu": indicator.number} | {name: words for name, words in told.items() if words}


def _told(words: str, name: str, indicator: IndicatorLine) -> str:
    said = words.strip()
    if len(said) > _LONGEST:
        raise BadInput(_REFUSED, {name: f"Chỉ tiêu {indicator.number}: nội dung dài quá 4.000 ký tự. Rút gọn lại."})
    return said


def _ensure_scoring(actor: Actor, row: Assessment) -> None:
    ensure(actor, Can.CRITERIA_SCORE, row)
    if row.state is not AssessmentState.SCORING:
        raise WrongState(f"Bảng chấm điểm ở bước “{STATES[row.state]}” nên không sửa điểm được.")


def answer_conditions(
    session: Session, actor: Actor, row: Assessment, titles: Sequence[str], given: Mapping[int, bool], *, now: datetime
) -> bool:
    """The set's further conditions, each fulfilled or not, by their place in the set; those left out stay."""
    _ensure_scoring(actor, row)
    before = [*row.own_conditions, *([None] * len(titles))][: len(titles)]
    after = [given.get(place, kept) for place, kept in enumerate(before)]
    if after == before:
        return False
    row.own_conditions = after
    session.flush()
    told = {title: _yes(one) for title, one in zip(titles, after, strict=True)}
    was = {title: _yes(one) for title, one in zip(titles, before, strict=True)}
    audit.record(session, actor, "answer_conditions", "assessment", row.id, now=now, before=was, after=told)
    return True


def _yes(given: bool | None) -> str:  # noqa: FBT001 - the answer itself
    return {True: "Đáp ứng", False: "Không đáp ứng", None: ""}[given]


# --- proofs


def take(session: Session, actor: Actor, row: Assessment, line: ScoreLine, evidence_id: int, *, today: date, now: datetime) -> ScoreProof:
    """Use accepted evidence of the commune's plan for a line; that of another unit is refused, and so is what is not there."""
    _ensure_provable(actor, row, line)
    evidence = sheet_queries.may_serve(session, row, evidence_id)
    if evidence is None:
        raise BadInput(NOT_OURS, {"evidence_id": NOT_OURS})
    return _linked(session, actor, row, line, evidence, today, now)


def prove(session: Session, actor: Actor, row: Assessment, line: ScoreLine, proof: Proof, *, today: date, now: datetime) -> ScoreProof:
    """A new proof of a line: a file, a document's number, a row of a register."""
    _ensure_provable(actor, row, line)
    scope = Scope(row.agency_id, actor.holdings[0].unit_id if actor.holdings else row.unit_id)
    evidence = evidence_actions.keep(session, actor, scope, proof, today=today, now=now, can=Can.CRITERIA_SCORE)
    return _linked(session, actor, row, line, evidence, today, now)


def _ensure_provable(actor: Actor, row: Assessment, line: ScoreLine) -> None:
    """While the commune scores, and while a question about this line waits for it."""
    ensure(actor, Can.CRITERIA_SCORE, row)
    is_asked = row.state is AssessmentState.SENT and line.verdict is LineVerdict.ASKED
    if row.state is not AssessmentState.SCORING and not is_asked:
        raise WrongState(f"Bảng chấm điểm ở bước “{STATES[row.state]}” nên không thêm, gỡ minh chứng được.")


def _linked(session: Session, actor: Actor, row: Assessment, line: ScoreLine, evidence: Evidence, today: date, now: datetime) -> ScoreProof:
    twin = select(ScoreProof).where(ScoreProof.score_line_id == line.id, ScoreProof.evidence_id == evidence.id)
    if found := session.scalar(twin):
        return found
    link = ScoreProof(score_line_id=line.id, evidence_id=evidence.id, submitted_by_id=actor.person_id, submitted_at=now, submitted_on=today)
    session.add(link)
    _proof_changed(row, line)
    session.flush()
    after = {"line": line.id, "evidence": evidence.id}
    audit.record(session, actor, "prove", "score_proof", link.id, now=now, after=after, agency_id=row.agency_id)
    return link


def take_off(session: Session, actor: Actor, row: Assessment, link: ScoreProof, *, now: datetime) -> None:
    """Take a proof off its line, whose own it was; the evidence stays in the store for what else it proves."""
    _ensure_provable(actor, row, link.line)
    if link.verdict is Verdict.ACCEPTED and row.state is not AssessmentState.SCORING:
        raise WrongState("Minh chứng đã được chấp nhận khi thẩm định nên không gỡ được.")
    before = {"line": link.score_line_id, "evidence": link.evidence_id}
    session.delete(link)
    _proof_changed(row, link.line)
    session.flush()
    audit.record(session, actor, "take_off", "score_proof", link.id, now=now, before=before, agency_id=row.agency_id)


def reply(session: Session, actor: Actor, row: Assessment, line: ScoreLine, words: str, *, today: date, now: datetime) -> None:
    """Answer what the appraiser asked about a line; the score itself stays."""
    ensure(actor, Can.CRITERIA_SCORE, row)
    if row.state is not AssessmentState.SENT or line.verdict is not LineVerdict.ASKED:
        raise WrongState("Chỉ tiêu này không có yêu cầu làm rõ nào đang chờ.")
    if not words.strip():
        raise BadInput(_REFUSED, {"reply": "Nhập nội dung làm rõ."})
    line.reply, line.replied_on = words.strip()[:_LONGEST], today
    session.flush()
    audit.record(session, actor, "reply", "score_line", line.id, now=now, after={"Làm rõ": line.reply}, agency_id=row.agency_id)
