"""Topics that a plan asks for, their coverage, and what is wrong with a row."""

from datetime import date

import pytest

from tthc.core.communication.rules import COLUMNS, TOPIC_YEARS, TOPICS, faults
from tthc.core.communication.rules.coverage import Topic, coverage
from tthc.core.communication.rules.topics import Said, short_title, topics_of, whole_title
from tthc.core.registers.rules import Kind, Lookups, choices_of, column_named, read, shown, typed
from tthc.kernel.errors import BadInput

TODAY = date(2024, 8, 15)
SHORT = [
    ("- Tuyên truyền về dịch vụ công trực tuyến, thanh toán trực tuyến.", "Dịch vụ công trực tuyến, thanh toán trực tuyến"),
    ("- Đẩy mạnh tuyên truyền về Nghị định số 45/2020/NĐ-CP ngày 08/4/2020", "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020"),
    ("Đẩy mạnh công tác truyền thông về hoạt động kiểm soát TTHC.", "Hoạt động kiểm soát TTHC"),
    ("Tuyên truyền, phổ biến việc triển khai thực hiện Nghị định số 107/2021/NĐ-CP", "Triển khai thực hiện Nghị định số 107/2021/NĐ-CP"),
    ("2. Lợi ích khi nộp hồ sơ trực tuyến; cách sử dụng tài khoản VNeID.", "Lợi ích khi nộp hồ sơ trực tuyến"),
    ("Công tác tuyên truyền, tuyên truyền.", "Công tác tuyên truyền, tuyên truyền"),
    ("Cập nhật các tin, bài tuyên truyền", "Cập nhật các tin, bài tuyên truyền"),
]


@pytest.mark.parametrize(("text", "title"), SHORT)
def test_a_topic_in_a_few_words(text, title):
    assert short_title(text) == title


def test_a_title_that_ends_in_the_middle_of_the_sentence_is_taken_from_the_text():
    text = "Tuyên truyền việc thực hiện Nghị định số 107/2021/NĐ-CP sửa đổi, bổ sung Nghị định số 61/2018/NĐ-CP."
    assert whole_title("Tuyên truyền việc thực hiện Nghị định số 107/2021/NĐ-CP sửa đổi", text) == text
    assert whole_title("Công tác tuyên truyền.", "Đẩy mạnh các hình thức thông tin.") == "Công tác tuyên truyền."


def test_a_long_topic_is_cut_between_words():
    title = short_title("- " + "Hướng dẫn người dân nộp hồ sơ " * 20)
    assert len(title) <= 161
    assert title.endswith(("hồ…", "sơ…", "nộp…", "dân…", "người…", "dẫn…", "Hướng…"))


def test_the_bullets_of_the_contents_are_topics_and_the_ways_are_none():
    said = [
        Said("II.6", "task", "6. Công tác tuyên truyền."),
        Said("II.6.a", "heading", "a) Nội dung tuyên truyền:"),
        Said("II.6.a", "text", "- Tuyên truyền về dịch vụ công trực tuyến."),
        Said("II.6.a", "text", "- Hệ thống phản ánh, kiến nghị của tỉnh."),
        Said("II.6.b", "heading", "b) Hình thức tuyên truyền."),
        Said("II.6.b", "text", "- Chuyên mục trên Cổng thông tin điện tử."),
        Said("II.6", "label", "- Cơ quan chủ trì: Văn phòng."),
        Said("II.7", "text", "- Của mục khác."),
    ]
    found = topics_of([("II.6", "Công tác tuyên truyền")], said)
    assert [(one.title, one.task_code) for one in found] == [
        ("Dịch vụ công trực tuyến", "II.6"),
        ("Hệ thống phản ánh, kiến nghị của tỉnh", "II.6"),
    ]
    assert found[0].source == "- Tuyên truyền về dịch vụ công trực tuyến."


def test_work_without_bullets_is_its_own_topic_and_none_is_given_twice():
    tasks = [("PL1.VI.1", "Đẩy mạnh công tác truyền thông về kiểm soát TTHC"), ("PL1.VI.2", "Truyền thông về kiểm soát TTHC")]
    assert [one.title for one in topics_of(tasks, [])] == ["Kiểm soát TTHC"]
    assert topics_of([], []) == []


def test_a_plan_about_communication_lists_its_contents_and_its_tasks_are_ways():
    said = [
        Said("II", "heading", "II. NỘI DUNG TUYÊN TRUYỀN"),
        Said("II.1", "text", "1. Chủ trương, chính sách về cải cách hành chính."),
        Said("II.2", "heading", "2. Lợi ích khi nộp hồ sơ trực tuyến."),
        Said("III", "heading", "III. NHIỆM VỤ CỤ THỂ"),
        Said("III.1", "heading", "1. Tuyên truyền trên hệ thống truyền thanh phường"),
    ]
    found = topics_of([("III.1", "Tuyên truyền trên hệ thống truyền thanh phường")], said)
    assert [one.title for one in found] == ["Chủ trương, chính sách về cải cách hành chính", "Lợi ích khi nộp hồ sơ trực tuyến"]


def test_coverage_tells_what_was_never_told():
    topics = [Topic(1, "A", is_asked=True), Topic(2, "B", is_asked=True), Topic(3, "C", is_asked=False)]
    found = coverage(topics, {(1, 2): 3, (1, 12): 1, (None, 2): 2, (9, 3): 1})
    assert (found.asked, found.never) == (2, ("B",))  # the office's own topic is asked for by nobody
    assert [row.total for row in found.rows] == [4, 0, 0, 3]
    assert found.rows[-1].topic_id is None
    assert (found.sums[1], found.sums[2], found.total) == (5, 1, 7)
    assert coverage([], {}).rows == ()


def row(**values):
    return {"held_on": date(2024, 5, 2), "topic_id": 4, **values}


KNOWN = Lookups(TODAY, known={TOPICS: {4: "Dịch vụ công trực tuyến"}, TOPIC_YEARS: {4: {2024}}})


def test_what_is_wrong_with_a_row():
    assert faults(row(), KNOWN) == {}
    assert faults(row(topic_id=None), KNOWN) == {}
    assert faults(row(held_on=TODAY), KNOWN) == {}
    assert set(faults(row(held_on=date(2024, 8, 16)), KNOWN)) == {"held_on"}
    assert set(faults(row(held_on=date(1999, 1, 1)), KNOWN)) == {"held_on"}
    assert "Năm 2023 không có chủ đề này" in faults(row(held_on=date(2023, 5, 2)), KNOWN)["topic_id"]


def test_a_topic_is_read_by_its_words_or_its_id_and_shown_in_words():
    column = column_named(COLUMNS, "topic_id")
    assert column.kind is Kind.CHOICE
    assert choices_of(column, KNOWN) == {4: "Dịch vụ công trực tuyến"}
    for text in ("dich vu cong truc tuyen", "DỊCH VỤ CÔNG TRỰC TUYẾN", "4"):
        assert read(column, text, KNOWN) == 4
    assert read(column, "", KNOWN) is None
    assert (shown(column, 4, KNOWN), typed(column, 4)) == ("Dịch vụ công trực tuyến", "4")
    with pytest.raises(BadInput, match=r'không có lựa chọn "Đất đai"'):
        read(column, "Đất đai", KNOWN)
