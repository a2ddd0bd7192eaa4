"""The registers of the section: what stands above their lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tthc.blueprints.review.panel import next_step, review_panel
from tthc.core.registers.actions import Place
from tthc.core.reviews import actions, queries
from tthc.core.reviews.queries import DraftsStanding, ReviewsStanding
from tthc.core.reviews.queries.standing import QuarterTold
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import number, percent
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi
from tthc.web.section_page import targets_of

_TARGETS = 3


@dataclass(frozen=True)
class Figure:
    """A count in words with the list behind it."""

    words: str
    href: str
    is_late: bool = False


@dataclass(frozen=True)
class ReviewsBanner:
    """How the year's reviews stand against the plan's targets, and what is missing."""

    figures: tuple[Figure, ...]
    result: str
    targets: tuple[Any, ...]


@dataclass(frozen=True)
class QuarterLine:
    """A quarter of drafts: what is said of it, and whether it can be said that it had none."""

    title: str
    words: str
    code: str
    can_tell: bool


@dataclass(frozen=True)
class DraftsBanner:
    """How the year's drafts stand."""

    result: str
    is_missing: bool
    quarters: tuple[QuarterLine, ...]
    action: str


def _reviews_banner(year: int) -> ReviewsBanner:
    found = queries.reviews_standing(db.session(), actor().agency_id or 0, year, today=today())
    return ReviewsBanner(_figures(found, year), _result(found), tuple(targets_of(Section.REVIEW, year)[:_TARGETS]))


def _figures(found: ReviewsStanding, year: int) -> tuple[Figure, ...]:
    told = (
        (found.late, "quá hạn", "qua-han", True),
        (found.unreckoned, "chưa tính chi phí", "chua-tinh-chi-phi", False),
        (found.unsent, "chưa gửi phương án", "chua-gui", False),
        (found.waiting, "chờ quyết định", "cho-quyet-dinh", False),
    )
    here = REVIEWS.href("rows", year)
    return tuple(Figure(f"{number(n)} {words}", f"{here}?loc={slug}", is_late) for n, words, slug, is_late in told if n)


def _result(found: ReviewsStanding) -> str:
    if not found.total:
        return ""
    said = f"Đã rà soát {number(found.finished)}/{number(found.total)} thủ tục, nhóm thủ tục"
    if found.percent is None:
        return f"{said}. Chưa có phương án được thông qua kèm chi phí."
    share = f"{number(found.saving)} đồng/năm ({percent(found.percent, 2)})"
    return f"{said}; {number(found.adopted)} phương án được thông qua, cắt giảm {share} chi phí tuân thủ."


def _drafts_banner(year: int) -> DraftsBanner:
    session, who = db.session(), actor()
    agency_id = who.agency_id or 0
    told = queries.quarters_told(session, agency_id, year, today=today())
    found = queries.drafts_standing(session, agency_id, told[0].quarter.start, told[-1].quarter.end)
    can_write = any(may(who, Can.REGISTER_WRITE, Place(agency_id, unit_id)) for unit_id in who.units | who.desks)
    lines = tuple(_quarter(one, can_write=can_write) for one in told)
    return DraftsBanner(_share(found, told), found.missing > 0, lines, url_for("review.tell_nothing", year=year))


def _share(found: DraftsStanding, told: Sequence[QuarterTold]) -> str:
    if found.with_procedures:
        share = percent(found.assessed * 100 / found.with_procedures, 2)
        return f"Đã đánh giá tác động {number(found.assessed)}/{number(found.with_procedures)} dự thảo có quy định thủ tục ({share})."
    if any(one.is_nothing for one in told):
        return "Chưa phát sinh dự thảo có quy định thủ tục: chỉ tiêu đánh giá tác động không áp dụng."
    return "Sổ chưa có dự thảo có quy định thủ tục."


def _quarter(one: QuarterTold, *, can_write: bool) -> QuarterLine:
    words = f"{number(one.drafts)} dự thảo" if one.drafts else "không phát sinh" if one.is_nothing else "chưa ghi"
    is_open = not one.drafts and not one.is_nothing and not one.is_ahead
    title = one.quarter.title[:1].upper() + one.quarter.title[1:]
    return QuarterLine(title, "chưa đến kỳ" if one.is_ahead else words, one.quarter.code, can_tell=is_open and can_write)


def _links(year: int) -> Sequence[Link]:
    """What only the clerk may set."""
    return (Link("Mức GDP, danh mục", url_for("review.settings", year=year)),) if may(actor(), Can.REGISTER_SET_UP) else ()


def _prefill() -> Mapping[str, Any]:
    who, day = actor(), today()
    unit_id = who.holdings[0].unit_id if who.holdings else None
    product = "Báo cáo kết quả rà soát, phương án đơn giản hóa"
    return {"begins_on": day, "ends_on": date(day.year, 12, 31), "is_planned": True, "product": product, "unit_id": unit_id}


def _prefill_draft() -> Mapping[str, Any]:
    who = actor()
    return {"drafted_on": today(), "outcome": "drafting", "unit_id": who.holdings[0].unit_id if who.holdings else None}


def _left_out(_row: Any) -> Collection[str]:
    """The panel says the costs."""
    return ("cost_before", "cost_after", "saving", "saving_percent")


REVIEWS = RegisterUi(
    actions.REVIEWS,
    "ra-soat",
    "Rà soát",
    add_words="Thêm thủ tục rà soát",
    add_endpoint="review.plan_new",
    banner="review/_reviews_banner.html",
    banner_of=_reviews_banner,
    panel="review/_panel.html",
    panel_of=review_panel,
    left_out=_left_out,
    links=_links,
    prefill=_prefill,
    desk=("qua-han",),
    act_of=next_step,
)
DRAFTS = RegisterUi(
    actions.DRAFTS,
    "du-thao",
    "Dự thảo văn bản",
    add_words="Thêm dự thảo",
    banner="review/_drafts_banner.html",
    banner_of=_drafts_banner,
    prefill=_prefill_draft,
    desk=("chua-danh-gia",),
)
