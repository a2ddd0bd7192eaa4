"""Make the tasks of a plan, and what there is to tick for the units that do them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar.rules import Schedule
from tthc.core.people import queries as people_queries
from tthc.core.plans.models import Plan
from tthc.core.tasks import rules
from tthc.core.tasks.models import Duty, DutyRole, Occurrence, State, Task, TaskKind
from tthc.core.tasks.rules import NewDuty, NewTask, Occasion
from tthc.kernel.actor import Actor
from tthc.kernel.due import WorkingDays
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section

DOERS = (DutyRole.LEAD, DutyRole.IMPLEMENT)
UNTOUCHED = (State.NOT_STARTED, State.DORMANT)


def create_all(
    session: Session, actor: Actor, plan: Plan, tasks: Sequence[NewTask], *, days: WorkingDays, now: datetime, since: date | None = None
) -> list[Task]:
    """Tasks of a plan with their duties and what there is to tick from `since` on; one audit entry for the lot."""
    ensure(actor, Can.PLAN_IMPORT, plan)
    schedule = calendar_queries.schedule(session, plan.agency_id)
    first_day = plan.issued_on or date(plan.year, 1, 1)
    doers = {d.unit_id for t in tasks for d in t.duties if d.role in DOERS}
    members = people_queries.expand(session, doers, first_day)
    made = [_create(plan, new, members, days, schedule, since) for new in tasks]
    session.add_all(made)
    audit.record(session, actor, "create_tasks", "plan", plan.id, now=now, after={"tasks": len(made)}, agency_id=plan.agency_id)
    return made


def _create(plan: Plan, new: NewTask, members: dict[int, list[int]], days: WorkingDays, schedule: Schedule, since: date | None) -> Task:
    explanation, occasions = rules.occasions_of(new, plan.year, days, schedule, plan.issued_on)
    task = Task(
        plan_id=plan.id,
        agency_id=plan.agency_id,
        kind=TaskKind(new.kind),
        section=Section(new.section),
        section_reason=new.section_reason,
        position=new.position,
        code=new.code,
        number=new.number,
        title=new.title,
        text=new.text,
        folded=new.folded,
        deliverable=new.deliverable,
        time_text=new.time_text,
        due_rule=dict(new.due_rule),
        due_explanation=explanation,
        confidence=new.confidence,
        doubts=list(new.doubts),
        source_task_id=new.source_task_id,
    )
    duties = {(d.unit_id, d.role): d for d in new.duties}.values()
    task.duties = [Duty(unit_id=d.unit_id, role=DutyRole(d.role), written_as=d.written_as) for d in duties]
    units = doers_of(task.duties, members, plan.agency_id)
    wanted = occasions if since is None else rules.still_to_come(occasions, since)
    task.occurrences = [occurrence_of(task, plan.year, unit_id, occasion) for occasion in wanted for unit_id in units]
    return task


def replace_duties(session: Session, task: Task, duties: Sequence[NewDuty]) -> None:
    """Make these the duties of the task, each unit once a role; the rows of those that go on stay."""
    wanted = {(d.unit_id, d.role): d for d in duties}
    for old in list(task.duties):
        if (old.unit_id, old.role) not in wanted:
            task.duties.remove(old)
            session.delete(old)
    present = {(d.unit_id, d.role) for d in task.duties}
    fresh = [d for key, d in wanted.items() if key not in present]
    task.duties.extend(Duty(unit_id=d.unit_id, role=DutyRole(d.role), written_as=d.written_as) for d in fresh)


def doers_of(duties: Sequence[Duty], members: dict[int, list[int]], agency_id: int) -> list[int]:
    """Units that tick: leaders and implementers, groups as their members; the agency itself where the plan names nobody."""
    named = [unit_id for d in duties if d.role in DOERS for unit_id in members.get(d.unit_id, [])]
    return list(dict.fromkeys(named)) or [agency_id]


def occurrence_of(task: Task, year: int, unit_id: int, occasion: Occasion) -> Occurrence:
    """One thing to tick."""
    return Occurrence(
        agency_id=task.agency_id,
        unit_id=unit_id,
        section=task.section,
        year=year,
        period=occasion.period,
        opens_on=occasion.opens_on,
        due_on=occasion.due_on,
        due_explanation=occasion.explanation,
        state=State(occasion.state),
    )


def reassign(session: Session, task: Task, units: list[int]) -> None:
    """Open work of units that left goes with them unless it was begun; units that came get theirs."""
    periods = {o.period: o for o in task.occurrences}
    for occurrence in list(task.occurrences):
        if occurrence.unit_id not in units and occurrence.state in UNTOUCHED:
            task.occurrences.remove(occurrence)
            session.delete(occurrence)
    present = {(o.unit_id, o.period) for o in task.occurrences}
    for period, like in periods.items():
        state = State.DORMANT if like.state is State.DORMANT else State.NOT_STARTED
        occasion = Occasion(period, like.opens_on, like.due_on, state, like.due_explanation)
        task.occurrences.extend(occurrence_of(task, like.year, unit, occasion) for unit in units if (unit, period) not in present)
