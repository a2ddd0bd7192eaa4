"""A plan comes in whole or not at all; one unit stays one unit; undo ends with the first evidence."""

import pytest
from sqlalchemy import func, select

from tests.factories import people, plans
from tthc.core.audit import queries as audit_queries
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.rules import Proof
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.imports.models import ImportState
from tthc.core.people import queries as people_queries
from tthc.core.people.models import GroupMember, Unit, UnitSpelling
from tthc.core.plans import queries as plan_queries
from tthc.core.plans.models import Plan, PlanNode, PlanParagraph, PlanState, Target
from tthc.core.tasks.actions import creating
from tthc.core.tasks.models import Duty, Occurrence, State, Task, TaskKind
from tthc.jobs.imports import read_plan
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.sections import Section
from tthc.kernel.text import fold

NOW, TODAY = plans.NOW, plans.TODAY
OFFICE = ("Công chức VP-TK", "Công chức VP - TK", "Công chức Văn phòng – thống kê", "Văn phòng UBND", "Văn phòng")


@pytest.fixture
def ward(session):
    return people.ward_of_the_example(session, TODAY)


def count(session, model, *conditions):
    return session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_the_ward_plan_gives_its_tasks_targets_and_every_paragraph(session, ward):
    row, plan = plans.loaded(session, ward.clerk)
    assert count(session, Task, Task.kind == TaskKind.CONTENT) == 25
    assert count(session, Target, Target.plan_id == plan.id) == 10
    assert count(session, PlanParagraph) == len(row.draft["paragraphs"]) > 200
    assert count(session, PlanParagraph, PlanParagraph.role == "") == 0
    assert count(session, PlanNode) == len(row.draft["sections"])
    assert (plan.year, plan.place, plan.issued_text, plan.number) == (2024, "Trung Lương", "2024-03", None)
    assert plan.stored_file_id == row.stored_file_id
    assert row.state is ImportState.LOADED


def test_the_office_is_one_unit_under_its_five_spellings(session, ward):
    plans.loaded(session, ward.clerk)
    spellings = people_queries.spellings(session, ward.id)
    assert {spellings[fold(spelling)] for spelling in OFFICE} == {ward.staff.id}
    assert count(session, Unit, Unit.name.like("%VP%")) == 0


def test_groups_stand_for_the_desks_of_the_ward(session, ward):
    plans.loaded(session, ward.clerk)
    group_id = people_queries.spellings(session, ward.id)[fold("Các công chức chuyên môn")]
    members = people_queries.expand(session, [group_id], TODAY)[group_id]
    assert ward.staff.id in members
    assert len(members) >= 3
    led = select(Task.id).join(Duty, Duty.task_id == Task.id).where(Task.code == "PL2.9", Duty.role == "lead").scalar_subquery()
    assert set(session.scalars(select(Occurrence.unit_id).where(Occurrence.task_id == led))) == set(members)


def test_who_stands_outside_is_named_and_given_no_work(session, ward):
    plans.loaded(session, ward.clerk)
    outside = select(Unit.id).where(Unit.kind == "outside")
    assert count(session, Duty, Duty.unit_id.in_(outside)) > 0
    assert count(session, Occurrence, Occurrence.unit_id.in_(outside)) == 0


def test_recurring_work_has_one_thing_to_tick_a_period_and_requests_sleep(session, ward):
    plans.loaded(session, ward.clerk)
    periods = session.scalars(select(Occurrence.period).join(Task).where(Task.code == "PL1.VI.1").distinct()).all()
    assert set(periods) == {"q1", "q2", "q3", "year"}
    sleeping = session.scalars(select(Occurrence.state).join(Task).where(Task.code == "PL1.III.2").distinct()).all()
    assert sleeping == [State.DORMANT]


def test_targets_stand_in_the_section_of_their_task(session, ward):
    _, plan = plans.loaded(session, ward.clerk)
    for target in session.scalars(select(Target).where(Target.plan_id == plan.id)):
        task = session.scalars(select(Task).where(Task.plan_id == plan.id, Task.code == target.task_code)).first()
        assert target.section == task.section


def test_a_later_plan_is_not_asked_about_kept_spellings(session, ward):
    plans.loaded(session, ward.clerk)
    again = plans.checked(session, ward.clerk, content=plans.example() + b"\n", sha256="cd" * 32)
    assert all(unit["is_kept"] for unit in again.units.values())
    before = count(session, Unit)
    import_actions.load(session, ward.clerk, again, today=TODAY, now=NOW)
    assert count(session, Unit) == before


def test_the_same_file_is_not_loaded_twice(session, ward):
    plans.loaded(session, ward.clerk)
    again = plans.checked(session, ward.clerk)
    with pytest.raises(WrongState, match="đã được nhập"):
        import_actions.load(session, ward.clerk, again, today=TODAY, now=NOW)


def test_a_plan_of_the_same_title_and_year_is_a_warning(session, ward):
    plans.loaded(session, ward.clerk)
    again = plans.checked(session, ward.clerk, content=plans.example() + b"\n", sha256="cd" * 32)
    assert len(import_queries.warnings(session, again)) == 1


def test_a_plan_of_another_agency_is_a_warning(session, ward):
    row = plans.checked(session, ward.clerk, content=plans.example("seed-003"))
    (sentence,) = import_queries.warnings(session, row)
    assert "huyện Trà Cú" in sentence
    assert import_queries.warnings(session, plans.checked(session, ward.clerk, sha256="ef" * 32)) == ()


def test_a_crash_in_the_middle_leaves_nothing(session, ward, monkeypatch):
    row = plans.checked(session, ward.clerk)
    session.commit()
    tables = (Unit, UnitSpelling, GroupMember, Plan, PlanNode, PlanParagraph, Target, Task, Duty, Occurrence)
    before = [count(session, model) for model in tables]
    real = creating._create

    def crash(plan, new, *rest):
        if new.code == "PL2.3":
            raise RuntimeError("power cut")
        return real(plan, new, *rest)

    monkeypatch.setattr(creating, "_create", crash)
    with pytest.raises(RuntimeError):
        import_actions.load(session, ward.clerk, row, today=TODAY, now=NOW)
    session.rollback()
    assert [count(session, model) for model in tables] == before
    assert session.get_one(type(row), row.id).state is ImportState.WAITING


def test_undo_takes_the_tasks_back_and_the_file_may_come_again(session, ward):
    row, plan = plans.loaded(session, ward.clerk)
    import_actions.undo(session, ward.clerk, row, now=NOW)
    assert (row.state, plan.state) == (ImportState.UNDONE, PlanState.UNDONE)
    assert [count(session, model) for model in (Task, Duty, Occurrence)] == [0, 0, 0]
    assert count(session, PlanParagraph, PlanParagraph.plan_id == plan.id) > 200
    again = plans.checked(session, ward.clerk)
    import_actions.load(session, ward.clerk, again, today=TODAY, now=NOW)
    assert count(session, Task, Task.kind == TaskKind.CONTENT) == 25


def test_undo_ends_with_the_first_evidence(session, ward):
    row, _ = plans.loaded(session, ward.clerk)
    occurrence = session.scalars(
        select(Occurrence).where(Occurrence.unit_id == ward.staff.id, Occurrence.state == State.NOT_STARTED).order_by(Occurrence.opens_on)
    ).first()
    evidence_actions.submit(session, ward.clerk, occurrence, [Proof("document", doc_number="05/KH-UBND")], today=TODAY, now=NOW)
    with pytest.raises(WrongState, match="1 minh chứng"):
        import_actions.undo(session, ward.clerk, row, now=NOW)
    assert count(session, Task) == 30


def test_answers_change_units_sections_and_leave_rows_out(session, ward):
    row = plans.checked(session, ward.clerk)
    version = row.version
    units = {"Văn phòng HĐND-UBND thị xã": f"id:{ward.staff.id}", "ban biên tập trạm truyền thanh": "desk:Trạm truyền thanh"}
    import_actions.answer(session, ward.clerk, row, units=units, sections={0: "review"}, skipped=frozenset({1}), version=version, now=NOW)
    plan = import_actions.load(session, ward.clerk, row, today=TODAY, now=NOW)
    tasks = session.scalars(select(Task).where(Task.plan_id == plan.id).order_by(Task.position)).all()
    assert len(tasks) == 29
    assert tasks[0].section is Section.REVIEW
    assert "PL1.I.2" not in {task.code for task in tasks}
    spellings = people_queries.spellings(session, ward.id)
    assert spellings[fold("Văn phòng HĐND-UBND thị xã")] == ward.staff.id
    assert session.get_one(Unit, spellings[fold("ban biên tập trạm truyền thanh")]).name == "Trạm truyền thanh"


def test_a_stale_answer_is_a_conflict(session, ward):
    row = plans.checked(session, ward.clerk)
    with pytest.raises(Conflict):
        import_actions.answer(session, ward.clerk, row, units={}, sections={}, skipped=frozenset(), version=row.version + 1, now=NOW)


def test_an_answer_cannot_name_a_unit_of_another_agency(session, ward):
    other = people.agency(session, "Ủy ban nhân dân phường Khác")
    row = plans.checked(session, ward.clerk)
    before = dict(row.units["Văn phòng"])
    import_actions.answer(session, ward.clerk, row, units={"Văn phòng": f"id:{other.id}"}, sections={}, skipped=frozenset(), now=NOW)
    assert row.units["Văn phòng"] == before


def test_a_plan_without_year_asks_for_it(session, ward):
    row = plans.checked(session, ward.clerk)
    row.draft = {**row.draft, "year": None}
    with pytest.raises(BadInput) as refused:
        import_actions.load(session, ward.clerk, row, today=TODAY, now=NOW)
    assert "year" in refused.value.fields


def test_what_has_ended_cannot_be_loaded_or_answered(session, ward):
    row = plans.checked(session, ward.clerk)
    import_actions.discard(session, ward.clerk, row, now=NOW)
    for act in (
        lambda: import_actions.load(session, ward.clerk, row, today=TODAY, now=NOW),
        lambda: import_actions.discard(session, ward.clerk, row, now=NOW),
        lambda: import_actions.undo(session, ward.clerk, row, now=NOW),
    ):
        with pytest.raises(WrongState):
            act()


def test_only_the_clerk_of_the_agency_imports(session, office):
    clerk = office.actor("clerk")
    row = plans.staged(session, clerk)
    for role in ("officer", "leader", "auditor", "admin"):
        with pytest.raises(NotAllowed):
            import_actions.load(session, office.actor(role), row, today=TODAY, now=NOW)
        with pytest.raises(NotFound):
            import_queries.one(session, office.actor(role), row.id)
    assert import_queries.one(session, clerk, row.id) is row


def test_the_job_reads_once_and_leaves_the_problem_of_a_bad_file(session, ward, toolbox):
    good = toolbox.files.keep(plans.example(), "text/plain")
    bad = toolbox.files.keep("Thơ tình gửi mùa thu, lá vàng rơi bên thềm cũ.\n".encode() * 20, "text/plain")
    rows = [import_actions.stage(session, ward.clerk, stored, "kh.txt", now=NOW) for stored in (good, bad)]
    session.commit()
    assert import_queries.unread(session, NOW) == [row.id for row in rows]
    for row in rows:
        read_plan(session, toolbox, row.id)
    session.expire_all()
    assert len(rows[0].draft["rows"]) == 30
    assert rows[0].problem is None
    assert rows[1].draft == {}
    assert rows[1].problem
    version = rows[0].version
    session.rollback()
    read_plan(session, toolbox, rows[0].id)
    session.expire_all()
    assert rows[0].version == version
    assert import_queries.unread(session, NOW) == []


def test_each_step_is_in_the_log(session, ward):
    row, plan = plans.loaded(session, ward.clerk)
    import_actions.undo(session, ward.clerk, row, now=NOW)
    verbs = {
        thing: [entry.verb for entry in audit_queries.histories(session, {thing: [of]})]
        for thing, of in (("import_draft", row.id), ("plan", plan.id))
    }
    assert sorted(verbs["import_draft"]) == ["load", "read", "stage", "undo"]
    assert sorted(verbs["plan"]) == ["create_tasks", "keep", "withdraw"]


def test_plan_queries_keep_to_the_agency_and_find_without_tone_marks(session, ward):
    _, plan = plans.loaded(session, ward.clerk)
    hits = plan_queries.search(session, ward.clerk, "so hoa ket qua")
    assert hits
    assert all(word in fold(hit.text) for hit in hits for word in ("so", "hoa", "ket", "qua"))
    assert plan_queries.search(session, ward.clerk, "100%_") == []
    stranger = system(people.agency(session, "UBND phường Khác").id)
    assert plan_queries.search(session, stranger, "so hoa ket qua") == []
    assert plan_queries.listing(session, stranger) == []
    with pytest.raises(NotFound):
        plan_queries.one(session, stranger, plan.id)
    assert [line.plan_id for line in plan_queries.listing(session, ward.clerk)] == [plan.id]
