"""Imports waiting or done, and what loading one has to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased, joinedload, subqueryload

from tthc.core.calendar.rules import ONCE
from tthc.core.evidence.models import EvidenceLink
from tthc.core.files.models import StoredFile
from tthc.core.imports import rules
from tthc.core.imports.models import ImportDraft, ImportPurpose, ImportState
from tthc.core.imports.rules import KnownUnit
from tthc.core.people import queries as people_queries
from tthc.core.people.rules import UnitKind
from tthc.core.plans.models import Plan, PlanState
from tthc.core.tasks.models import Duty, DutyRole, Occurrence, State, Task, TaskKind
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.text import fold


@dataclass(frozen=True)
class DraftLine:
    """An import in the list of the plans desk."""

    draft_id: int
    file_name: str
    state: str
    created_on: Any
    is_read: bool
    problem: str | None


def visible(actor: Actor) -> ColumnElement[bool]:
    """The imports this person may know of: those of the own agency, for whoever may import."""
    return ImportDraft.agency_id == actor.agency_id if may(actor, Can.PLAN_IMPORT) else ImportDraft.id.is_(None)


def one(session: Session, actor: Actor, draft_id: int) -> ImportDraft:
    """An import with its file and plan; NotFound outside the actor's scope."""
    query = select(ImportDraft).where(ImportDraft.id == draft_id, visible(actor))
    found = session.scalars(query.options(joinedload(ImportDraft.stored_file), joinedload(ImportDraft.plan))).one_or_none()
    if found is None:
        raise NotFound
    return found


def file_of(session: Session, actor: Actor, draft_id: int) -> tuple[StoredFile, str]:
    """The stored file of an import and its name; NotFound where there is none yet, or not for this person."""
    row = one(session, actor, draft_id)
    if row.stored_file is None:
        raise NotFound
    return row.stored_file, row.file_name


def for_worker(session: Session, draft_id: int) -> ImportDraft | None:
    """The import a job was woken for, with its file."""
    query = select(ImportDraft).where(ImportDraft.id == draft_id).options(joinedload(ImportDraft.stored_file))
    return session.scalars(query).one_or_none()


def unread(session: Session, now: datetime) -> Sequence[int]:
    """Imports that ask for reading and that nobody is reading, for the sweeper."""
    return _of(session, queued.waiting(session, ImportDraft, now), ImportDraft.stored_file_id.is_not(None))


def unwritten(session: Session, now: datetime) -> Sequence[int]:
    """Plans of a next year that nobody is writing, for the sweeper."""
    return _of(session, queued.waiting(session, ImportDraft, now), ImportDraft.stored_file_id.is_(None))


def _of(session: Session, ids: Sequence[int], condition: ColumnElement[bool]) -> Sequence[int]:
    chosen = set(session.scalars(select(ImportDraft.id).where(ImportDraft.id.in_(ids), condition))) if ids else set()
    return [one_id for one_id in ids if one_id in chosen]


def rolled_over(session: Session, plan_id: int, year: int) -> ImportDraft | None:
    """The draft of next year's plan that already waits."""
    same = (ImportDraft.base_plan_id == plan_id, ImportDraft.year == year, ImportDraft.purpose == ImportPurpose.ROLL_OVER)
    query = select(ImportDraft).where(*same, ImportDraft.state == ImportState.WAITING)
    return session.scalars(query.order_by(ImportDraft.id.desc()).limit(1)).first()


def followed(session: Session, plan_id: int, year: int) -> bool:
    """Whether a plan in force of that year was made from this one."""
    same = (Plan.previous_plan_id == plan_id, Plan.year == year, Plan.state == PlanState.ACTIVE)
    return session.scalar(select(Plan.id).where(*same).limit(1)) is not None


def takers_of_plan(session: Session, plan_id: int) -> int:
    """How many agencies have taken a task of the plan over."""
    source = aliased(Task)
    query = select(func.count(func.distinct(Task.agency_id))).join(source, Task.source_task_id == source.id)
    return session.scalar(query.where(source.plan_id == plan_id)) or 0


def versions(session: Session, actor: Actor, plan_id: int) -> Sequence[ImportDraft]:
    """Every file a plan was loaded or amended from, the latest first, with the file and who brought it in."""
    same = (visible(actor), ImportDraft.plan_id == plan_id, ImportDraft.state == ImportState.LOADED)
    query = select(ImportDraft).where(*same).options(joinedload(ImportDraft.stored_file), joinedload(ImportDraft.created_by))
    return session.scalars(query.order_by(ImportDraft.id.desc())).all()


def waiting(session: Session, actor: Actor) -> list[DraftLine]:
    """Imports that wait for a check, the newest first."""
    query = select(
        ImportDraft.id, ImportDraft.file_name, ImportDraft.state, ImportDraft.created_at, ImportDraft.finished_at, ImportDraft.problem
    ).where(visible(actor), ImportDraft.state == ImportState.WAITING)
    rows = session.execute(query.order_by(ImportDraft.id.desc()).limit(25))
    return [DraftLine(i, name, state, at, finished is not None and not problem, problem) for i, name, state, at, finished, problem in rows]


def known_units(session: Session, agency_id: int, day: date) -> tuple[KnownUnit, list[KnownUnit]]:
    """The agency, and its units valid that day, as matching sees them."""
    units = [KnownUnit(unit.id, unit.name, unit.kind, unit.short_name) for unit in people_queries.units_of(session, agency_id, day)]
    agency = next(unit for unit in units if unit.id == agency_id)
    return agency, [unit for unit in units if unit.kind != UnitKind.AGENCY]


def same_file(session: Session, draft: ImportDraft) -> Plan | None:
    """The plan in force that was loaded from the same bytes."""
    same = (Plan.agency_id == draft.agency_id, Plan.state == PlanState.ACTIVE, Plan.stored_file_id == draft.stored_file_id)
    return session.scalars(select(Plan).where(*same).order_by(Plan.id).limit(1)).first()


def warnings(session: Session, draft: ImportDraft) -> tuple[str, ...]:
    """Sentences to read before confirming: a plan in force of the same title and year, or another agency's plan."""
    read, found = draft.draft, []
    active = select(Plan.title).where(Plan.agency_id == draft.agency_id, Plan.state == PlanState.ACTIVE, Plan.year == read["year"])
    title = fold(read["title"] or "")
    if draft.purpose is not ImportPurpose.AMEND and any(fold(other) == title for other in session.scalars(active)):
        found.append(f"Đã có kế hoạch cùng tên của năm {read['year']}. Kiểm tra để không nhập hai lần một kế hoạch.")
    unit = people_queries.agency(session, draft.agency_id)
    agency = KnownUnit(unit.id, unit.name, unit.kind, unit.short_name)
    # Who has taken the plan in as it is was asked then: its amended version and its next year name the same issuer.
    base = session.get(Plan, draft.base_plan_id) if draft.base_plan_id else None
    is_known = base is not None and fold(base.issuer or "") == fold(read["issuer"] or "")
    if read["issuer"] and not is_known and not rules.is_named(agency, read["issuer"]):
        found.append(
            f"Văn bản do {read['issuer']} ban hành, không phải {unit.name}. Nếu tải lên nhầm tệp, chọn Bỏ lần nhập này ở cuối trang."
        )
    return tuple(found)


def evidence_count(session: Session, plan_id: int) -> int:
    """How much evidence was filed for the plan: from the first on, an import cannot be undone."""
    query = select(func.count(EvidenceLink.id)).join(Occurrence, EvidenceLink.occurrence_id == Occurrence.id)
    return session.scalar(query.join(Task, Occurrence.task_id == Task.id).where(Task.plan_id == plan_id)) or 0


def tasks_by_plan(session: Session, actor: Actor) -> dict[int, int]:
    """How many tasks of its content each plan of the agency has; one query."""
    query = select(Task.plan_id, func.count(Task.id)).where(Task.agency_id == actor.agency_id, Task.kind == TaskKind.CONTENT)
    query = query.where(Task.removed_on.is_(None))
    return dict(iter(session.execute(query.group_by(Task.plan_id)))) if may(actor, Can.PLAN_READ) else {}


def task_ids(session: Session, actor: Actor, plan_id: int) -> dict[str, int]:
    """Item of the outline -> its first task."""
    query = select(Task.code, Task.id).where(Task.plan_id == plan_id, Task.agency_id == actor.agency_id, Task.removed_on.is_(None))
    return dict(iter(session.execute(query.order_by(Task.id.desc()))))


@dataclass(frozen=True)
class Assignment:
    """A task with its units; `single_ids` are the open occurrences of a task that is done once."""

    task_id: int
    agency_id: int
    code: str
    title: str
    time_text: str
    duties: tuple[tuple[int, str], ...]
    written: dict[tuple[int, str], str]
    lead: str
    others: str
    due_on: date | None
    single_ids: tuple[int, ...]
    occasions: int
    version: int


def assignments(session: Session, actor: Actor, plan_id: int) -> list[Assignment]:
    """The tasks of a plan in its order; three queries however many tasks and units."""
    if not may(actor, Can.TASK_READ):
        return []
    tasks = select(Task).where(Task.plan_id == plan_id, Task.agency_id == actor.agency_id, Task.removed_on.is_(None))
    tasks = tasks.order_by(Task.position, Task.id)
    loaded = tasks.options(subqueryload(Task.duties).joinedload(Duty.unit), subqueryload(Task.occurrences))
    return [_assignment(task) for task in session.scalars(loaded)]


def _assignment(task: Task) -> Assignment:
    names: dict[bool, list[str]] = {True: [], False: []}
    for duty in task.duties:
        names[duty.role is DutyRole.LEAD].append(duty.unit.name)
    single = [o for o in task.occurrences if o.period == ONCE and o.state in (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED)]
    return Assignment(
        task_id=task.id,
        agency_id=task.agency_id,
        code=task.code,
        title=task.title,
        time_text=task.time_text or "",
        duties=tuple((duty.unit_id, str(duty.role)) for duty in task.duties),
        written={(duty.unit_id, str(duty.role)): duty.written_as for duty in task.duties},
        lead="; ".join(dict.fromkeys(names[True])),
        others="; ".join(dict.fromkeys(names[False])),
        due_on=max((o.due_on for o in single if o.due_on), default=None),
        single_ids=tuple(o.id for o in single),
        occasions=len(task.occurrences),
        version=task.version,
    )


def latest_of_plan(session: Session, actor: Actor, plan_id: int) -> ImportDraft | None:
    """The import a plan came from; its amendments are among its `versions`."""
    query = select(ImportDraft).where(ImportDraft.plan_id == plan_id, visible(actor), ImportDraft.purpose != ImportPurpose.AMEND)
    return session.scalars(query.order_by(ImportDraft.id.desc()).limit(1)).first()
