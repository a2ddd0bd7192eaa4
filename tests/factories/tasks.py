"""Plans, tasks and what there is to tick."""

from datetime import date

from tthc.core.plans.models import Plan, Target
from tthc.core.tasks.models import Duty, DutyRole, Occurrence, State, Task
from tthc.kernel.sections import Section
from tthc.kernel.text import fold


def plan(session, agency, year=2024, title="Kế hoạch kiểm soát thủ tục hành chính năm 2024", **values):
    made = Plan(agency_id=agency.id, year=year, title=title, signer={}, **values)
    session.add(made)
    session.flush()
    return made


def task(session, plan, unit, title="Niêm yết thủ tục", section=Section.PUBLICATION, number="1", position=1, **values):
    made = Task(
        plan_id=plan.id,
        agency_id=plan.agency_id,
        section=section,
        position=position,
        code=values.pop("code", f"PL1.{position}"),
        number=number,
        title=title,
        text=title,
        folded=fold(title),
        due_rule={"kind": "none"},
        **values,
    )
    session.add(made)
    session.flush()
    session.add(Duty(task_id=made.id, unit_id=unit.id, role=DutyRole.LEAD, written_as=unit.name))
    session.flush()
    return made


def occurrence(session, task, unit, due_on=date(2024, 8, 20), opens_on=date(2024, 8, 1), state=State.NOT_STARTED, period="once", **values):
    made = Occurrence(
        task_id=task.id,
        agency_id=task.agency_id,
        unit_id=unit.id,
        section=task.section,
        year=2024,
        period=period,
        opens_on=opens_on,
        due_on=due_on,
        state=state,
        **values,
    )
    session.add(made)
    session.flush()
    return made


def target(session, plan, task_code="PL1.1", section=Section.ONE_STOP, value=80, op=">=", position=1, metric="hồ sơ nộp trực tuyến"):
    made = Target(
        plan_id=plan.id,
        agency_id=plan.agency_id,
        section=section,
        task_code=task_code,
        position=position,
        text=f"đạt tối thiểu {value}%",
        metric=metric,
        op=op,
        value=value,
        measure="%",
    )
    session.add(made)
    session.flush()
    return made
