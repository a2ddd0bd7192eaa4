"""Who does what by when: one task open at a time, its units and its due date in one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from tthc.blueprints.plans import bp
from tthc.core.imports import queries as import_queries
from tthc.core.people import queries as people_queries
from tthc.core.plans import queries as plan_queries
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.rules import DUTY_WORDS, NewDuty
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.kernel.vietnamese import day, parse_day
from tthc.web.addresses import asked_number, row_number, sent_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other

ROLES = ("lead", "implement", "coordinate")


@dataclass(frozen=True)
class Box:
    """A unit to tick for a role."""

    unit_id: int
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class OpenTask:
    """The form of the task that is open."""

    task_id: int
    version: int
    roles: tuple[tuple[str, str, tuple[Box, ...]], ...]
    due: str | None
    due_error: str = ""
    lead_error: str = ""
    must_confirm: bool = False


@bp.get("/ke-hoach/<int:plan_id>/phan-cong")
@needs(Can.TASK_ASSIGN)
def assign(plan_id: int) -> Any:
    """The tasks of a plan with their units and days."""
    return _page(plan_id, asked_number("viec"))


def _page(plan_id: int, open_id: int | None, error: BadInput | None = None) -> Any:
    session, who = db.session(), actor()
    plan = plan_queries.one(session, who, plan_id)
    lines = import_queries.assignments(session, who, plan_id)
    chosen = next((line for line in lines if line.task_id == open_id), None)
    return reply(
        "plans/assign.html",
        status=422 if error else 200,
        plan=plan,
        lines=lines,
        opened=_opened(plan, chosen, error) if chosen else None,
        error=error,
        here=url_for("plans.assign", plan_id=plan_id),
    )


def _opened(plan: Any, line: Any, error: BadInput | None) -> OpenTask:
    units = people_queries.units_of(db.session(), plan.agency_id, today())
    fields = error.fields if error else {}
    if error:
        chosen = {role: {row_number(value) for value in request.form.getlist(role)} for role in ROLES}
    else:
        chosen = {role: {unit_id for unit_id, duty in line.duties if duty == role} for role in ROLES}
    boxes = tuple((role, DUTY_WORDS[role], tuple(Box(u.id, u.name, u.id in chosen[role]) for u in units)) for role in ROLES)
    typed = request.form.get("due_on") if error else None
    due = None if not line.single_ids else (typed if typed is not None else day(line.due_on) if line.due_on else "")
    return OpenTask(line.task_id, line.version, boxes, due, fields.get("due_on", ""), fields.get("lead", ""), "confirmed" in fields)


@bp.post("/ke-hoach/<int:plan_id>/phan-cong")
@needs(Can.TASK_ASSIGN)
@writes
def assign_save(plan_id: int) -> Any:
    """Keep the units and the due date of one task."""
    session = db.session()
    task_id = sent_number("task_id") or 0
    line = next((line for line in import_queries.assignments(session, actor(), plan_id) if line.task_id == task_id), None)
    if line is None:
        raise NotFound
    try:
        task = task_queries.task_page(session, actor(), task_id)
        duties = _duties(line)
        task_actions.assign(session, actor(), task, duties, today=today(), now=now(), version=sent_number("version"))
        _set_due(line.task_id, plan_id)
    except BadInput as error:
        session.rollback()
        return _page(plan_id, task_id, error)
    said("Đã lưu phân công.")
    return see_other(url_for("plans.assign", plan_id=plan_id, _anchor=f"task-{task_id}"))


def _duties(line: Any) -> list[NewDuty]:
    """The units ticked, with the words of the plan where it named the unit; roles not on the form stay as they are."""
    names = {unit.id: unit.name for unit in people_queries.units_of(db.session(), line.agency_id, today())}
    sent = [(row_number(value), role) for role in ROLES for value in request.form.getlist(role)]
    ticked = [(unit_id, role) for unit_id, role in sent if unit_id in names]
    others = [(unit_id, role) for unit_id, role in line.duties if role not in ROLES]
    return [NewDuty(unit_id, role, line.written.get((unit_id, role)) or names.get(unit_id, "")) for unit_id, role in ticked + others]


def _set_due(task_id: int, plan_id: int) -> None:
    """A day typed for a task that is done once holds for all its units that have not reported."""
    typed = request.form.get("due_on", "").strip()
    line = next(line for line in import_queries.assignments(db.session(), actor(), plan_id) if line.task_id == task_id)
    if not typed or not line.single_ids:
        return
    try:
        due_on = parse_day(typed, today=today())
    except BadInput as error:
        raise BadInput(str(error), {"due_on": str(error)}) from error
    if due_on == line.due_on:
        return
    for occurrence_id in line.single_ids:
        occurrence = task_queries.occurrence(db.session(), actor(), occurrence_id)
        task_actions.set_due(db.session(), actor(), occurrence, due_on, confirmed=bool(request.form.get("confirmed")), now=now())
