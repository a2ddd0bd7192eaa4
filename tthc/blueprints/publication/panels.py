"""What stands above the list of postings and on the pages of procedures, sheets and decisions."""

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
from tthc.core.postings.queries import Coverage, Group
from tthc.core.postings.rules import Standing
from tthc.core.procedures import queries as procedure_queries
from tthc.core.procedures.queries import ChangeLine
from tthc.core.procedures.rules import CHANGES, ChangeKind
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day, number, percent
from tthc.web.guards import actor, today
from tthc.web.lines import Link

_TO_POST = (Standing.COMING, Standing.DUE, Standing.LATE)


@dataclass(frozen=True)
class PlaceLine:
    """A place in the banner: its share and the lists behind its figures."""

    name: str
    percent_words: str
    percent: float | None
    is_met: bool | None
    posted_words: str
    posted_href: str
    missing: Link | None
    to_remove: Link | None


@dataclass(frozen=True)
class Waiting:
    """Sheets of one decision at one place that wait for the same act."""

    words: str
    act: Link | None


@dataclass(frozen=True)
class Banner:
    """What `publication/_coverage.html` shows."""

    sentence: str
    places: tuple[PlaceLine, ...]
    waiting: tuple[Waiting, ...]


def coverage_banner(year: int) -> Banner:
    """How much of what is in force hangs, place by place, and what waits to be done."""
    session, who, now_on = db.session(), actor(), today()
    found = posting_queries.coverage(session, who, now_on)
    waiting: list[Waiting] = []
    if may(who, Can.REGISTER_WRITE):
        for is_removal in (True, False):
            groups = posting_queries.groups(session, who, now_on, is_removal=is_removal)
            waiting += [_waiting(year, one, is_removal=is_removal) for one in groups]
    return Banner(_sentence(found), tuple(_place(year, one, found.in_force) for one in found.places), tuple(waiting))


def _sentence(found: Coverage) -> str:
    if not found.in_force:
        return "Danh mục chưa có thủ tục nào đang có hiệu lực."
    share = percent(found.percent) if found.percent is not None else "0%"
    return f"{number(found.everywhere)} trong {number(found.in_force)} thủ tục đang có hiệu lực ({share}) được niêm yết ở đủ các nơi."


def _place(year: int, one: Any, in_force: int) -> PlaceLine:
    def listed(view: str) -> str:
        return url_for("publication.rows", year=year, register="niem-yet", loc=view, place_id=one.place_id)

    return PlaceLine(
        name=one.name,
        percent_words=percent(one.percent) if one.percent is not None else "–",
        percent=float(one.percent) if one.percent is not None else None,
        is_met=None if one.percent is None else one.missing == 0,
        posted_words=f"{number(one.posted)} trong {number(in_force)} thủ tục",
        posted_href=listed("da-niem-yet"),
        missing=Link(f"Còn thiếu {number(one.missing)}", listed("phai-niem-yet")) if one.missing else None,
        to_remove=Link(f"Phải gỡ {number(one.to_remove)}", listed("phai-go")) if one.to_remove else None,
    )


def _waiting(year: int, one: Group, *, is_removal: bool) -> Waiting:
    decision = f"Quyết định số {one.number}" if one.number else "Chưa gắn quyết định"
    what, act = ("phải gỡ", "Ghi nhận đã gỡ") if is_removal else ("phải niêm yết", "Ghi nhận đã niêm yết")
    since = f" từ {day(one.first_due)}" if one.first_due else ""
    at: dict[str, Any] = {"noi": one.place_id, "quyet-dinh": one.announcement_id or 0}
    href = url_for("publication.mark", year=year, viec="go" if is_removal else None, **at)
    return Waiting(f"{one.place}: {number(one.count)} thủ tục {what}{since} ({decision})", Link(act, href))


def next_step(row: Any, year: int) -> Link | None:
    """The one step that is next for a sheet."""
    found = posting_rules.standing(row.due_on, row.posted_on, row.remove_on, row.removed_on, today())
    if found in _TO_POST:
        return Link("Đã niêm yết", url_for("publication.mark", year=year, dong=row.id))
    if found is Standing.MUST_GO:
        return Link("Đã gỡ", url_for("publication.mark", year=year, viec="go", dong=row.id))
    return None


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
    return SheetLine(Link(one.place_name, href), one.decision_number, POSTINGS.badge(one, today()))


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
        "change_kind": CHANGES[kind],
        "decision_number": row.number,
        "decision_on": day(row.issued_on),
        "decision_effective_on": day(row.effective_on),
        "decision_issuer": row.issuer or None,
    }
    return url_for(endpoint, year=year, register="thu-tuc", **given)
