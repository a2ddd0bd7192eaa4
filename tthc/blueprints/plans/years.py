"""Next year's plan, made from this one."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.uploading import wake
from tthc.core.imports import actions as import_actions
from tthc.core.plans import queries as plan_queries
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.web.guards import actor, needs, now, writes
from tthc.web.reply import see_other


@bp.post("/ke-hoach/<int:plan_id>/nam-sau")
@needs(Can.PLAN_IMPORT)
@writes
def roll_over(plan_id: int) -> Any:
    """Have next year's plan written and read; it waits for a check like any other."""
    session = db.session()
    plan = plan_queries.one(session, actor(), plan_id)
    row = import_actions.ask_roll_over(session, actor(), plan, plan.last_year + 1, now=now())
    wake(row.id, "roll_over_plan")
    return see_other(url_for("plans.check", draft_id=row.id))
