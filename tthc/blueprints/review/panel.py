"""What stands beside a review's row: the next step, the cost in one line, the procedures it names and what to do with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.blueprints.review.forms import StepForm, step_form
from tthc.core.registers import queries as register_queries
from tthc.core.reviews import queries
from tthc.core.reviews.actions import REVIEWS
from tthc.core.reviews.rules.words import CRITERIA, KEEP, Proposal, Result
from tthc.extensions import db
from tthc.kernel.policy import may
from tthc.kernel.vietnamese import day, number, percent
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import row_href


@dataclass(frozen=True)
class Way:
    """One step on a proposal's way: its words and the columns that it fills."""

    verb: str
    title: str
    columns: tuple[str, ...]


WAYS: Mapping[str, Way] = {
    way.verb: way
    for way in (
        Way("finish", "Ghi nhận hoàn thành rà soát", ("finished_on", *CRITERIA, "proposal", "proposal_2", "proposal_words")),
        Way("submit", "Gửi phương án", ("level", "submission_number", "submitted_on")),
        Way("decide", "Ghi kết quả", ("result", "decision_number", "decision_on", "result_words")),
    )
}


@dataclass(frozen=True)
class StepView:
    """The form of the next step."""

    title: str
    action: str
    form: StepForm


@dataclass(frozen=True)
class ProcedureLine:
    """A procedure that the review names."""

    code: str
    name: str
    href: str | None


@dataclass(frozen=True)
class Panel:
    """Everything `review/_panel.html` shows."""

    step: StepView | None
    cost: str
    cost_words: str
    cost_link: Link
    procedures: tuple[ProcedureLine, ...]
    advice: str


def way_of(row: Any) -> Way | None:
    """The step that is next; None where nothing is left to do."""
    if row.finished_on is None or not row.proposal:
        return WAYS["finish"]
    if row.result == Result.WAITING:
        return WAYS["decide"]
    if row.result or row.submitted_on is not None or row.proposal == KEEP:
        return None
    return WAYS["submit"]


def next_step(row: Any, year: int) -> Link | None:
    """The one thing that is next for a row of the list."""
    if row.finished_on is not None and row.proposal not in ("", KEEP) and row.cost_before is None and not row.result:
        return Link("Tính chi phí", url_for("review.costs", year=year, review_id=row.id))
    return None


def review_panel(row: Any, year: int) -> Panel:
    """Load the panel; a constant number of queries."""
    session = db.session()
    (named,) = queries.procedures_named(session, row.agency_id, [row.procedure_codes])
    can_write = may(actor(), REVIEWS.write, row)
    way = way_of(row) if can_write else None
    href = url_for("review.costs", year=year, review_id=row.id)
    has_costs = row.cost_before is not None
    title = "Mở bảng tính chi phí" if has_costs or not can_write else "Tính chi phí tuân thủ"
    return Panel(
        step=step_view(row, year, way) if way else None,
        cost=_cost(row),
        cost_words=_cost_words(row),
        cost_link=Link(title, href),
        procedures=tuple(
            ProcedureLine(one.code, one.name, row_href("procedure", one.procedure_id) if one.procedure_id else None) for one in named
        ),
        advice=_advice(row),
    )


def step_view(row: Any, year: int, way: Way, form: StepForm | None = None) -> StepView:
    """The form of a step, filled with what the row has; its day is today until another is typed."""
    known = register_queries.lookups(db.session(), row.agency_id, REVIEWS, today())
    start = {name: getattr(row, name) for name in way.columns}
    start |= {name: today() for name in way.columns if name.endswith("_on") and start[name] is None}
    made = form or step_form(way.columns, known, formdata=None, values=start | {"version": str(row.version)})
    return StepView(way.title, url_for(f"review.{way.verb}", year=year, review_id=row.id), made)


def _cost(row: Any) -> str:
    if row.cost_before is None:
        return ""
    return f"{number(row.cost_before)} đ → {number(row.cost_after)} đ mỗi năm"


def _cost_words(row: Any) -> str:
    if row.cost_before is None:
        return "Chưa tính chi phí tuân thủ."
    if row.saving_percent is None:
        return "Chi phí trước rà soát bằng 0 nên không tính được tỷ lệ cắt giảm."
    way = "Cắt giảm" if row.saving >= 0 else "Tăng"
    return f"{way} {number(abs(row.saving))} đ ({percent(abs(row.saving_percent), 2)})"


def _advice(row: Any) -> str:
    """What an adopted proposal asks of the register of procedures; nothing there changes by itself."""
    if row.result not in (Result.ADOPTED, Result.PARTLY):
        return ""
    decided = f"{row.decision_number} ngày {day(row.decision_on)}"
    if Proposal.ABOLISH in (row.proposal, row.proposal_2, row.proposal_3):
        return f"Phương án bãi bỏ đã được thông qua tại {decided}. Khi có quyết định công bố bãi bỏ, ghi quyết định đó vào {_BOOK}."
    return f"Phương án đã được thông qua tại {decided}. Khi có quyết định công bố sửa đổi, ghi quyết định đó vào {_BOOK}."


_BOOK = "danh mục thủ tục (Công bố, công khai); danh mục không tự thay đổi"
