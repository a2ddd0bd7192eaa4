"""The columns of the register of rounds, and what must hold between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tthc.core.inspections.rules import FORMS, Form
from tthc.core.registers.rules import UNIT, Column, Kind, Lookups
from tthc.kernel.vietnamese import day

LONGEST = 5_000
OBJECTS = "objects"  # in Lookups.known: whom the agency can or could inspect, of all times
GONE = "gone"  # in Lookups.known: unit -> (first day, last day) of those that began or ended

COLUMNS: tuple[Column, ...] = (
    Column(
        "object_id",
        "Đơn vị được kiểm tra",
        Kind.CHOICE,
        is_required=True,
        choices_from=OBJECTS,
        is_filter=True,
        spellings=("đơn vị kiểm tra", "đối tượng kiểm tra", "đơn vị, địa phương được kiểm tra", "tên đơn vị được kiểm tra"),
    ),
    Column(
        "form",
        "Hình thức",
        Kind.CHOICE,
        is_required=True,
        choices={str(form): words for form, words in FORMS.items()},
        choice_spellings={
            "kiem tra theo ke hoach": Form.PLANNED,
            "dinh ky": Form.PLANNED,
            "kiem tra dot xuat": Form.UNANNOUNCED,
            "truc tuyen": Form.ONLINE,
            "qua he thong": Form.ONLINE,
        },
        is_filter=True,
        spellings=("hình thức kiểm tra",),
        hint="Kiểm tra đột xuất sắp tới không nhập tại đây: chuẩn bị tại mục Kiểm tra đột xuất.",
    ),
    Column("starts_on", "Từ ngày", Kind.DAY, is_required=True, spellings=("ngày kiểm tra", "ngày bắt đầu", "thời gian kiểm tra")),
    Column("ends_on", "Đến ngày", Kind.DAY, spellings=("ngày kết thúc",), hint="Để trống khi kiểm tra trong một ngày."),
    Column(
        "body",
        "Cơ quan kiểm tra",
        longest=300,
        is_listed=False,
        spellings=("đoàn kiểm tra", "đoàn kiểm tra của"),
        hint="Để trống khi cơ quan tự tổ chức; ghi tên cơ quan khác nếu cơ quan đó kiểm tra.",
    ),
    Column(
        "content",
        "Phạm vi, nội dung",
        Kind.LONG,
        longest=LONGEST,
        is_listed=False,
        spellings=("nội dung kiểm tra", "nội dung"),
        hint="Toàn phần hoặc một phần nội dung nêu trong kế hoạch.",
    ),
    Column(
        "decision_number", "Số quyết định", longest=120, is_listed=False, spellings=("quyết định thành lập đoàn", "số quyết định kiểm tra")
    ),
    Column("decided_on", "Ngày quyết định", Kind.DAY, is_listed=False),
    Column("conclusion_number", "Số kết luận", longest=120, spellings=("số thông báo kết luận", "số, ký hiệu kết luận")),
    Column("concluded_on", "Ngày kết luận", Kind.DAY, spellings=("ngày thông báo kết luận",)),
    Column("conclusion", "Kết luận", Kind.LONG, longest=20_000, is_listed=False, spellings=("nội dung kết luận", "kết quả kiểm tra")),
    replace(UNIT, title="Đơn vị theo dõi", is_listed=False),
    Column("notified_on", "Ngày thông báo lịch", Kind.DAY, is_listed=False, is_computed=True),
    Column("answered_on", "Ngày đơn vị gửi báo cáo", Kind.DAY, is_listed=False, is_computed=True),
    Column("minutes_on", "Ngày ký biên bản", Kind.DAY, is_listed=False, is_computed=True),
    Column("conclusion_due_on", "Hạn kết luận", Kind.DAY, is_listed=False, is_computed=True),
    Column("cancelled_on", "Ngày hủy", Kind.DAY, is_listed=False, is_computed=True),
    Column("cancel_reason", "Lý do hủy", Kind.LONG, is_listed=False, is_computed=True),
)


def complete(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """A round without a last day ends on its first."""
    return dict(values) | {"ends_on": values.get("ends_on") or values.get("starts_on")}


def faults(values: Mapping[str, Any], known: Lookups) -> dict[str, str]:
    """Column → what is wrong between values that were each read well."""
    found: dict[str, str] = {}
    starts, ends = values.get("starts_on"), values.get("ends_on")
    if starts and ends and ends < starts:
        found["ends_on"] = f"Ngày kết thúc {day(ends)} trước ngày bắt đầu {day(starts)}. Sửa một trong hai ngày."
    if starts and values.get("form") == Form.UNANNOUNCED and starts > known.today:
        found["form"] = (
            "Kiểm tra đột xuất chưa diễn ra không ghi vào sổ này. Chuẩn bị tại mục Kiểm tra đột xuất; sổ tự ghi khi đoàn mở đợt."
        )
    return found | _gone(values, known) | _concluded(values, known)


def _gone(values: Mapping[str, Any], known: Lookups) -> dict[str, str]:
    unit, starts = values.get("object_id"), values.get("starts_on")
    first, last = known.known.get(GONE, {}).get(unit, (None, None))
    name = known.known.get(OBJECTS, {}).get(unit, "")
    if starts and last and starts > last:
        told = f"{name}: đơn vị đã kết thúc hoạt động ngày {day(last)}, không còn vào ngày bắt đầu kiểm tra {day(starts)}."
        return {"object_id": f"{told} Chọn đơn vị đang hoạt động hoặc sửa ngày."}
    if starts and first and starts < first:
        told = f"{name}: đơn vị thành lập ngày {day(first)}, chưa có vào ngày bắt đầu kiểm tra {day(starts)}."
        return {"object_id": f"{told} Chọn đơn vị khác hoặc sửa ngày."}
    return {}


def _concluded(values: Mapping[str, Any], known: Lookups) -> dict[str, str]:
    number, on = values.get("conclusion_number"), values.get("concluded_on")
    if on is None:
        return {"concluded_on": "Kết luận đã có số thì nhập ngày kết luận."} if number else {}
    if on > known.today:
        return {"concluded_on": f"Ngày kết luận {day(on)} sau hôm nay. Nhập ngày đã ban hành kết luận."}
    if values.get("starts_on") and on < values["starts_on"]:
        return {"concluded_on": f"Ngày kết luận {day(on)} trước ngày bắt đầu kiểm tra {day(values['starts_on'])}. Kiểm tra lại hai ngày."}
    return {}


def doubts(values: Mapping[str, Any], _known: Lookups) -> dict[str, str]:
    """Column → what is said beside a row and stops nothing."""
    starts, decided = values.get("starts_on"), values.get("decided_on")
    if starts and decided and decided > starts:
        return {"decided_on": f"Quyết định ngày {day(decided)} sau ngày bắt đầu kiểm tra {day(starts)}."}
    return {}
