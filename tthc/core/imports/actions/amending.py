"""Bring the amended version of a plan in: what goes on keeps its evidence and states, what is gone leaves with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.imports import queries
from tthc.core.imports.actions.naming import units_of_draft
from tthc.core.imports.models import ImportDraft, ImportState
from tthc.core.imports.queries import Comparison
from tthc.core.imports.rules import rows
from tthc.core.imports.rules.corrections import CHOSEN
from tthc.core.imports.rules.differences import Difference
from tthc.core.people import queries as people_queries
from tthc.core.plans.actions import amending as plan_amending
from tthc.core.plans.models import Plan
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks.actions import revising
from tthc.core.tasks.actions.revising import Almanac
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LONGEST = 1000  # signs of a reason


def amend(session: Session, actor: Actor, row: ImportDraft, *, reasons: Mapping[int, str], today: date, now: datetime) -> Plan:
    """Make the plan what its amended version says, in the caller's transaction: all of it or nothing."""
    ensure(actor, Can.PLAN_IMPORT, row)
    compared = queries.comparison(session, row)
    _check(session, row, compared, reasons)
    plan = compared.plan
    ensure(actor, Can.PLAN_IMPORT, plan)
    units = units_of_draft(session, actor, row, today=today, now=now)
    almanac = _almanac(session, compared, units, today)
    position = {key: n for n, (key, _) in enumerate(rows.kept(row.draft))}
    removed = [one for one in compared.tasks_differ if one.kind == "removed"]
    plan_amending.replace(session, actor, plan, row.stored_file_id, row.file_name, row.draft, today=today, now=now)
    plan_amending.change_targets(session, actor, plan, compared.targets, compared.targets_differ, row.draft, today=today, now=now)
    for one in compared.tasks_differ:
        if one.kind in {"same", "changed"}:
            _revise(session, actor, compared, one, units, almanac, position, today=today, now=now)
    added = [one.row_key for one in compared.tasks_differ if one.kind == "added" and one.row_key is not None]
    fresh = [rows.new_task(compared.rows[key], position[key], units) for key in added]
    task_actions.create_all(session, actor, plan, fresh, days=almanac.days, now=now, since=today)
    for one in removed:
        task = compared.tasks[one.task_id or 0]
        has_evidence = bool(compared.evidence.get(task.id))
        reason = reasons[task.id]
        revising.remove(session, actor, task, reason, has_evidence=has_evidence, today=today, now=now)
    row.state, row.plan_id = ImportState.LOADED, plan.id
    counts = {kind: sum(one.kind == kind for one in compared.tasks_differ) for kind in ("same", "changed", "added", "removed")}
    audit.record(session, actor, "amend", "import_draft", row.id, now=now, after={"plan": plan.id, "file": row.file_name} | counts)
    return plan


def _check(session: Session, row: ImportDraft, compared: Comparison, reasons: Mapping[int, str]) -> None:
    plan = compared.plan
    if row.draft.get("amendments", 0) != plan.amendments:
        raise Conflict("Kế hoạch vừa được điều chỉnh theo một tệp khác. Bỏ lần nhập này và tải tệp lên lại để so sánh với bản mới.")
    if row.stored_file_id == plan.stored_file_id:
        raise WrongState("Tệp này chính là bản đang có hiệu lực của kế hoạch. Chọn tệp của bản đã điều chỉnh.")
    twin = queries.same_file(session, row)
    if twin:
        raise WrongState(f'Tệp "{row.file_name}" đã được nhập thành kế hoạch khác của năm {twin.year}. Chọn tệp của bản đã điều chỉnh.')
    gone = [one for one in compared.tasks_differ if one.kind == "removed"]
    silent = [one for one in gone if not reasons.get(one.task_id or 0, "").strip()]
    wordy = {
        f"reason-{one.task_id}": f"Lý do dài tối đa {_LONGEST} ký tự." for one in gone if len(reasons.get(one.task_id or 0, "")) > _LONGEST
    }
    if wordy:
        raise BadInput("Rút gọn lý do bỏ nhiệm vụ rồi xác nhận lại.", wordy)
    missing = {f"reason-{one.task_id}": f'Nêu lý do bỏ nhiệm vụ "{one.title_before}".' for one in silent}
    if missing:
        raise BadInput(f"Còn {len(missing)} nhiệm vụ bị bỏ chưa có lý do. Nêu lý do rồi xác nhận lại.", missing)


def _almanac(session: Session, compared: Comparison, units: Mapping[str, int], today: date) -> Almanac:
    """Working days, periods and members of groups, read once for all tasks."""
    plan = compared.plan
    named = {duty.unit_id for task in compared.tasks.values() for duty in task.duties}
    members = people_queries.expand(session, named | set(units.values()), today)
    days = calendar_queries.working_days(session, plan.due_years)
    return Almanac(days, calendar_queries.schedule(session, plan.agency_id), members)


def _revise(
    session: Session,
    actor: Actor,
    compared: Comparison,
    one: Difference,
    units: Mapping[str, int],
    almanac: Almanac,
    position: Mapping[int, int],
    *,
    today: date,
    now: datetime,
) -> None:
    key = one.row_key or 0
    task, line = compared.tasks[one.task_id or 0], compared.rows[key]
    labels = {name for name, is_said in (("units", one.are_units_changed), ("time", one.is_time_changed)) if is_said}
    new = rows.new_task(line, position[key], units)
    is_moved = line["theme_reason"] == CHOSEN
    revising.revise(session, actor, compared.plan, task, new, almanac, labels=labels, is_moved=is_moved, today=today, now=now)
