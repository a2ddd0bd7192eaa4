"""The register of postings; and the books of procedures and decisions that everybody uses, which open and end the sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.postings import queries, rules
from tthc.core.postings.actions.marking import Proof, mark_posted, mark_removed
from tthc.core.postings.actions.placing import NewPlace, begin_places, end_place, write_place
from tthc.core.postings.actions.settling import keep_sheets, settle_postings
from tthc.core.postings.models import Posting, PostingPlace
from tthc.core.postings.rules import Standing
from tthc.core.procedures import actions as procedure_actions
from tthc.core.procedures import queries as procedure_queries
from tthc.core.procedures.models import Announcement, Procedure, ProcedureChange
from tthc.core.procedures.rules import short_code
from tthc.core.registers.actions import Place
from tthc.core.registers.queries.book import Book, View
from tthc.core.registers.rules import documents
from tthc.core.registers.rules.documents import Printing
from tthc.core.tasks.rules import Badge
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day

__all__ = [
    "ANNOUNCEMENTS",
    "POSTINGS",
    "PROCEDURES",
    "NewPlace",
    "Proof",
    "add_place",
    "begin_places",
    "change_place",
    "close_place",
    "keep_sheets",
    "mark_posted",
    "mark_removed",
    "withdraw_change",
]


def _settle_procedures(session: Session, actor: Actor, rows: Sequence[Procedure], *, today: date, now: datetime) -> None:
    procedure_actions.settle_procedures(session, actor, rows, today=today, now=now)
    keep_sheets(session, actor, {row.id for row in rows}, today=today, now=now)


def _settle_announcements(session: Session, actor: Actor, rows: Sequence[Announcement], *, today: date, now: datetime) -> None:
    procedure_actions.settle_announcements(session, actor, rows, today=today, now=now)
    touched = procedure_actions.touched_by(session, [row.id for row in rows])
    keep_sheets(session, actor, {row.id for row in touched}, today=today, now=now)


def withdraw_change(session: Session, actor: Actor, change: ProcedureChange, *, today: date, now: datetime) -> Procedure:
    """Take a decision off a procedure, and with it the sheets that only it asked for."""
    ensure(actor, Can.REGISTER_WRITE, session.get_one(Procedure, change.procedure_id))
    row = procedure_actions.withdraw_change(session, actor, change, today=today, now=now)
    keep_sheets(session, actor, {row.id}, today=today, now=now)
    return row


def add_place(session: Session, actor: Actor, asked: NewPlace, *, today: date, now: datetime) -> PostingPlace:
    """A new place, and a sheet there for everything in force."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, Place(agency_id, agency_id))
    row = write_place(session, actor, None, asked, now=now)
    keep_sheets(session, actor, queries.public_procedures(session, row.agency_id), today=today, now=now)
    return row


def change_place(
    session: Session, actor: Actor, row: PostingPlace, asked: NewPlace, *, version: int | None = None, today: date, now: datetime
) -> PostingPlace:
    """Another name or unit, also on the sheets that hang there."""
    ensure(actor, Can.REGISTER_SET_UP, row)
    was = row.name
    write_place(session, actor, row, asked, version=version, now=now)
    if row.name != was:
        keep_sheets(session, actor, queries.public_procedures(session, row.agency_id), today=today, now=now)
    return row


def close_place(session: Session, actor: Actor, row: PostingPlace, on: date | None, *, today: date, now: datetime) -> None:
    """A place is given up: its sheets have to go by that day."""
    ensure(actor, Can.REGISTER_SET_UP, row)
    end_place(session, actor, row, on, today=today, now=now)
    keep_sheets(session, actor, queries.public_procedures(session, row.agency_id), today=today, now=now)


def _complete(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return dict(values) | ({"short_code": short_code(values["procedure_code"])} if "procedure_code" in values else {})


def _badge(row: Posting, today: date) -> Badge:
    found = rules.standing(row.due_on, row.posted_on, row.remove_on, row.removed_on, today)
    return rules.badge(found, row.due_on, row.remove_on, row.check_by, today)


def _describe(row: Posting) -> str:
    hung = f" ngày {day(row.posted_on)}" if row.posted_on else " (chưa niêm yết)"
    gone = f", gỡ ngày {day(row.removed_on)}" if row.removed_on else ""
    decision = f", Quyết định số {row.decision_number}" if row.decision_number else ""
    return f"Niêm yết thủ tục {row.procedure_code} {row.procedure_name} tại {row.place_name}{hung}{gone}{decision}"


def _sheets(session: Session, printing: Printing, rows: Sequence[Posting]) -> dict[str, Any]:
    found = procedure_actions.holding(queries.procedures_of(session, rows), printing.today)
    return documents.posting_sheets(printing, [procedure_queries.sheet(row) for row in found])


PROCEDURES = replace(procedure_actions.PROCEDURES, settle=_settle_procedures)
ANNOUNCEMENTS = replace(procedure_actions.ANNOUNCEMENTS, settle=_settle_announcements)
POSTINGS = Book(
    name="posting",
    title="Sổ niêm yết thủ tục hành chính",
    row_words="tờ niêm yết",
    section=Section.PUBLICATION,
    model=Posting,
    columns=rules.COLUMNS,
    key=("short_code", "place_id", "decision_number"),
    of_year=queries.of_year,
    order=queries.order,
    describe=_describe,
    views=(
        View("phai-niem-yet", "Phải niêm yết", lambda today: queries.stands(today, Standing.COMING, Standing.DUE, Standing.LATE)),
        View("qua-han", "Quá hạn", queries.is_late),
        View("phai-go", "Phải gỡ", lambda today: queries.stands(today, Standing.MUST_GO)),
        View("da-niem-yet", "Đang niêm yết", lambda today: queries.stands(today, Standing.HANGING)),
        View("da-go", "Đã gỡ", lambda today: queries.stands(today, Standing.GONE)),
    ),
    check=rules.faults,
    look_up=queries.look_up,
    complete=_complete,
    merges=lambda _: True,
    settle=settle_postings,
    badge=_badge,
    searched=("procedure_code", "procedure_name", "decision_number", "note"),
    documents=(replace(procedure_actions.SHEETS, content=_sheets),),
)
