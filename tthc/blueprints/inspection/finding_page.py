"""A finding on a page of its own: for its owner, also of another agency, and for a step that was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tthc.blueprints.inspection.finding_panel import Panel, finding_panel
from tthc.core.inspections.queries import finding_lines
from tthc.core.inspections.queries import findings as queries
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor, today
from tthc.web.register_ui import row_href
from tthc.web.reply import reply


@dataclass(frozen=True)
class FindingPage:
    """Everything `inspection/finding.html` shows beside the panel."""

    title: str
    badge: Badge
    facts: tuple[tuple[str, str], ...]
    found_on: date
    due_on: date | None
    original_due_on: date | None
    is_owner: bool
    back: str
    panel: Panel


def finding_page(finding_id: int, year: int, form: Any = None, status: int = 200) -> Any:
    """The page; `form` is one that was refused, and the row is read again as it is kept."""
    row = queries.known(db.session(), actor(), finding_id)
    owner = queries.owner_scope(db.session(), row)
    is_owner = may(actor(), Can.INSPECTION_ANSWER, owner)
    told = finding_lines.around(db.session(), row)
    facts = (
        ("Đơn vị phải khắc phục", told.owner),
        ("Cơ quan kiểm tra", told.by),
        ("Mục kiểm tra", row.code),
        ("Nội dung mục", told.item),
        ("Nội dung kiến nghị", row.observation),
        ("Nguyên nhân", row.cause),
        ("Biện pháp khắc phục", row.remedy),
    )
    page = FindingPage(
        title=queries.describe(row),
        badge=queries.badge(row, today()),
        facts=tuple((title, words) for title, words in facts if words),
        found_on=row.found_on,
        due_on=row.due_on,
        original_due_on=row.original_due_on if row.original_due_on != row.due_on else None,
        is_owner=is_owner,
        back=url_for("inspection.inspected", year=year) if is_owner else row_href(queries.BOOK_NAME, row.id) or "",
        panel=finding_panel(row, year, form),
    )
    return reply("inspection/finding.html", status=status, page=page, year=year, form=form)
