"""Ask for a plan as an office file; the worker writes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.audit import queries as audit_queries
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.plans import queries, rules
from tthc.core.plans.models import Plan, PlanExport, PlanForm, PlanState
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure


def ask_export(session: Session, actor: Actor, plan: Plan, form: str, *, now: datetime) -> PlanExport:
    """The plan as a file of this form: the one written already while no plan or task of the agency has changed since, else a new one."""
    ensure(actor, Can.PLAN_EXPORT, plan)
    if form not in set(PlanForm):
        raise BadInput("Chọn dạng tệp Word (.docx) hoặc Excel (.xlsx).")
    if plan.state is not PlanState.ACTIVE or plan.stored_file_id is None:
        raise WrongState("Kế hoạch này không còn hiệu lực nên không xuất tệp được.")
    stamp = str(audit_queries.last_change(session, plan.agency_id, ("plan", "task")))
    found = queries.last_export(session, plan.id, PlanForm(form))
    if found is not None and found.stamp == stamp and not found.problem:
        return found
    row = PlanExport(agency_id=plan.agency_id, plan_id=plan.id, form=PlanForm(form), stamp=stamp)
    row.file_name = rules.export_name(plan.title, form)
    queued.ask(row, now)
    session.add(row)
    session.flush()
    audit.record(session, actor, "ask_export", "plan_export", row.id, now=now, after={"plan": plan.id, "form": form})
    return row


def keep_export(session: Session, actor: Actor, row: PlanExport, stored: Stored, *, now: datetime) -> None:
    """The file is written and stored."""
    ensure(actor, Can.PLAN_EXPORT, row)
    row.stored_file = file_actions.register(session, stored, now=now)
    session.flush()
    queued.finish(row, now)
    after = {"sha256": stored.sha256, "size": stored.size}
    audit.record(session, actor, "keep_export", "plan_export", row.id, now=now, after=after, agency_id=row.agency_id)
