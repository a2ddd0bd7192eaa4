"""Give a plan down to the agencies below; take tasks over from the agency above."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.offered_page import offered_view
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.people import queries as people_queries
from tthc.core.plans import actions as plan_actions
from tthc.core.plans import queries as plan_queries
from tthc.core.tasks import queries as task_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.kernel.vietnamese import number
from tthc.web.addresses import row_number, sent_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other


@bp.post("/ke-hoach/<int:plan_id>/giao-cap-duoi")
@needs(Can.PLAN_SHARE)
@writes
def share(plan_id: int) -> Any:
    """The agencies below see the tasks of this plan and may take them over."""
    plan_actions.share(db.session(), actor(), plan_queries.one(db.session(), actor(), plan_id), now=now())
    said("Đã giao kế hoạch cho cấp dưới. Cơ quan cấp dưới thấy nhiệm vụ và nhận vào kế hoạch của mình.")
    return see_other(url_for("plans.document", plan_id=plan_id))


@bp.post("/ke-hoach/<int:plan_id>/thoi-giao")
@needs(Can.PLAN_SHARE)
@writes
def unshare(plan_id: int) -> Any:
    """The agencies below no longer see it; what they took over stays theirs."""
    plan_actions.unshare(db.session(), actor(), plan_queries.one(db.session(), actor(), plan_id), now=now())
    said("Đã thôi giao kế hoạch. Nhiệm vụ cấp dưới đã nhận vẫn được giữ.")
    return see_other(url_for("plans.document", plan_id=plan_id))


@bp.get("/ke-hoach/cap-tren")
@needs(Can.PLAN_CASCADE)
def offered() -> Any:
    """The plans that the agencies above have given down."""
    return reply("plans/offered.html", plans=import_queries.offered(db.session(), actor()))


@bp.get("/ke-hoach/cap-tren/<int:offered_id>")
@needs(Can.PLAN_CASCADE)
def offered_plan(offered_id: int) -> Any:
    """Its tasks, those meant for this agency ticked, each with a unit to do it."""
    return _page(offered_id)


def _page(offered_id: int, error: BadInput | None = None) -> Any:
    session, who = db.session(), actor()
    page = import_queries.offered_tasks(session, who, offered_id)
    units = people_queries.units_of(session, who.agency_id or 0, today())
    plans = plan_queries.plans_of_year(session, who, page.plan.year)
    lines = import_queries.assignments(session, who, plans[0].id) if plans else []
    chosen = _sent() if error else None
    view = offered_view(page, plans, units, lines, chosen)
    here = url_for("plans.offered_plan", offered_id=offered_id)
    return reply("plans/offered_plan.html", status=422 if error else 200, page=view, error=error, here=here)


def _sent() -> dict[int, int]:
    """Source task -> own unit, of the rows that are ticked."""
    found = {}
    for text in request.form.getlist("task"):
        task_id, unit_id = row_number(text), sent_number(f"unit-{text}")
        if task_id is not None:
            found[task_id] = unit_id or 0
    return found


@bp.post("/ke-hoach/cap-tren/<int:offered_id>")
@needs(Can.PLAN_CASCADE)
@writes
def take_over(offered_id: int) -> Any:
    """Make own tasks of those ticked, all or none."""
    session, who = db.session(), actor()
    offer = import_queries.offered_tasks(session, who, offered_id)
    plans = plan_queries.plans_of_year(session, who, offer.plan.year)
    plan = next((plan for plan in plans if plan.id == sent_number("plan")), plans[0] if plans else None)
    choices = _sent()
    if plan is None or not set(choices) <= {task.task_id for task in offer.tasks}:
        raise NotFound
    if not choices:
        return _page(offered_id, BadInput("Chọn ít nhất một nhiệm vụ để nhận."))
    try:
        made = import_actions.cascade(session, who, plan, choices, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        return _page(offered_id, error)
    said(f"Đã nhận {number(made)} nhiệm vụ vào kế hoạch.")
    return see_other(url_for("plans.document", plan_id=plan.id))


@bp.post("/viec/<int:task_id>/tra-cap-tren")
@needs(Can.PLAN_CASCADE)
@writes
def give_back(task_id: int) -> Any:
    """Take a task that was taken over out of the own plan again, while nobody has begun it."""
    task = task_queries.task_page(db.session(), actor(), task_id)
    plan_id = task.plan_id
    import_actions.give_back(db.session(), actor(), task, now=now())
    said("Đã trả lại nhiệm vụ. Có thể nhận lại từ kế hoạch của cấp trên.")
    return see_other(url_for("plans.document", plan_id=plan_id))
