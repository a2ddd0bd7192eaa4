"""Words of procedures and decisions, and what their free texts say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day as day_words

_WORKING_DAYS = re.compile(r"(?<![0-9/,.])([0-9]{1,3}) *(?:\([^)]*\) *)?ngay lam viec")
_ONE_DAY = re.compile(r"(giai quyet |tra ket qua )?(ngay )?trong ngay( lam viec)?\.?")
_LONGEST_LIMIT = 366


class ChangeKind(StrEnum):
    """What a decision does to a procedure (Decree 63/2010: new, amended or replaced, abolished)."""

    NEW = "new"
    AMENDED = "amended"
    ABOLISHED = "abolished"


class DecisionKind(StrEnum):
    """What kind of document an announcement is."""

    LIST = "list"
    INTERNAL = "internal"
    WORKFLOW = "workflow"


class OnlineLevel(StrEnum):
    """How far a procedure can be done without coming to the desk."""

    FULL = "full"
    PART = "part"
    NONE = "none"


class Nature(StrEnum):
    """For whom a procedure is: citizens, or offices among themselves (Decision 1085/QĐ-TTg of 2022)."""

    PUBLIC = "public"
    INTERNAL = "internal"


CHANGES: Mapping[str, str] = {ChangeKind.NEW: "Ban hành mới", ChangeKind.AMENDED: "Sửa đổi, bổ sung", ChangeKind.ABOLISHED: "Bãi bỏ"}
DECISIONS: Mapping[str, str] = {
    DecisionKind.LIST: "Quyết định công bố thủ tục hành chính",
    DecisionKind.INTERNAL: "Quyết định công bố thủ tục nội bộ",
    DecisionKind.WORKFLOW: "Quyết định phê duyệt quy trình nội bộ",
}
ONLINE: Mapping[str, str] = {OnlineLevel.FULL: "Toàn trình", OnlineLevel.PART: "Một phần", OnlineLevel.NONE: "Không"}
NATURES: Mapping[str, str] = {Nature.PUBLIC: "Của người dân, tổ chức", Nature.INTERNAL: "Nội bộ cơ quan nhà nước"}

# The parts of a procedure in the order of Decree 63/2010, article 8: the first six make it complete, the others are there if any.
PARTS = (
    ("steps", "Trình tự thực hiện"),
    ("ways", "Cách thức thực hiện"),
    ("components", "Thành phần, số lượng hồ sơ"),
    ("time_limit", "Thời hạn giải quyết"),
    ("subjects", "Đối tượng thực hiện"),
    ("authority", "Cơ quan thực hiện"),
    ("result", "Kết quả thực hiện"),
    ("fee", "Phí, lệ phí"),
    ("forms", "Mẫu đơn, mẫu tờ khai"),
    ("conditions", "Yêu cầu, điều kiện"),
    ("legal_basis", "Căn cứ pháp lý"),
)
NEEDED_PARTS = tuple(name for name, _ in PARTS[:6])


def decision_words(number: str, issued_on: date | None = None, issuer: str = "") -> str:
    """`Quyết định số 1023/QĐ-UBND ngày 15/08/2024 của UBND tỉnh`; nothing without a number."""
    if not number:
        return ""
    return f"Quyết định số {number}" + (f" ngày {day_words(issued_on)}" if issued_on else "") + (f" của {issuer}" if issuer else "")


def working_days_in(text: str) -> int | None:
    """The one number of working days that a time limit names; None where it names none, several, or other days."""
    plain = fold(text)
    if plain.isdecimal():
        found = {int(plain)}
    elif _ONE_DAY.fullmatch(plain):
        found = {1}
    else:
        found = {int(number) for number in _WORKING_DAYS.findall(plain)}
    return next(iter(found)) if len(found) == 1 and max(found) <= _LONGEST_LIMIT else None
