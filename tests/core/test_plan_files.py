"""The jobs that write plans: next year's plan out of this year's, and the plan as it stands now as an office file."""

import pytest
from sqlalchemy import func, select

from tests.factories import people, plans
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.rules import Proof
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.imports.models import ImportDraft
from tthc.core.imports.rules import ImportPurpose, ImportState
from tthc.core.plans import actions as plan_actions
from tthc.core.plans import queries as plan_queries
from tthc.core.plans.models import Plan, PlanExport, PlanState
from tthc.core.reports import actions as report_actions
from tthc.core.reports import queries as report_queries
from tthc.core.reports.rules import ReportPeriod
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks.models import Occurrence, State, Task
from tthc.core.tasks.rules import NewDuty
from tthc.jobs.imports import read_plan
from tthc.jobs.plans import export_plan, roll_over_plan
from tthc.jobs.sweep import sweep
from tthc.kernel.errors import BadInput, NotAllowed, NotFound, WrongState

NOW, TODAY = plans.NOW, plans.TODAY


@pytest.fixture
def ward(session, toolbox):
    agency = people.ward_of_the_example(session, TODAY)
    stored = toolbox.files.keep(plans.example(), "text/plain")
    agency.row, agency.plan = plans.loaded(session, agency.clerk, sha256=stored.sha256)
    session.commit()
    return agency


def rolled(session, toolbox, ward):
    row = import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2025, now=NOW)
    session.commit()
    assert roll_over_plan(session, toolbox, row.id)
    session.expire_all()
    return row


def test_next_years_plan_is_a_word_file_that_waits_for_a_check(session, toolbox, ward):
    row = rolled(session, toolbox, ward)
    session.refresh(row, ["stored_file"])
    assert (row.state, row.purpose, row.problem, row.is_open) == (ImportState.WAITING, ImportPurpose.ROLL_OVER, None, False)
    assert "năm 2025" in row.file_name
    assert row.file_name.endswith(".docx")
    content = toolbox.files.read(row.stored_file.sha256)
    assert content.startswith(b"PK")
    assert (row.draft["year"], row.draft["number"], row.draft["date"]) == (2025, None, "2025")
    before = ward.row.draft
    assert [line["text"].replace("2024", "2025") for line in before["rows"]] == [line["text"] for line in row.draft["rows"]]
    assert [line["lead"] for line in before["rows"]] == [line["lead"] for line in row.draft["rows"]]
    assert {line["due"][:4] for line in row.draft["rows"] if line["due"]} == {"2025"}
    assert [basis["number"] for basis in before["legal_bases"]] == [basis["number"] for basis in row.draft["legal_bases"]]
    assert all(unit["is_kept"] for unit in row.units.values()), "units confirmed once are not asked again"


def test_loaded_it_knows_the_year_before_and_starts_afresh(session, toolbox, ward):
    work = session.scalars(select(Occurrence).where(Occurrence.state == State.NOT_STARTED)).first()
    task_actions.move(session, work, State.IN_PROGRESS, today=TODAY, now=NOW)
    row = rolled(session, toolbox, ward)
    plan = import_actions.load(session, ward.clerk, row, today=TODAY, now=NOW)
    session.commit()
    assert (plan.year, plan.previous_plan_id) == (2025, ward.plan.id)
    tasks = session.scalars(select(Task).where(Task.plan_id == plan.id).order_by(Task.position)).all()
    before = {task.id: task.code for task in session.scalars(select(Task).where(Task.plan_id == ward.plan.id))}
    assert [before.get(task.previous_task_id) for task in tasks] == [task.code for task in tasks]
    states = set(session.scalars(select(Occurrence.state).join(Task).where(Task.plan_id == plan.id)))
    assert states == {State.NOT_STARTED, State.DORMANT}
    assert set(session.scalars(select(Occurrence.year).join(Task).where(Task.plan_id == plan.id))) == {2025}


def test_what_the_year_left_is_carried(session, toolbox, ward):
    officer = ward.clerk
    settled = session.scalars(
        select(Occurrence).where(Occurrence.unit_id == ward.staff.id, Occurrence.period == "once", Occurrence.state == State.NOT_STARTED)
    ).first()
    evidence_actions.submit(session, officer, settled, [Proof("document", doc_number="1")], today=TODAY, now=NOW)
    task_actions.move(session, settled, State.DONE, today=TODAY, now=NOW)
    row = rolled(session, toolbox, ward)
    carried = import_queries.carried(session, ward.clerk, row)
    assert (carried.plan_id, carried.year) == (ward.plan.id, 2024)
    open_ids = set(session.scalars(select(Occurrence.task_id).where(Occurrence.state.in_(("not_started", "in_progress")))))
    assert {one.task_id for one in carried.unfinished} == open_ids
    assert all(one.title and one.units and one.state == "Chưa thực hiện" for one in carried.unfinished)
    plan = import_actions.load(session, ward.clerk, row, today=TODAY, now=NOW)
    assert import_queries.carried_of_plan(session, ward.clerk, plan) == carried
    assert import_queries.carried_of_plan(session, ward.clerk, ward.plan) is None
    assert import_queries.carried(session, ward.clerk, ward.row) is None


def test_the_limits_of_the_last_report_come_along(session, ward):
    assert report_queries.limits(session, ward.clerk, 2024) == []
    report = report_actions.draft(session, ward.clerk, ward.id, 2024, ReportPeriod.Q2, today=TODAY, now=NOW)
    said = report_queries.limits(session, ward.clerk, 2024)
    shown = str(report.content)
    assert said
    assert all(line in shown for line in said)
    assert any("trễ hạn hoặc quá hạn" in line for line in said)
    assert report_queries.limits(session, ward.clerk, 2023) == []


def test_a_second_asking_leads_to_the_draft_that_waits(session, toolbox, ward):
    row = rolled(session, toolbox, ward)
    assert import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2025, now=NOW) is row
    assert import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2026, now=NOW) is not row
    import_actions.discard(session, ward.clerk, row, now=NOW)
    assert import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2025, now=NOW) is not row


def test_a_year_that_has_its_plan_is_not_made_again_until_that_is_undone(session, toolbox, ward):
    row = rolled(session, toolbox, ward)
    import_actions.load(session, ward.clerk, row, today=TODAY, now=NOW)
    with pytest.raises(WrongState, match="đã được lập"):
        import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2025, now=NOW)
    import_actions.undo(session, ward.clerk, row, now=NOW)
    assert import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2025, now=NOW).id != row.id
    import_actions.undo(session, ward.clerk, ward.row, now=NOW)


@pytest.mark.parametrize("year", [2024, 2023, 2030, 0])
def test_a_year_that_does_not_follow_is_refused(session, ward, year):
    with pytest.raises(BadInput) as refused:
        import_actions.ask_roll_over(session, ward.clerk, ward.plan, year, now=NOW)
    assert "year" in refused.value.fields


def test_a_plan_of_several_years_is_followed_after_its_last(session, ward):
    ward.plan.year_end = 2026
    with pytest.raises(BadInput):
        import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2026, now=NOW)
    assert import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2027, now=NOW).year == 2027


def test_only_the_clerk_and_only_a_plan_in_force(session, ward, office):
    with pytest.raises(NotAllowed):
        import_actions.ask_roll_over(session, office.actor("clerk"), ward.plan, 2025, now=NOW)
    ward.plan.state = PlanState.UNDONE
    for act in (
        lambda: import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2025, now=NOW),
        lambda: plan_actions.ask_export(session, ward.clerk, ward.plan, "docx", now=NOW),
    ):
        with pytest.raises(WrongState):
            act()


def test_a_worker_killed_between_writing_and_reading_goes_on(session, toolbox, ward, monkeypatch):
    row = import_actions.ask_roll_over(session, ward.clerk, ward.plan, 2025, now=NOW)
    session.commit()
    assert import_queries.unwritten(session, NOW) == [row.id]
    with monkeypatch.context() as broken:
        broken.setattr("tthc.jobs.plans.read_plan", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            roll_over_plan(session, toolbox, row.id)
    session.rollback()
    session.expire_all()
    assert (import_queries.unread(session, NOW), import_queries.unwritten(session, NOW)) == ([row.id], [])
    toolbox.queue.forget()
    sweep(session, toolbox)
    assert ("read_plan", {"import_draft_id": row.id}) in toolbox.queue.asked
    toolbox.queue.forget()
    assert read_plan(session, toolbox, row.id)
    assert not roll_over_plan(session, toolbox, row.id), "there is nothing left to do"
    session.expire_all()
    assert row.is_read
    assert session.scalar(select(func.count(ImportDraft.id)).where(ImportDraft.purpose == ImportPurpose.ROLL_OVER)) == 1


def test_a_document_that_cannot_be_read_leaves_its_sentence(session, toolbox, ward):
    stored = toolbox.files.keep("Thơ tình gửi mùa thu, lá vàng rơi bên thềm cũ.\n".encode() * 20, "text/plain")
    _, plan = plans.loaded(session, ward.clerk, content=plans.example() + b"\n", sha256=stored.sha256)
    row = import_actions.ask_roll_over(session, ward.clerk, plan, 2025, now=NOW)
    session.commit()
    roll_over_plan(session, toolbox, row.id)
    session.expire_all()
    assert (row.is_read, row.is_open) == (False, False)
    assert row.problem


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_plan_goes_out_and_comes_back_the_same(session, toolbox, ward, form):
    row = plan_actions.ask_export(session, ward.clerk, ward.plan, form, now=NOW)
    session.commit()
    assert export_plan(session, toolbox, row.id)
    session.expire_all()
    found = plan_queries.export_file(session, ward.clerk, row.id)
    assert (found.problem, found.is_open, found.file_name.endswith(f".{form}")) == (None, False, True)
    draft = toolbox.office.draft(toolbox.files.read(found.stored_file.sha256), found.file_name)
    before = ward.row.draft["rows"]
    after = [*draft.tasks, *draft.organisation_tasks]
    assert [task.text for task in after] == [line["text"] for line in before]
    assert [list(task.lead) for task in after] == [line["lead"] for line in before]
    assert [task.time_text for task in after] == [line["time_text"] for line in before]


def test_the_words_that_hold_now_go_out(session, toolbox, ward):
    task = session.scalars(select(Task).where(Task.code == "PL2.10")).one()
    task_actions.assign(session, ward.clerk, task, [NewDuty(ward.staff.id, "lead", "Văn phòng - Thống kê")], today=TODAY, now=NOW)
    row = plan_actions.ask_export(session, ward.clerk, ward.plan, "docx", now=NOW)
    session.commit()
    export_plan(session, toolbox, row.id)
    session.expire_all()
    found = plan_queries.export_file(session, ward.clerk, row.id)
    draft = toolbox.office.draft(toolbox.files.read(found.stored_file.sha256), found.file_name)
    leads = {one.section: one.lead for one in draft.tasks}
    assert leads["PL2.10"] == ("Văn phòng - Thống kê",)
    others = {line["section"]: tuple(line["lead"]) for line in ward.row.draft["rows"] if line["kind"] == "content"}
    assert {code: lead for code, lead in leads.items() if code != "PL2.10"} == {
        code: lead for code, lead in others.items() if code != "PL2.10"
    }


def test_a_file_is_written_again_only_after_a_change(session, toolbox, ward):
    first = plan_actions.ask_export(session, ward.clerk, ward.plan, "docx", now=NOW)
    session.commit()
    assert plan_actions.ask_export(session, ward.clerk, ward.plan, "docx", now=NOW) is first
    assert plan_actions.ask_export(session, ward.clerk, ward.plan, "xlsx", now=NOW) is not first
    task = session.scalars(select(Task).where(Task.code == "PL2.10")).one()
    task_actions.assign(session, ward.clerk, task, [NewDuty(ward.staff.id, "lead", "Văn phòng")], today=TODAY, now=NOW)
    again = plan_actions.ask_export(session, ward.clerk, ward.plan, "docx", now=NOW)
    assert again.id != first.id
    assert session.scalar(select(func.count(PlanExport.id))) == 3


def test_exports_keep_to_the_agency_and_to_known_forms(session, toolbox, ward, office):
    row = plan_actions.ask_export(session, ward.clerk, ward.plan, "docx", now=NOW)
    session.commit()
    with pytest.raises(NotFound):
        plan_queries.export_file(session, office.actor("clerk"), row.id)
    with pytest.raises(NotAllowed):
        plan_actions.ask_export(session, office.actor("clerk"), ward.plan, "docx", now=NOW)
    for form in ("pdf", "", "doc"):
        with pytest.raises(BadInput):
            plan_actions.ask_export(session, ward.clerk, ward.plan, form, now=NOW)
    assert plan_queries.unwritten(session, NOW) == [row.id]
    assert export_plan(session, toolbox, row.id)
    assert not export_plan(session, toolbox, row.id)
    assert session.get_one(Plan, ward.plan.id).amendments == 0
