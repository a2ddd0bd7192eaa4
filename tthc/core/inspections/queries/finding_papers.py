"""The book of findings on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionFinding
from tthc.core.inspections.rules import findings as rules
from tthc.core.inspections.rules.findings import FINDING_STATES, OWNERS, ROUNDS
from tthc.core.registers.rules import documents
from tthc.core.registers.rules.documents import Printing
from tthc.kernel.vietnamese import day

_COLUMNS = (
    ("TT", "center", 4),
    ("Đợt kiểm tra", "left", 13),
    ("Mục", "center", 5),
    ("Nội dung kiến nghị", "left", 24),
    ("Biện pháp khắc phục", "left", 17),
    ("Đơn vị phải khắc phục", "left", 13),
    ("Hạn", "center", 8),
    ("Kết quả", "left", 16),
)


def book(_session: Session, printing: Printing, rows: Sequence[Any]) -> dict[str, Any]:
    """Every finding that was asked for, in the order of the list."""
    known = printing.lookups.known if printing.lookups else {}
    lines = [_line(number, row, known) for number, row in enumerate(rows, 1)]
    return documents.book(printing, "SỔ THEO DÕI KIẾN NGHỊ SAU KIỂM TRA", _COLUMNS, lines)


def _line(number: int, row: InspectionFinding, known: Any) -> list[str]:
    due = day(row.due_on) if row.due_on else ""
    if row.original_due_on and row.due_on and row.original_due_on != row.due_on:
        due += f" (hạn ban đầu {day(row.original_due_on)})"
    names = (
        known.get(ROUNDS, {}).get(row.round_id, ""),
        row.code,
        row.observation,
        row.remedy,
        known.get(OWNERS, {}).get(row.owner_id, ""),
    )
    return [str(number), *names, due, result(row)]


def result(row: InspectionFinding) -> str:
    """How far a finding is, in words for paper."""
    words = FINDING_STATES[rules.state(row.handed_on, row.closed_on, row.reopened_on)]
    on: date | None = row.closed_on or row.handed_on or row.reopened_on
    parts = [f"{words} ngày {day(on)}" if on else words, row.repeats]
    return "; ".join(part for part in parts if part)
