"""What the section's signed report says of inspections: coverage against quota, who has not reported, rounds, findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from tthc.core.inspections.queries.coverage import ClassState, Programme, programme
from tthc.core.inspections.queries.finding_figures import finding_blocks
from tthc.kernel.document import Block, heading, items, table, text
from tthc.kernel.vietnamese import day as day_words
from tthc.kernel.vietnamese import number, percent

_COLUMNS = (
    ("TT", "center", 6),
    ("Đối tượng", "left", 28),
    ("Chỉ tiêu", "center", 12),
    ("Số đơn vị", "right", 10),
    ("Phải kiểm tra", "right", 11),
    ("Đã kiểm tra", "right", 10),
    ("Tỷ lệ", "right", 10),
    ("Kết quả", "left", 13),
)
_INTERNAL_COLUMNS = (
    ("TT", "center", 6),
    ("Đơn vị", "left", 40),
    ("Báo cáo", "left", 22),
    ("Đã kiểm tra", "center", 16),
    ("Kết quả", "left", 16),
)
NOT_DONE = "Không báo cáo, xem như không thực hiện"


def chapter(session: Session, agency_id: int, year: int, *, as_of: date) -> tuple[Block, ...]:
    """Coverage of the programme and the units' own reports; () where the year has neither."""
    found = programme(session, agency_id, year, as_of)
    findings = finding_blocks(session, agency_id, year, as_of=as_of)
    if not found.classes and not found.rounds and not found.returns:
        return findings
    return (*coverage_blocks(found), *return_blocks(found), *findings)


def coverage_blocks(found: Programme) -> list[Block]:
    """The table of classes, and a sentence that says how it was counted."""
    blocks = [heading("Tỷ lệ đơn vị được kiểm tra so với chỉ tiêu")]
    plain = [one for one in found.classes if not one.facts.is_internal]
    if plain:
        rows = [_class_row(number_, one) for number_, one in enumerate(plain, start=1)]
        blocks.append(table(f"Kết quả tính đến ngày {day_words(found.as_of)}", _COLUMNS, rows))
    counted = f"Năm {found.year} có {number(found.rounds)} đợt kiểm tra; {number(found.finished)} đợt đã ký biên bản hoặc đã có kết luận"
    blocks.append(text(f"{counted} tính đến ngày {day_words(found.as_of)}. Mỗi đơn vị được tính một lần; đợt đã hủy không tính."))
    if left := _left_out(found.classes):
        blocks.append(text("Đơn vị không tính vào tổng số:"))
        blocks.append(items(left))
    return blocks


def return_blocks(found: Programme, *, with_units: bool = True) -> list[Block]:
    """What the units report of their own inspections, each with its figures or all together, and who has not reported."""
    blocks: list[Block] = []
    for one in (state for state in found.classes if state.facts.is_internal and state.units):
        blocks.append(heading(f"Kiểm tra nội bộ: {one.facts.title} ({one.facts.quota.words})"))
        share = percent(one.inspected * 100 / one.total) if one.total else "0%"
        told = f"{number(one.coverage.inspected)}/{number(one.coverage.active)} đơn vị đạt chỉ tiêu"
        blocks.append(text(f"{told}; các đơn vị đã kiểm tra {number(one.inspected)}/{number(one.total)} đơn vị trực thuộc ({share})."))
        if with_units:
            blocks.append(table("", _INTERNAL_COLUMNS, _unit_rows(one, found)))
    if found.terms.due_on is None or not found.reporting:
        return blocks
    due = f"Hạn báo cáo: {day_words(found.terms.due_on)}"
    if not found.unreported:
        blocks.append(text(f"{due}. Tất cả {number(len(found.reporting))} đơn vị đã báo cáo kết quả kiểm tra."))
    elif found.is_past_due:
        blocks.append(heading("Đơn vị không báo cáo, xem như không thực hiện"))
        blocks.append(text(f"{due}. {number(len(found.unreported))}/{number(len(found.reporting))} đơn vị không báo cáo:"))
        blocks.append(items([one.name for one in found.unreported]))
    else:
        blocks.append(text(f"{due}. {number(len(found.unreported))}/{number(len(found.reporting))} đơn vị chưa báo cáo."))
    return blocks


def _class_row(place: int, one: ClassState) -> list[str]:
    figure = one.coverage
    return [
        number(place),
        one.facts.title,
        one.facts.quota.words,
        number(figure.active),
        number(figure.needed),
        number(figure.inspected),
        percent(figure.share) if figure.active else "",
        one.badge.text,
    ]


def _unit_rows(one: ClassState, found: Programme) -> list[list[str]]:
    rows = []
    for place, unit in enumerate(one.units, start=1):
        own = unit.returned
        told = f"{own.number + ', ' if own.number else ''}{day_words(own.reported_on)}" if own else ""
        silent = NOT_DONE if found.is_past_due else "Chưa báo cáo"
        share = f"{number(own.units_inspected)}/{number(own.units_total)}" if own else ""
        rows.append([number(place), unit.name, told or silent, share, "Đạt" if unit.is_met else "Chưa đạt"])
    return rows


def _left_out(found: Sequence[ClassState]) -> list[str]:
    return [f"{name}: {reason}" for one in found for name, reason in one.left_out]
