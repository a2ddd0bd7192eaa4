"""What a hostile or hurried person does with plans on their way in, amended, passed down and taken over."""

import time
import unicodedata

import pytest
from sqlalchemy import select

from tests.core.test_cascade import NOW, TODAY, clerk_of, world  # noqa: F401 - the fixture of agencies above and below
from tests.factories import people, plans, tasks
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.imports.rules import years
from tthc.core.people import actions as people_actions
from tthc.core.plans import actions as plan_actions
from tthc.core.plans import rules as plan_rules
from tthc.core.plans.models import Plan
from tthc.core.tasks.models import Occurrence, State, Task
from tthc.kernel.actor import system
from tthc.kernel.errors import WrongState
from tthc.planreader.blocks import Block


def taken(session, world):  # noqa: F811
    """The own task made of the superior's first one."""
    plan_actions.share(session, world.above, world.source_plan, now=NOW)
    import_actions.cascade(session, world.below, world.plan, {world.sources[0].id: world.staff.id}, today=TODAY, now=NOW)
    return session.scalars(select(Task).where(Task.source_task_id == world.sources[0].id)).one()


def test_a_task_that_agencies_below_took_over_in_turn_is_not_given_back(session, world):  # noqa: F811
    task = taken(session, world)
    hamlet = people.agency(session, "Ủy ban nhân dân xã Tân Lập", "UBND xã Tân Lập")
    hall = people.unit(session, hamlet, "Văn phòng")
    clerk = clerk_of(session, hall, "tanlap")
    own = tasks.plan(session, hamlet)
    people_actions.place_below(session, system(), hamlet.id, world.agency.id, now=NOW)
    plan_actions.share(session, world.below, world.plan, now=NOW)
    import_actions.cascade(session, clerk, own, {task.id: hall.id}, today=TODAY, now=NOW)
    session.commit()
    with pytest.raises(WrongState, match="cấp dưới"):
        import_actions.give_back(session, world.below, task, now=NOW)


def test_a_task_given_back_leaves_no_link_from_the_year_after(session, world):  # noqa: F811
    task = taken(session, world)
    after = tasks.plan(session, world.agency, 2025, previous_plan_id=world.plan.id)
    again = tasks.task(session, after, world.staff, "Tự kiểm tra việc niêm yết", previous_task_id=task.id)
    session.commit()
    import_actions.give_back(session, world.below, task, now=NOW)
    session.commit()
    session.expire_all()
    assert again.previous_task_id is None


@pytest.fixture
def ward(session):
    """A ward whose plan was loaded in August: its first two quarters are over."""
    agency = people.agency(session, "Ủy ban nhân dân phường Trung Lương", "UBND phường Trung Lương")
    staff = people.unit(session, agency, "Văn phòng - Thống kê", position=1)
    agency.clerk = clerk_of(session, staff, "minh")
    agency.row, agency.plan = plans.loaded(session, agency.clerk)
    return agency


def changed(session, ward, before, after):
    """The plan amended in these words; every removed task has its reason."""
    text = plans.example().decode()
    assert before in text
    row = plans.amending(session, ward.clerk, ward.plan, text.replace(before, after, 1).encode())
    lines = import_queries.difference(session, ward.clerk, row).lines
    reasons = {line.difference.task_id: "không còn phù hợp" for line in lines if line.difference.kind == "removed"}
    import_actions.amend(session, ward.clerk, row, reasons=reasons, today=TODAY, now=NOW)


def late_of(session, task):
    missed = (Occurrence.task_id == task.id, Occurrence.due_on < TODAY, Occurrence.state == State.NOT_STARTED)
    return set(session.execute(select(Occurrence.period, Occurrence.unit_id, Occurrence.due_on).where(*missed)))


@pytest.mark.parametrize("after", ["Hằng quý", "Hằng năm"])
def test_an_amended_time_does_not_wipe_out_the_quarters_that_were_missed(session, ward, after):
    task = session.scalars(select(Task).where(Task.time_text == "Định kỳ và đột xuất")).one()
    missed = late_of(session, task)
    assert {period for period, _, _ in missed} == {"q1", "q2"}
    changed(session, ward, "Định kỳ và đột xuất", after)
    session.expire_all()
    assert task.time_text == after
    assert late_of(session, task) == missed


def test_no_text_of_a_document_is_longer_than_its_column(session, ward):
    text = plans.example().decode()
    name = "Kế hoạch " + "\u202e" + 'rất dài "' * 300
    read = dict(plans.checked(session, ward.clerk, content=text.encode() + b"\n", sha256="ef" * 32).draft)
    read |= {"number": "1" * 5000 + "/KH-UBND", "place": "X" * 900, "issuer": "UBND " * 400}
    head = plan_rules.head_of(read, "ke-hoach.txt")
    for column, words in head.items():
        most = getattr(Plan.__table__.c[column].type, "length", None)
        assert most is None or len(words) <= most, column
    for made in (plan_rules.export_name(name, "docx"), years.file_name(name, 2024, 2025)):
        assert made.endswith(".docx")
        assert len(made.encode()) <= 255
        assert not any(unicodedata.category(letter).startswith("C") for letter in made)


@pytest.mark.parametrize("words", ["Số: 05/KH-UBND" + "-" * 60 + " !", "số 1/A" + "-a" * 3000 + "!", "1/A- " * 8000, "2024 " * 8000])
def test_next_years_document_is_written_in_bounded_time_whatever_stands_in_it(words):
    started = time.process_time()
    years.next_year([Block(0, "paragraph", words.strip()), Block(1, "row", cells=("1", words.strip()), table=1)], 2024, 2025)
    assert time.process_time() - started < 5
