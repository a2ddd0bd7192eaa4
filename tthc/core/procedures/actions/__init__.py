"""The registers of procedures and of the decisions that announce them.

The books here do not know what hangs on walls: `postings.actions` adds that and offers the books that everybody uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.procedures import queries, rules
from tthc.core.procedures.actions.changing import set_terms, withdraw_change
from tthc.core.procedures.actions.settling import loaded, settle_announcements, settle_procedures, touched_by
from tthc.core.procedures.models import Announcement, Procedure
from tthc.core.procedures.rules import ChangeKind
from tthc.core.registers.queries.book import Book, Document, View
from tthc.core.registers.rules import documents
from tthc.core.registers.rules.documents import Printing
from tthc.core.tasks.rules import Badge
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day

__all__ = [
    "ANNOUNCEMENTS",
    "PROCEDURES",
    "holding",
    "loaded",
    "set_terms",
    "settle_announcements",
    "settle_procedures",
    "touched_by",
    "withdraw_change",
]


def _complete(values: Mapping[str, Any]) -> Mapping[str, Any]:
    told = dict(values)
    if "code" in values:
        told["short_code"] = rules.short_code(values["code"])
    if "time_limit" in values:
        told["working_days"] = rules.working_days_in(values["time_limit"])
    return told


def _changes_known(values: Mapping[str, Any]) -> bool:
    """A code announced as new is not silently another procedure; a listing that says nothing of decisions brings rows up to date."""
    return values.get("change_kind") != ChangeKind.NEW


def _joined(kept: Mapping[str, Any], written: Mapping[str, Any]) -> Mapping[str, Any]:
    """A later sheet may write the short code: the full one stays."""
    return {**written, "code": rules.fuller(kept["code"], written["code"])} if "code" in written else written


def _standing(row: Procedure, today: date) -> Badge:
    if row.in_force_until and row.in_force_until <= today:
        return Badge(f"Bãi bỏ từ {day(row.in_force_until)}", "idle")
    if row.in_force_from and row.in_force_from > today:
        return Badge(f"Có hiệu lực từ {day(row.in_force_from)}", "waiting")
    if row.in_force_until:
        return Badge(f"Sẽ bãi bỏ từ {day(row.in_force_until)}", "soon")
    return Badge("Đang có hiệu lực", "done")


def _effect(row: Announcement, today: date) -> Badge:
    if row.effective_on > today:
        return Badge(f"Có hiệu lực từ {day(row.effective_on)}", "waiting")
    return Badge("Đã có hiệu lực", "done")


def _describe(row: Procedure) -> str:
    return f"Thủ tục {row.code}: {row.name}"


def _describe_decision(row: Announcement) -> str:
    about = f": {row.subject}" if row.subject else ""
    return f"{rules.decision_words(row.number, row.issued_on, row.issuer)}{about} ({row.procedure_count} thủ tục)"


def holding(rows: Sequence[Procedure], today: date) -> Sequence[Procedure]:
    """What hangs is in force; where none of the rows is, they are printed as they were asked for."""
    return [row for row in rows if rules.Span(row.in_force_from, row.in_force_until).holds(today)] or rows


def _sheets(_session: Session, printing: Printing, rows: Any) -> dict[str, Any]:
    return documents.posting_sheets(printing, [queries.sheet(row) for row in holding(rows, printing.today)])


def _list(_session: Session, printing: Printing, rows: Any) -> dict[str, Any]:
    return documents.posting_list(printing, [queries.sheet(row) for row in holding(rows, printing.today)])


# A sheet has about four pages: half of what the press is given.
SHEETS = Document("to-niem-yet", "In tờ niêm yết", "posting_sheets", _sheets, of="both", most=200)
PROCEDURES = Book(
    name="procedure",
    title="Danh mục thủ tục hành chính",
    row_words="thủ tục",
    section=Section.PUBLICATION,
    model=Procedure,
    columns=rules.PROCEDURE_COLUMNS,
    key=("short_code",),
    of_year=queries.procedures_of_year,
    order=queries.procedure_order,
    describe=_describe,
    views=(
        View("dang-co-hieu-luc", "Đang có hiệu lực", queries.in_force_on),
        View("sap-co-hieu-luc", "Sắp có hiệu lực", queries.coming),
        View("da-bai-bo", "Đã bãi bỏ", queries.abolished_by),
    ),
    check=rules.procedure_faults,
    warn=rules.procedure_doubts,
    look_up=queries.look_up,
    complete=_complete,
    merges=_changes_known,
    joined=_joined,
    settle=settle_procedures,
    badge=_standing,
    on_day=queries.in_force_on,
    day_words="Có hiệu lực ngày",
    searched=("code", "name", "field", "decision_number"),
    documents=(
        SHEETS,
        Document("danh-muc", "In danh mục theo lĩnh vực", "posting_list", _list, of="list"),
    ),
)

ANNOUNCEMENTS = Book(
    name="announcement",
    title="Sổ quyết định công bố",
    row_words="quyết định",
    section=Section.PUBLICATION,
    model=Announcement,
    columns=rules.ANNOUNCEMENT_COLUMNS,
    key=("number", "issued_on"),
    of_year=queries.announcements_of_year,
    order=queries.announcement_order,
    describe=_describe_decision,
    views=(
        View("sap-co-hieu-luc", "Sắp có hiệu lực", lambda today: Announcement.effective_on > today),
        View("chua-co-thu-tuc", "Chưa nhập thủ tục", lambda _: Announcement.procedure_count == 0),
    ),
    check=rules.announcement_faults,
    warn=rules.announcement_doubts,
    settle=settle_announcements,
    badge=_effect,
    searched=("number", "subject", "issuer"),
)
