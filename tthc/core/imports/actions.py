"""Bring a plan in: keep the file, read it, take the answers, load all or nothing, undo until the first evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.imports import queries, rules
from tthc.core.imports.models import ImportDraft, ImportState
from tthc.core.people import actions as people_actions
from tthc.core.people import queries as people_queries
from tthc.core.people.rules import UnitKind
from tthc.core.plans import actions as plan_actions
from tthc.core.plans.models import Plan
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks.models import Duty, Occurrence, Task
from tthc.core.tasks.rules import NewDuty, NewTask
from tthc.kernel import queued
from tthc.kernel.actor import Actor, system
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section
from tthc.kernel.text import fold, tidy
from tthc.planreader.draft import DUTY_ROLES, PlanDraft

_YEARS = range(2000, 2101)  # as in the addresses of a year


def stage(session: Session, actor: Actor, stored: Stored, file_name: str, *, now: datetime) -> ImportDraft:
    """A row for an uploaded plan that is safely stored; the worker reads it."""
    if actor.agency_id is None:
        raise BadInput("Chưa xác định cơ quan của kế hoạch.")
    row = ImportDraft(
        agency_id=actor.agency_id,
        file_name=file_name,
        state=ImportState.WAITING,
        draft={},
        units={},
        created_by_id=actor.person_id,
        created_at=now,
    )
    queued.ask(row, now)
    ensure(actor, Can.PLAN_IMPORT, row)
    row.stored_file = file_actions.register(session, stored, now=now)
    session.add(row)
    session.flush()
    audit.record(session, actor, "stage", "import_draft", row.id, now=now, after={"file": file_name, "sha256": stored.sha256})
    return row


def read(session: Session, actor: Actor, row: ImportDraft, draft: PlanDraft, *, today: date, now: datetime) -> None:
    """Keep the draft that was read from the file, with a proposal for every unit; reading takes seconds, so it is done before."""
    ensure(actor, Can.PLAN_IMPORT, row)
    _ensure_waiting(row)
    row.draft = rules.frozen(draft)
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


def answer(
    session: Session,
    actor: Actor,
    row: ImportDraft,
    *,
    units: Mapping[str, str],
    sections: Mapping[int, str],
    skipped: frozenset[int],
    year: int | None = None,
    version: int | None = None,
    now: datetime,
) -> None:
    """Keep what a person chose: `units` maps spellings to `id:7`, `desk:Name`, `group:Name` or `outside:Name`."""
    ensure(actor, Can.PLAN_IMPORT, row)
    _ensure_waiting(row, is_read=True)
    if version is not None and version != row.version:
        raise Conflict("Nội dung này vừa được người khác sửa. Xem thay đổi trước khi lưu.")
    if not set(sections.values()) <= set(Section):
        raise BadInput("Chọn nội dung trong danh sách.")
    agency, known = queries.known_units(session, row.agency_id, now.date())
    names = {unit.id: unit for unit in (agency, *known)}
    row.units = {spelling: _answered(unit, units.get(spelling), names) for spelling, unit in row.units.items()}
    rows = [
        {**line, "theme": str(Section(sections.get(key, line["theme"]))), "is_skipped": key in skipped}
        for key, line in enumerate(row.draft["rows"])
    ]
    row.draft = {**row.draft, "rows": rows, "year": year or row.draft["year"]}
    audit.record(session, actor, "answer", "import_draft", row.id, now=now, after={"units": len(units), "skipped": sorted(skipped)})


def _answered(unit: Mapping[str, Any], chosen: str | None, names: Mapping[int, rules.KnownUnit]) -> dict[str, Any]:
    kind, _, name = (chosen or "").partition(":")
    known = next((one for unit_id, one in names.items() if str(unit_id) == name), None) if kind == "id" else None
    if known is not None:
        return {**unit, "unit_id": known.id, "name": known.name, "kind": str(known.kind), "members": [], "score": 1.0}
    if kind in {"desk", "department", "group", "outside"} and name.strip():
        members = unit["members"] if kind == "group" else []
        return {**unit, "unit_id": None, "name": name.strip()[:300], "kind": kind, "members": members, "score": 1.0}
    return dict(unit)


def load(session: Session, actor: Actor, row: ImportDraft, *, today: date, now: datetime) -> Plan:
    """Make the plan with everything in it, in the caller's transaction: all of it or nothing."""
    ensure(actor, Can.PLAN_IMPORT, row)
    _ensure_waiting(row, is_read=True)
    twin = queries.same_file(session, row)
    if twin:
        raise WrongState(f'Tệp "{row.file_name}" đã được nhập thành kế hoạch năm {twin.year}. Hoàn tác kế hoạch đó trước khi nhập lại.')
    if not row.draft["year"]:
        raise BadInput("Văn bản không ghi năm của kế hoạch. Nhập năm rồi xác nhận.", {"year": "Nhập năm của kế hoạch."})
    if row.draft["year"] not in _YEARS:
        raise BadInput("Năm của kế hoạch không hợp lệ.", {"year": f"Nhập năm từ {_YEARS[0]} đến {_YEARS[-1]}."})
    units = _units(session, row, today=today, now=now)
    plan = plan_actions.keep(session, actor, row.agency_id, row.stored_file_id, row.file_name, row.draft, now=now)
    days = calendar_queries.working_days(session, range(plan.year, (plan.year_end or plan.year) + 2))
    tasks = task_actions.create_all(session, actor, plan, _tasks(row.draft, units), days=days, now=now)
    row.state, row.plan_id = ImportState.LOADED, plan.id
    after = {"plan": plan.id, "tasks": len(tasks), "targets": len(row.draft["targets"]), "file": row.file_name}
    audit.record(session, actor, "load", "import_draft", row.id, now=now, after=after, agency_id=row.agency_id)
    return plan


def _units(session: Session, row: ImportDraft, *, today: date, now: datetime) -> dict[str, int]:
    """Folded spelling -> unit. New units are made by the program: the plan names them, the clerk only confirms."""
    program = system(row.agency_id)
    made: dict[str, int] = {fold(unit.name): unit.id for unit in people_queries.units_of(session, row.agency_id, today)}
    fresh = {unit["name"]: unit for unit in row.units.values() if unit["unit_id"] is None and fold(unit["name"]) not in made}
    for name, unit in sorted(fresh.items(), key=lambda item: item[1]["kind"] == UnitKind.GROUP):
        kind = UnitKind(unit["kind"])
        position = len(made) + (100 if kind in (UnitKind.GROUP, UnitKind.OUTSIDE) else 0)
        new = people_actions.add_unit(session, program, row.agency_id, name=name, kind=kind, position=position, now=now)
        made[fold(name)] = new.id
        if kind is UnitKind.GROUP:
            members = [made[fold(member)] for member in unit["members"] if fold(member) in made]
            _fill(session, program, new.id, members, row, now=now)
    found = {}
    for spelling, unit in row.units.items():
        unit_id = unit["unit_id"] or made[fold(unit["name"])]
        found[fold(spelling)] = unit_id
        if not unit["is_kept"]:
            people_actions.remember_spelling(session, program, row.agency_id, spelling, unit_id, now=now)
    return found


def _fill(session: Session, actor: Actor, group_id: int, members: Sequence[int], row: ImportDraft, *, now: datetime) -> None:
    """The members stand from the first day of the plan on, so that its first period has somebody."""
    first_day = date(row.draft["year"], 1, 1)
    issued = row.draft["date"] or ""
    day = min(first_day, date.fromisoformat(issued)) if len(issued) == len("2024-01-01") else first_day
    valid = {unit.id for unit in people_queries.units_of(session, row.agency_id, day)}
    chosen = [member for member in members if member in valid]
    if chosen:
        people_actions.set_members(session, actor, group_id, chosen, on=day, now=now)


def _tasks(read: Mapping[str, Any], units: Mapping[str, int]) -> list[NewTask]:
    rows = [row for row in read["rows"] if not row["is_skipped"]]
    return [
        NewTask(
            kind=row["kind"],
            section=row["theme"],
            section_reason=row["theme_reason"][:300],
            position=position,
            code=row["section"][:60],
            number=rules.number_of(row["section"])[:20],
            title=row["short_title"],
            text=row["text"],
            deliverable=row["deliverable"],
            time_text=row["time_text"],
            due_rule=row["due_rule"],
            confidence=row["confidence"],
            doubts=tuple(row["doubts"]),
            duties=tuple(NewDuty(units[fold(name)], role, tidy(name)[:500]) for role in DUTY_ROLES for name in row[role]),
        )
        for position, row in enumerate(rows)
    ]


def undo(session: Session, actor: Actor, row: ImportDraft, *, now: datetime) -> None:
    """Take a loaded plan back; from the first evidence on it stays."""
    ensure(actor, Can.PLAN_IMPORT, row)
    if row.state is not ImportState.LOADED or row.plan_id is None:
        raise WrongState("Lần nhập này không còn hoàn tác được.")
    filed = queries.evidence_count(session, row.plan_id)
    if filed:
        raise WrongState(f"Kế hoạch đã có {filed} minh chứng nên không hoàn tác được. Điều chỉnh từng nhiệm vụ thay cho hoàn tác.")
    tasks = select(Task.id).where(Task.plan_id == row.plan_id).scalar_subquery()
    for model in (Occurrence, Duty):
        session.execute(delete(model).where(model.task_id.in_(tasks)))
    session.execute(delete(Task).where(Task.plan_id == row.plan_id))
    plan_actions.withdraw(session, actor, session.get_one(Plan, row.plan_id), now=now)
    row.state = ImportState.UNDONE
    audit.record(session, actor, "undo", "import_draft", row.id, now=now, before={"plan": row.plan_id}, after={"state": row.state})


def discard(session: Session, actor: Actor, row: ImportDraft, *, now: datetime) -> None:
    """Throw an import away that was never loaded."""
    ensure(actor, Can.PLAN_IMPORT, row)
    _ensure_waiting(row)
    row.state, row.finished_at = ImportState.DISCARDED, row.finished_at or now
    audit.record(session, actor, "discard", "import_draft", row.id, now=now, after={"state": row.state})


def _ensure_waiting(row: ImportDraft, *, is_read: bool = False) -> None:
    if row.state is not ImportState.WAITING:
        raise WrongState("Lần nhập này đã kết thúc. Tải tệp lên lại để nhập mới.")
    if is_read and not row.is_read:
        raise WrongState(row.problem or "Văn bản chưa được đọc xong.")
