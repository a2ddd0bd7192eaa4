"""The register of the units' own reports on a year's inspections."""

from __future__ import annotations

from tthc.core.inspections.models import InspectionReturn
from tthc.core.inspections.queries import returns
from tthc.core.inspections.rules.returns import COLUMNS, faults
from tthc.core.registers.queries.book import Book
from tthc.kernel.policy import Can
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day, number


def _describe(row: InspectionReturn) -> str:
    told = f" số {row.number}" if row.number else ""
    counts = f"đã kiểm tra {number(row.units_inspected)}/{number(row.units_total)} đơn vị trực thuộc"
    return f"Báo cáo kết quả kiểm tra năm {row.year}{told}, ngày {day(row.reported_on)}: {counts}"


RETURNS = Book(
    name="inspection_return",
    title="Báo cáo kết quả kiểm tra của đơn vị",
    row_words="báo cáo",
    section=Section.INSPECTION,
    model=InspectionReturn,
    columns=COLUMNS,
    key=("object_id", "year"),
    of_year=returns.of_year,
    order=returns.newest_first,
    describe=_describe,
    check=faults,
    look_up=returns.look_up,
    write=Can.INSPECTION_PLAN,
    searched=("number", "note"),
)
