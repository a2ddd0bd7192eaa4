"""Kiểm tra, tự kiểm tra: inspection of units and self-inspection."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import url_for

from tthc.blueprints.inspection.finding_register import FINDINGS
from tthc.blueprints.inspection.returns import RETURNS
from tthc.blueprints.inspection.round_panel import quick_act, round_panel
from tthc.core.inspections.actions import ROUNDS as ROUND_BOOK
from tthc.core.inspections.queries import waiting
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import number
from tthc.web.guards import actor, today
from tthc.web.lines import Link, Tab
from tthc.web.register_ui import RegisterUi, Waiting
from tthc.web.section_kit import section_blueprint


def _tabs(year: int) -> Sequence[Tab]:
    """The programme for everyone; what is asked of the own units for those who are inspected."""
    found = [Tab("Chương trình năm", url_for("inspection.programme", year=year))]
    if may(actor(), Can.INSPECTION_ANSWER):
        found.append(Tab("Đơn vị được kiểm tra", url_for("inspection.inspected", year=year)))
    return found


def _waits(year: int) -> Sequence[Waiting]:
    """What rounds ask of the person's own units, and the rounds that he is on."""
    asked = waiting.expected_of(db.session(), actor(), today())
    here, own = url_for("inspection.inspected", year=year), url_for("inspection.my_rounds", year=year)
    words = (
        (asked.reports - asked.late, "báo cáo theo đề cương phải gửi", here, False),
        (asked.late, "báo cáo theo đề cương quá hạn", here, True),
        (asked.minutes, "biên bản chờ đơn vị ký", here, False),
        (asked.own, "đợt của tôi", own, False),
    )
    return tuple(Waiting(f"{number(count)} {told}", href, count, is_late) for count, told, href, is_late in words if count)


def _links(year: int) -> Sequence[Link]:
    """One's own rounds, what is prepared unannounced (for every reader alike), and the clerk's terms."""
    found = [
        Link("Đợt kiểm tra của tôi", url_for("inspection.my_rounds", year=year)),
        Link("Kiểm tra đột xuất", url_for("inspection.safes")),
    ]
    return [*found, Link("Thời hạn", url_for("inspection.terms", year=year))] if may(actor(), Can.REGISTER_SET_UP) else found


def _left_out(_row: Any) -> Collection[str]:
    """The panel says how far the round is."""
    return ("notified_on", "answered_on", "minutes_on", "conclusion_due_on")


def _prefill() -> Mapping[str, Any]:
    who = actor()
    return {"form": "planned", "unit_id": who.holdings[0].unit_id if who.holdings else None}


ROUNDS = RegisterUi(
    ROUND_BOOK,
    "dot-kiem-tra",
    "Đợt kiểm tra",
    add_words="Thêm đợt kiểm tra",
    prefill=_prefill,
    panel="inspection/_round_panel.html",
    panel_of=round_panel,
    panel_side="inspection/_round_side.html",
    left_out=_left_out,
    links=_links,
    act_of=quick_act,
    desk=("dang-kiem-tra", "cho-ket-luan", "qua-han"),
    waits=_waits,
)
bp = section_blueprint(Section.INSPECTION, __name__, ROUNDS, FINDINGS, RETURNS, tabs=_tabs)

from tthc.blueprints.inspection import (  # noqa: E402
    answers,  # noqa: F401
    finding_entry,  # noqa: F401
    findings,  # noqa: F401
    inspected,  # noqa: F401
    minutes,  # noqa: F401
    own_return,  # noqa: F401
    programme,  # noqa: F401
    programme_calendar,  # noqa: F401
    programme_class,  # noqa: F401
    round_end,  # noqa: F401
    rounds,  # noqa: F401
    safe,  # noqa: F401
    safe_contents,  # noqa: F401
    sheet,  # noqa: F401
)
