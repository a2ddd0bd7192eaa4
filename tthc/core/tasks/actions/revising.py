"""What an amended plan changes in tasks that go on, and how a task leaves the plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm.attributes import flag_modified

from tthc.core.audit import actions as audit
from tthc.core.calendar.rules import ONCE, Schedule
from tthc.core.plans.models import Plan
from tthc.core.tasks import rules
from tthc.core.tasks.actions.creating import UNTOUCHED, doers_of, occurrence_of, reassign, replace_duties
from tthc.core.tasks.models import Occurrence, State, Task
from tthc.core.tasks.rules import NewTask, Occasion
from tthc.kernel.actor import Actor
from tthc.kernel.due import WorkingDays
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FIELDS = ("position", "code", "number", "title", "text", "deliverable", "time_text")


@dataclass(frozen=True)
class Almanac:
    """What dates and units are worked out with, read once for all tasks of a plan; `members` expands groups."""

    days: WorkingDays
    schedule: Schedule
    members: Mapping[int, list[int]]


def revise(
    session: Session,
    actor: Actor,
    plan: Plan,
    task: Task,
    new: NewTask,
    almanac: Almanac,
    *,
    labels: Collection[str],
    is_moved: bool = False,
    today: date,
    now: datetime,
) -> None:
    """Give a task (with its duties and occurrences) what the amended plan says; what somebody began stays as it is.

    `labels` names what the plan says differently: units change only under "units", days under "time"; the section stays unless
    a person chose another (`is_moved`).
    """
    ensure(actor, Can.PLAN_IMPORT, plan)
    before = {name: getattr(task, name) for name in _FIELDS}
    for name in _FIELDS:
        setattr(task, name, getattr(new, name))
    task.folded = new.folded
    if is_moved:
        task.section, task.section_reason = Section(new.section), new.section_reason
        for occurrence in task.occurrences:
            occurrence.section = task.section
    if "time" in labels:
        _retime(session, plan, task, new, almanac, today)
    if "units" in labels:
        replace_duties(session, task, new.duties)
        reassign(session, task, doers_of(task.duties, dict(almanac.members), task.agency_id))
        flag_modified(task, "title")  # duties are rows of their own: the task's version rises with them all the same
    after = {name: getattr(task, name) for name in _FIELDS if getattr(task, name) != before[name]}
    if after.keys() - {"position"} or labels:
        told = {name: before[name] for name in after}
        audit.record(session, actor, "revise", "task", task.id, now=now, before=told, after=after | {"of": sorted(labels)})


def _retime(session: Session, plan: Plan, task: Task, new: NewTask, almanac: Almanac, today: date) -> None:
    """The new occasions for every unit of the task; an occurrence somebody began, missed, or that a request woke, stays."""
    task.due_rule = dict(new.due_rule)
    task.due_explanation, occasions = rules.occasions_of(new, plan.year, almanac.days, almanac.schedule, plan.issued_on)
    wanted = {occasion.period: occasion for occasion in rules.still_to_come(occasions, today)}
    present: set[tuple[int, str]] = set()
    for occurrence in list(task.occurrences):
        is_free = occurrence.state in UNTOUCHED and not occurrence.trigger
        if is_free and occurrence.period not in wanted and not _is_missed(occurrence, today):
            task.occurrences.remove(occurrence)
            session.delete(occurrence)
            continue
        present.add((occurrence.unit_id, occurrence.period))
        if is_free and occurrence.period in wanted:
            _redate(occurrence, wanted[occurrence.period])
    units = doers_of(task.duties, dict(almanac.members), task.agency_id)
    missing = [(unit, one) for one in wanted.values() for unit in units if (unit, one.period) not in present]
    task.occurrences.extend(occurrence_of(task, plan.year, unit, one) for unit, one in missing)


def _is_missed(occurrence: Occurrence, today: date) -> bool:
    """A period that was over before the plan was amended: what was not done in it stays so, whatever the plan says from now on."""
    return occurrence.period != ONCE and occurrence.due_on is not None and occurrence.due_on < today


def _redate(occurrence: Occurrence, occasion: Occasion) -> None:
    occurrence.opens_on, occurrence.state = occasion.opens_on, State(occasion.state)
    occurrence.due_explanation = occasion.explanation
    occurrence.due_on, occurrence.due_is_set = occasion.due_on, False  # the amended plan stands above a day set before it


def remove(
    session: Session, actor: Actor, task: Task, reason: str, *, has_evidence: bool, field: str = "reason", today: date, now: datetime
) -> None:
    """Take a task (with its occurrences) out of the plan: it leaves every list, its page and its evidence stay."""
    ensure(actor, Can.PLAN_IMPORT, task)
    if not reason.strip():
        raise BadInput("Nêu lý do bỏ nhiệm vụ.", {field: "Nêu lý do bỏ nhiệm vụ này khỏi kế hoạch."})
    task.removed_on, task.removal_reason = today, reason.strip()
    gone = [] if has_evidence else [one for one in task.occurrences if one.state in UNTOUCHED]
    for occurrence in gone:
        task.occurrences.remove(occurrence)
        session.delete(occurrence)
    after = {"removed_on": today, "reason": task.removal_reason, "occurrences": len(gone)}
    audit.record(session, actor, "remove", "task", task.id, now=now, after=after)
