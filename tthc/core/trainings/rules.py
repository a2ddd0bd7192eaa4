"""What the register of trainings asks for: who was taught what, when, how many were asked and how many came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tthc.core.registers.rules import UNIT, Column, Kind, Lookups
from tthc.core.tasks.rules import Badge
from tthc.kernel.vietnamese import day, number

REGISTER = "training"
_FIRST_DAY = date(2000, 1, 1)
_LONGEST_DAYS = 366

COLUMNS: tuple[Column, ...] = (
    Column("content", "Nội dung tập huấn", is_required=True, spellings=("nội dung", "tên lớp", "tên lớp tập huấn", "chuyên đề")),
    Column("organiser", "Đơn vị tổ chức", is_required=True, longest=300, spellings=("cơ quan tổ chức", "đơn vị chủ trì")),
    Column("starts_on", "Ngày bắt đầu", Kind.DAY, is_required=True, spellings=("ngày", "thời gian", "từ ngày", "ngày tổ chức")),
    Column(
        "ends_on",
        "Ngày kết thúc",
        Kind.DAY,
        is_listed=False,
        spellings=("đến ngày",),
        hint="Để trống nếu tập huấn trong một ngày.",
    ),
    Column("place", "Địa điểm", longest=300, is_listed=False, spellings=("nơi tổ chức",)),
    Column("audience", "Đối tượng", longest=300, is_listed=False, spellings=("thành phần", "đối tượng tập huấn")),
    Column("invited", "Số người triệu tập", Kind.COUNT, is_summed=True, spellings=("số người được mời", "số triệu tập", "triệu tập")),
    Column("attended", "Số người tham dự", Kind.COUNT, is_summed=True, spellings=("số người dự", "tham dự", "số lượt người")),
    Column(
        "doc_number",
        "Số văn bản triệu tập",
        longest=120,
        spellings=("giấy mời", "số giấy mời", "văn bản", "số văn bản"),
    ),
    Column("doc_on", "Ngày văn bản", Kind.DAY, is_listed=False),
    Column("result", "Kết quả", Kind.LONG, longest=2000, is_listed=False, spellings=("kết quả tập huấn", "ghi chú")),
    UNIT,
)


def faults(values: Mapping[str, Any], _: Lookups) -> Mapping[str, str]:
    """What is wrong with a row whose values were each read well."""
    begins: date = values["starts_on"]
    ends: date | None = values.get("ends_on")
    found: dict[str, str] = {}
    if begins < _FIRST_DAY:
        found["starts_on"] = "Ngày bắt đầu quá xa. Kiểm tra lại năm."
    if ends is not None and ends < begins:
        found["ends_on"] = f"Ngày kết thúc {day(ends)} trước ngày bắt đầu {day(begins)}. Sửa một trong hai ngày."
    elif ends is not None and (ends - begins).days > _LONGEST_DAYS:
        found["ends_on"] = "Tập huấn dài hơn một năm. Kiểm tra lại ngày kết thúc."
    return found | _of_one_to_come(values, _.today)


def _of_one_to_come(values: Mapping[str, Any], today: date) -> dict[str, str]:
    """A training may be entered before it takes place; then nobody has come yet."""
    if values["starts_on"] <= today or values.get("attended") is None:
        return {}
    return {"attended": f"Lớp tập huấn ngày {day(values['starts_on'])} chưa diễn ra. Ghi số người tham dự sau khi tổ chức."}


def warnings(values: Mapping[str, Any], _: Lookups) -> Mapping[str, str]:
    """What is said beside a row and stops nothing: more people came than were asked."""
    invited, attended = values.get("invited"), values.get("attended")
    if invited is not None and attended is not None and attended > invited:
        return {"attended": f"Số người tham dự ({number(attended)}) nhiều hơn số triệu tập ({number(invited)}). Kiểm tra lại hai số."}
    return {}


def badge(starts_on: date, ends_on: date | None, attended: int | None, today: date) -> Badge | None:
    """Whether it is still to come, or took place and nobody wrote down who came."""
    if starts_on > today:
        return Badge(f"Tổ chức ngày {day(starts_on)}", "idle")
    if (ends_on or starts_on) < today and attended is None:
        return Badge("Chưa ghi số người tham dự", "soon")
    return None
