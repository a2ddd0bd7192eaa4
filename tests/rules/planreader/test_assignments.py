"""Who does a task, in the places where plans say it: sentences behind it, lines closing a group, cells with labels or brackets."""

import pytest

from tests.rules.planreader.test_foreign import HEAD
from tthc.planreader.blocks import Block, from_text, joined
from tthc.planreader.read import read

START = HEAD.format("KH-UBND") + "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2027\nI. MỤC ĐÍCH\n- Nâng cao chất lượng.\nII. NỘI DUNG\n"
END = "\nIII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng: đôn đốc thực hiện Kế hoạch.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An\n"


def tasks_of(body):
    return read(from_text(START + body + END)).tasks


def roles(task):
    return task.lead, task.coordinate


@pytest.mark.parametrize(
    "body",
    [
        "1. Niêm yết\n- Niêm yết thủ tục tại trụ sở xã (Phòng Kinh tế chủ trì; Công an xã phối hợp).",
        "1. Niêm yết\nNiêm yết thủ tục tại trụ sở xã. Phòng Kinh tế chủ trì, Công an xã phối hợp.",
        "1. Niêm yết\nNiêm yết thủ tục tại trụ sở xã. Phòng Kinh tế phối hợp với Công an xã thực hiện.",
        "1. Niêm yết: Phòng Kinh tế phối hợp với Công an xã niêm yết thủ tục tại trụ sở xã.\n- Thời gian: Tháng 5.",
        "1. Niêm yết\nPhòng Kinh tế phối hợp với Công an xã niêm yết tại trụ sở xã.\nThời gian: Tháng 5.",
        "1. Niêm yết thủ tục tại trụ sở xã\n- Thực hiện: Phòng Kinh tế chủ trì; Công an xã phối hợp.\n- Thời gian: Tháng 5.",
        "1. Niêm yết thủ tục tại trụ sở xã\n- Thực hiện: Phòng Kinh tế, phối hợp với Công an xã.\n- Thời gian: Tháng 5.",
    ],
)
def test_a_task_whose_text_tells_who_does_it(body):
    (task,) = tasks_of(body)
    assert roles(task) == (("Phòng Kinh tế",), ("Công an xã",))


@pytest.mark.parametrize(
    "closing",
    [
        "Giao Phòng Kinh tế chủ trì, phối hợp với Công an xã tổ chức thực hiện các nhiệm vụ tại mục này.",
        "(Phòng Kinh tế chủ trì; Công an xã phối hợp)",
        "Chủ trì: Phòng Kinh tế; phối hợp: Công an xã.",
    ],
)
def test_a_last_line_that_closes_a_group_of_dashes(closing):
    tasks = tasks_of(f"1. Niêm yết\n- Niêm yết thủ tục tại trụ sở xã.\n- Niêm yết thủ tục tại các thôn.\n{closing}")
    assert [task.text.split()[-1].rstrip(".") for task in tasks] == ["xã", "thôn"]
    assert {roles(task) for task in tasks} == {(("Phòng Kinh tế",), ("Công an xã",))}


def test_each_dash_with_label_lines_of_its_own():
    labels = "+ Chủ trì: {}.\n+ Thời gian: Tháng {}.\n"
    first, second = labels.format("Phòng Kinh tế", 3), labels.format("Công an xã", 9)
    tasks = tasks_of(f"1. Nhiệm vụ\n- Niêm yết thủ tục tại trụ sở xã.\n{first}- Rà soát thủ tục đất đai.\n{second}")
    assert [(task.lead, task.due.month) for task in tasks] == [(("Phòng Kinh tế",), 3), (("Công an xã",), 9)]


@pytest.mark.parametrize(
    "cell",
    [
        "- Chủ trì: Phòng Kinh tế\n- Phối hợp: Công an xã; Trạm Y tế",
        "Chủ trì: Phòng Kinh tế\nPhối hợp: Công an xã; Trạm Y tế",
        "Chủ trì: Phòng Kinh tế. Phối hợp: Công an xã; Trạm Y tế",
        "Phòng Kinh tế (chủ trì); Công an xã, Trạm Y tế (phối hợp)",
        "Phòng Kinh tế chủ trì; Công an xã, Trạm Y tế phối hợp",
    ],
)
def test_a_cell_that_tells_several_roles(cell):
    rows = [("TT", "Nội dung", "Phân công thực hiện", "Thời gian"), ("1", "Niêm yết thủ tục tại trụ sở", cell, "Tháng 5")]
    table = [Block(0, "row", cells=row, table=1) for row in rows]
    blocks = [*from_text(START + "1. Phân công"), *table, *from_text(END)]
    (task,) = read(joined(blocks)).tasks
    assert roles(task) == (("Phòng Kinh tế",), ("Công an xã", "Trạm Y tế"))
    assert task.implement == ()


def test_an_outlook_is_not_the_plan_s_year():
    text = START.replace("năm 2027", "giai đoạn 2026 - 2030, định hướng đến năm 2035") + "1. Niêm yết thủ tục tại trụ sở" + END
    head = read(from_text(text)).head
    assert (head.year, head.year_end) == (2026, 2030)
