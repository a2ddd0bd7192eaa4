"""The check page, whole or the part that changed."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from tthc.blueprints.plans.check_page import ALL, DOUBTFUL, SKIPPED, Asked, check_page
from tthc.blueprints.plans.import_job import import_job
from tthc.blueprints.plans.last_year import findings_left, last_year
from tthc.blueprints.plans.source_text import Source, source_of
from tthc.core.imports import queries as import_queries
from tthc.core.imports.rules import ImportPurpose, ImportState
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.web.addresses import row_number
from tthc.web.guards import actor, today
from tthc.web.reply import reply, see_other, wants_fragment


def asked() -> Asked:
    """Which rows, and which one's source; the form carries it on."""
    view = request.values.get("xem", "")
    return Asked(view if view in (DOUBTFUL, SKIPPED) else ALL, row_number(request.args.get("dong")))


def is_ready(row: Any) -> bool:
    """The import waits for a person."""
    return row.is_read and row.state == "waiting"


def context_of(row: Any, errors: BadInput | None = None, key: int | None = None) -> dict[str, Any]:
    """What the templates of the check need; `key` names the row whose source stands beside."""
    session, page, before, findings = db.session(), None, None, None
    if is_ready(row):
        _, known = import_queries.known_units(session, row.agency_id, today())
        how = asked() if key is None else Asked(asked().view, key)
        page = check_page(row, known, import_queries.warnings(session, row), how)
        if row.purpose == ImportPurpose.ROLL_OVER:
            before = last_year(import_queries.carried(session, actor(), row))
        findings = findings_left(page.year or row.year) if page.year or row.year else None
    is_amended = row.purpose == ImportPurpose.AMEND
    return {
        "row": row,
        "page": page,
        "job": import_job(row),
        "errors": errors,
        "last_year": before,
        "findings_left": findings,
        "is_amended": is_amended,
        "is_discarded": row.state == ImportState.DISCARDED,
        "here": url_for("plans.check", draft_id=row.id),
    }


def check_reply(row: Any, errors: BadInput | None = None, status: int = 422) -> Any:
    """The page; HTMX asks for a row's source (`dong`), for other rows (`xem`), or how far the reading is."""
    if is_ready(row) and "dong" in request.args and wants_fragment():
        return reply("", "plans/_source.html", page={"source": _source(row)})
    fragment = "plans/_check_rows.html" if is_ready(row) and "xem" in request.args else "plans/_reading.html"
    answer = reply("plans/check.html", fragment, status=status if errors else 200, **context_of(row, errors))
    if wants_fragment() and fragment == "plans/_reading.html" and not row.is_open:
        answer.headers["HX-Refresh"] = "true"  # the fragment that says "done" brings the whole page
    return answer


def _source(row: Any) -> Source:
    """Asked for with every step of the focus, so nothing else of the page is made for it."""
    key = asked().key or 0
    if key >= len(row.draft["rows"]):
        raise NotFound
    return source_of(row.draft, key)


def row_reply(row: Any, key: int, *, has_new_units: bool = False) -> Any:
    """After a row changed: the row, the counts, and the questions about units where there is a new one; else back to the page."""
    url = url_for("plans.check", draft_id=row.id, xem=asked().view or None, dong=key, _anchor=f"row-{key}")
    if not wants_fragment():
        return see_other(url)
    context = context_of(row)
    fragments = ["plans/_check_row.html", "plans/_check_bar.html"] + (["plans/_check_units.html"] if has_new_units else [])
    return see_other(url, *fragments, is_apart=True, line=context["page"].rows[key], **context)
