"""The office's book of feedback on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules.privacy import MASK
from tthc.core.feedback.rules.words import CHANNELS, CLASSES, OUTCOMES, REFUSALS, STATES
from tthc.core.registers.rules import documents
from tthc.core.registers.rules.documents import Printing
from tthc.kernel.vietnamese import day

_COLUMNS = (
    ("Số", "center", 5),
    ("Ngày, hình thức tiếp nhận", "left", 11),
    ("Họ tên, địa chỉ, điện thoại", "left", 13),
    ("Nội dung phản ánh, kiến nghị", "left", 25),
    ("Phân loại", "left", 10),
    ("Đơn vị, cơ quan xử lý", "left", 11),
    ("Hạn trả lời", "center", 8),
    ("Kết quả xử lý", "left", 11),
    ("Công khai", "center", 6),
)


def book(_session: Session, printing: Printing, rows: Sequence[Any]) -> dict[str, Any]:
    """The book in the order of its numbers; people are named only for who handles every row printed."""
    units = printing.lookups.unit_names if printing.lookups else {}
    ordered = sorted(rows, key=lambda row: (row.year, row.number or 0))
    lines = [_line(row, units.get(row.unit_id, ""), is_masked=printing.is_masked) for row in ordered]
    return documents.book(printing, "SỔ THEO DÕI PHẢN ÁNH, KIẾN NGHỊ", _COLUMNS, lines)


def _line(row: Feedback, unit: str, *, is_masked: bool) -> list[str]:
    received = f"{day(row.received_on)} {row.received_time}".strip()
    sender = MASK if is_masked else "; ".join(text for text in (row.person, row.address, row.phone) if text)
    classed = REFUSALS[row.refusal] if row.refusal else CLASSES.get(row.classed or "", "")
    due = day(row.handle_due_on) if row.handle_due_on and not row.refusal else ""
    if row.extended_to and row.original_due_on:
        due += f" (hạn ban đầu {day(row.original_due_on)})"
    published = day(row.published_on) if row.published_on else ""
    content = row.told if is_masked else row.content
    return [row.entry, f"{received}. {CHANNELS[row.channel]}", sender, content, classed, row.office or unit, due, _result(row), published]


def _result(row: Feedback) -> str:
    parts = [STATES[row.state], OUTCOMES[row.outcome] if row.outcome else "", row.answer_document]
    parts += [f"ngày {day(row.answered_on)}"] if row.answered_on else []
    parts += [f"theo số {row.main_number}"] if row.main_number else []
    return "; ".join(part for part in parts if part)
