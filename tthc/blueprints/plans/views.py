"""The agency's plans, and one plan as a document with every paragraph accounted for."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.document import document_page
from tthc.core.imports import queries as import_queries
from tthc.core.plans import queries as plan_queries
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor, needs
from tthc.web.reply import reply


@bp.get("/ke-hoach")
@needs(Can.PLAN_READ)
def listing() -> Any:
    """All plans of the agency and the imports that wait for a check."""
    session, who = db.session(), actor()
    return reply(
        "plans/listing.html",
        plans=plan_queries.listing(session, who),
        tasks=import_queries.tasks_by_plan(session, who),
        waiting=import_queries.waiting(session, who),
        import_href=url_for("plans.upload") if may(who, Can.PLAN_IMPORT) else None,
        offered=import_queries.offered(session, who) if may(who, Can.PLAN_CASCADE) else [],
    )


@bp.get("/ke-hoach/<int:plan_id>")
@needs(Can.PLAN_READ)
def document(plan_id: int) -> Any:
    """Head, outline and every paragraph with what became of it."""
    return reply("plans/document.html", page=document_page(plan_id))
