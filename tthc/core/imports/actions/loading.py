"""Load a plan whole or not at all, and take it back until the first evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.imports import queries
from tthc.core.imports.actions.naming import units_of_draft
from tthc.core.imports.models import ImportDraft, ImportPurpose, ImportState
from tthc.core.imports.rules import matching, rows, states
from tthc.core.plans import actions as plan_actions
from tthc.core.plans.models import Plan
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks.models import Duty, Occurrence, Task
from tthc.kernel.actor import Actor, system
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_YEARS = range(2000, 2101)  # as in the addresses of a year


def load(session: Session, actor: Actor, row: ImportDraft, *, today: date, now: datetime) -> Plan:
    """Make the plan with everything in it, in the caller's transaction: all of it or nothing."""
    ensure(actor, Can.PLAN_IMPORT, row)
    states.ensure_waiting(row, is_read=True)
    if row.purpose is ImportPurpose.AMEND:
        raise WrongState("Tệp này là bản điều chỉnh. Xem các thay đổi rồi xác nhận điều chỉnh kế hoạch.")
    twin = queries.same_file(session, row)
    if twin:
        raise WrongState(f'Tệp "{row.file_name}" đã được nhập thành kế hoạch năm {twin.year}. Hoàn tác kế hoạch đó trước khi nhập lại.')
    if not row.draft["year"]:
        raise BadInput("Văn bản không ghi năm của kế hoạch. Nhập năm rồi xác nhận.", {"year": "Nhập năm của kế hoạch."})
    if row.draft["year"] not in _YEARS:
        raise BadInput("Năm của kế hoạch không hợp lệ.", {"year": f"Nhập năm từ {_YEARS[0]} đến {_YEARS[-1]}."})
    units = units_of_draft(session, actor, row, today=today, now=now)
    plan = plan_actions.keep(session, actor, row.agency_id, row.stored_file_id, row.file_name, row.draft, now=now)
    days = calendar_queries.working_days(session, plan.due_years)
    tasks = task_actions.create_all(session, actor, plan, rows.new_tasks(row.draft, units), days=days, now=now)
    _link_previous(session, plan, tasks, row)
    row.state, row.plan_id = ImportState.LOADED, plan.id
    after = {"plan": plan.id, "tasks": len(tasks), "targets": len(row.draft["targets"]), "file": row.file_name}
    audit.record(session, actor, "load", "import_draft", row.id, now=now, after=after, agency_id=row.agency_id)
    return plan


def _link_previous(session: Session, plan: Plan, tasks: Sequence[Task], row: ImportDraft) -> None:
    """A plan that was rolled over knows the plan of the year before, and each task the one it repeats."""
    if row.purpose is not ImportPurpose.ROLL_OVER:
        return
    plan.previous_plan_id = row.base_plan_id
    before = queries.texts_of(session, row.base_plan_id or 0)
    session.flush()
    after = [matching.Text.of_task(task.title, task.text, task.code) for task in tasks]
    for old, new in matching.best_matches([text for _, text in before], after).items():
        tasks[new].previous_task_id = before[old][0]


def undo(session: Session, actor: Actor, row: ImportDraft, *, now: datetime) -> None:
    """Take a loaded plan back; from the first evidence on, or once an agency below has taken a task over, it stays."""
    ensure(actor, Can.PLAN_IMPORT, row)
    if row.state is not ImportState.LOADED or row.plan_id is None or row.purpose is ImportPurpose.AMEND:
        raise WrongState("Lần nhập này không còn hoàn tác được.")
    filed = queries.evidence_count(session, row.plan_id)
    if filed:
        raise WrongState(f"Kế hoạch đã có {filed} minh chứng nên không hoàn tác được. Điều chỉnh từng nhiệm vụ thay cho hoàn tác.")
    below = queries.takers_of_plan(session, row.plan_id)
    if below:
        raise WrongState(
            f"{below} cơ quan cấp dưới đã nhận nhiệm vụ của kế hoạch nên không hoàn tác được. Điều chỉnh kế hoạch thay cho hoàn tác."
        )
    tasks = select(Task.id).where(Task.plan_id == row.plan_id).scalar_subquery()
    for model in (Occurrence, Duty):
        session.execute(delete(model).where(model.task_id.in_(tasks)))
    session.execute(update(Task).where(Task.previous_task_id.in_(tasks)).values(previous_task_id=None))
    session.execute(delete(Task).where(Task.plan_id == row.plan_id))
    plan_actions.withdraw(session, actor, session.get_one(Plan, row.plan_id), now=now)
    for version in queries.versions(session, system(row.agency_id), row.plan_id):
        version.state = ImportState.UNDONE
    audit.record(session, actor, "undo", "import_draft", row.id, now=now, before={"plan": row.plan_id}, after={"state": row.state})
