"""A line of a score sheet as its pages draw it, with its proofs and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from tthc.blueprints.new_rural.score_forms import FAILED, NOT_APPLICABLE, PASSED, Typed
from tthc.core.criteria.queries.sheet import ProofLine, Sheet, SheetLine
from tthc.core.criteria.rules import IndicatorKind
from tthc.core.criteria.rules.assessments import VERDICTS, AssessmentState, LineVerdict, figure
from tthc.core.criteria.rules.sets import Judgement, judge
from tthc.core.tasks.rules import Badge
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import number
from tthc.web.guards import actor

_PROOF_BADGES = {True: Badge("Được chấp nhận", "done"), False: Badge("Không chấp nhận", "returned")}
_LINE_BADGES = {LineVerdict.AGREED: "done", LineVerdict.LOWERED: "returned", LineVerdict.ASKED: "soon"}


@dataclass(frozen=True)
class ProofView:
    """A proof with its addresses."""

    id: int
    title: str
    href: str | None
    size: int | None
    badge: Badge | None
    comment: str
    sent: str
    off_href: str | None
    is_refused: bool


@dataclass(frozen=True)
class LineView:
    """A line of the sheet; `typed` stands in its fields where it was refused."""

    id: int
    number: str
    title: str
    asked: str  # the papers asked for
    is_pass: bool
    unit: str  # "%" or "điểm"
    most: str
    goal: str
    chosen: str
    figure: str
    is_not_applicable: bool
    reason: str
    explanation: str
    version: int
    badge: Badge
    sentence: str
    shown: str
    gap: str
    proofs: tuple[ProofView, ...]
    offers: int
    verdict: Badge | None
    appraised: str
    comment: str
    question: str
    reply: str
    is_asked: bool
    href: str
    save_href: str
    appraise_href: str
    faults: Mapping[str, str] = field(default_factory=dict)


def line_view(sheet: Sheet, line: SheetLine, typed: Typed | None, faults: Mapping[str, str]) -> LineView:
    """A line; `typed` is what was sent and refused."""
    row, indicator = line.row, line.indicator
    at: dict[str, Any] = {"year": sheet.row.year, "assessment_id": sheet.row.id, "score_line_id": row.id}
    judged = judge(indicator, line.scored.own)
    kept = NOT_APPLICABLE if row.is_not_applicable else {True: PASSED, False: FAILED, None: ""}[row.is_passed]
    return LineView(
        id=row.id,
        number=indicator.number,
        title=indicator.title,
        asked=indicator.evidence,
        is_pass=indicator.kind is IndicatorKind.PASS,
        unit="%" if indicator.kind is IndicatorKind.PERCENT else "điểm",
        most=number(indicator.most_points) if indicator.most_points is not None else "",
        goal=_goal(line),
        chosen=typed.chosen if typed else kept,
        figure=typed.figure if typed else ("" if row.figure is None else number(row.figure).replace(".", "")),
        is_not_applicable=typed.answer.is_not_applicable if typed else row.is_not_applicable,
        reason=typed.reason if typed else row.reason,
        explanation=typed.explanation if typed else row.explanation,
        version=row.version,
        badge=_badge(judged),
        sentence=judged.sentence,
        shown=figure(indicator, line.scored.own),
        gap=line.scored.gap,
        proofs=tuple(_proof(sheet, line, one) for one in line.proofs),
        offers=len(line.offered),
        verdict=Badge(VERDICTS[row.verdict], _LINE_BADGES[row.verdict]) if row.verdict else None,
        appraised=figure(indicator, line.scored.appraised) if row.verdict is LineVerdict.LOWERED else "",
        comment=row.comment if row.verdict is not LineVerdict.ASKED else "",
        question=row.question,
        reply=row.reply,
        is_asked=row.verdict is LineVerdict.ASKED,
        href=url_for("new_rural.score_line", **at),
        save_href=url_for("new_rural.score_answer", **at),
        appraise_href=url_for("new_rural.appraise", **at),
        faults=faults,
    )


def _goal(line: SheetLine) -> str:
    least = line.indicator.threshold
    if least is None:
        return ""
    return f"từ {number(least)}{'%' if line.indicator.kind is IndicatorKind.PERCENT else ' điểm'}"


def _proof(sheet: Sheet, line: SheetLine, one: ProofLine) -> ProofView:
    row = sheet.row
    at: dict[str, Any] = {"year": row.year, "assessment_id": row.id, "score_proof_id": one.proof_id}
    is_open = row.state is AssessmentState.SCORING or (row.state is AssessmentState.SENT and line.row.verdict is LineVerdict.ASKED)
    return ProofView(
        id=one.proof_id,
        title=one.title,
        href=url_for("new_rural.score_file", **at) if one.size is not None else None,
        size=one.size,
        badge=None if one.is_accepted is None else _PROOF_BADGES[one.is_accepted],
        comment=one.comment,
        sent=f"{one.who}, {one.submitted_on:%d/%m/%Y}",
        off_href=url_for("new_rural.score_take_off", **at) if is_open and may(actor(), Can.CRITERIA_SCORE, row) else None,
        is_refused=one.is_accepted is False,
    )


def _badge(judged: Judgement) -> Badge:
    if judged.is_not_applicable:
        return Badge("Không áp dụng", "idle")
    if not judged.is_answered:
        return Badge("Chưa chấm", "idle")
    if judged.is_met is None:
        return Badge("Đã chấm", "doing")
    return Badge("Đạt", "done") if judged.is_met else Badge("Không đạt", "late")
