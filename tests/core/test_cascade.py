"""A superior's shared plan: what the agencies below see, take over and give back, and that an unshared one leaves no trace."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.factories import people, plans, tasks
from tests.factories.queries import counted
from tthc.core.audit import queries as audit_queries
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.rules import Proof
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.imports.rules import addressed
from tthc.core.people import actions as people_actions
from tthc.core.people import queries as people_queries
from tthc.core.people.models import UnitKind
from tthc.core.plans import actions as plan_actions
from tthc.core.plans import queries as plan_queries
from tthc.core.plans.models import PlanState
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.models import Duty, DutyRole, Occurrence, State, Task
from tthc.kernel.actor import Role, system
from tthc.kernel.errors import BadInput, NotAllowed, NotFound, WrongState
from tthc.kernel.sections import Section

NOW, TODAY = plans.NOW, plans.TODAY
SECRET = "Kiểm tra đột xuất việc tiếp công dân"


def clerk_of(session, unit, username):
    person = people.person(session, username)
    people.post(session, unit, person, Role.CLERK)
    session.flush()
    return people_queries.load_actor(session, person.id, TODAY)


def offered_task(session, plan, unit, written, title, position, **values):
    task = tasks.task(session, plan, unit, title, Section.FEEDBACK, str(position), position, **values)
    duty = session.scalars(select(Duty).where(Duty.task_id == task.id)).one()
    duty.written_as = written
    task.due_rule = {"kind": "month", "due": "2024-11-30", "start": "2024-11-01", "text": "Tháng 11/2024"}
    task.time_text, task.deliverable = "Tháng 11/2024", "Báo cáo"
    return task


@pytest.fixture
def world(session, office):
    """A province above the ward of `office` and above another ward, with one plan of three tasks."""
    province = people.agency(session, "Ủy ban nhân dân tỉnh Sông Đào", "UBND tỉnh")
    desk = people.unit(session, province, "Sở Tư pháp", UnitKind.DEPARTMENT)
    communes = people.unit(session, province, "UBND các xã, phường", UnitKind.OUTSIDE)
    office.province, office.above = province, clerk_of(session, desk, "tinh")
    other = people.agency(session, "Ủy ban nhân dân xã Đông Hòa", "UBND xã Đông Hòa")
    hall = people.unit(session, other, "Văn phòng")
    office.other, office.beside = other, clerk_of(session, hall, "donghoa")
    tasks.plan(session, other)
    for one in (office.agency, other):
        people_actions.place_below(session, system(), one.id, province.id, now=NOW)
    plan = tasks.plan(session, province, title="Kế hoạch kiểm soát TTHC tỉnh năm 2024", number="5/KH-UBND", issuer="UBND tỉnh Sông Đào")
    office.source_plan = plan
    office.sources = [
        offered_task(session, plan, communes, "UBND các xã, phường", "Tự kiểm tra việc niêm yết", 1),
        offered_task(session, plan, desk, "Sở Tư pháp", SECRET, 2),
        offered_task(session, plan, communes, "UBND phường An Bình", "Thí điểm trợ lý ảo", 3),
    ]
    session.commit()
    office.below = office.actor("clerk")
    return office


def shared(session, world):
    plan_actions.share(session, world.above, world.source_plan, now=NOW)
    session.commit()


def traces(session, actor, world):
    """Everything an agency below could learn of the superior's plan, by any query."""
    told = [import_queries.offered(session, actor), plan_queries.listing(session, actor), plan_queries.plans_of_year(session, actor, 2024)]
    told += [plan_queries.search(session, actor, "kiem soat"), task_queries.search(session, actor, "kiem tra")]
    told += [task_queries.section_lines(session, actor, today=TODAY, year=2024), import_queries.tasks_by_plan(session, actor)]
    told += [import_queries.assignments(session, actor, world.source_plan.id), plan_queries.outline(session, actor, world.source_plan.id)]
    told += [plan_queries.paragraphs(session, actor, world.source_plan.id), import_queries.takers(session, actor, world.sources[0].id)]
    words = str(told)
    seen = ["Sông Đào" in words, SECRET in words, world.source_plan.title in words]
    for ask in (
        lambda: import_queries.offered_tasks(session, actor, world.source_plan.id),
        lambda: plan_queries.one(session, actor, world.source_plan.id),
        lambda: task_queries.task_page(session, actor, world.sources[0].id),
        lambda: import_actions.cascade(session, actor, world.plan, {world.sources[0].id: world.staff.id}, today=TODAY, now=NOW),
    ):
        try:
            ask()
            seen.append(True)
        except NotFound as error:
            seen.append(str(error) != "Không tìm thấy nội dung này.")
    return seen


def test_a_plan_that_is_not_shared_leaves_no_trace(session, world):
    with_plan = traces(session, world.below, world)
    assert not any(with_plan)
    with pytest.raises(NotFound) as unshared:
        import_queries.offered_tasks(session, world.below, world.source_plan.id)
    with pytest.raises(NotFound) as nowhere:
        import_queries.offered_tasks(session, world.below, 999_999)
    assert str(unshared.value) == str(nowhere.value)


def test_of_a_shared_plan_exactly_head_and_tasks_are_seen(session, world):
    shared(session, world)
    (plan,) = import_queries.offered(session, world.below)
    assert (plan.title, plan.number, plan.issuer, plan.year, plan.tasks, plan.taken) == (
        "Kế hoạch kiểm soát TTHC tỉnh năm 2024",
        "5/KH-UBND",
        "UBND tỉnh Sông Đào",
        2024,
        3,
        0,
    )
    page = import_queries.offered_tasks(session, world.below, plan.plan_id)
    first = page.tasks[0]
    assert (first.title, first.time_text, first.deliverable) == ("Tự kiểm tra việc niêm yết", "Tháng 11/2024", "Báo cáo")
    assert first.duties == (("lead", "UBND các xã, phường"),)
    with pytest.raises(NotFound):
        plan_queries.one(session, world.below, plan.plan_id)
    with pytest.raises(NotFound):
        task_queries.task_page(session, world.below, first.task_id)
    assert plan_queries.search(session, world.below, "kiem soat") == []
    assert task_queries.search(session, world.below, "tu kiem tra") == []


def test_what_means_this_agency_is_told(session, world):
    shared(session, world)
    mine = import_queries.offered_tasks(session, world.below, world.source_plan.id).tasks
    assert [(task.is_ours, task.addressed_as) for task in mine] == [
        (True, "UBND các xã, phường"),
        (False, ""),
        (True, "UBND phường An Bình"),
    ]
    theirs = import_queries.offered_tasks(session, world.beside, world.source_plan.id).tasks
    assert [task.is_ours for task in theirs] == [True, False, False]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("UBND các xã, phường", True),
        ("UBND cấp xã", True),
        ("Ủy ban nhân dân các xã, phường, thị trấn", True),
        ("UBND phường An Bình", True),
        ("Chủ tịch UBND các phường", True),
        ("UBND phường Bình An", False),
        ("UBND các huyện, thị xã", False),
        ("Các sở, ban, ngành", False),
        ("Sở Tư pháp", False),
        ("UBND tỉnh", False),
    ],
)
def test_which_words_mean_a_ward(written, expected):
    assert addressed.means(written, "Ủy ban nhân dân phường An Bình", "UBND phường An Bình") is expected


def test_only_agencies_below_see_it(session, world):
    shared(session, world)
    lone = people.agency(session, "Ủy ban nhân dân phường Lẻ Loi")
    tasks.plan(session, lone)
    stranger = clerk_of(session, people.unit(session, lone, "Văn phòng"), "leloi")
    assert import_queries.offered(session, stranger) == []
    assert import_queries.offered(session, world.above) == []
    with pytest.raises(NotFound):
        import_queries.offered_tasks(session, stranger, world.source_plan.id)


def test_a_plan_of_another_year_or_undone_is_not_offered(session, world):
    shared(session, world)
    world.source_plan.year = 2023
    session.commit()
    assert import_queries.offered(session, world.below) == []
    world.source_plan.year, world.source_plan.year_end = 2023, 2025
    session.commit()
    assert len(import_queries.offered(session, world.below)) == 1
    world.source_plan.state = PlanState.UNDONE
    session.commit()
    assert import_queries.offered(session, world.below) == []


def test_unshared_again_it_is_gone_and_what_was_taken_stays(session, world):
    shared(session, world)
    import_actions.cascade(session, world.below, world.plan, {world.sources[0].id: world.staff.id}, today=TODAY, now=NOW)
    plan_actions.unshare(session, world.above, world.source_plan, now=NOW)
    session.commit()
    assert import_queries.offered(session, world.below) == []
    assert session.scalar(select(func.count(Task.id)).where(Task.source_task_id.is_not(None))) == 1


def test_taken_tasks_stand_after_the_own_ones_with_their_work(session, world):
    shared(session, world)
    first, _, third = world.sources
    choices = {third.id: world.justice.id, first.id: world.specialists.id}
    assert import_actions.cascade(session, world.below, world.plan, choices, today=TODAY, now=NOW) == 2
    session.commit()
    made = session.scalars(select(Task).where(Task.source_task_id.is_not(None)).order_by(Task.position)).all()
    assert [(task.code, task.title, task.source_task_id) for task in made] == [
        ("CT.1", "Tự kiểm tra việc niêm yết", first.id),
        ("CT.2", "Thí điểm trợ lý ảo", third.id),
    ]
    assert made[0].position > max(task.position for task in vars(world.tasks).values())
    assert {(task.plan_id, task.agency_id, task.section) for task in made} == {(world.plan.id, world.agency.id, Section.FEEDBACK)}
    work = session.scalars(select(Occurrence).where(Occurrence.task_id == made[0].id)).all()
    assert {o.unit_id for o in work} == {world.justice.id, world.culture.id}
    assert {(o.due_on, o.state, o.agency_id) for o in work} == {(date(2024, 11, 30), State.NOT_STARTED, world.agency.id)}
    assert world.plan.parent_plan_id == world.source_plan.id
    entry = audit_queries.histories(session, {"plan": [world.plan.id]})[0]
    assert (entry.verb, entry.agency_id) == ("cascade", world.agency.id)
    (plan,) = import_queries.offered(session, world.below)
    assert plan.taken == 2
    again = import_queries.offered_tasks(session, world.below, plan.plan_id).tasks
    assert [task.taken_task_id for task in again] == [made[0].id, None, made[1].id]
    assert [task.taken_task_id for task in import_queries.offered_tasks(session, world.beside, plan.plan_id).tasks] == [None] * 3


def test_the_superior_sees_how_many_took_it_and_who_and_no_more(session, world):
    shared(session, world)
    first = world.sources[0]
    import_actions.cascade(session, world.below, world.plan, {first.id: world.staff.id}, today=TODAY, now=NOW)
    own = session.scalars(select(import_queries.drafts.Plan).where(import_queries.drafts.Plan.agency_id == world.other.id)).one()
    hall = session.scalars(select(people.Unit).where(people.Unit.agency_id == world.other.id, people.Unit.kind == UnitKind.DESK)).one()
    import_actions.cascade(session, world.beside, own, {first.id: hall.id}, today=TODAY, now=NOW)
    session.commit()
    takers = import_queries.takers(session, world.above, first.id)
    assert (takers.count, takers.agencies) == (2, ("Ủy ban nhân dân phường An Bình", "Ủy ban nhân dân xã Đông Hòa"))
    assert import_queries.takers(session, world.above, world.sources[1].id).count == 0
    taken = session.scalars(select(Task.id).where(Task.source_task_id == first.id)).all()
    for task_id in taken:
        with pytest.raises(NotFound):
            task_queries.task_page(session, world.above, task_id)
    assert import_queries.takers(session, world.below, first.id).count == 0


def test_a_task_is_taken_once_and_all_or_nothing(session, world):
    shared(session, world)
    first, second, _ = world.sources
    import_actions.cascade(session, world.below, world.plan, {first.id: world.staff.id}, today=TODAY, now=NOW)
    session.commit()
    with pytest.raises(WrongState, match="Tự kiểm tra việc niêm yết"):
        import_actions.cascade(session, world.below, world.plan, dict.fromkeys((first.id, second.id), world.staff.id), today=TODAY, now=NOW)
    session.rollback()
    for choices, error in (
        ({second.id: world.outside.id}, BadInput),
        ({second.id: 999_999}, BadInput),
        ({}, BadInput),
        ({999_999: world.staff.id}, NotFound),
    ):
        with pytest.raises(error):
            import_actions.cascade(session, world.below, world.plan, choices, today=TODAY, now=NOW)
        session.rollback()
    assert session.scalar(select(func.count(Task.id)).where(Task.source_task_id.is_not(None))) == 1


def test_the_database_itself_takes_a_task_once(session, world):
    for position in (50, 51):
        session.add(
            Task(
                plan_id=world.plan.id,
                agency_id=world.agency.id,
                section="feedback",
                position=position,
                code="CT.1",
                title="x",
                text="x",
                folded="x",
                source_task_id=world.sources[0].id,
            )
        )
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_given_back_until_work_begins(session, world):
    shared(session, world)
    first, second, third = world.sources
    choices = dict.fromkeys((first.id, second.id, third.id), world.justice.id)
    import_actions.cascade(session, world.below, world.plan, choices, today=TODAY, now=NOW)
    one, two, three = session.scalars(select(Task).where(Task.source_task_id.is_not(None)).order_by(Task.position)).all()
    import_actions.give_back(session, world.below, one, now=NOW)
    session.commit()
    assert session.get(Task, one.id) is None
    begun = session.scalars(select(Occurrence).where(Occurrence.task_id == two.id)).one()
    task_actions.move(session, begun, State.IN_PROGRESS, today=TODAY, now=NOW)
    with pytest.raises(WrongState, match="bắt đầu"):
        import_actions.give_back(session, world.below, two, now=NOW)
    work = session.scalars(select(Occurrence).where(Occurrence.task_id == three.id)).one()
    officer = world.actor("officer")
    evidence_actions.submit(session, officer, work, [Proof("document", doc_number="1")], today=TODAY, now=NOW)
    with pytest.raises(WrongState, match="1 minh chứng"):
        import_actions.give_back(session, world.below, three, now=NOW)
    with pytest.raises(WrongState, match="không phải nhận"):
        import_actions.give_back(session, world.below, world.tasks.posting, now=NOW)
    import_actions.cascade(session, world.below, world.plan, {first.id: world.staff.id}, today=TODAY, now=NOW)
    codes = session.scalars(select(Task.code).where(Task.source_task_id.is_not(None)).order_by(Task.position)).all()
    assert codes == ["CT.2", "CT.3", "CT.4"]


def test_who_may_share_and_who_may_take(session, world):
    for role in ("officer", "head", "leader", "inspector", "auditor", "admin"):
        with pytest.raises(NotAllowed):
            import_queries.offered(session, world.actor(role))
        with pytest.raises(NotAllowed):
            plan_actions.share(session, world.actor(role), world.plan, now=NOW)
    with pytest.raises(NotAllowed):
        plan_actions.share(session, world.below, world.source_plan, now=NOW)
    shared(session, world)
    for actor, plan in ((world.above, world.plan), (world.beside, world.plan), (world.actor("leader"), world.plan)):
        with pytest.raises(NotAllowed):
            import_actions.cascade(session, actor, plan, {world.sources[0].id: world.staff.id}, today=TODAY, now=NOW)


def test_sharing_is_in_the_log_and_needs_a_plan_in_force(session, world):
    shared(session, world)
    plan_actions.share(session, world.above, world.source_plan, now=NOW)
    plan_actions.unshare(session, world.above, world.source_plan, now=NOW)
    verbs = [entry.verb for entry in audit_queries.histories(session, {"plan": [world.source_plan.id]})]
    assert verbs == ["unshare", "share"]
    world.source_plan.state = PlanState.UNDONE
    with pytest.raises(WrongState):
        plan_actions.share(session, world.above, world.source_plan, now=NOW)


def test_an_amendment_leaves_what_was_taken_alone_and_the_source_cannot_be_undone(session, world):
    shared(session, world)
    ward = world.below
    row, plan = plans.loaded(session, ward)
    import_actions.cascade(session, ward, plan, {world.sources[0].id: world.staff.id}, today=TODAY, now=NOW)
    page = import_queries.difference(session, ward, plans.amending(session, ward, plan))
    assert all(line.difference.code_before != "CT.1" for line in page.lines)
    assert page.counts["removed"] == 1
    source_row, source = plans.loaded(session, world.above, content=plans.example("seed-003"), sha256="03" * 32)
    source.year = 2024
    plan_actions.share(session, world.above, source, now=NOW)
    task = session.scalars(select(Task).where(Task.plan_id == source.id).order_by(Task.position)).first()
    import_actions.cascade(session, ward, plan, {task.id: world.staff.id}, today=TODAY, now=NOW)
    with pytest.raises(WrongState, match="1 cơ quan cấp dưới"):
        import_actions.undo(session, world.above, source_row, now=NOW)
    import_actions.undo(session, ward, row, now=NOW)
    import_actions.undo(session, world.above, source_row, now=NOW)
    assert source.state is PlanState.UNDONE
    assert DutyRole.LEAD == "lead"


def test_lists_cost_the_same_however_long_they_are(session, world):
    shared(session, world)

    def ask():
        import_queries.offered(session, world.below)
        import_queries.offered_tasks(session, world.below, world.source_plan.id)
        session.rollback()

    with counted(session) as few:
        ask()
    for position in range(10, 60):
        offered_task(session, world.source_plan, world.province, "UBND cấp xã", f"Việc {position}", position)
    session.commit()
    with counted(session) as many:
        ask()
    assert len(many) == len(few)


def test_agencies_stand_in_a_tree_without_loops(session, world):
    assert people_queries.agencies_above(session, world.agency.id) == [world.province.id]
    with pytest.raises(BadInput):
        people_actions.place_below(session, system(), world.province.id, world.agency.id, now=NOW)
    with pytest.raises(NotAllowed):
        people_actions.place_below(session, world.actor("admin"), world.agency.id, None, now=NOW)
    lines = people_queries.tree(session, world.actor("admin"), TODAY)
    assert lines[0].unit_id == world.agency.id
    assert len(lines) == 7
    people_actions.place_below(session, system(), world.agency.id, None, now=NOW)
    assert people_queries.agencies_above(session, world.agency.id) == []
