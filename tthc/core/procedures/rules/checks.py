"""What is wrong with typed values of a procedure or a decision, and what only looks odd."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tthc.core.procedures.rules.codes import is_possible, is_usual
from tthc.core.procedures.rules.words import ChangeKind
from tthc.core.registers.rules import Lookups

_DECISION = ("decision_number", "decision_on", "decision_effective_on")
_MISSING = {
    "decision_number": "Nhập số quyết định.",
    "decision_on": "Nhập ngày quyết định.",
    "decision_effective_on": "Nhập ngày quyết định có hiệu lực.",
}
_NO_DECISION = (
    "Chưa ghi quyết định công bố: thủ tục được tính là đang có hiệu lực, hạn niêm yết tính từ ngày nhập. "
    "Ghi số, ngày quyết định và ngày có hiệu lực; khi nhập từ Excel thì ghi một lần ở mục Dùng cho mọi dòng để trống."
)
_FARTHEST = 2  # years from today in which a decision can take effect


def procedure_faults(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """What keeps a procedure from being saved: a text that can be no code, an end without its decision, an unknown one abolished."""
    faults: dict[str, str] = {}
    code = values.get("code", "")
    if code and not is_possible(code):
        faults["code"] = f'Mã thủ tục "{code[:64]}" không phải là một mã. Ghi mã như trong quyết định, ví dụ 1.004873.'
    if values.get("change_kind") != ChangeKind.ABOLISHED:
        return faults
    for name in _DECISION:
        if not values.get(name):
            faults[name] = f"{_MISSING[name]} Bãi bỏ phải theo quyết định."
    codes = lookups.known.get("codes")
    if code and "code" not in faults and codes is not None and codes.find(code) is None:
        faults["code"] = f'Mã thủ tục "{code}" chưa có trong danh mục nên không bãi bỏ được. Kiểm tra lại mã hoặc nhập thủ tục trước.'
    return faults


def procedure_doubts(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """What looks odd: a code of another form, no decision or one without its days, a code that is announced as new though it is known."""
    doubts: dict[str, str] = {}
    code = values.get("code", "")
    if code and not is_usual(code):
        doubts["code"] = f'Mã thủ tục "{code}" khác dạng của Cơ sở dữ liệu quốc gia (1.004873 hoặc 1.004873.000.00.00.H35). Kiểm tra lại.'
    if not any(values.get(name) for name in _DECISION):
        doubts["decision_number"] = _NO_DECISION
    elif values.get("decision_number") and not all(values.get(name) for name in _DECISION):
        doubts["decision_number"] = "Quyết định thiếu ngày ban hành hoặc ngày có hiệu lực nên chưa gắn với thủ tục."
    codes = lookups.known.get("codes")
    if values.get("change_kind") == ChangeKind.AMENDED and code and codes is not None and codes.find(code) is None:
        doubts["change_kind"] = "Thủ tục được sửa đổi chưa có trong danh mục nên được thêm mới."
    return doubts | _odd_days(values.get("decision_on"), values.get("decision_effective_on"), "decision_effective_on", lookups.today)


def announcement_faults(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """A decision is not of the future."""
    issued_on = values.get("issued_on")
    if issued_on and issued_on > lookups.today:
        return {"issued_on": "Ngày ban hành không được sau ngày hôm nay."}
    return {}


def announcement_doubts(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """A decision that takes effect before it was issued, or years ahead."""
    return _odd_days(values.get("issued_on"), values.get("effective_on"), "effective_on", lookups.today)


def _odd_days(issued_on: date | None, effective_on: date | None, name: str, today: date) -> dict[str, str]:
    if effective_on and issued_on and effective_on < issued_on:
        return {name: "Ngày có hiệu lực trước ngày ban hành. Kiểm tra lại."}
    if effective_on and effective_on.year > today.year + _FARTHEST:
        return {name: "Ngày có hiệu lực còn rất xa. Kiểm tra lại năm."}
    return {}
