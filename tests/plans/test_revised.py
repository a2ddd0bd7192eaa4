"""A plan written as its tasks stand today: exactly what changed is different, in Word as in Excel."""

import re

import pytest

from tests.plans.papers import PLANS, text_of
from tthc.adapters.readers.docx_file import read_docx
from tthc.adapters.readers.xlsx_file import read_xlsx
from tthc.adapters.writers.office import PlanWriter
from tthc.planreader.blocks import from_bytes
from tthc.planreader.paper import FIELDS
from tthc.planreader.read import read
from tthc.planreader.revised import CurrentTask, revised

READERS = {"docx": read_docx, "xlsx": read_xlsx}


def draft_of(name):
    return read(from_bytes(text_of(name)))


def today(task, **changes):
    fields = {name: getattr(task, name) for name in FIELDS}
    return CurrentTask(**({"section": task.section, "text": task.text, "block": task.block} | fields | changes))


def every(draft):
    return [*draft.tasks, *draft.organisation_tasks]


def facts(draft):
    return [(task.section, task.text, *(getattr(task, name) for name in FIELDS)) for task in every(draft)]


def bare(found):
    return [re.sub(r"[.;]+'", "'", repr(one)).casefold() for one in found]


def written(draft, now, form="docx"):
    return READERS[form](PlanWriter().write(revised(draft, now), form), f"ke-hoach.{form}")


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_that_did_not_change_is_written_as_it_was(name):
    draft = draft_of(name)
    assert revised(draft, [today(task) for task in every(draft)]) == list(draft.blocks)


CHANGES = [{"lead": ("Phòng Kiểm định",)}, {"time_text": "Trước ngày 30/9/2026"}]


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_a_change_is_the_only_change(name, change):
    draft = draft_of(name)
    position = len(draft.tasks) // 2
    task = draft.tasks[position]
    found = read(written(draft, [today(task, **change)]))
    before, after = facts(draft), facts(found)
    wanted = [getattr(today(task, **change), one) for one in FIELDS]
    is_in_place = [fact[0] for fact in after] == [fact[0] for fact in before]
    # What the text gives no room for stands among the added tasks instead.
    at = position if is_in_place else len(found.tasks) - 1
    assert bare(after[at][2:]) == bare(wanted)
    assert bare(after[:at] + after[at + 1 :]) == bare(before[:position] + before[position + 1 :])
    assert is_in_place or after[at][1] == task.text


@pytest.mark.parametrize("form", READERS)
def test_several_changes_in_one_table_row(form):
    draft = draft_of("b-phuong-2025")
    changes = {"lead": ("Công an phường",), "coordinate": ("Trạm Y tế", "Phòng Văn hóa - Xã hội"), "deliverable": "Tờ trình"}
    now = [today(task, **(changes if i == 3 else {})) for i, task in enumerate(draft.tasks)]
    found = read(written(draft, now, form))
    assert [task for task in facts(found) if task not in facts(draft)] == [
        (draft.tasks[3].section, draft.tasks[3].text, ("Công an phường",), (), changes["coordinate"], "Tờ trình", draft.tasks[3].time_text)
    ]
    assert len(found.tasks) == len(draft.tasks)


def test_rows_under_a_merged_time_keep_it_when_the_first_changes_or_goes():
    draft = draft_of("14-viet-tuyen-truyen-cchc-so-2023")
    first = draft.tasks[0]
    assert draft.tasks[1].time_text == first.time_text == "Tháng 02/2023"
    changed = read(written(draft, [today(first, time_text="Tháng 3/2023")]))
    assert [task.time_text for task in changed.tasks[:2]] == ["Tháng 3/2023", "Tháng 02/2023"]
    gone = read(written(draft, [today(first, is_removed=True)]))
    assert gone.tasks[0].text == draft.tasks[1].text
    assert gone.tasks[0].time_text == "Tháng 02/2023"
    assert len(gone.tasks) == len(draft.tasks) - 1


def test_a_table_without_the_column_gets_one():
    source = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n\nI. NỘI DUNG\n\nTT\tNội dung\tĐơn vị chủ trì\n1\tRà soát thủ tục\tVăn phòng\n2\tNiêm yết\tVăn phòng\n"
    draft = read(from_bytes(source.encode()))
    found = read(written(draft, [today(draft.tasks[1], coordinate=("Phòng Kinh tế",), time_text="Tháng 5/2026")]))
    assert [(task.coordinate, task.time_text) for task in found.tasks] == [((), None), (("Phòng Kinh tế",), "Tháng 5/2026")]


@pytest.mark.parametrize("form", READERS)
def test_an_added_task_comes_in_as_a_row_of_the_last_table_that_can_say_it(form):
    draft = draft_of("b-phuong-2025")
    added = CurrentTask("", "Tập huấn một cửa cho công chức mới", lead=("Phòng Kinh tế",), time_text="Tháng 9/2025", deliverable="Lớp học")
    found = read(written(draft, [added], form))
    assert facts(found)[: len(draft.tasks)] == facts(draft)[: len(draft.tasks)]
    last = found.tasks[-1]
    assert (last.text, last.lead, last.time_text, last.deliverable) == (added.text, added.lead, "Tháng 9/2025", "Lớp học")


def test_an_added_task_of_a_plan_in_prose_comes_in_as_an_appendix():
    draft = draft_of("seed-003")
    added = CurrentTask("", "Công khai số điện thoại đường dây nóng", lead=("Văn phòng HĐND và UBND",), coordinate=("UBND các xã",))
    found = read(written(draft, [added]))
    assert facts(found)[: len(draft.tasks)] == facts(draft)[: len(draft.tasks)]
    assert [(task.section, task.text, task.coordinate) for task in found.tasks[len(draft.tasks) :]] == [
        ("PL.1", added.text, added.coordinate)
    ]


def test_a_removed_task_goes_out_with_its_labels():
    draft = draft_of("11-viet-kstthc-huyen-2025")
    task = draft.tasks[0]
    blocks = revised(draft, [today(task, is_removed=True)])
    assert facts(read(blocks)) == facts(draft)[1:]
    assert len(blocks) < len(draft.blocks) - 1


def test_tasks_that_shared_a_label_line_say_it_each_for_themselves():
    draft = draft_of("06-lao-cai-cong-nghiep-de-an-08")
    task = draft.tasks[0]
    found = read(written(draft, [today(task, lead=("Phòng Kiểm định",))]))
    assert bare(facts(found)[1:]) == bare(facts(draft)[1:])
    assert bare(facts(found)[:1]) == bare([(task.section, task.text, ("Phòng Kiểm định",), *facts(draft)[0][3:])])


def test_a_duty_takes_another_unit():
    draft = draft_of("c-so-tu-phap-2027")
    duty = draft.organisation_tasks[0]
    found = read(written(draft, [today(duty, lead=("Phòng Kiểm định",))]))
    assert found.organisation_tasks[0].lead == ("Phòng Kiểm định",)
    assert facts(found)[: len(draft.tasks)] == facts(draft)[: len(draft.tasks)]
    assert len(found.organisation_tasks) == len(draft.organisation_tasks)
