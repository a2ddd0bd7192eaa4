"""The columns of the register of postings, the places an agency begins with, and what is wrong with typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from tthc.core.registers.rules import UNIT, Column, Kind, Lookups

PLACES, DECISIONS = "places", "decisions"  # names in Lookups.known


class Form(StrEnum):
    """In what form a sheet hangs (Decree 63/2010, article 17: paper or electronic means)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    QR = "qr"


class Medium(StrEnum):
    """What kind of place it is; it says which form is usual there."""

    BOARD = "board"
    WEBSITE = "website"
    QR = "qr"
    BINDER = "binder"
    SCREEN = "screen"
    OTHER = "other"


FORMS: Mapping[str, str] = {Form.PAPER: "Bản giấy", Form.ELECTRONIC: "Bản điện tử", Form.QR: "Mã QR"}
MEDIA: Mapping[str, str] = {
    Medium.BOARD: "Bảng niêm yết",
    Medium.WEBSITE: "Trang thông tin điện tử",
    Medium.QR: "Mã QR",
    Medium.BINDER: "Quyển thủ tục",
    Medium.SCREEN: "Màn hình tra cứu",
    Medium.OTHER: "Nơi khác",
}
USUAL_FORM = {Medium.WEBSITE: Form.ELECTRONIC, Medium.SCREEN: Form.ELECTRONIC, Medium.QR: Form.QR}
# What nearly every commune keeps; each is a row that the clerk renames, closes or adds to.
USUAL_PLACES = (
    (Medium.BOARD, "Bảng niêm yết"),
    (Medium.WEBSITE, "Trang thông tin điện tử"),
    (Medium.QR, "Mã QR"),
    (Medium.BINDER, "Quyển thủ tục"),
)

COLUMNS = (
    Column(
        "procedure_code",
        "Mã thủ tục",
        Kind.CODE,
        is_required=True,
        longest=64,
        spellings=("mã tthc", "mã số", "mã thủ tục hành chính"),
        hint="Mã đã có trong danh mục thủ tục.",
    ),
    Column("procedure_name", "Tên thủ tục", is_computed=True),
    Column(
        "place_id",
        "Nơi niêm yết",
        Kind.CHOICE,
        is_required=True,
        choices_from=PLACES,
        is_filter=True,
        spellings=("địa điểm niêm yết", "nơi công khai", "địa điểm"),
    ),
    Column(
        "decision_number",
        "Số quyết định công bố",
        longest=120,
        is_listed=False,
        spellings=("quyết định công bố", "số quyết định", "quyết định số"),
    ),
    Column("due_on", "Phải niêm yết từ", Kind.DAY, is_computed=True),
    Column("posted_on", "Ngày niêm yết", Kind.DAY, spellings=("ngày công khai", "đã niêm yết ngày")),
    Column("form", "Hình thức", Kind.CHOICE, choices=FORMS, is_filter=True, is_listed=False, spellings=("hình thức niêm yết",)),
    Column("link", "Liên kết", Kind.LINK, longest=1000, is_listed=False, spellings=("đường dẫn", "link")),
    Column("remove_on", "Phải gỡ từ", Kind.DAY, is_computed=True, is_listed=False),
    Column("check_by", "Kiểm tra việc gỡ trước hết ngày", Kind.DAY, is_computed=True, is_listed=False),
    Column("removed_on", "Ngày gỡ", Kind.DAY, is_listed=False, spellings=("đã gỡ ngày",)),
    Column("note", "Ghi chú", Kind.LONG, longest=1000, is_listed=False),
    replace(UNIT, is_listed=False),
)


def faults(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """An unknown procedure, another decision than its own, days of the future or in the wrong order."""
    found = _of_procedure(values, lookups)
    posted_on, removed_on = values.get("posted_on"), values.get("removed_on")
    for name, day, act in (("posted_on", posted_on, "niêm yết"), ("removed_on", removed_on, "gỡ")):
        if day and day > lookups.today:
            found[name] = f"Ngày {act} không được sau ngày hôm nay."
    if removed_on and not posted_on:
        found["posted_on"] = "Đã ghi ngày gỡ thì phải có ngày niêm yết."
    elif removed_on and posted_on and removed_on < posted_on:
        found["removed_on"] = "Ngày gỡ không được trước ngày niêm yết."
    return found


def _of_procedure(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    code, codes = values.get("procedure_code", ""), lookups.known.get("codes")
    if not code or codes is None:
        return {}
    known = codes.find(code)
    if known is None:
        return {"procedure_code": f'Mã thủ tục "{code}" chưa có trong danh mục. Nhập thủ tục trước hoặc kiểm tra lại mã.'}
    number = values.get("decision_number", "")
    if known.decision_number and not number:
        return {"decision_number": f'Ghi số quyết định đã công bố thủ tục này, ví dụ "{known.decision_number}".'}
    numbers = lookups.known[DECISIONS].of(known.procedure_id)
    if number and number not in numbers:
        hint = (
            f"Quyết định của thủ tục này: {', '.join(numbers)}." if numbers else "Thủ tục này chưa gắn với quyết định nào; để trống ô này."
        )
        return {"decision_number": f'Quyết định số "{number[:60]}" không công bố thủ tục này. {hint}'}
    return {}
