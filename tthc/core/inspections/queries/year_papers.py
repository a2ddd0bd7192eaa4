"""What the papers of a year's inspections are filled with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionRound
from tthc.core.inspections.queries.chapters import coverage_blocks, return_blocks
from tthc.core.inspections.queries.coverage import programme
from tthc.core.inspections.queries.finding_figures import finding_blocks
from tthc.core.inspections.rules import FORMS, year_papers
from tthc.core.inspections.rules.year_papers import CONCLUSIONS, RESULTS
from tthc.core.people.models import Unit
from tthc.core.registers.rules.printing import Content, Printing
from tthc.kernel.document import Block, items, part, table
from tthc.kernel.vietnamese import day, number

__all__ = ["CONCLUSIONS", "RESULTS", "conclusion", "results"]
_COLUMNS = (
    ("TT", "center", 6),
    ("Đơn vị được kiểm tra", "left", 28),
    ("Thời gian", "center", 17),
    ("Hình thức", "left", 14),
    ("Cơ quan kiểm tra", "left", 15),
    ("Kết luận", "left", 20),
)


def results(session: Session, printing: Printing, rows: Sequence[Any]) -> Content:
    """The report of results: coverage by class, the units' own inspections, findings, and all rounds in an annex."""
    agency_id, year = rows[0].agency_id, printing.year or rows[0].starts_on.year
    found = programme(session, agency_id, year, printing.today)
    parts: dict[str, Sequence[Block]] = {
        "Tình hình tổ chức kiểm tra": _told(rows),
        "Kết quả thực hiện chỉ tiêu kiểm tra": coverage_blocks(found),
        "Kiểm tra nội bộ và chế độ báo cáo": return_blocks(found),
        "Kiến nghị sau kiểm tra": finding_blocks(session, agency_id, year, as_of=printing.today),
    }
    return year_papers.results(printing, year, parts, _annex(session, rows))


def conclusion(session: Session, printing: Printing, rows: Sequence[Any]) -> Content:
    """The yearly conclusion."""
    agency_id, year = rows[0].agency_id, printing.year or rows[0].starts_on.year
    found = programme(session, agency_id, year, printing.today)
    parts: dict[str, Sequence[Block]] = {
        "Kết quả thực hiện chỉ tiêu kiểm tra": coverage_blocks(found),
        "Kiểm tra nội bộ và chế độ báo cáo": return_blocks(found, with_units=False),
        "Kiến nghị sau kiểm tra": finding_blocks(session, agency_id, year, as_of=printing.today),
    }
    return year_papers.conclusion(printing, year, parts, _annex(session, rows))


def _told(rows: Sequence[InspectionRound]) -> list[Block]:
    held = [row for row in rows if row.cancelled_on is None]
    forms = [f"{words}: {number(count)} đợt" for form, words in FORMS.items() if (count := sum(row.form is form for row in held))]
    others = sorted({row.body for row in held if row.body})
    lines = [*forms, f"Cơ quan khác kiểm tra: {', '.join(others)}" if others else "", _called_off(rows)]
    return [items([line for line in lines if line])] if held else []


def _called_off(rows: Sequence[InspectionRound]) -> str:
    count = sum(row.cancelled_on is not None for row in rows)
    return f"Đã hủy: {number(count)} đợt" if count else ""


def _annex(session: Session, rows: Sequence[InspectionRound]) -> list[dict[str, Any]]:
    """All rounds of the list in the order of their days; one query."""
    query = select(Unit.id, Unit.name).where(Unit.id.in_({row.object_id for row in rows}))
    names = {row.id: row.name for row in session.execute(query)}
    ordered = sorted(rows, key=lambda row: (row.starts_on, row.id))
    lines = [[number(place), names.get(row.object_id, ""), *_row(row)] for place, row in enumerate(ordered, start=1)]
    return [part("PHỤ LỤC. Danh sách đợt kiểm tra", table("", _COLUMNS, lines))]


def _row(row: InspectionRound) -> list[str]:
    days = day(row.starts_on) if row.starts_on == row.ends_on else f"{day(row.starts_on)} – {day(row.ends_on)}"
    concluded = f"{row.conclusion_number} {day(row.concluded_on)}".strip() if row.concluded_on else "Chưa kết luận"
    return [days, FORMS[row.form], row.body or "Tự tổ chức", f"Hủy ngày {day(row.cancelled_on)}" if row.cancelled_on else concluded]
