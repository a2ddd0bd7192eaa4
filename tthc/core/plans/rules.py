"""How parts of a plan are said: roles of paragraphs, documents cited, the day of issue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tthc.kernel.vietnamese import day

_ROLES = {
    "head": "Phần đầu",
    "basis": "Căn cứ",
    "heading": "Đề mục",
    "task": "Nhiệm vụ",
    "label": "Phân công",
    "target": "Chỉ tiêu",
    "duty": "Trách nhiệm",
    "report": "Chế độ báo cáo",
    "recipient": "Nơi nhận",
    "signature": "Chữ ký",
    "text": "Nội dung",
    "ignored": "Bỏ qua",
}
_DAY, _MONTH = len("2024-01-31"), len("2024-01")


def role_words(role: str) -> str:
    """What became of a paragraph."""
    return _ROLES.get(role, "Nội dung")


def basis_words(basis: Mapping[str, Any]) -> str:
    """A cited document: "Kế hoạch số 30/KH-UBND ngày 05/03/2024"."""
    parts = [basis.get("kind") or "", f"số {basis['number']}" if basis.get("number") else basis.get("title") or ""]
    if basis.get("date"):
        parts.append(issued_words(basis["date"]))
    return " ".join(filter(None, parts))


def issued_words(written: str | None) -> str:
    """A day of issue as far as the document gives it."""
    if not written:
        return ""
    if len(written) == _DAY:
        return f"ngày {day(date.fromisoformat(written))}"
    if len(written) == _MONTH:
        return f"tháng {int(written[5:])} năm {written[:4]}"
    return f"năm {written}"
