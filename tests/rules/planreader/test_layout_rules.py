"""Layouts of heads, tables and outlines that the eye reads without thinking."""

import pytest

from tthc.planreader.blocks import Block, from_bytes
from tthc.planreader.read import read
from tthc.planreader.targets import targets_in

HEADER = "TT\tNội dung\tSản phẩm\tPhân công\t\tThời gian\n\t\t\tChủ trì\tPhối hợp\t\n"


def tasks(rows):
    return read(from_bytes(f"KẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ\n{HEADER}{rows}".encode())).tasks


def test_a_header_of_two_rows_said_again_as_one_is_no_task():
    first = "1\tRà soát thủ tục\tBáo cáo\tPhòng Kinh tế\tCông an xã\tTháng 3/2026\n"
    again = "TT\tNội dung\tSản phẩm\tChủ trì\tPhối hợp\tThời gian\n"
    assert [task.text for task in tasks(f"{first}{again}2\tNiêm yết thủ tục\tBảng\tCông an xã\t\tQuý I/2026\n")] == [
        "Rà soát thủ tục",
        "Niêm yết thủ tục",
    ]


def test_a_second_product_of_one_task_has_the_time_of_the_task():
    first = "1\tRà soát thủ tục\tBáo cáo\tPhòng Kinh tế\tCông an xã\tTháng 3/2026\n"
    assert [task.due.isoformat() for task in tasks(f"{first}\t\tPhương án\tCông an xã\t\t\n")] == ["2026-03-31", "2026-03-31"]


def test_a_letterhead_typed_with_bars_is_a_table():
    lines = [
        "UBND TỈNH AN HÀ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 5/KH-UBND | Độc lập - Tự do - Hạnh phúc",
        "| An Hà, ngày 05 tháng 01 năm 2026",
        "KẾ HOẠCH",
        "Kiểm soát thủ tục hành chính năm 2026",
        "I. NHIỆM VỤ",
        "1. Rà soát thủ tục hành chính.",
    ]
    head = read([Block(i, "paragraph", line) for i, line in enumerate(lines)]).head
    assert (head.issuer, head.number, head.place, head.date) == ("UBND tỉnh An Hà", "5/KH-UBND", "An Hà", "2026-01-05")


def test_the_outline_of_a_report_ends_a_plan_that_a_decision_signs():
    text = "KẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ\n1. Rà soát thủ tục.\nĐỀ CƯƠNG BÁO CÁO KẾT QUẢ\nI. TÌNH HÌNH\n1. Rà soát văn bản\n"
    found = read(from_bytes(text.encode()))
    assert [section.code for section in found.sections] == ["I", "I.1"]
    assert [task.text for task in found.tasks] == ["Rà soát thủ tục."]


@pytest.mark.parametrize(
    "text", ["Xếp hạng thứ 10 trở lên.", "Chỉ số DDCI xếp thứ 10/63 trở lên.", "Giữ vị trí thứ 10 trở lên trong tỉnh."]
)
def test_a_rank_and_better_is_at_most(text):
    assert [(one.op, one.value, one.unit) for one in targets_in("I.1", text, is_goal=True)] == [("<=", 10, "hạng")]
