"""Change what has to be done, by whom and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.people import queries as people_queries
from tthc.core.plans.models import Plan
from tthc.core.tasks import queries, rules
from tthc.core.tasks.actions.creating import DOERS, create_all, doers_of, reassign, replace_duties
from tthc.core.tasks.models import Occurrence, State, Task
from tthc.core.tasks.rules import NewDuty
from tthc.kernel.actor import Actor
from tthc.kernel.due import DueRule, compute
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import day as day_words

__all__ = ["assign", "check_version", "create_all", "move", "recompute_due", "set_due", "start", "take_back", "trigger"]


def move(
    session: Session, occurrence: Occurrence, state: State, *, today: date, now: datetime, person_id: int | None = None, comment: str = ""
) -> None:
    """Put an occurrence into its next state; the caller has asked for the right and records the act."""
    rules.ensure_next(occurrence.state, state)
    if session.get_one(Task, occurrence.task_id).removed_on is not None:
        raise WrongState(rules.REMOVED)
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
    if task.removed_on is not None:
        raise WrongState(rules.REMOVED)
    if not any(d.role in DOERS for d in duties):
        raise BadInput("Chọn ít nhất một đơn vị chủ trì hoặc thực hiện.", {"lead": "Chọn ít nhất một đơn vị chủ trì."})
    task = session.scalars(_whole(task.id)).one()
    before = _duties_of(task)
    members = people_queries.expand(session, {d.unit_id for d in duties if d.role in DOERS}, today)
    replace_duties(session, task, duties)
    reassign(session, task, doers_of(task.duties, members, task.agency_id))
    flag_modified(task, "title")  # duties are rows of their own: the task's version rises with them all the same
    audit.record(session, actor, "assign", "task", task.id, now=now, before=before, after=_duties_of(task))


def _duties_of(task: Task) -> dict[str, list[tuple[str, int]]]:
    return {"duties": sorted((d.role, d.unit_id) for d in task.duties)}


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
    theirs = {}
    if isinstance(thing, Occurrence):
        theirs = {"Hạn": day_words(thing.due_on) if thing.due_on else "", "Trạng thái": rules.WORDS[thing.state]}
    raise Conflict("Nội dung này vừa được người khác sửa. Xem thay đổi trước khi lưu.", theirs, mine)


def _whole(task_id: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Select with its loader options
    return select(Task).where(Task.id == task_id).options(selectinload(Task.duties), selectinload(Task.occurrences))
