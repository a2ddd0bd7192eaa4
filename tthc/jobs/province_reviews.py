"""Reviews with their cost sheets, drafts, trainings and budget lines in bulk, for measuring only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tthc.jobs.province import YEAR
from tthc.jobs.province_inspections import AT
from tthc.jobs.province_judging import spread
from tthc.kernel.text import fold

if TYPE_CHECKING:
    from tthc.jobs.province_judging import Place, Size
    from tthc.jobs.province_rows import Rows

_GROUPS = 9
_HOURS = {"before_hours": Decimal(2), "after_hours": Decimal("0.5")}
_MONEY = {f"{side}_{name}": 5_000 for side in ("before", "after") for name in ("hired", "materials", "travel", "fee")}


def fill(rows: Rows, place: Place, size: Size) -> None:
    """The whole of it."""
    own = {"agency_id": place.agency_id, "unit_id": place.desks[0], "entered_at": AT}
    for number in range(size.reviews):
        review = _review(rows, own, number)
        _costs(rows, review, size.steps)
    for number in range(size.rows):
        _draft(rows, own, number)
        _training(rows, own, number)
        _budget(rows, own, number)


def _review(rows: Rows, own: dict[str, Any], number: int) -> int:
    subject = f"Thủ tục đăng ký theo mẫu số {number}"
    is_adopted, ends = number % 3 == 0, spread(date(YEAR, 2, 1), number, 300)
    return rows.add(
        "review",
        **own,
        subject=subject,
        procedure_codes=f"1.{number:06}",
        is_planned=number % 5 > 0,
        reason="own",
        begins_on=date(YEAR, 1, 10),
        ends_on=ends,
        product="Phương án đơn giản hóa",
        finished_on=ends if is_adopted else None,
        proposal="cut_papers",
        submitted_on=ends if is_adopted else None,
        result="adopted" if is_adopted else "",
        decision_number=f"{number}/QĐ-UBND" if is_adopted else "",
        decision_on=ends if is_adopted else None,
        cost_before=1_024_000,
        cost_after=231_000,
        saving=793_000,
        saving_percent=Decimal("77.44"),
        folded=fold(subject),
    )


def _costs(rows: Rows, review: int, steps: int) -> None:
    volume = {"before_times": 1, "before_subjects": 100, "after_times": 1, "after_subjects": 100}
    rows.add("review_cost", review_id=review, gdp_year=YEAR - 1, gdp_per_head=100_000_000, **volume)
    for n in range(steps):
        rows.add("review_step", review_id=review, position=n + 1, title=f"Bước {n + 1}: chuẩn bị, nộp giấy tờ", **_HOURS, **_MONEY)


def _draft(rows: Rows, own: dict[str, Any], number: int) -> None:
    title = f"Dự thảo quyết định quy định phân cấp số {number}"
    on, shared = spread(date(YEAR, 1, 2), number, 220), {"kind": "decision", "drafter": "Phòng Tư pháp"}
    rows.add("draft_regulation", **own, **shared, title=title, drafted_on=on, has_procedures=number % 2 == 0, folded=fold(title))


def _training(rows: Rows, own: dict[str, Any], number: int) -> None:
    content = f"Tập huấn nghiệp vụ kiểm soát thủ tục hành chính lớp {number}"
    on, shared = spread(date(YEAR, 1, 2), number, 220), {"organiser": "Văn phòng UBND", "invited": 40}
    rows.add("training", **own, **shared, content=content, starts_on=on, attended=30 + number % 10, folded=fold(content))


def _budget(rows: Rows, own: dict[str, Any], number: int) -> None:
    content = f"Chi tập huấn, in tài liệu đợt {number}"
    shared = {"budget_year": str(YEAR), "group_number": number % _GROUPS + 1, "estimate": 10_000_000}
    rows.add("budget_line", **own, **shared, content=content, spent=number * 1_000, folded=fold(content))
