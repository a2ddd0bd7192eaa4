"""A province with its departments, districts and communes, and the inspection plan that its text sets."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from tests.factories import people
from tthc.core.inspections.actions import RETURNS, ROUNDS
from tthc.core.inspections.models import InspectionRound
from tthc.core.inspections.rules import Form
from tthc.core.people import queries as people_queries
from tthc.core.people.models import UnitKind
from tthc.core.plans.models import Plan, Target
from tthc.core.registers import actions as register_actions
from tthc.core.registers.rules import Kind
from tthc.kernel.actor import Role
from tthc.kernel.sections import Section
from tthc.planreader import read as planreader
from tthc.planreader.blocks import from_bytes

NOW = datetime(2021, 3, 1, 2, tzinfo=UTC)
DAY = date(2021, 3, 1)
SEED = Path("tthc/examples/seed-001.txt")


@cache
def draft():
    return planreader.read(from_bytes(SEED.read_bytes()))


def plan_of(session, agency, read):
    """The plan with what its text sets: numbers and the day of the report."""
    deadlines = [{"section": one.section, "text": one.text, "period": one.period, "rule": one.rule} for one in read.report_deadlines]
    made = Plan(
        agency_id=agency.id, year=2021, title="Kế hoạch kiểm tra năm 2021", number="32/KH-UBND", signer={}, report_deadlines=deadlines
    )
    session.add(made)
    session.flush()
    for position, one in enumerate(read.targets, 1):
        values = {"text": one.text, "metric": one.metric, "op": one.op, "value": Decimal(str(one.value)), "measure": one.unit}
        session.add(
            Target(
                plan_id=made.id, agency_id=agency.id, section=Section.INSPECTION, task_code=one.task_section, position=position, **values
            )
        )
    session.flush()
    return made


def province(session, departments=10, districts=11, communes=14):
    """The province of the first example plan; its clerk is an actor of March 2021."""
    top = people.agency(session, "Ủy ban nhân dân tỉnh Mẫu", "UBND tỉnh Mẫu")
    staff = people.unit(session, top, "Văn phòng UBND tỉnh", kind=UnitKind.DEPARTMENT, position=1)
    boards = [people.unit(session, top, f"Sở thứ {n}", kind=UnitKind.DEPARTMENT, position=n + 1) for n in range(1, departments + 1)]
    below = [_below(session, top, f"Ủy ban nhân dân huyện {n}") for n in range(1, districts + 1)]
    wards = [_below(session, below[0] if below else top, f"Ủy ban nhân dân xã {n}") for n in range(1, communes + 1)]
    groups = {
        "boards": people.group(session, top, "Các Sở, ban, ngành", boards),
        "districts": people.group(session, top, "UBND cấp huyện", below),
        "wards": people.group(session, top, "UBND cấp xã", wards),
    }
    clerk = people.person(session, "tinh.minh")
    people.post(session, staff, clerk, Role.CLERK)
    actor = people_queries.load_actor(session, clerk.id, DAY)
    plan = plan_of(session, top, draft())
    return SimpleNamespace(
        top=top, staff=staff, boards=boards, districts=below, wards=wards, groups=groups, clerk=actor, person=clerk, plan=plan
    )


def _below(session, top, name):
    made = people.agency(session, name, name.replace("Ủy ban nhân dân", "UBND"))
    made.parent_id = top.id
    session.flush()
    return made


def held(session, actor, keeper, unit, starts_on, *, minutes_on=None, body="", ends_on=None, concluded_on=None, now=NOW, today=None):
    """A round in the register, its minutes signed on a day."""
    values = {column.name: None if column.kind is Kind.DAY else "" for column in ROUNDS.entered}
    values |= {"unit_id": keeper.id, "object_id": unit.id, "form": Form.PLANNED, "body": body, "starts_on": starts_on}
    values |= {"ends_on": ends_on or starts_on, "concluded_on": concluded_on}
    row: InspectionRound = register_actions.enter(session, actor, ROUNDS, values, today=today or date(2021, 12, 31), now=now)
    row.minutes_on = minutes_on
    session.flush()
    return row


def returned(session, actor, keeper, unit, reported_on, total=10, inspected=6, year="2021", today=date(2021, 12, 31), **values):
    """A unit's own report."""
    given = {"unit_id": keeper.id, "object_id": unit.id, "year": year, "reported_on": reported_on, "number": "", "note": ""}
    given |= {"units_total": total, "units_inspected": inspected, "found": 0, "put_right": 0} | values
    return register_actions.enter(session, actor, RETURNS, given, today=today, now=NOW)
