"""What a person corrects on the check page: the time is read again, names are asked once, and two people never overwrite each other."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import people, plans
from tthc.core.audit import queries as audit_queries
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.imports import rules
from tthc.core.imports.rules import corrections
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Unit
from tthc.core.tasks.models import Duty, Occurrence, Task
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.sections import Section
from tthc.kernel.text import fold

NOW, TODAY = plans.NOW, plans.TODAY


@pytest.fixture
def ward(session):
    agency = people.ward_of_the_example(session, TODAY)
    agency.row = plans.checked(session, agency.clerk)
    return agency


def key_of(row, code):
    return next(key for key, line in enumerate(row.draft["rows"]) if line["section"] == code)


def correct(session, ward, key, **values):
    line = ward.row.draft["rows"][key]
    given = {
        "title": line["short_title"],
        "lead": "; ".join(line["lead"]),
        "coordinate": "; ".join(line["coordinate"]),
        "deliverable": line["deliverable"] or "",
        "time_text": line["time_text"] or "",
        "version": ward.row.version,
        "now": NOW,
    } | values
    import_actions.correct(session, ward.clerk, ward.row, key, **given)
    return ward.row.draft["rows"][key]


def loaded(session, ward):
    plan = import_actions.load(session, ward.clerk, ward.row, today=TODAY, now=NOW)
    session.flush()
    return session.scalars(select(Task).where(Task.plan_id == plan.id).order_by(Task.position)).all()


def test_a_corrected_time_is_read_by_the_grammar_again(session, ward):
    key = key_of(ward.row, "PL1.V.2")
    assert "Không có thời hạn" in ward.row.draft["rows"][key]["doubts"]
    line = correct(session, ward, key, time_text="Trước ngày 15/11/2024")
    assert (line["time_kind"], line["due"], line["due_rule"]["before"]) == ("date", "2024-11-15", True)
    assert "Không có thời hạn" not in line["doubts"]
    assert line["is_corrected"]
    task = next(task for task in loaded(session, ward) if task.code == "PL1.V.2")
    work = session.scalars(select(Occurrence).where(Occurrence.task_id == task.id)).all()
    assert {o.due_on for o in work} == {date(2024, 11, 14)}


def test_a_time_nobody_understands_stays_a_doubt(session, ward):
    line = correct(session, ward, key_of(ward.row, "PL1.V.2"), time_text="sớm nhất có thể")
    assert "Chưa hiểu thời hạn “sớm nhất có thể”" in line["doubts"]
    assert "Không có thời hạn" not in line["doubts"]
    line = correct(session, ward, key_of(ward.row, "PL1.V.2"), time_text="")
    assert "Không có thời hạn" in line["doubts"]


def test_doubts_about_other_fields_stay(session, ward):
    key = key_of(ward.row, "PL1.V.2")
    doubts = ward.row.draft["rows"][key]["doubts"]
    assert len(doubts) > 1
    line = correct(session, ward, key, time_text="Quý IV/2024")
    assert line["doubts"] == [doubt for doubt in doubts if doubt != "Không có thời hạn"]
    assert correct(session, ward, key, deliverable="Báo cáo kết quả xử lý")["doubts"] == []


def test_a_new_name_is_a_new_question_and_answers_given_stay(session, ward):
    answered = dict(ward.row.units)
    line = correct(session, ward, 0, lead="Tổ công nghệ số cộng đồng; Công chức VP-TK")
    assert line["lead"] == ["Tổ công nghệ số cộng đồng", "Công chức VP-TK"]
    assert {spelling: ward.row.units[spelling] for spelling in answered} == answered
    assert ward.row.units["Tổ công nghệ số cộng đồng"]["unit_id"] is None
    task = loaded(session, ward)[0]
    names = session.scalars(select(Unit.name).join(Duty, Duty.unit_id == Unit.id).where(Duty.task_id == task.id, Duty.role == "lead"))
    assert set(names) == {"Tổ công nghệ số cộng đồng", "Văn phòng - Thống kê"}


def test_a_name_that_no_row_holds_any_more_makes_no_unit(session, ward):
    correct(session, ward, 0, lead="Tổ công nghệ số cộng đồng")
    correct(session, ward, 0, lead="Công chức VP-TK")
    loaded(session, ward)
    assert session.scalars(select(Unit.id).where(Unit.name == "Tổ công nghệ số cộng đồng")).all() == []
    assert fold("Tổ công nghệ số cộng đồng") not in people_queries.spellings(session, ward.id)


def test_what_is_not_touched_stays_as_the_plan_has_it(session, ward):
    before = dict(ward.row.draft["rows"][3])
    after = correct(session, ward, 3)
    assert {name: value for name, value in after.items() if name not in {"is_corrected", "as_read"}} == before
    assert after["text"] == before["text"]


def test_a_section_chosen_by_a_person_is_told_so(session, ward):
    line = correct(session, ward, 0, section="review", title="Tên khác")
    assert (line["theme"], line["theme_reason"], line["short_title"]) == ("review", corrections.CHOSEN, "Tên khác")
    task = loaded(session, ward)[0]
    assert (task.section, task.title) == (Section.REVIEW, "Tên khác")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"section": "nowhere"}, "section"),
        ({"lead": "x" * 2001}, "lead"),
        ({"time_text": "9" * 1001}, "time_text"),
    ],
)
def test_what_cannot_be_kept_is_refused_on_its_field(session, ward, values, field):
    before = ward.row.draft
    with pytest.raises(BadInput) as refused:
        correct(session, ward, 0, **values)
    assert set(refused.value.fields) == {field}
    assert ward.row.draft == before


def test_a_scanned_row_that_a_person_looked_at_is_doubted_no_more(session, ward):
    rows = [{**line, "doubts": [*line["doubts"], corrections.SCANNED]} for line in ward.row.draft["rows"]]
    ward.row.draft = {**ward.row.draft, "rows": rows}
    line = correct(session, ward, 0)
    assert corrections.SCANNED not in line["doubts"]
    assert corrections.SCANNED in ward.row.draft["rows"][1]["doubts"]


def paragraph(row, words):
    return next(p for p in row.draft["paragraphs"] if words in p["text"])


def test_a_paragraph_becomes_a_task_at_its_place(session, ward):
    found = paragraph(ward.row, "Trong quá trình thực hiện có vướng mắc")
    assert found["role"] not in {"task", "duty"}
    key = import_actions.add_row(session, ward.clerk, ward.row, found["index"], now=NOW)
    line = ward.row.draft["rows"][key]
    assert (line["text"], line["section"], line["is_added"]) == (found["text"], found.get("section", ""), True)
    assert line["doubts"]
    assert rules.doubts_of(line, ward.row.units)
    line = correct(session, ward, key, lead="Công chức VP-TK", time_text="Tháng 12/2024", title="Phản ánh vướng mắc")
    assert line["doubts"] == []
    tasks = loaded(session, ward)
    (task,) = [task for task in tasks if task.title == "Phản ánh vướng mắc"]
    blocks = {line["text"]: line["block"] for line in ward.row.draft["rows"]}
    content = [blocks[one.text] for one in tasks if one.kind == task.kind]
    assert content == sorted(content), "it stands where its paragraph does"


def test_a_row_added_can_be_left_out_and_taken_again(session, ward):
    found = paragraph(ward.row, "Trong quá trình thực hiện có vướng mắc")
    key = import_actions.add_row(session, ward.clerk, ward.row, found["index"], now=NOW)
    import_actions.skip(session, ward.clerk, ward.row, key, is_skipped=True, now=NOW)
    assert len(rules.rows.kept(ward.row.draft)) == key
    import_actions.skip(session, ward.clerk, ward.row, key, is_skipped=False, now=NOW)
    assert len(rules.rows.kept(ward.row.draft)) == key + 1
    with pytest.raises(WrongState, match="đã là một nhiệm vụ"):
        import_actions.add_row(session, ward.clerk, ward.row, found["index"], now=NOW)
    task = next(p for p in ward.row.draft["paragraphs"] if p["role"] == "task")
    with pytest.raises(WrongState, match="đã là một nhiệm vụ"):
        import_actions.add_row(session, ward.clerk, ward.row, task["index"], now=NOW)


def test_keys_and_paragraphs_that_do_not_exist(session, ward):
    for act in (
        lambda: (
            correct(session, ward, 0, version=None) and import_actions.skip(session, ward.clerk, ward.row, 999, is_skipped=True, now=NOW)
        ),
        lambda: import_actions.skip(session, ward.clerk, ward.row, -1, is_skipped=True, now=NOW),
        lambda: import_actions.add_row(session, ward.clerk, ward.row, 99_999, now=NOW),
    ):
        with pytest.raises(NotFound):
            act()


def test_the_second_of_two_people_sees_a_conflict(session, ward):
    seen = ward.row.version
    correct(session, ward, 0, title="Tên của người thứ nhất")
    session.flush()
    for act in (
        lambda: correct(session, ward, 1, title="Tên khác", version=seen),
        lambda: import_actions.skip(session, ward.clerk, ward.row, 1, is_skipped=True, version=seen, now=NOW),
        lambda: import_actions.add_row(session, ward.clerk, ward.row, 1, version=seen, now=NOW),
    ):
        with pytest.raises(Conflict):
            act()
    assert ward.row.draft["rows"][0]["short_title"] == "Tên của người thứ nhất"


def test_rights_states_and_the_log(session, ward, office):
    for role in ("clerk", "officer", "leader"):
        with pytest.raises(NotAllowed):
            import_actions.skip(session, office.actor(role), ward.row, 0, is_skipped=True, now=NOW)
    correct(session, ward, 0, title="Tên khác")
    import_actions.skip(session, ward.clerk, ward.row, 1, is_skipped=True, now=NOW)
    verbs = [entry.verb for entry in audit_queries.histories(session, {"import_draft": [ward.row.id]})]
    assert verbs[:2] == ["skip_row", "correct"]
    import_actions.discard(session, ward.clerk, ward.row, now=NOW)
    with pytest.raises(WrongState):
        correct(session, ward, 0, title="Muộn rồi")


def test_paragraphs_know_their_block_and_the_file_its_name(session, ward):
    assert all("block" in p for p in ward.row.draft["paragraphs"])
    assert ward.row.draft["is_scanned"] is False
    stored, name = import_queries.file_of(session, ward.clerk, ward.row.id)
    assert (stored.sha256, name) == ("ab" * 32, "ke-hoach.txt")
