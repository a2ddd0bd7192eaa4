"""Change what has to be done, by whom and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar.rules import Schedule
from tthc.core.people import queries as people_queries
from tthc.core.plans.models import Plan
from tthc.core.tasks import queries, rules
from tthc.core.tasks.models import Duty, DutyRole, Occurrence, State, Task, TaskKind
from tthc.core.tasks.rules import NewDuty, NewTask, Occasion
from tthc.kernel.actor import Actor
from tthc.kernel.due import DueRule, Kind, WorkingDays, compute
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day as day_words

_DOERS = (DutyRole.LEAD, DutyRole.IMPLEMENT)
_UNTOUCHED = (State.NOT_STARTED, State.DORMANT)


def create_all(session: Session, actor: Actor, plan: Plan, tasks: Sequence[NewTask], *, days: WorkingDays, now: datetime) -> list[Task]:
    """All tasks of a plan with their duties and what there is to tick; one audit entry for the lot."""
    ensure(actor, Can.PLAN_IMPORT, plan)
    schedule = calendar_queries.schedule(session, plan.agency_id)
    first_day = plan.issued_on or date(plan.year, 1, 1)
    doers = {d.unit_id for t in tasks for d in t.duties if d.role in _DOERS}
    members = people_queries.expand(session, doers, first_day)
    made = [_create(plan, new, members, days, schedule) for new in tasks]
    session.add_all(made)
    audit.record(session, actor, "create_tasks", "plan", plan.id, now=now, after={"tasks": len(made)}, agency_id=plan.agency_id)
    return made


def _create(plan: Plan, new: NewTask, members: dict[int, list[int]], days: WorkingDays, schedule: Schedule) -> Task:
    rule = DueRule.from_dict(new.due_rule)
    explanation, occasions = rules.occasions(rule, plan.year, days, schedule, plan.issued_on)
    if new.kind == TaskKind.ORGANISATION and rule.kind is Kind.NONE:
        occasions = ()  # a standing duty ("chỉ đạo, theo dõi …") is read, not ticked
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
        folded=fold(f"{new.number} {new.title} {new.text} {new.deliverable or ''}"),
        deliverable=new.deliverable,
        time_text=new.time_text,
        due_rule=dict(new.due_rule),
        due_explanation=explanation,
        confidence=new.confidence,
        doubts=list(new.doubts),
    )
    task.duties = [Duty(unit_id=d.unit_id, role=DutyRole(d.role), written_as=d.written_as) for d in _distinct(new.duties)]
    units = _doers(task.duties, members, plan.agency_id)
    task.occurrences = [_occurrence(task, plan.year, unit_id, occasion) for occasion in occasions for unit_id in units]
    return task


def _distinct(duties: Sequence[NewDuty]) -> list[NewDuty]:
    return list({(d.unit_id, d.role): d for d in duties}.values())


def _doers(duties: Sequence[Duty], members: dict[int, list[int]], agency_id: int) -> list[int]:
    """Units that tick: leaders and implementers, groups as their members; the agency itself where the plan names nobody."""
    named = [unit_id for d in duties if d.role in _DOERS for unit_id in members.get(d.unit_id, [])]
    return list(dict.fromkeys(named)) or [agency_id]


def _occurrence(task: Task, year: int, unit_id: int, occasion: Occasion) -> Occurrence:
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


def move(
    session: Session, occurrence: Occurrence, state: State, *, today: date, now: datetime, person_id: int | None = None, comment: str = ""
) -> None:
    """Put an occurrence into its next state; the caller has asked for the right and records the act."""
    rules.ensure_next(occurrence.state, state)
    if state is State.SUBMITTED:
        occurrence.submitted_by_id, occurrence.submitted_on, occurrence.submitted_at = person_id, today, now
    elif state is State.RETURNED:
        occurrence.submitted_by_id = occurrence.submitted_on = occurrence.submitted_at = occurrence.settled_on = None
    else:
        occurrence.settled_on = today if state in (State.DONE, State.NOT_APPLICABLE) else None
    if comment:
        occurrence.comment, occurrence.comment_by_id, occurrence.comment_on = comment, person_id, today
    occurrence.state = state
    session.flush()


def take_back(session: Session, occurrence: Occurrence) -> None:
    """A submission withdrawn by its author: work goes on, as if it had not been handed in."""
    occurrence.submitted_by_id = occurrence.submitted_on = occurrence.submitted_at = None
    occurrence.state = State.RETURNED if occurrence.comment else State.IN_PROGRESS
    session.flush()


def assign(
    session: Session, actor: Actor, task: Task, duties: Sequence[NewDuty], *, today: date, now: datetime, version: int | None = None
) -> None:
    """Give the task to other units: open work of units that leave goes with them unless it was begun; new units get theirs."""
    ensure(actor, Can.TASK_ASSIGN, task)
    check_version(task, version)
    if not any(d.role in _DOERS for d in duties):
        raise BadInput("Chọn ít nhất một đơn vị chủ trì hoặc thực hiện.", {"lead": "Chọn ít nhất một đơn vị chủ trì."})
    task = session.scalars(_whole(task.id)).one()
    before = {"duties": sorted((d.role, d.unit_id) for d in task.duties)}
    members = people_queries.expand(session, {d.unit_id for d in duties if d.role in _DOERS}, today)
    wanted = {(d.unit_id, d.role): d for d in duties}
    for old in list(task.duties):
        if (old.unit_id, old.role) not in wanted:
            task.duties.remove(old)
            session.delete(old)
    present = {(d.unit_id, d.role) for d in task.duties}
    task.duties.extend(
        Duty(unit_id=d.unit_id, role=DutyRole(d.role), written_as=d.written_as) for k, d in wanted.items() if k not in present
    )
    _reassign(session, task, _doers(task.duties, members, task.agency_id))
    after = {"duties": sorted((d.role, d.unit_id) for d in task.duties)}
    audit.record(session, actor, "assign", "task", task.id, now=now, before=before, after=after)


def _reassign(session: Session, task: Task, units: list[int]) -> None:
    periods = {o.period: o for o in task.occurrences}
    for occurrence in list(task.occurrences):
        if occurrence.unit_id not in units and occurrence.state in _UNTOUCHED:
            task.occurrences.remove(occurrence)
            session.delete(occurrence)
    present = {(o.unit_id, o.period) for o in task.occurrences}
    for period, like in periods.items():
        state = State.DORMANT if like.state is State.DORMANT else State.NOT_STARTED
        occasion = Occasion(period, like.opens_on, like.due_on, state, like.due_explanation)
        task.occurrences.extend(_occurrence(task, like.year, unit, occasion) for unit in units if (unit, period) not in present)


def set_due(
    session: Session, actor: Actor, occurrence: Occurrence, due_on: date, *, confirmed: bool, now: datetime, version: int | None = None
) -> None:
    """Set a due date by hand; one outside the plan's year must be confirmed, and a new calendar leaves it alone."""
    ensure(actor, Can.TASK_ASSIGN, occurrence)
    check_version(occurrence, version, {"Hạn": day_words(due_on)})
    if not rules.is_open(occurrence.state):
        raise WrongState("Việc đã báo hoàn thành nên không đổi hạn được.")
    plan = session.get_one(Plan, session.get_one(Task, occurrence.task_id).plan_id)
    rules.check_due(due_on, plan.year, plan.year_end, confirmed=confirmed)
    before = {"due_on": occurrence.due_on}
    told = f"Hạn do {actor.name} ấn định: {day_words(due_on)}."
    occurrence.due_explanation = f"{occurrence.due_explanation.split('Hạn do ')[0].rstrip()}\n{told}".strip()
    occurrence.due_on, occurrence.due_is_set = due_on, True
    audit.record(session, actor, "set_due", "occurrence", occurrence.id, now=now, before=before, after={"due_on": due_on})


def recompute_due(session: Session, actor: Actor, year: int, *, now: datetime) -> int:
    """After a change of the calendar: move open due dates that were computed, never those set by hand; returns how many moved."""
    ensure(actor, Can.CALENDAR_MANAGE)
    days = calendar_queries.working_days(session, (year, year + 1))
    moved = 0
    for occurrence in session.scalars(queries.computed_once(year)):
        computed = compute(DueRule.from_dict(occurrence.task.due_rule), year, days, occurrence.task.plan.issued_on)
        if computed.due_on != occurrence.due_on:
            change = {"before": {"due_on": occurrence.due_on}, "after": {"due_on": computed.due_on}}
            occurrence.due_on, occurrence.due_explanation = computed.due_on, computed.explanation
            moved += 1
            audit.record(session, actor, "recompute_due", "occurrence", occurrence.id, now=now, agency_id=occurrence.agency_id, **change)
    return moved


def trigger(
    session: Session, actor: Actor, occurrence: Occurrence, why: str, due_on: date | None, *, today: date, now: datetime
) -> Occurrence:
    """Wake a sleeping task: the request becomes a thing to tick, and the task sleeps on for the next request."""
    ensure(actor, Can.TASK_TRIGGER, occurrence)
    if occurrence.state is not State.DORMANT:
        raise WrongState("Việc này không ở trạng thái chờ yêu cầu.")
    if not why.strip():
        raise BadInput("Nhập căn cứ phát sinh.", {"why": "Nhập văn bản hoặc yêu cầu làm phát sinh việc này."})
    if due_on is not None and due_on < today:
        raise BadInput("Hạn không hợp lệ.", {"due_on": "Hạn không được trước ngày hôm nay."})
    siblings = select(Occurrence.period).where(Occurrence.task_id == occurrence.task_id, Occurrence.unit_id == occurrence.unit_id)
    period = rules.wakes(today.isoformat(), session.scalars(siblings).all())
    woken = Occurrence(
        task_id=occurrence.task_id,
        agency_id=occurrence.agency_id,
        unit_id=occurrence.unit_id,
        section=occurrence.section,
        year=occurrence.year,
        period=period,
        opens_on=today,
        due_on=due_on,
        due_is_set=due_on is not None,
        due_explanation=f"Phát sinh ngày {day_words(today)} theo: {why.strip()}.",
        state=State.NOT_STARTED,
        trigger=why.strip(),
    )
    session.add(woken)
    session.flush()
    audit.record(session, actor, "trigger", "occurrence", woken.id, now=now, after={"why": why.strip(), "due_on": due_on})
    return woken


def start(session: Session, actor: Actor, occurrence: Occurrence, *, today: date, now: datetime) -> None:
    """Say that work has begun."""
    ensure(actor, Can.EVIDENCE_SUBMIT, occurrence)
    move(session, occurrence, State.IN_PROGRESS, today=today, now=now)
    audit.record(session, actor, "start", "occurrence", occurrence.id, now=now, after={"state": State.IN_PROGRESS})


def check_version(thing: Task | Occurrence, seen: int | None, mine: Mapping[str, str] | None = None) -> None:
    """Raise Conflict, with both versions, when the page that was edited is older than the row."""
    if seen is None or seen == thing.version:
        return
    theirs = (
        {"Hạn": day_words(thing.due_on) if thing.due_on else "", "Trạng thái": rules.WORDS[thing.state]}
        if isinstance(thing, Occurrence)
        else {}
    )
    raise Conflict("Nội dung này vừa được người khác sửa. Xem thay đổi trước khi lưu.", theirs, mine)


def _whole(task_id: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Select with its loader options
    return select(Task).where(Task.id == task_id).options(selectinload(Task.duties), selectinload(Task.occurrences))
