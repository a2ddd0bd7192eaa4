"""The register of findings on the screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import request, url_for

from tthc.blueprints.inspection.finding_panel import finding_panel
from tthc.core.inspections.actions import FINDINGS as BOOK
from tthc.core.inspections.queries import finding_lines
from tthc.core.inspections.queries import findings as queries
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import number
from tthc.web.addresses import row_number
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi, Waiting

SLUG = "kien-nghi"


def _prefill() -> Mapping[str, Any]:
    """Of the round that the address names: its unit and its last day."""
    who = actor()
    start: dict[str, Any] = {"unit_id": who.holdings[0].unit_id if who.holdings else None}
    asked = row_number(request.args.get("round_id", ""))
    row = queries.round_named(db.session(), who, asked) if asked else None
    return start | ({"round_id": row.id, "owner_id": row.object_id, "found_on": min(row.ends_on, today())} if row else {})


def _links(year: int) -> Sequence[Link]:
    links = []
    if may(actor(), Can.INSPECTION_ANSWER):
        links.append(Link("Đơn vị tôi được kiểm tra", url_for("inspection.inspected", year=year)))
    if may(actor(), Can.INSPECTION_PLAN):
        links.append(Link("Nhập kết luận đã có", url_for("inspection.past_conclusion", year=year)))
    return links


def _waits(year: int) -> Sequence[Waiting]:
    """What the person's own units have to put right, also for another agency."""
    found = finding_lines.asked_of(db.session(), actor(), today())
    here = url_for("inspection.inspected", year=year)
    words = ((found.open, "kiến nghị phải khắc phục", False), (found.late, "kiến nghị quá hạn khắc phục", True))
    return tuple(Waiting(f"{number(count)} {told}", here, count, is_late) for count, told, is_late in words if count)


def _left_out(row: Any) -> Collection[str]:
    """The panel says what it repeats; the first due day is said where another one came after it."""
    return ("repeats",) if row.original_due_on != row.due_on else ("repeats", "original_due_on")


FINDINGS = RegisterUi(
    BOOK,
    SLUG,
    "Kiến nghị sau kiểm tra",
    add_words="Ghi kiến nghị",
    panel="inspection/_finding_panel.html",
    panel_of=finding_panel,
    panel_side="inspection/_finding_side.html",
    left_out=_left_out,
    links=_links,
    prefill=_prefill,
    desk=("cho-phuc-tra", "qua-han"),
    waits=_waits,
)
