"""The columns of the register of feedback, and what is wrong with values that were each read well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tthc.core.feedback.rules.words import CHANNELS, CLASSES, OUTCOMES, REFUSALS, RESOLVING, SATISFACTIONS, STATES, SUBJECTS
from tthc.core.registers.rules import UNIT, Column, Kind, Lookups

LONGEST_CONTENT = 10_000
_TIME = re.compile(r"([01]?\d|2[0-3])[:hg.]([0-5]\d)")
_PHONE = re.compile(r"\+?[\d .()-]{8,20}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SHAPES = (
    ("received_time", _TIME, "Giờ tiếp nhận không hợp lệ. Nhập theo dạng giờ:phút, ví dụ 14:30."),
    ("phone", _PHONE, "Điện thoại không hợp lệ. Nhập từ 8 chữ số trở lên, ví dụ 0912 345 678."),
    ("email", _EMAIL, "Thư điện tử không hợp lệ. Nhập địa chỉ có dạng ten@donvi.vn."),
)


def _past(name: str, title: str, kind: Kind = Kind.TEXT, **more: Any) -> Column:
    """What the steps write; only a sheet brings it, of what was done before the program was used."""
    return Column(name, title, kind, is_computed=True, is_carried=True, is_listed=False, **more)


COLUMNS: tuple[Column, ...] = (
    Column("entry", "Số", is_computed=True),
    Column("received_on", "Ngày tiếp nhận", Kind.DAY, is_required=True, spellings=("ngày nhận", "thời điểm tiếp nhận")),
    Column("received_time", "Giờ tiếp nhận", longest=8, is_listed=False, hint="Ví dụ 14:30; bỏ trống nếu không ghi.", spellings=("giờ",)),
    Column(
        "channel",
        "Hình thức tiếp nhận",
        Kind.CHOICE,
        is_required=True,
        choices=CHANNELS,
        is_listed=False,
        spellings=("kênh tiếp nhận", "hình thức", "nguồn tiếp nhận"),
    ),
    Column("receiver", "Người tiếp nhận", longest=200, is_listed=False, spellings=("cán bộ tiếp nhận", "công chức tiếp nhận")),
    Column("person", "Họ tên, tổ chức", is_personal=True, longest=200, spellings=("người phản ánh", "họ và tên", "tên cá nhân, tổ chức")),
    Column("phone", "Điện thoại", is_personal=True, longest=20, is_listed=False, spellings=("số điện thoại", "sđt")),
    Column("address", "Địa chỉ", is_personal=True, longest=300, is_listed=False, spellings=("địa chỉ liên hệ",)),
    Column("email", "Thư điện tử", is_personal=True, longest=200, is_listed=False, spellings=("email", "hộp thư")),
    # The full words belong to who handles them; everybody else reads `told`, from which people's data were taken out.
    Column(
        "content",
        "Nội dung đầy đủ",
        Kind.LONG,
        is_required=True,
        is_personal=True,
        is_listed=False,
        longest=LONGEST_CONTENT,
        spellings=("nội dung phản ánh, kiến nghị", "nội dung phản ánh"),
        hint="Ghi trung thực điều người dân trình bày. Người không xử lý chỉ thấy bản đã che dữ liệu cá nhân.",
    ),
    Column("told", "Nội dung phản ánh, kiến nghị", Kind.LONG, is_computed=True, longest=LONGEST_CONTENT),
    replace(UNIT, title="Đơn vị xử lý", spellings=(*UNIT.spellings, "đơn vị tiếp nhận", "cơ quan xử lý")),
    Column("state", "Tình trạng", Kind.CHOICE, choices=STATES, is_computed=True, is_filter=True, is_listed=False),
    Column("next_due_on", "Hạn hiện tại", Kind.DAY, is_computed=True),
    _past("classed", "Phân loại", Kind.CHOICE, choices=CLASSES, is_filter=True),
    _past("subject", "Loại nội dung", Kind.CHOICE, choices=SUBJECTS),
    _past("classified_on", "Ngày phân loại", Kind.DAY),
    _past("refusal", "Lý do không tiếp nhận", Kind.CHOICE, choices=REFUSALS, spellings=("lý do từ chối",)),
    Column("transfer_due_on", "Hạn chuyển", Kind.DAY, is_computed=True, is_listed=False),
    _past("transferred_on", "Ngày chuyển", Kind.DAY, spellings=("ngày giao", "ngày chuyển xử lý", "ngày giao đơn vị xử lý")),
    _past("office", "Cơ quan được chuyển", longest=300, spellings=("chuyển cơ quan", "cơ quan có thẩm quyền")),
    _past("started_on", "Ngày nhận xử lý", Kind.DAY),
    _past("paused_on", "Ngày yêu cầu bổ sung", Kind.DAY, hint="Chỉ ghi khi còn chờ người phản ánh bổ sung."),
    _past("paused_days", "Số ngày chờ bổ sung", Kind.COUNT),
    _past("extended_to", "Gia hạn đến", Kind.DAY),
    Column("original_due_on", "Hạn trả lời ban đầu", Kind.DAY, is_computed=True, is_listed=False),
    Column("handle_due_on", "Hạn trả lời", Kind.DAY, is_computed=True, is_listed=False),
    _past("answered_on", "Ngày trả lời", Kind.DAY),
    _past("outcome", "Kết quả xử lý", Kind.CHOICE, choices=OUTCOMES),
    _past("has_ground", "Đủ cơ sở xem xét", Kind.FLAG),
    _past("answer", "Nội dung trả lời", Kind.LONG, is_personal=True, longest=LONGEST_CONTENT),
    _past("answer_document", "Văn bản trả lời", longest=200, spellings=("số văn bản trả lời", "văn bản chuyển")),
    _past("resolved_on", "Ngày giải quyết xong", Kind.DAY),
    Column("resolving", "Giải quyết", Kind.CHOICE, choices=RESOLVING, is_computed=True, is_filter=True, is_listed=False),
    _past("published_on", "Ngày công khai", Kind.DAY),
    _past("public_content", "Nội dung công khai", Kind.LONG, longest=LONGEST_CONTENT, hint="Không ghi họ tên, địa chỉ, điện thoại của ai."),
    _past("public_answer", "Kết quả công khai", Kind.LONG, longest=LONGEST_CONTENT),
    _past("public_link", "Liên kết công khai", Kind.LINK, longest=1000),
    _past("archived_on", "Ngày lưu hồ sơ", Kind.DAY),
    _past("reopened_on", "Ngày mở lại", Kind.DAY),
    _past("earlier_answered_on", "Ngày trả lời trước khi mở lại", Kind.DAY),
    _past("earlier_due_on", "Hạn trả lời trước khi mở lại", Kind.DAY),
    _past("last_word_on", "Ngày thông báo gần nhất", Kind.DAY, hint="Ngày gần nhất báo tình hình hoặc kết quả cho người phản ánh."),
    _past("main_number", "Trùng với số", longest=20),
    Column(
        "satisfaction",
        "Mức độ hài lòng",
        Kind.CHOICE,
        choices=SATISFACTIONS,
        is_listed=False,
        hint="Ghi khi đã hỏi ý kiến người phản ánh về câu trả lời.",
    ),
)


def faults(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """What no single column can know: a day to come, a time, a telephone, an address of mail."""
    found: dict[str, str] = {}
    received: date | None = values.get("received_on")
    if received and received > lookups.today:
        found["received_on"] = "Ngày tiếp nhận sau ngày hôm nay. Nhập ngày đã nhận được phản ánh."
    for name, pattern, sentence in _SHAPES:
        if values.get(name) and not pattern.fullmatch(values[name]):
            found |= {name: sentence}
    return found


def digits(phone: str) -> str:
    """A telephone number as it is compared: digits, the country's 84 as 0."""
    found = re.sub(r"\D", "", phone)
    return "0" + found[2:] if found.startswith("84") and len(found) > 10 else found  # noqa: PLR2004 - 0 and nine or ten digits
