"""How parts of a plan are said: roles of paragraphs, documents cited, the day of issue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day, number

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
_CUTS = re.compile(r"[,;]\s+|\s+và\s+(?=\d)")
_LEAD_INS = re.compile(r"^(?:trong (?:số )?đó|đồng thời|và)\b[\s,:]*", re.IGNORECASE)
_NAME_WORDS = 18
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


def target_name(text: str, value: Decimal, measure: str) -> str:
    """A name for a target in the plan's own words: of a sentence with several numbers the part around this one."""
    figures = list(re.finditer(rf"(?<![\d.,])\d+(?:[.,]\d+)*\s*{re.escape(measure)}", text))
    own = next((figure for figure in figures if figure.group().startswith(number(value))), None)
    start, end = 0, len(text)
    if own and own is not figures[0]:
        start = max((cut.end() for cut in _CUTS.finditer(text) if cut.end() <= own.start()), default=0)
    if own and own is not figures[-1]:
        end = next((cut.start() for cut in _CUTS.finditer(text, own.end())), end)
    words = _LEAD_INS.sub("", tidy(text[start:end])).strip(" ,;").split()
    name = " ".join(words[:_NAME_WORDS]) + ("…" if len(words) > _NAME_WORDS else "")
    return name[:1].upper() + name[1:]
