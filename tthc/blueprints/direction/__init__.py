"""Chỉ đạo, điều hành: direction of the work, training, budget and whatever fits no other section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from tthc.core.budgets import queries as budget_queries
from tthc.core.budgets.actions import BOOK as BUDGET_LINES
from tthc.core.budgets.rules import Sums
from tthc.core.trainings.actions import BOOK as TRAININGS
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi
from tthc.web.section_kit import section_blueprint


def _links(year: int) -> Sequence[Link]:
    if not may(actor(), Can.REGISTER_SET_UP):
        return ()
    return (Link("Nhóm nội dung chi", url_for("direction.budget_groups", year=year)),)


def _banner(year: int) -> Sums:
    return budget_queries.sums(db.session(), actor(), year)


def _this_year() -> Mapping[str, Any]:
    return {"budget_year": str(today().year)}


TRAINING = RegisterUi(TRAININGS, "tap-huan", "Tập huấn", add_words="Thêm lớp tập huấn", desk=("chua-ghi-so-nguoi",))
BUDGET = RegisterUi(
    BUDGET_LINES,
    "kinh-phi",
    "Kinh phí",
    add_words="Thêm khoản kinh phí",
    banner="direction/_budget.html",
    banner_of=_banner,
    links=_links,
    prefill=_this_year,
    given=("budget_year",),
)
bp = section_blueprint(Section.DIRECTION, __name__, TRAINING, BUDGET)

from tthc.blueprints.direction import views  # noqa: E402, F401
