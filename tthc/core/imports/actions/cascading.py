"""Take tasks of the superior's plan over into the own one, and give them back while nothing was filed for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.evidence.models import EvidenceLink
from tthc.core.imports.queries import offers
from tthc.core.imports.rules import states
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Unit
from tthc.core.people.rules import UnitKind
from tthc.core.plans.models import Plan
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks.actions.creating import UNTOUCHED
from tthc.core.tasks.models import Duty, DutyRole, Occurrence, Task
from tthc.core.tasks.rules import NewDuty, NewTask
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PREFIX = "CT."


def cascade(session: Session, actor: Actor, plan: Plan, choices: Mapping[int, int], *, today: date, now: datetime) -> int:
    """Make tasks of the own plan out of offered ones ({source task: own unit that leads}); returns how many. All or nothing."""
    ensure(actor, Can.PLAN_CASCADE, plan)
    states.ensure_active(plan)
    if not choices:
        raise BadInput("Chọn ít nhất một nhiệm vụ của cấp trên.")
    sources = offers.sources(session, actor, choices)
    _check(session, actor, plan, sources, choices, today)
    first = _next_number(session, plan)
    last = session.scalar(select(func.max(Task.position)).where(Task.plan_id == plan.id))
    fresh = [
        _task(source, first + n, (-1 if last is None else last) + 1 + n, units)
        for n, (source, units) in enumerate((source, _units(session, source, choices)) for source in sources)
    ]
    days = calendar_queries.working_days(session, plan.due_years)
    made = task_actions.create_all(session, actor, plan, fresh, days=days, now=now, since=today)
    plan.parent_plan_id = plan.parent_plan_id or sources[0].plan_id
    session.flush()
    after = {"tasks": {str(task.id): task.source_task_id for task in made}}
    audit.record(session, actor, "cascade", "plan", plan.id, now=now, after=after)
    return len(made)


def _check(session: Session, actor: Actor, plan: Plan, sources: Sequence[Task], choices: Mapping[int, int], today: date) -> None:
    taken = select(Task.source_task_id).where(Task.agency_id == actor.agency_id, Task.source_task_id.in_(choices))
    again = set(session.scalars(taken))
    if again:
        titles = "; ".join(f'"{source.title}"' for source in sources if source.id in again)
        raise WrongState(f"Nhiệm vụ {titles} đã được nhận vào kế hoạch. Tải lại trang để xem các nhiệm vụ còn lại.")
    years = {source.plan_id: session.get_one(Plan, source.plan_id) for source in sources}
    if any(not (one.year <= plan.last_year and one.last_year >= plan.year) for one in years.values()):
        raise WrongState(f"Kế hoạch của cấp trên không phải của năm {plan.year}. Chọn kế hoạch cùng năm.")
    units = {unit.id: unit for unit in people_queries.units_of(session, plan.agency_id, today)}
    wrong = [source for source, unit in choices.items() if unit not in units or units[unit].kind is UnitKind.OUTSIDE]
    if wrong:
        raise BadInput("Chọn đơn vị chủ trì cho từng nhiệm vụ.", {f"unit-{one}": "Chọn một đơn vị của cơ quan." for one in wrong})


def _units(session: Session, source: Task, choices: Mapping[int, int]) -> NewDuty:
    unit = session.get_one(Unit, choices[source.id])
    return NewDuty(unit.id, DutyRole.LEAD, unit.name)


def _next_number(session: Session, plan: Plan) -> int:
    """After the highest number ever given in the plan: codes are not used twice."""
    codes = session.scalars(select(Task.code).where(Task.plan_id == plan.id, Task.code.startswith(_PREFIX, autoescape=True)))
    return max((int(tail) for code in codes if (tail := code.removeprefix(_PREFIX)).isdigit()), default=0) + 1


def _task(source: Task, number: int, position: int, lead: NewDuty) -> NewTask:
    return NewTask(
        kind=str(source.kind),
        section=str(source.section),
        section_reason="theo kế hoạch của cấp trên",
        position=position,
        code=f"{_PREFIX}{number}",
        number=f"{_PREFIX}{number}",
        title=source.title,
        text=source.text,
        deliverable=source.deliverable,
        time_text=source.time_text,
        due_rule=source.due_rule,
        confidence=1.0,
        doubts=(),
        duties=(lead,),
        source_task_id=source.id,
    )


def give_back(session: Session, actor: Actor, task: Task, *, now: datetime) -> None:
    """Take a task that was taken over out of the plan again; from the first work on it stays."""
    ensure(actor, Can.PLAN_CASCADE, task)
    if task.source_task_id is None:
        raise WrongState("Nhiệm vụ này không phải nhận từ kế hoạch của cấp trên.")
    of_task = Occurrence.task_id == task.id
    filed = session.scalar(select(func.count(EvidenceLink.id)).join(Occurrence, EvidenceLink.occurrence_id == Occurrence.id).where(of_task))
    if filed:
        raise WrongState(f"Nhiệm vụ đã có {filed} minh chứng nên không trả lại được.")
    if session.scalar(select(func.count(Occurrence.id)).where(of_task, Occurrence.state.not_in(UNTOUCHED))):
        raise WrongState("Nhiệm vụ đã bắt đầu thực hiện nên không trả lại được.")
    below = session.scalar(select(func.count(func.distinct(Task.agency_id))).where(Task.source_task_id == task.id))
    if below:
        raise WrongState(f"{below} cơ quan cấp dưới đã nhận nhiệm vụ này nên không trả lại được.")
    before = {"source_task_id": task.source_task_id, "title": task.title, "plan": task.plan_id}
    task_id = task.id
    for model in (Occurrence, Duty):
        session.execute(delete(model).where(model.task_id == task_id))
    session.execute(update(Task).where(Task.previous_task_id == task_id).values(previous_task_id=None))
    session.execute(delete(Task).where(Task.id == task_id))
    session.expunge(task)
    audit.record(session, actor, "give_back", "task", task_id, now=now, before=before, agency_id=actor.agency_id)
