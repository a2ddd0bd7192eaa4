"""How parts of a plan are said: roles of paragraphs, documents cited, the day of issue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tthc.core.files.rules import clean_name
from tthc.kernel.sections import Section
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


def export_name(title: str, form: str) -> str:
    """The name of the file a plan is written to."""
    return clean_name(f"{' '.join(title.replace('/', '-').split())[:120].rstrip(' .,;')}.{form}")


def issued_words(written: str | None) -> str:
    """A day of issue as far as the document gives it."""
    if not written:
        return ""
    if len(written) == _DAY:
        return f"ngày {day(date.fromisoformat(written))}"
    if len(written) == _MONTH:
        return f"tháng {int(written[5:])} năm {written[:4]}"
    return f"năm {written}"


def head_of(read: Mapping[str, Any], file_name: str) -> dict[str, Any]:
    """The head of a document as the plan keeps it."""
    return {
        "number": _cut(read["number"], 120),
        "place": _cut(read["place"], 120),
        "issued_text": read["date"],
        "issuer": _cut(read["issuer"], 300),
        "title": read["title"] or file_name,
        "legal_bases": read["legal_bases"],
        "signer": read["signer"],
        "recipients": read["recipients"],
        "report_deadlines": read["report_deadlines"],
    }


def _cut(words: str | None, most: int) -> str | None:
    """As much as its column holds; the paragraphs keep the whole text."""
    return None if words is None else words[:most]


def target_values(plan_id: int, agency_id: int, read: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The columns of each target a document sets."""
    themes = {row["section"]: row["theme"] for row in reversed(read["rows"])}
    return [
        {
            "plan_id": plan_id,
            "agency_id": agency_id,
            "section": Section(themes.get(target["task_section"], Section.DIRECTION)),
            "task_code": target["task_section"][:60],
            "position": n,
            "text": target["text"],
            "metric": target["metric"],
            "op": target["op"],
            "value": Decimal(str(target["value"])),
            "value_max": _exact(target.get("value_max")),
            "measure": target["unit"][:40],
        }
        for n, target in enumerate(read["targets"])
    ]


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
