"""An upload on its way to a check: kept, read, refused with a sentence, thrown away; next year's plan is asked for here too."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from tthc.core.audit import actions as audit
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.imports import queries, rules
from tthc.core.imports.models import ImportDraft, ImportPurpose, ImportState
from tthc.core.imports.rules import corrections, states, years
from tthc.core.people import queries as people_queries
from tthc.core.plans.models import Plan
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tthc.planreader.draft import PlanDraft


def stage(
    session: Session,
    actor: Actor,
    stored: Stored,
    file_name: str,
    *,
    purpose: ImportPurpose = ImportPurpose.NEW,
    base_plan: Plan | None = None,
    now: datetime,
) -> ImportDraft:
    """A row for an uploaded plan that is safely stored; the worker reads it. `base_plan` is the plan that the file amends."""
    row = _asked(actor, file_name, purpose, base_plan, now)
    ensure(actor, Can.PLAN_IMPORT, row)
    row.stored_file = file_actions.register(session, stored, now=now)
    session.flush()
    if base_plan is not None and base_plan.stored_file_id == row.stored_file.id:
        sentence = "Tệp này chính là bản đang có hiệu lực của kế hoạch. Chọn tệp của bản đã điều chỉnh."
        raise BadInput(sentence, {"file": sentence})
    session.add(row)
    session.flush()
    after = {"file": file_name, "sha256": stored.sha256, "purpose": purpose} | ({"plan": base_plan.id} if base_plan else {})
    audit.record(session, actor, "stage", "import_draft", row.id, now=now, after=after)
    return row


def _asked(actor: Actor, file_name: str, purpose: ImportPurpose, base_plan: Plan | None, now: datetime) -> ImportDraft:
    if actor.agency_id is None:
        raise BadInput("Chưa xác định cơ quan của kế hoạch.")
    if base_plan is not None:
        ensure(actor, Can.PLAN_IMPORT, base_plan)
        states.ensure_active(base_plan)
    row = ImportDraft(
        agency_id=actor.agency_id,
        purpose=purpose,
        base_plan_id=base_plan.id if base_plan else None,
        file_name=file_name,
        state=ImportState.WAITING,
        draft={},
        units={},
        created_by_id=actor.person_id,
        created_at=now,
    )
    queued.ask(row, now)
    return row


def ask_roll_over(session: Session, actor: Actor, plan: Plan, year: int, *, now: datetime) -> ImportDraft:
    """Ask for the next year's plan, made from this one; the draft of it that already waits, if there is one."""
    ensure(actor, Can.PLAN_IMPORT, plan)
    states.ensure_active(plan)
    last = plan.last_year
    if not last < year <= last + years.MOST_AHEAD:
        sentence = f"Chọn năm sau năm {last} của kế hoạch."
        raise BadInput(sentence, {"year": sentence})
    if plan.stored_file_id is None:
        raise WrongState("Kế hoạch này không còn tệp văn bản nên không lập bản năm sau được.")
    waiting = queries.rolled_over(session, plan.id, year)
    if waiting is not None:
        return waiting
    if queries.followed(session, plan.id, year):
        raise WrongState(f"Kế hoạch năm {year} đã được lập từ kế hoạch này. Mở kế hoạch năm {year} trong danh sách kế hoạch.")
    row = _asked(actor, years.file_name(plan.title, plan.year, year), ImportPurpose.ROLL_OVER, plan, now)
    row.year = year
    session.add(row)
    session.flush()
    after = {"plan": plan.id, "year": year}
    audit.record(session, actor, "ask_roll_over", "import_draft", row.id, now=now, after=after)
    return row


def keep_rolled_over(session: Session, actor: Actor, row: ImportDraft, stored: Stored, *, now: datetime) -> None:
    """The file of next year's plan is written and stored: from here on it is read like any other."""
    ensure(actor, Can.PLAN_IMPORT, row)
    states.ensure_waiting(row)
    row.stored_file = file_actions.register(session, stored, now=now)
    queued.ask(row, now)
    after = {"sha256": stored.sha256, "size": stored.size}
    audit.record(session, actor, "keep_rolled_over", "import_draft", row.id, now=now, after=after, agency_id=row.agency_id)


def read(session: Session, actor: Actor, row: ImportDraft, draft: PlanDraft, *, today: date, now: datetime) -> None:
    """Keep the draft that was read from the file, with a proposal for every unit; reading takes seconds, so it is done before."""
    ensure(actor, Can.PLAN_IMPORT, row)
    states.ensure_waiting(row)
    base = session.get_one(Plan, row.base_plan_id) if row.base_plan_id is not None else None
    read = rules.frozen(draft)
    if row.purpose is ImportPurpose.AMEND and base is not None:
        read["rows"] = corrections.carried(read, queries.document_of(session, base.id))
    # A later amendment makes the comparison stale; a version that names no year is of the year it amends.
    row.draft = read | {"amendments": base.amendments if base else 0, "year": read["year"] or row.year or (base.year if base else None)}
    agency, known = queries.known_units(session, row.agency_id, today)
    kept = people_queries.spellings(session, row.agency_id)
    proposals = rules.propose_units(rules.spellings_in(row.draft), agency, known, kept)
    row.units = {proposal.spelling: proposal.as_json() for proposal in proposals}
    queued.finish(row, now)
    found = {"tasks": len(row.draft["rows"]), "targets": len(row.draft["targets"]), "units": len(row.units)}
    audit.record(session, actor, "read", "import_draft", row.id, now=now, after=found, agency_id=row.agency_id)


def refuse(session: Session, actor: Actor, row: ImportDraft, problem: str, *, now: datetime) -> None:
    """Keep the one sentence that says why the file cannot be read."""
    ensure(actor, Can.PLAN_IMPORT, row)
    queued.finish(row, now)
    row.problem = problem
    audit.record(session, actor, "refuse", "import_draft", row.id, now=now, after={"problem": problem}, agency_id=row.agency_id)


def discard(session: Session, actor: Actor, row: ImportDraft, *, now: datetime) -> None:
    """Throw an import away that was never loaded."""
    ensure(actor, Can.PLAN_IMPORT, row)
    states.ensure_waiting(row)
    row.state, row.finished_at = ImportState.DISCARDED, row.finished_at or now
    audit.record(session, actor, "discard", "import_draft", row.id, now=now, after={"state": row.state})
