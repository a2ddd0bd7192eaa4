"""What the register of money asks for, the content groups it is booked under, and what is left of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.core.registers.rules import UNIT, Column, Kind, Lookups
from tthc.core.tasks.rules import Badge
from tthc.kernel.document import fingerprint
from tthc.kernel.vietnamese import day, number

REGISTER = "budget_line"
GROUPS = "groups"  # in Lookups.known: number -> "1. Nhập dữ liệu, …"
TASKS = "tasks"  # in Lookups.known: id -> "2024, PL2.3: …", of the agency's plans in force
TASK_YEARS = "task_years"  # in Lookups.known: id -> the years of its plan
LONGEST_TITLE = 300
# Circular 167/2012/TT-BTC, article 3. Whether it was replaced is not known: an agency may word, add and order groups itself.
CONTENTS: Mapping[int, str] = {
    1: "Nhập dữ liệu, công bố, công khai thủ tục hành chính",
    2: "Lấy ý kiến về dự thảo văn bản có quy định thủ tục hành chính",
    3: "Rà soát độc lập, điền biểu mẫu, báo cáo tổng hợp, báo cáo chuyên đề",
    4: "Họp, hội thảo",
    5: "Tập huấn, sơ kết, tổng kết, kiểm tra",
    6: "Thuê chuyên gia tư vấn",
    7: "Hỗ trợ cán bộ, công chức đầu mối kiểm soát thủ tục hành chính",
    8: "Khen thưởng",
    9: "Chi khác: truyền thông, tài liệu, thiết bị, khảo sát, thi, học tập, làm thêm giờ, dịch thuật",
}
_YEAR = re.compile(r"20[0-9]{2}|2100")

COLUMNS: tuple[Column, ...] = (
    Column("content", "Nội dung chi", is_required=True, spellings=("nội dung", "khoản chi", "diễn giải")),
    Column(
        "budget_year",
        "Năm ngân sách",
        Kind.CODE,
        is_required=True,
        is_listed=False,
        longest=4,
        spellings=("năm", "năm dự toán"),
    ),
    Column(
        "group_number",
        "Nhóm nội dung",
        Kind.CHOICE,
        is_required=True,
        choices_from=GROUPS,
        is_numbered=True,
        is_filter=True,
        spellings=("nhóm chi", "nhóm", "mục chi"),
    ),
    Column(
        "task_id",
        "Nhiệm vụ của kế hoạch",
        Kind.CHOICE,
        choices_from=TASKS,
        is_listed=False,
        spellings=("nhiệm vụ",),
        hint="Để trống nếu khoản chi không phục vụ riêng nhiệm vụ nào.",
    ),
    Column(
        "estimate", "Dự toán (đồng)", Kind.MONEY, is_required=True, is_summed=True, spellings=("dự toán", "kinh phí dự toán", "số dự toán")
    ),
    Column("spent", "Đã chi (đồng)", Kind.MONEY, is_summed=True, spellings=("đã chi", "thực chi", "kinh phí thực hiện", "quyết toán")),
    Column("doc_number", "Số văn bản, chứng từ", longest=120, spellings=("chứng từ", "số văn bản", "số chứng từ", "căn cứ")),
    Column("doc_on", "Ngày văn bản, chứng từ", Kind.DAY, is_listed=False, spellings=("ngày chứng từ", "ngày văn bản", "ngày")),
    Column("note", "Ghi chú", Kind.LONG, longest=2000, is_listed=False),
    UNIT,
)


def faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """What is wrong with a row whose values were each read well."""
    found: dict[str, str] = {}
    year = str(values["budget_year"])
    if not _YEAR.fullmatch(year):
        found["budget_year"] = f'Năm ngân sách "{year}" không hợp lệ. Nhập bốn chữ số, ví dụ {lookups.today.year}.'
    task_id, doc_on = values.get("task_id"), values.get("doc_on")
    if not found and task_id is not None and int(year) not in lookups.known.get(TASK_YEARS, {}).get(task_id, ()):
        found["task_id"] = f"Kế hoạch năm {year} không có nhiệm vụ này. Chọn nhiệm vụ của năm {year} hoặc sửa năm ngân sách."
    if doc_on is not None and doc_on > lookups.today:
        found["doc_on"] = f"Ngày văn bản, chứng từ {day(doc_on)} chưa đến. Kiểm tra lại ngày."
    return found


def warnings(values: Mapping[str, Any], _: Lookups) -> Mapping[str, str]:
    """What is said beside a row and stops nothing: an agency may spend over its estimate and have it approved after."""
    over = _over(values.get("estimate"), values.get("spent"))
    return {"spent": f"Đã chi vượt dự toán {number(over)} đồng. Kiểm tra lại hoặc ghi văn bản cho phép vào ghi chú."} if over else {}


def badge(estimate: int, spent: int | None, _today: date) -> Badge | None:
    """That more was spent than set aside."""
    over = _over(estimate, spent)
    return Badge("Vượt dự toán", "late") if over else None


def _over(estimate: int | None, spent: int | None) -> int:
    return max((spent or 0) - (estimate or 0), 0)


@dataclass(frozen=True)
class GroupSum:
    """One content group of a year, in đồng; `number` 0 is all of them."""

    number: int
    title: str
    estimate: int
    spent: int

    @property
    def left(self) -> int:
        """What may still be spent; below zero where the estimate was passed."""
        return self.estimate - self.spent


@dataclass(frozen=True)
class Sums:
    """What the year has set aside and spent, by group; `over` counts the lines that passed their own estimate."""

    groups: tuple[GroupSum, ...]
    over: int

    @property
    def total(self) -> GroupSum:
        """Of all groups."""
        return GroupSum(0, "Cộng", sum(one.estimate for one in self.groups), sum(one.spent for one in self.groups))


def titles(own: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Number -> words: the circular's groups, in the agency's own words where it has some, and those that it added."""
    return dict(sorted((dict(CONTENTS) | dict(own)).items()))


def named(groups: Mapping[int, str]) -> dict[int, str]:
    """The groups as they are chosen and printed: with their number."""
    return {place: f"{place}. {title}" for place, title in groups.items()}


def mark(groups: Mapping[int, str]) -> str:
    """A short mark of groups as they stand, by which a page knows whether they changed since."""
    return fingerprint({str(place): title for place, title in groups.items()})[:16]
