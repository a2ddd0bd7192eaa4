"""The score sheet as its pages draw it: lines, how it stands, terms, what may be done next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for

from tthc.blueprints.new_rural.score_forms import Typed
from tthc.blueprints.new_rural.score_lines import LineView, line_view
from tthc.core.criteria.queries import assessments
from tthc.core.criteria.queries.sheet import Sheet, scorers
from tthc.core.criteria.rules.assessments import MOVES, SETTLED, STATES, AssessmentState, Move
from tthc.core.criteria.rules.clocks import StepClock
from tthc.core.criteria.rules.standing import CriterionStanding, Standing
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor
from tthc.web.lines import Link

if TYPE_CHECKING:
    from tthc.core.criteria.models import Assessment, AssessmentStep
    from tthc.core.criteria.queries.assessments import AssessmentRow

_BADGES = {
    AssessmentState.SCORING: "doing",
    AssessmentState.POSTED: "waiting",
    AssessmentState.SENT: "waiting",
    AssessmentState.APPRAISED: "waiting",
    AssessmentState.DECIDED: "done",
    AssessmentState.ANNOUNCED: "done",
}
_GAINS = 4


@dataclass(frozen=True)
class CriterionView:
    """A criterion with its lines and their sum."""

    number: str
    title: str
    sum: CriterionStanding
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class ScorePage:
    """Everything a page of an assessment shows."""

    assessment_id: int
    year: int
    title: str
    agency: str
    badge: Badge
    can_score: bool
    can_appraise: bool
    criteria: tuple[CriterionView, ...]
    standing: Standing
    final: Standing
    is_judged: bool
    missing: tuple[LineView, ...]
    clocks: tuple[StepClock, ...]
    is_unsure: bool
    conditions: tuple[tuple[int, str, bool | None], ...]
    steps: Sequence[tuple[str, AssessmentStep]]
    back: AssessmentStep | None
    next: Link | None
    others: tuple[Link, ...]
    links: tuple[Link, ...]
    result: str
    home: Link

    @property
    def lines(self) -> tuple[LineView, ...]:
        """All lines in their order."""
        return tuple(line for criterion in self.criteria for line in criterion.lines)

    @property
    def counting(self) -> Standing:
        """What counts for this reader: after the appraisal, but for the commune that scores its own figure."""
        return self.final if self.is_judged and not self.can_score else self.standing

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the figure says, without what the list of the criteria says anyway."""
        return tuple(one for one in self.counting.sentences if not one.startswith("Tiêu chí"))

    @property
    def gains(self) -> tuple[str, ...]:
        """What would earn the most."""
        return tuple(gain.sentence for gain in self.standing.gains[:_GAINS])


def state_badge(row: Assessment | AssessmentRow) -> Badge:
    """How far it is; a decided one says how it ended."""
    if row.state in SETTLED:
        return Badge("Đạt" if row.is_met else "Chưa đạt", "done" if row.is_met else "late")
    return Badge(STATES[row.state], _BADGES[row.state])


def score_page(
    sheet: Sheet,
    *,
    is_appraising: bool = False,
    typed: Mapping[int, Typed] | None = None,
    faults: Mapping[int, Mapping[str, str]] | None = None,
) -> ScorePage:
    """The page of a sheet, for the one who scores it or for the one who appraises it."""
    row = sheet.row
    views = {
        line.indicator.id: line_view(sheet, line, (typed or {}).get(line.row.id), (faults or {}).get(line.row.id, {}))
        for line in sheet.lines
    }
    steps = assessments.steps(db.session(), row)
    moves = _moves(sheet)
    return ScorePage(
        assessment_id=row.id,
        year=row.year,
        title=row.criteria_set.title,
        agency=row.agency.name,
        badge=state_badge(row),
        can_score=row.state is AssessmentState.SCORING and may(actor(), Can.CRITERIA_SCORE, row),
        can_appraise=row.state is AssessmentState.SENT and _is_judge(row),
        criteria=_criteria(sheet.final if is_appraising else sheet.own, views),
        standing=sheet.own,
        final=sheet.final,
        is_judged=any(line.row.verdict for line in sheet.lines),
        missing=tuple(view for view in views.values() if view.gap),
        clocks=sheet.clocks,
        is_unsure=sheet.terms.is_unsure,
        conditions=_conditions(sheet),
        steps=[(MOVES[Move(step.move)].told, step) for step in steps],
        back=assessments.back_reason(steps),
        next=moves[0] if moves else None,
        others=tuple(moves[1:]),
        links=_links(sheet),
        result=_result(row),
        home=_home(row.year, is_appraising=is_appraising),
    )


def _criteria(standing: Standing, views: Mapping[int | None, LineView]) -> tuple[CriterionView, ...]:
    return tuple(
        CriterionView(
            one.criterion.number, one.criterion.title, one, tuple(views[each.line.id] for each in one.lines if each.line.id in views)
        )
        for one in standing.criteria
    )


def _conditions(sheet: Sheet) -> tuple[tuple[int, str, bool | None], ...]:
    said = [*(sheet.row.conditions or sheet.row.own_conditions), *([None] * len(sheet.table.conditions))]
    return tuple((place, words, said[place]) for place, words in enumerate(sheet.table.conditions))


def _home(year: int, *, is_appraising: bool) -> Link:
    if is_appraising:
        return Link("Thẩm định", url_for("new_rural.appraisals", year=year))
    return Link("Chấm điểm", url_for("new_rural.scores", year=year))


def _is_judge(row: Assessment) -> bool:
    return may(actor(), Can.CRITERIA_APPRAISE, row) and not scorers(db.session(), actor(), row)


def step_href(row: Assessment, move: Move) -> str:
    """The page of a step."""
    return url_for("new_rural.score_step", year=row.year, assessment_id=row.id, move=MOVES[move].slug)


def may_move(row: Assessment, move: Move) -> bool:
    """Whether this person may take this step now."""
    if MOVES[move].before is not row.state:
        return False
    who = actor()
    if move in (Move.POST, Move.RECALL, Move.SEND):
        return may(who, Can.CRITERIA_SCORE, row)
    if move in (Move.DECIDE, Move.REOPEN):
        return may(who, Can.CRITERIA_DECIDE, row)
    return _is_judge(row) or (move is Move.ANNOUNCE and may(who, Can.CRITERIA_DECIDE, row))


def _moves(sheet: Sheet) -> list[Link]:
    """The step that comes next first, then those that lead back."""
    row = sheet.row
    found = [move for move in Move if may_move(row, move)]
    return [Link(MOVES[move].words, step_href(row, move)) for move in sorted(found, key=lambda move: MOVES[move].is_back)]


def _links(sheet: Sheet) -> tuple[Link, ...]:
    row = sheet.row
    at: dict[str, Any] = {"year": row.year, "assessment_id": row.id}
    found = [Link("Hồ sơ đề nghị", url_for("new_rural.score_papers", **at))]
    if row.state is not AssessmentState.SCORING:
        found.append(Link("Ý kiến góp ý", url_for("new_rural.score_comments", **at)))
        found.append(Link("Cuộc họp của xã", url_for("new_rural.score_meeting", **at, meeting="hop")))
    if row.appraising_agency_id is not None:
        found.append(Link("Họp Hội đồng", url_for("new_rural.score_meeting", **at, meeting="hoi-dong")))
    if row.decided_on is not None and (may(actor(), Can.CRITERIA_APPRAISE, row) or may(actor(), Can.CRITERIA_DECIDE, row)):
        found.append(Link("Báo cáo cấp trên", url_for("new_rural.score_report_up", **at)))
    return tuple(found)


def _result(row: Assessment) -> str:
    if row.decided_on is None:
        return ""
    told = _told("Quyết định số " + row.decision_number, row.decided_on)
    return told + (f" Công bố ngày {row.announced_on:%d/%m/%Y} tại {row.announced_place}." if row.announced_on else " Chưa công bố.")


def _told(words: str, on: date) -> str:
    return f"{words} ngày {on:%d/%m/%Y}."
