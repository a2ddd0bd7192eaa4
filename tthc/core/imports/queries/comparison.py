"""The plan in force beside its amended version: what a person reads before confirming, and what amending acts on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import subqueryload

from tthc.core.evidence.models import EvidenceLink
from tthc.core.imports.models import ImportDraft, ImportPurpose, ImportState
from tthc.core.imports.rules import rows as row_rules
from tthc.core.imports.rules import states
from tthc.core.imports.rules.differences import (
    Difference,
    OldTarget,
    OldTask,
    TargetDifference,
    differences,
    target_differences,
)
from tthc.core.imports.rules.matching import Text
from tthc.core.people.models import Unit, UnitSpelling
from tthc.core.plans.models import Plan, Target
from tthc.core.tasks.models import Duty, Occurrence, State, Task
from tthc.kernel.actor import Actor
from tthc.kernel.errors import WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, tidy
from tthc.planreader.draft import DUTY_ROLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FEWEST_KEPT = 0.3  # below this share of tasks found again the file is likely another plan's


@dataclass(frozen=True)
class Comparison:
    """The tasks of a plan with duties and occurrences, the rows of its amended version by key, and how they differ."""

    plan: Plan
    tasks: Mapping[int, Task]
    rows: Mapping[int, Mapping[str, Any]]
    tasks_differ: tuple[Difference, ...]
    targets: Mapping[int, Target]
    targets_differ: tuple[TargetDifference, ...]
    evidence: Mapping[int, int]


@dataclass(frozen=True)
class DifferenceLine:
    """One task before and after, with what was done on it; `due_on` is the latest day it has now."""

    difference: Difference
    evidence: int = 0
    done: int = 0
    total: int = 0
    due_on: date | None = None


@dataclass(frozen=True)
class DifferencePage:
    """Everything a person reads before an amendment; `counts` has same, changed, added, removed."""

    plan_id: int
    plan_title: str
    lines: tuple[DifferenceLine, ...]
    counts: Mapping[str, int]
    targets: tuple[TargetDifference, ...]
    warnings: tuple[str, ...]


def difference(session: Session, actor: Actor, row: ImportDraft) -> DifferencePage:
    """What the amended version changes; as many queries for three tasks as for three hundred."""
    ensure(actor, Can.PLAN_IMPORT, row)
    compared = comparison(session, row)
    lines = tuple(_line(compared, one) for one in compared.tasks_differ)
    counts = Counter(one.kind for one in compared.tasks_differ)
    return DifferencePage(
        plan_id=compared.plan.id,
        plan_title=compared.plan.title,
        lines=lines,
        counts={kind: counts[kind] for kind in ("same", "changed", "added", "removed")},
        targets=tuple(one for one in compared.targets_differ if one.kind != "same"),
        warnings=tuple(_warnings(row, compared.plan, counts)),
    )


def _warnings(row: ImportDraft, plan: Plan, counts: Counter[Any]) -> list[str]:
    found = []
    year = row.draft["year"]
    if year and year != plan.year:
        found.append(f"Tệp ghi năm {year}, kế hoạch đang có hiệu lực là của năm {plan.year}. Kiểm tra lại tệp trước khi xác nhận.")
    kept, old = counts["same"] + counts["changed"], counts["same"] + counts["changed"] + counts["removed"]
    if old and kept < _FEWEST_KEPT * old:
        found.append(f"Chỉ {kept} trong {old} nhiệm vụ có trong tệp này. Kiểm tra lại có đúng là bản điều chỉnh của kế hoạch hay không.")
    return found


def _line(compared: Comparison, one: Difference) -> DifferenceLine:
    task = compared.tasks.get(one.task_id or 0)
    if task is None:
        return DifferenceLine(one)
    done = sum(o.state in (State.DONE, State.NOT_APPLICABLE) for o in task.occurrences)
    due_on = max((o.due_on for o in task.occurrences if o.due_on), default=None)
    return DifferenceLine(one, compared.evidence.get(task.id, 0), done, len(task.occurrences), due_on)


def comparison(session: Session, row: ImportDraft) -> Comparison:
    """Compare; raises WrongState where there is nothing to compare. What was taken over from above is no part of the document."""
    states.ensure_waiting(row, is_read=True)
    if row.purpose is not ImportPurpose.AMEND or row.base_plan_id is None:
        raise WrongState("Lần nhập này không phải bản điều chỉnh của kế hoạch.")
    plan = session.get_one(Plan, row.base_plan_id)
    states.ensure_active(plan)
    tasks = _tasks(session, plan.id)
    names = _Names.of(session, row.agency_id)
    written = _document(session, plan.id, names)
    old = [_old(task, written) for task in tasks]
    rows, spelt = dict(row_rules.kept(row.draft)), names.of_draft(row.units)
    targets = session.scalars(
        select(Target).where(Target.plan_id == plan.id, Target.removed_on.is_(None)).order_by(Target.position, Target.id)
    ).all()
    filed = select(Occurrence.task_id, func.count(EvidenceLink.id)).join(EvidenceLink, EvidenceLink.occurrence_id == Occurrence.id)
    filed = filed.join(Task, Task.id == Occurrence.task_id).where(Task.plan_id == plan.id).group_by(Occurrence.task_id)
    return Comparison(
        plan=plan,
        tasks={task.id: task for task in tasks},
        rows=rows,
        tasks_differ=differences(old, [{**line, "key": key, **_units(line, spelt)} for key, line in rows.items()]),
        targets={target.id: target for target in targets},
        targets_differ=target_differences([_old_target(target) for target in targets], row.draft["targets"]),
        evidence=dict(iter(session.execute(filed))),
    )


def _tasks(session: Session, plan_id: int) -> Sequence[Task]:
    query = select(Task).where(Task.plan_id == plan_id, Task.removed_on.is_(None), Task.source_task_id.is_(None))
    loaded = query.options(subqueryload(Task.duties).joinedload(Duty.unit), subqueryload(Task.occurrences))
    return session.scalars(loaded.order_by(Task.position, Task.id)).all()


@dataclass(frozen=True)
class _Names:
    """The units of the agency by id, and the spellings that plans used for them."""

    by_id: Mapping[int, str]
    spellings: Mapping[str, int]

    @classmethod
    def of(cls, session: Session, agency_id: int) -> _Names:
        units = select(Unit.id, Unit.name).where(Unit.agency_id == agency_id)
        spelt = select(UnitSpelling.folded, UnitSpelling.unit_id).where(UnitSpelling.agency_id == agency_id)
        return cls(dict(iter(session.execute(units))), dict(iter(session.execute(spelt))))

    def of_draft(self, units: Mapping[str, Any]) -> dict[str, str]:
        """Folded spelling -> the name of the unit a person confirmed for it."""
        return {fold(spelling): self.by_id.get(unit["unit_id"] or 0, unit["name"]) for spelling, unit in units.items()}

    def of_office(self) -> dict[str, str]:
        """Folded spelling -> the name of the unit it means by now."""
        return {folded: self.by_id[unit_id] for folded, unit_id in self.spellings.items() if unit_id in self.by_id}


def _units(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, list[str]]:
    found = {role: [names.get(fold(name), tidy(name)) for name in row[role]] for role in DUTY_ROLES}
    return {role: list(dict.fromkeys(of)) for role, of in found.items()}


def _document(session: Session, plan_id: int, names: _Names) -> dict[tuple[str, str, str], Mapping[str, Any]]:
    """The rows of the document in force, for what an office assigned by hand since is no difference of the document."""
    rows, office = document_of(session, plan_id)["rows"], names.of_office()
    return {(row["kind"], row["section"][:60], row["text"]): _units(row, office) for row in rows}


def document_of(session: Session, plan_id: int) -> Mapping[str, Any]:
    """The draft that the plan in force was loaded or amended from last."""
    query = select(ImportDraft.draft).where(ImportDraft.plan_id == plan_id, ImportDraft.state == ImportState.LOADED)
    return session.scalars(query.order_by(ImportDraft.id.desc()).limit(1)).first() or {"rows": []}


def _old(task: Task, written: Mapping[tuple[str, str, str], Mapping[str, Any]]) -> OldTask:
    assigned = {role: [duty.unit.name for duty in task.duties if duty.role == role] for role in DUTY_ROLES}
    return OldTask(
        task_id=task.id,
        kind=str(task.kind),
        code=task.code,
        title=task.title,
        text=task.text,
        deliverable=task.deliverable,
        time_text=task.time_text,
        due_rule=task.due_rule,
        units=written.get((str(task.kind), task.code, task.text), assigned),
    )


def _old_target(target: Target) -> OldTarget:
    top = None if target.value_max is None else float(target.value_max)
    return OldTarget(target.id, target.task_code, target.text, target.op, float(target.value), top, target.measure)


def rows_now(session: Session, plan_id: int) -> list[dict[str, Any]]:
    """The tasks of a plan as rows of a document: units in the words of the plan where it names them, else by their names."""
    query = select(Task).where(Task.plan_id == plan_id, Task.removed_on.is_(None)).order_by(Task.position, Task.id)
    return [
        {
            "kind": str(task.kind),
            "section": task.code,
            "text": task.text,
            "short_title": task.title,
            "deliverable": task.deliverable,
            "time_text": task.time_text,
            "is_taken": task.source_task_id is not None,
            **{role: [duty.written_as or duty.unit.name for duty in task.duties if duty.role == role] for role in DUTY_ROLES},
        }
        for task in session.scalars(query.options(subqueryload(Task.duties).joinedload(Duty.unit)))
    ]


def texts_of(session: Session, plan_id: int) -> list[tuple[int, Text]]:
    """The tasks of a plan by what they are recognised by."""
    query = select(Task.id, Task.title, Task.text, Task.code).where(Task.plan_id == plan_id, Task.removed_on.is_(None))
    found = session.execute(query.order_by(Task.position, Task.id))
    return [(task_id, Text.of_task(title, text, code)) for task_id, title, text, code in found]
