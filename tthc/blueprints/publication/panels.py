"""What stands on the pages of procedures, sheets and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tthc.blueprints.publication.forms import MarkForm
from tthc.core.postings import queries as posting_queries
from tthc.core.postings import rules as posting_rules
from tthc.core.postings.actions import POSTINGS
from tthc.core.postings.rules import Standing
from tthc.core.procedures import queries as procedure_queries
from tthc.core.procedures.queries import ChangeLine
from tthc.core.procedures.rules import CHANGES, ChangeKind
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day, number
from tthc.web.guards import actor, today
from tthc.web.lines import Link

_TO_POST = (Standing.COMING, Standing.DUE, Standing.LATE)


def next_step(row: Any, year: int) -> Link | None:
    """The one step that is next for a sheet."""
    found = posting_rules.standing(row.due_on, row.posted_on, row.remove_on, row.removed_on, today())
    if found not in (*_TO_POST, Standing.MUST_GO):
        return None
    href = url_for("publication.row", year=year, register="niem-yet", row_id=row.id, _anchor="next-step")
    return Link("Đã gỡ" if found is Standing.MUST_GO else "Đã niêm yết", href)


@dataclass(frozen=True)
class PostingPanel:
    """What `publication/_posting.html` shows: the next step as a form in place."""

    is_removal: bool
    form: MarkForm
    action: str
    button: str
    procedure: Link | None


def posting_panel(row: Any, year: int) -> PostingPanel | None:
    """The form that says that the sheet hangs, or is gone; nothing for who may not write it."""
    found = posting_rules.standing(row.due_on, row.posted_on, row.remove_on, row.removed_on, today())
    is_removal = found is Standing.MUST_GO
    if not (is_removal or found in _TO_POST) or not may(actor(), POSTINGS.write, row):
        return None
    form = MarkForm(formdata=None, on=today(), form=posting_queries.usual_form(db.session(), row.place_id))
    href = url_for("publication.row", year=year, register="thu-tuc", row_id=row.procedure_id) if row.procedure_id else None
    return PostingPanel(
        is_removal,
        form,
        url_for("publication.mark_removed" if is_removal else "publication.mark_posted", year=year),
        "Ghi nhận đã gỡ" if is_removal else "Ghi nhận đã niêm yết",
        Link(f"{row.procedure_code} {row.procedure_name}", href) if href else None,
    )


@dataclass(frozen=True)
class LifeLine:
    """One decision in the life of a procedure."""

    words: str
    effective_on: date
    decision: Link
    issued: str
    withdraw_href: str | None


@dataclass(frozen=True)
class SheetLine:
    """One sheet of a procedure."""

    place: Link
    decision: str
    due_on: date | None
    badge: Badge | None


@dataclass(frozen=True)
class ProcedurePanel:
    """What `publication/_procedure.html` shows."""

    life: tuple[LifeLine, ...]
    sheets: tuple[SheetLine, ...]


def procedure_panel(row: Any, year: int) -> ProcedurePanel:
    """The life of a procedure by decision, and its sheets place by place."""
    session, who = db.session(), actor()
    is_writer = may(who, Can.REGISTER_WRITE, row)
    lines = procedure_queries.life(session, who, row.id)
    sheets = posting_queries.state_at_places(session, who, row.id)
    return ProcedurePanel(
        tuple(_life(year, line, is_writer=is_writer) for line in lines),
        tuple(_sheet(year, one) for one in sheets),
    )


def _life(year: int, line: ChangeLine, *, is_writer: bool) -> LifeLine:
    return LifeLine(
        line.words,
        line.effective_on,
        Link(f"Quyết định số {line.number}", url_for("publication.row", year=year, register="quyet-dinh", row_id=line.announcement_id)),
        f"ngày {day(line.issued_on)}" + (f" của {line.issuer}" if line.issuer else ""),
        url_for("publication.change_withdraw", year=year, change_id=line.change_id) if is_writer else None,
    )


def _sheet(year: int, one: Any) -> SheetLine:
    href = url_for("publication.row", year=year, register="niem-yet", row_id=one.id)
    return SheetLine(Link(one.place_name, href), one.decision_number, one.due_on, POSTINGS.badge(one, today()))


@dataclass(frozen=True)
class TouchedLine:
    """A procedure that a decision touches."""

    words: str
    procedure: Link


@dataclass(frozen=True)
class AnnouncementPanel:
    """What `publication/_announcement.html` shows."""

    counts: str
    lines: tuple[TouchedLine, ...]
    rest: int
    uploads: tuple[Link, ...]
    add_href: str | None


def announcement_panel(row: Any, year: int) -> AnnouncementPanel:
    """The procedures of a decision, and the ways to bring its annex in with what is known of the decision filled in."""
    session, who = db.session(), actor()
    lines = procedure_queries.touched(session, who, row.id)
    kinds = procedure_queries.kinds_of(session, who, row.id)
    said = [f"{number(kinds[kind])} {CHANGES[kind].lower()}" for kind in ChangeKind if kinds.get(kind)]
    is_writer = may(who, Can.REGISTER_WRITE, row)
    return AnnouncementPanel(
        ", ".join(said),
        tuple(_touched(year, line) for line in lines),
        sum(kinds.values()) - len(lines),
        _uploads(row, year) if is_writer else (),
        _with_decision("publication.row_add", row, year, ChangeKind.NEW) if is_writer else None,
    )


def _touched(year: int, line: ChangeLine) -> TouchedLine:
    href = url_for("publication.row", year=year, register="thu-tuc", row_id=line.procedure_id)
    return TouchedLine(line.words, Link(f"{line.code} {line.name}", href))


def _uploads(row: Any, year: int) -> tuple[Link, ...]:
    titles: Sequence[tuple[ChangeKind, str]] = (
        (ChangeKind.NEW, "ban hành mới"),
        (ChangeKind.AMENDED, "sửa đổi, bổ sung"),
        (ChangeKind.ABOLISHED, "bãi bỏ"),
    )
    return tuple(Link(f"Nhập thủ tục {words}", _with_decision("publication.sheet_upload", row, year, kind)) for kind, words in titles)


def _with_decision(endpoint: str, row: Any, year: int, kind: ChangeKind) -> str:
    """The kit's page, with the columns that name the decision filled in from the address."""
    given = {
        "change_kind": str(kind),
        "decision_number": row.number,
        "decision_on": day(row.issued_on),
        "decision_effective_on": day(row.effective_on),
        "decision_issuer": row.issuer or None,
    }
    return url_for(endpoint, year=year, register="thu-tuc", **given)
