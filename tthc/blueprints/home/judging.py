"""What rounds of inspection and score sheets ask of a person, on the first page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from tthc.core.criteria.queries import waiting as score_waiting
from tthc.core.criteria.rules.assessments import AssessmentState
from tthc.core.inspections.actions import ROUNDS
from tthc.core.inspections.queries import rounds as round_queries
from tthc.core.inspections.rules import MEMBER_ROLES
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.vietnamese import day as day_words
from tthc.kernel.vietnamese import number
from tthc.web.guards import actor, today
from tthc.web.register_desk import DeskCount, DeskLine
from tthc.web.register_ui import row_href

_JUDGING = {AssessmentState.SENT: "hồ sơ chờ thẩm định", AssessmentState.APPRAISED: "hồ sơ chờ quyết định"}


@dataclass(frozen=True)
class RoundLine:
    """A round whose team the person is on, and is not over."""

    title: str
    href: str | None
    badge: Badge | None
    words: str


def own_rounds() -> tuple[RoundLine, ...]:
    """The rounds one is on, the next first; its page says what to do."""
    return tuple(_round(one) for one in round_queries.mine(db.session(), actor()))


def _round(one: round_queries.MyRound) -> RoundLine:
    row, at = one.row, one.standing
    days = day_words(row.starts_on) + (f" – {day_words(row.ends_on)}" if row.ends_on != row.starts_on else "")
    left = f" · phiếu còn {at.unmarked}/{at.items} nội dung" if at.unmarked else ""
    href = row_href("inspection_round", row.id)
    return RoundLine(one.object_name or row.object_name, href, ROUNDS.badge(row, today()), f"{days} · {MEMBER_ROLES[one.role]}{left}")


def score_lines() -> tuple[DeskLine, ...]:
    """Sheets that wait for this person's judgement, questions that wait for an answer; nothing where nothing waits."""
    session, who = db.session(), actor()
    counts = [
        DeskCount(
            f"{number(one.count)} {_JUDGING[one.state]}{_of(one.year)}", url_for("new_rural.appraisals", year=one.year), one.count, False
        )
        for one in score_waiting.to_judge(session, who)
    ]
    counts += [
        DeskCount(f"{number(one.count)} chỉ tiêu phải làm rõ{_of(one.year)}", url_for("new_rural.scores", year=one.year), one.count, False)
        for one in score_waiting.to_answer(session, who)
    ]
    return (DeskLine("Chấm điểm, thẩm định", counts[0].href, tuple(counts)),) if counts else ()


def _of(year: int) -> str:
    return "" if year == today().year else f" năm {year}"
