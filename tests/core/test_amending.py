"""An amended version of a plan: what goes on keeps its work and evidence, what leaves has a reason, and nothing is half done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import people, plans
from tests.factories.queries import counted
from tthc.core.audit import queries as audit_queries
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.models import EvidenceLink
from tthc.core.evidence.rules import Proof
from tthc.core.files.ports import Stored
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.imports.rules import ImportPurpose, ImportState
from tthc.core.people import queries as people_queries
from tthc.core.plans.models import Plan, PlanNode, PlanParagraph, Target
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks.actions import creating
from tthc.core.tasks.models import Duty, Occurrence, State, Task
from tthc.core.tasks.rules import NewDuty
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState

NOW, TODAY = plans.NOW, plans.TODAY
REASON = "Trang thông tin điện tử đã giao cho đơn vị khác"


@pytest.fixture
def ward(session):
    agency = people.ward_of_the_example(session, TODAY)
    agency.row, agency.plan = plans.loaded(session, agency.clerk)
    return agency


def count(session, model, *conditions):
    return session.scalar(select(func.count()).select_from(model).where(*conditions))


def task_of(session, text):
    return session.scalars(select(Task).where(Task.text.contains(text)).order_by(Task.id)).first()


def work_of(session, task):
    return session.scalars(select(Occurrence).where(Occurrence.task_id == task.id).order_by(Occurrence.opens_on, Occurrence.id)).all()


def reasons(session, actor, row):
    lines = import_queries.difference(session, actor, row).lines
    return {line.difference.task_id: REASON for line in lines if line.difference.kind == "removed"}


def amend(session, actor, row, **values):
    given = {"reasons": reasons(session, actor, row), "today": TODAY, "now": NOW} | values
    return import_actions.amend(session, actor, row, **given)


def test_the_difference_tells_each_task_once_with_what_was_done(session, ward):
    task = task_of(session, "chứng thực bản sao điện tử")
    first = work_of(session, task)[0]
    task_actions.move(session, first, State.SUBMITTED, today=TODAY, now=NOW, person_id=ward.clerk.person_id)
    page = import_queries.difference(session, ward.clerk, plans.amending(session, ward.clerk, ward.plan))
    assert page.counts == {"same": 26, "changed": 3, "added": 1, "removed": 1}
    assert page.warnings == ()
    by_title = {line.difference.title_after or line.difference.title_before: line for line in page.lines}
    changed = next(line for title, line in by_title.items() if "chứng thực bản sao" in title)
    assert [label for label, _, _ in changed.difference.changes] == ["Chủ trì"]
    assert (changed.done, changed.total, changed.evidence) == (0, len(work_of(session, task)), 0)
    kinds = sorted(one.kind for one in page.targets)
    assert kinds == ["changed"]


def test_what_goes_on_keeps_its_identity_its_states_and_its_evidence(session, ward):
    task = task_of(session, "Triển khai, tổng hợp kết quả rà soát")
    (work,) = work_of(session, task)
    evidence_actions.submit(session, _of_unit(session, ward, work), work, [Proof("document", doc_number="7/BC-UBND")], today=TODAY, now=NOW)
    before = {task.id: (task.code, task.text) for task in session.scalars(select(Task))}
    states = {o.id: (o.state, o.due_on) for o in session.scalars(select(Occurrence).where(Occurrence.task_id == task.id))}
    plan = amend(session, ward.clerk, plans.amending(session, ward.clerk, ward.plan))
    session.expire_all()
    assert plan.id == ward.plan.id
    assert (task.time_text, task.removed_on) == ("Tháng 10 năm 2024", None)
    assert {o.id: (o.state, o.due_on) for o in work_of(session, task)} == states, "what somebody began stays as it is"
    assert count(session, EvidenceLink) == 1
    kept = {task.id: (task.code, task.text) for task in session.scalars(select(Task)) if task.id in before}
    assert kept.keys() == before.keys()
    assert sum(kept[n] != before[n] for n in kept) == 1, "only the task with the new target is worded anew"


def _of_unit(session, ward, work):
    person = people.person(session, f"can-bo-{work.unit_id}")
    unit = session.get(people.Unit, work.unit_id)
    people.post(session, unit, person, Role.CLERK if unit.id == ward.id else Role.OFFICER)
    session.flush()
    return people_queries.load_actor(session, person.id, TODAY)


def test_a_later_day_moves_what_nobody_began(session, ward):
    task = task_of(session, "Triển khai, tổng hợp kết quả rà soát")
    (work,) = work_of(session, task)
    assert work.due_on == date(2024, 8, 31)
    amend(session, ward.clerk, plans.amending(session, ward.clerk, ward.plan))
    (moved,) = work_of(session, task)
    assert (moved.id, moved.due_on, moved.opens_on) == (work.id, date(2024, 10, 31), date(2024, 10, 1))
    assert "Tháng 10 năm 2024" in moved.due_explanation


def test_other_units_get_the_work_nobody_began(session, ward):
    task = task_of(session, "chứng thực bản sao điện tử")
    begun, *rest = work_of(session, task)
    task_actions.move(session, begun, State.IN_PROGRESS, today=TODAY, now=NOW)
    old_unit = begun.unit_id
    amend(session, ward.clerk, plans.amending(session, ward.clerk, ward.plan))
    after = work_of(session, task)
    culture = session.scalars(select(Duty.unit_id).where(Duty.task_id == task.id, Duty.role == "lead")).one()
    assert culture != old_unit
    assert {o.unit_id for o in after if o.state is State.NOT_STARTED} == {culture}
    assert [o.id for o in after if o.unit_id == old_unit] == [begun.id]
    assert {o.period for o in after if o.unit_id == culture} == {begun.period, *(o.period for o in rest)}


def test_units_assigned_by_hand_stay_where_the_document_says_the_same(session, ward):
    task = task_of(session, "Góp ý các TTHC trong dự thảo")
    task_actions.assign(session, ward.clerk, task, [NewDuty(ward.staff.id, "lead", "Văn phòng")], today=TODAY, now=NOW)
    page = import_queries.difference(session, ward.clerk, row := plans.amending(session, ward.clerk, ward.plan))
    assert next(line.difference.kind for line in page.lines if line.difference.task_id == task.id) == "same"
    amend(session, ward.clerk, row)
    session.expire_all()
    assert session.scalars(select(Duty.unit_id).where(Duty.task_id == task.id, Duty.role == "lead")).all() == [ward.staff.id]


def test_what_is_new_has_no_period_that_was_over(session, ward):
    added = plans.ADDED.replace("Tháng 11 năm 2024", "Hàng quý")
    amend(session, ward.clerk, plans.amending(session, ward.clerk, ward.plan, plans.amended_text(added=added)))
    task = task_of(session, "hội nghị đánh giá việc giải quyết hồ sơ trễ hạn")
    assert task.code == "PL2.13"
    assert {o.period for o in work_of(session, task)} == {"q3", "year"}
    assert all(o.due_on >= TODAY for o in work_of(session, task))


def test_every_removed_task_needs_its_own_reason(session, ward):
    row = plans.amending(session, ward.clerk, ward.plan)
    task = task_of(session, "Cập nhật các tin, bài tuyên truyền")
    for given in ({}, {task.id: "  "}, {task.id + 1: REASON}):
        with pytest.raises(BadInput) as refused:
            amend(session, ward.clerk, row, reasons=given)
        assert set(refused.value.fields) == {f"reason-{task.id}"}
    assert (task.removed_on, ward.plan.amendments) == (None, 0)


def test_a_removed_task_without_evidence_loses_the_work_nobody_began(session, ward):
    task = task_of(session, "Cập nhật các tin, bài tuyên truyền")
    begun = work_of(session, task)[0]
    task_actions.move(session, begun, State.IN_PROGRESS, today=TODAY, now=NOW)
    amend(session, ward.clerk, plans.amending(session, ward.clerk, ward.plan))
    session.expire_all()
    assert (task.removed_on, task.removal_reason) == (TODAY, REASON)
    assert [o.id for o in work_of(session, task)] == [begun.id]


def test_the_document_becomes_the_amended_one_and_the_earlier_file_stays(session, ward):
    row = plans.amending(session, ward.clerk, ward.plan)
    amend(session, ward.clerk, row)
    session.flush()
    session.expire_all()
    plan = session.get_one(Plan, ward.plan.id)
    assert (plan.stored_file_id, plan.file_name, plan.amendments, plan.amended_on) == (row.stored_file_id, row.file_name, 1, TODAY)
    assert count(session, PlanParagraph, PlanParagraph.plan_id == plan.id) == len(row.draft["paragraphs"])
    assert count(session, PlanNode, PlanNode.plan_id == plan.id) == len(row.draft["sections"])
    assert count(session, PlanParagraph, PlanParagraph.text.contains("hội nghị đánh giá")) == 1
    versions = import_queries.versions(session, ward.clerk, plan.id)
    assert [(one.id, one.file_name) for one in versions] == [(row.id, "ke-hoach-dieu-chinh.txt"), (ward.row.id, "ke-hoach.txt")]
    assert versions[1].stored_file.sha256 == "ab" * 32
    assert import_queries.latest_of_plan(session, ward.clerk, plan.id).id == ward.row.id


def test_targets_keep_their_figures_and_those_no_longer_set_leave(session, ward):
    before = {target.id: target.value for target in session.scalars(select(Target))}
    without = (plans.NEWS, "4\tMức độ hài lòng của người dân")
    row = plans.amending(session, ward.clerk, ward.plan, plans.amended_text(without=without))
    amend(session, ward.clerk, row)
    session.expire_all()
    targets = session.scalars(select(Target)).all()
    assert {target.id for target in targets} == before.keys()
    assert [target.value for target in targets if target.value != before[target.id]] == [90]
    assert [target.removed_on for target in targets if "hài lòng" in target.text] == [TODAY]


def test_a_crash_in_the_middle_leaves_the_plan_as_it_was(session, ward, monkeypatch):
    row = plans.amending(session, ward.clerk, ward.plan)
    session.commit()
    everything = (Plan, PlanNode, PlanParagraph, Target, Task, Duty, Occurrence)
    before = [sorted(map(str, session.execute(select(model.__table__)).all())) for model in everything]
    given = reasons(session, ward.clerk, row)
    for module, name in ((creating, "_create"), (import_actions.amending.revising, "remove")):
        with monkeypatch.context() as broken:
            broken.setattr(module, name, lambda *_, **__: (_ for _ in ()).throw(RuntimeError("power cut")))
            with pytest.raises(RuntimeError):
                amend(session, ward.clerk, row, reasons=given)
        session.rollback()
        assert [sorted(map(str, session.execute(select(model.__table__)).all())) for model in everything] == before
        assert session.get_one(type(row), row.id).state is ImportState.WAITING


def test_of_two_amendments_at_once_the_second_is_a_conflict(session, ward):
    one = plans.amending(session, ward.clerk, ward.plan)
    other = plans.amending(session, ward.clerk, ward.plan, plans.amended_text(changes=("due",)), sha256="ce" * 32)
    amend(session, ward.clerk, one)
    with pytest.raises(Conflict, match="điều chỉnh theo một tệp khác"):
        amend(session, ward.clerk, other)
    assert ward.plan.amendments == 1


def test_a_second_amendment_starts_from_the_first(session, ward):
    amend(session, ward.clerk, plans.amending(session, ward.clerk, ward.plan))
    back = plans.amending(session, ward.clerk, ward.plan, plans.example() + b"\n", sha256="ba" * 32)
    page = import_queries.difference(session, ward.clerk, back)
    assert page.counts == {"same": 26, "changed": 3, "added": 1, "removed": 1}
    amend(session, ward.clerk, back)
    assert ward.plan.amendments == 2
    assert next(one.id for one in import_queries.versions(session, ward.clerk, ward.plan.id)) == back.id


def test_the_very_same_file_is_refused_at_once(session, ward):
    with pytest.raises(BadInput, match="đang có hiệu lực") as refused:
        plans.amending(session, ward.clerk, ward.plan, plans.example(), sha256="ab" * 32)
    assert "file" in refused.value.fields


def test_a_plan_that_was_undone_cannot_be_amended(session, ward):
    row = plans.amending(session, ward.clerk, ward.plan)
    import_actions.undo(session, ward.clerk, ward.row, now=NOW)
    for act in (
        lambda: import_queries.difference(session, ward.clerk, row),
        lambda: amend(session, ward.clerk, row, reasons={}),
        lambda: plans.amending(session, ward.clerk, ward.plan, sha256="cc" * 32),
    ):
        with pytest.raises(WrongState, match="hoàn tác"):
            act()


def test_an_amended_version_is_never_loaded_as_a_plan_nor_undone(session, ward):
    row = plans.amending(session, ward.clerk, ward.plan)
    with pytest.raises(WrongState, match="bản điều chỉnh"):
        import_actions.load(session, ward.clerk, row, today=TODAY, now=NOW)
    amend(session, ward.clerk, row)
    with pytest.raises(WrongState, match="không còn hoàn tác"):
        import_actions.undo(session, ward.clerk, row, now=NOW)
    with pytest.raises(WrongState, match="đã kết thúc"):
        amend(session, ward.clerk, row, reasons={})


def test_undoing_the_plan_ends_its_versions_too(session, ward):
    row = plans.amending(session, ward.clerk, ward.plan)
    amend(session, ward.clerk, row)
    import_actions.undo(session, ward.clerk, ward.row, now=NOW)
    assert (row.state, ward.row.state) == (ImportState.UNDONE, ImportState.UNDONE)
    assert count(session, Task) == 0


def test_another_plan_or_another_year_is_a_warning(session, ward):
    later = plans.example().decode().replace("năm 2024", "năm 2025").replace("NĂM 2024", "NĂM 2025").encode()
    page = import_queries.difference(session, ward.clerk, plans.amending(session, ward.clerk, ward.plan, later))
    assert "2025" in page.warnings[0]
    foreign = plans.amending(session, ward.clerk, ward.plan, plans.example("seed-003"), sha256="fa" * 32)
    page = import_queries.difference(session, ward.clerk, foreign)
    assert any("bản điều chỉnh của kế hoạch hay không" in sentence for sentence in page.warnings)
    assert any("huyện Trà Cú" in sentence for sentence in import_queries.warnings(session, foreign))


def test_an_issuer_that_was_accepted_once_is_not_asked_again(session, ward):
    first = plans.amending(session, ward.clerk, ward.plan)
    first.draft = {**first.draft, "issuer": "Ủy ban nhân dân huyện Trà Cú"}
    told = [sentence for sentence in import_queries.warnings(session, first) if "ban hành" in sentence]
    assert len(told) == 1
    ward.plan.issuer = first.draft["issuer"]
    session.flush()
    assert not [sentence for sentence in import_queries.warnings(session, first) if "ban hành" in sentence]


def test_only_the_clerk_of_the_agency_amends(session, ward, office):
    row = plans.amending(session, ward.clerk, ward.plan)
    for role in ("officer", "leader", "clerk"):
        stranger = office.actor(role)
        with pytest.raises(NotAllowed):
            import_actions.amend(session, stranger, row, reasons={}, today=TODAY, now=NOW)
        with pytest.raises(NotAllowed):
            import_queries.difference(session, stranger, row)
        with pytest.raises(NotAllowed):
            plans.amending(session, stranger, ward.plan)


def test_each_change_is_in_the_log(session, ward):
    row = plans.amending(session, ward.clerk, ward.plan)
    amend(session, ward.clerk, row)
    removed = session.scalars(select(Task.id).where(Task.removed_on.is_not(None))).all()
    entries = audit_queries.histories(session, {"import_draft": [row.id], "plan": [ward.plan.id], "task": removed})
    verbs = [entry.verb for entry in entries if entry.at == NOW]
    assert {"stage", "read", "amend", "change_targets", "create_tasks", "remove"} <= set(verbs)
    assert REASON in next(entry.after for entry in entries if entry.verb == "remove")


def test_as_many_queries_for_three_tasks_as_for_three_hundred(session, ward):
    few = plans.amending(session, ward.clerk, ward.plan)
    session.commit()
    with counted(session) as first:
        import_queries.difference(session, ward.clerk, few)
    rows = [
        Task(
            plan_id=ward.plan.id,
            agency_id=ward.id,
            section="direction",
            position=100 + n,
            code=f"X.{n}",
            title=f"Việc thêm {n}",
            text=f"Việc thêm {n}",
            folded="",
            due_rule={"kind": "none"},
            duties=[Duty(unit_id=ward.staff.id, role="lead", written_as="Văn phòng")],
        )
        for n in range(100)
    ]
    session.add_all(rows)
    session.commit()
    with counted(session) as second:
        page = import_queries.difference(session, ward.clerk, few)
    assert page.counts["removed"] > 90
    assert len(second) == len(first)


def test_a_page_read_before_work_began_does_no_harm(session, ward):
    """What began between reading and confirming is seen when confirming: nothing is taken from under somebody."""
    row = plans.amending(session, ward.clerk, ward.plan)
    given = reasons(session, ward.clerk, row)
    task = task_of(session, "Triển khai, tổng hợp kết quả rà soát")
    (work,) = work_of(session, task)
    task_actions.move(session, work, State.IN_PROGRESS, today=TODAY, now=NOW + timedelta(minutes=1))
    amend(session, ward.clerk, row, reasons=given)
    assert (work.state, work.due_on) == (State.IN_PROGRESS, date(2024, 8, 31))


def test_a_version_that_names_no_year_is_of_the_year_it_amends(session, ward, toolbox):
    content = plans.amended_text()
    stored = Stored("ee" * 32, len(content), "text/plain")
    row = import_actions.stage(session, ward.clerk, stored, "kh.txt", purpose=ImportPurpose.AMEND, base_plan=ward.plan, now=NOW)
    draft = toolbox.office.draft(content, "kh.txt")
    nameless = replace(draft, head=replace(draft.head, year=None))
    import_actions.read(session, ward.clerk, row, nameless, today=TODAY, now=NOW)
    assert row.draft["year"] == 2024
    amend(session, ward.clerk, row)
    assert (ward.plan.year, ward.plan.amendments) == (2024, 1)


def test_what_a_person_decided_once_is_decided_in_the_amended_version_too(session, office, toolbox):
    clerk = office.actor("clerk")
    row = plans.checked(session, clerk)
    lines = row.draft["rows"]
    wrong, left = (next(n for n, line in enumerate(lines) if line["section"] == code) for code in ("PL1.V.2", "PL1.I.2"))
    given = {"title": "Xử lý phản ánh", "lead": "Tổ phản ánh", "coordinate": "", "deliverable": "Báo cáo", "time_text": "Quý IV/2024"}
    import_actions.correct(session, clerk, row, wrong, **given, now=NOW)
    import_actions.skip(session, clerk, row, left, is_skipped=True, now=NOW)
    paragraph = next(p for p in row.draft["paragraphs"] if "Trong quá trình thực hiện có vướng mắc" in p["text"])
    added = import_actions.add_row(session, clerk, row, paragraph["index"], now=NOW)
    import_actions.correct(session, clerk, row, added, **given | {"title": "Phản ánh vướng mắc"}, now=NOW)
    plan = import_actions.load(session, clerk, row, today=TODAY, now=NOW)
    amended = plans.amending(session, clerk, plan)
    page = import_queries.difference(session, clerk, amended)
    assert page.counts == {"same": 26, "changed": 3, "added": 1, "removed": 1}
    kept = next(line for line in amended.draft["rows"] if line["section"] == "PL1.V.2")
    assert (kept["short_title"], kept["lead"], kept["due"]) == ("Xử lý phản ánh", ["Tổ phản ánh"], "2024-12-31")
    other = plans.amended_text().replace("Báo cáo kết quả xử lý phản ánh, kiến nghị (nếu có).".encode(), "Văn bản trả lời".encode())
    reread = plans.amending(session, clerk, plan, other, sha256="0a" * 32)
    changed = next(line for line in reread.draft["rows"] if line["section"] == "PL1.V.2")
    assert changed["deliverable"] == "Văn bản trả lời", "what the amended plan says anew stands above an old correction"
