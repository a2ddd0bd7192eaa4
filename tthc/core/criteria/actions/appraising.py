"""The appraiser's word on each line (agree, lower, ask) and on each proof."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.criteria.actions.moving import ensure_appraiser
from tthc.core.criteria.models import Assessment, ScoreLine, ScoreProof
from tthc.core.criteria.queries.assessments import answer_of
from tthc.core.criteria.rules.assessments import (
    STATES,
    VERDICTS,
    AssessmentState,
    LineVerdict,
    check_lowered,
    check_question,
    figure,
)
from tthc.core.criteria.rules.sets import UNANSWERED, Answer, IndicatorLine
from tthc.core.evidence.models import Verdict
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure


def appraise(
    session: Session,
    actor: Actor,
    row: Assessment,
    line: ScoreLine,
    indicator: IndicatorLine,
    verdict: LineVerdict,
    *,
    lowered: Answer = UNANSWERED,
    words: str = "",
    refused: Collection[int] = (),
    version: int | None = None,
    today: date,
    now: datetime,
) -> None:
    """A verdict on a line; `refused` are the proofs that are not accepted, all others of an agreed or lowered line are."""
    ensure(actor, Can.CRITERIA_APPRAISE, row)
    ensure_appraiser(session, actor, row)
    if row.state is not AssessmentState.SENT:
        raise WrongState(f"Hồ sơ ở bước “{STATES[row.state]}” nên không thẩm định từng chỉ tiêu được.")
    if version is not None and version != line.version:
        raise Conflict("Chỉ tiêu này vừa có người khác thẩm định hoặc làm rõ. Tải lại trang trước khi lưu.")
    own = answer_of(line)
    if verdict is LineVerdict.LOWERED:
        check_lowered(indicator, own, lowered, words)
    elif verdict is LineVerdict.ASKED:
        check_question(indicator, words)
    elif refused and not words.strip():
        raise BadInput("Chưa lưu được.", {"reason": f"Chỉ tiêu {indicator.number}: nêu lý do không chấp nhận minh chứng."})
    before = _told(indicator, line)
    _write(line, verdict, lowered, words.strip(), actor, today, now)
    if verdict is not LineVerdict.ASKED:
        _judge_proofs(session, actor, line, refused, words.strip(), today, now)
    session.flush()
    after = _told(indicator, line)
    audit.record(session, actor, "appraise", "score_line", line.id, now=now, before=before, after=after, agency_id=row.agency_id)


def _write(line: ScoreLine, verdict: LineVerdict, lowered: Answer, words: str, actor: Actor, today: date, now: datetime) -> None:
    line.verdict, line.comment = verdict, words
    is_lowered = verdict is LineVerdict.LOWERED
    line.appraised_is_passed = lowered.is_passed if is_lowered else None
    line.appraised_figure = lowered.figure if is_lowered else None
    line.appraised_by_id, line.appraised_at = actor.person_id, now
    if verdict is LineVerdict.ASKED:
        line.question, line.asked_on, line.reply, line.replied_on = words, today, "", None


def _told(indicator: IndicatorLine, line: ScoreLine) -> dict[str, str]:
    if line.verdict is None:
        return {}
    told = {"Chỉ tiêu": indicator.number, "Thẩm định": VERDICTS[line.verdict], "Ý kiến": line.comment}
    if line.verdict is LineVerdict.LOWERED:
        told["Điểm sau thẩm định"] = figure(indicator, Answer(line.appraised_is_passed, line.appraised_figure))
    return {name: words for name, words in told.items() if words}


def _judge_proofs(
    session: Session, actor: Actor, line: ScoreLine, refused: Collection[int], words: str, today: date, now: datetime
) -> None:
    for link in session.scalars(select(ScoreProof).where(ScoreProof.score_line_id == line.id).order_by(ScoreProof.id)):
        link.verdict = Verdict.RETURNED if link.id in refused else Verdict.ACCEPTED
        link.comment = words if link.id in refused else ""
        link.verified_by_id, link.verified_at, link.verified_on = actor.person_id, now, today
