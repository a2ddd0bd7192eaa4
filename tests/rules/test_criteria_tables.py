"""Criteria sets as people write them: cells, numbers, faults, workbooks with and without merged cells."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from tests.factories.criteria_sets import K, by_points, read_again, tables, typed
from tthc.core.criteria.rules import set_sheets
from tthc.core.criteria.rules.set_rows import Row, kind_of, number_of, points_of, threshold_of
from tthc.core.criteria.rules.set_writing import cells, columns, head_lines
from tthc.core.files.ports import CellError, Sheet
from tthc.kernel.errors import BadInput

D = Decimal
HEAD = {"title": "Bộ thử", "subject": "Nông thôn mới", "valid_from": "01/01/2024"}


def first(**given):
    """A criterion."""
    return Row(True, given.pop("number", "1"), given.pop("title", "Hành chính công"), **given)


def second(number="1.1", title="Giải quyết đúng hạn", **given):
    """An indicator."""
    return Row(False, number, title, **given)


def told(*rows, **head):
    """(row, field, sentence) of everything wrong."""
    return [(one.row, one.field, one.sentence) for one in read_again(HEAD | head, rows)[1]]


@pytest.mark.parametrize(
    ("typed", "kind", "least"),
    [
        ("≥ 90%", K.PERCENT, "90"),
        (">=90 %", K.PERCENT, "90"),
        ("Từ 90% trở lên", K.PERCENT, "90"),
        ("Đạt từ 99,5%", K.PERCENT, "99.5"),
        ("tối thiểu 80 phần trăm", K.PERCENT, "80"),
        ("100%", K.PERCENT, "100"),
        ("Đạt", K.PASS, None),
        ("≥ 3 điểm", K.POINTS, "3"),
        ("2,5 điểm", K.POINTS, "2.5"),
        ("90", None, "90"),
        ("", None, None),
    ],
)
def test_the_least_is_read_as_people_write_it(typed, kind, least):
    assert threshold_of(typed) == (kind, None if least is None else D(least))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("< 5%", "là mức tối đa"),
        ("không quá 5%", "là mức tối đa"),
        ("> 90%", "chưa rõ mức bằng"),
        ("trên 90%", "chưa rõ mức bằng"),
        ("Tốt", "không đọc được"),
        ("1.250%", "hai cách hiểu"),
        ("90,123%", "hai chữ số thập phân"),
    ],
)
def test_a_least_that_says_something_else_is_refused(typed, words):
    with pytest.raises(BadInput, match=words):
        threshold_of(typed)


def test_kinds_points_and_numbers():
    assert [kind_of(words) for words in ("Đạt / Không đạt", "Đạt", "%", "Tỷ lệ", "Điểm", "Chấm điểm", "")] == [
        K.PASS, K.PASS, K.PERCENT, K.PERCENT, K.POINTS, K.POINTS, None,
    ]  # fmt: skip
    assert [points_of(words) for words in ("7,5", "10 điểm", "-", "")] == [D("7.5"), D(10), None, None]
    for wrong in ("0", "mười"):
        with pytest.raises(BadInput):
            points_of(wrong)
    assert [number_of(words) for words in ("Tiêu chí 1", "1.", "Chỉ tiêu 2:", "18.4", "II", "a)")] == ["1", "1", "2", "18.4", "II", "a"]


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (second(threshold="120%"), "threshold", "Mức đạt 120% lớn hơn 100%. Nhập mức từ 0% đến 100%."),
        (second(threshold="6 điểm", points="5"), "threshold", "Mức đạt 6 điểm lớn hơn điểm tối đa 5. Sửa mức đạt hoặc điểm tối đa."),
        (second(title=""), "title", "Thiếu tên chỉ tiêu. Nhập tên chỉ tiêu."),
        (second(kind="Khá"), "kind", 'Cách chấm: không có cách chấm "Khá". Ghi một trong: "Đạt / Không đạt", "Tỷ lệ %", "Điểm".'),
        (second(kind="Điểm", threshold="90%"), "threshold", "Mức đạt không khớp với cách chấm. Sửa một trong hai ô."),
        (second(threshold="90"), "threshold", "Mức đạt 90 là tỷ lệ hay điểm: ghi thêm % hoặc điểm."),
        (second(points="-1"), "points", 'Điểm tối đa: "-1" không phải là số điểm. Ghi số, dùng dấu phẩy cho phần thập phân, ví dụ 7,5.'),
        (second(title="x" * 1001), "title", "Tên tiêu chí, chỉ tiêu dài quá 1.000 ký tự. Rút gọn lại."),
        (second(number="1" * 21), "number", "Số dài quá 20 ký tự. Rút gọn lại."),
    ],
)
def test_each_fault_is_one_sentence_with_row_and_field(row, field, words):
    assert told(first(), row) == [(1, field, words)]


def test_numbers_that_stand_twice():
    assert told(first(), second(), second()) == [(2, "number", "Chỉ tiêu 1.1 có hai lần. Sửa số của một dòng.")]
    assert told(first(), second(), first(title="Khác")) == [(2, "number", "Tiêu chí 1 có hai lần. Sửa số của một dòng.")]


def test_an_indicator_above_all_criteria_and_an_empty_table():
    assert told(second(), first()) == [(0, "title", "Chỉ tiêu đứng trước tiêu chí đầu tiên. Thêm dòng tiêu chí ở phía trên.")]
    assert told() == [(None, "rows", "Bảng chưa có tiêu chí nào. Thêm ít nhất một tiêu chí.")]


def test_points_that_do_not_add_up():
    words = "Tiêu chí 1 có 10 điểm nhưng các chỉ tiêu cộng lại là 9 điểm. Sửa cho khớp."
    assert told(first(points="10"), second(points="4"), second("1.2", points="5")) == [(0, "points", words)]
    assert told(first(points="10"), second(points="4"), second("1.2", kind="Điểm")) == []  # one is still to be filled in


def test_the_head_is_checked_too():
    assert told(first(), title="", subject="", valid_from="")[:3] == [
        (None, "title", "Nhập tên bộ tiêu chí."),
        (None, "subject", "Chọn lĩnh vực: Nông thôn mới hoặc Chuẩn tiếp cận pháp luật."),
        (None, "valid_from", "Nhập ngày bắt đầu áp dụng."),
    ]
    assert told(first(), valid_to="31/12/2023") == [(None, "valid_to", "Ngày hết áp dụng trước ngày bắt đầu áp dụng. Kiểm tra lại.")]
    assert told(first(), second(points="5"), least_total="6")[0][1:] == (
        "least_total",
        "Tổng điểm cần đạt 6 lớn hơn tổng điểm tối đa 5.",
    )
    assert told(first(), least_share="101%")[0][1] == "least_share"


def test_rows_without_a_number_get_one_and_numbers_that_begin_anew_are_told_apart():
    table, problems = read_again(
        HEAD, [first(number=""), second(number=""), second("1.1"), second(number=""), first(number="", title="Hai")]
    )
    assert (problems, [line.number for line in table.indicators]) == ([], ["1.2", "1.1", "1.3"])
    assert [one.number for one in table.criteria] == ["1", "2"]
    table, problems = read_again(HEAD, [first(), second("1"), second("2"), first(number="2", title="Hai"), second("1")])
    assert (problems, [line.number for line in table.indicators]) == ([], ["1.1", "1.2", "2.1"])


def sheet(rows, header=("TT", "Tên tiêu chí, chỉ tiêu", "Mức đạt", "Điểm tối đa"), **facts):
    return Sheet("Bộ", (header, *(tuple(row) for row in rows)), **facts)


def read(*sheets):
    found = set_sheets.read(sheets)
    table, problems = read_again(HEAD | dict(found.head), found.rows)
    return found, table, problems


def test_a_sheet_of_roman_criteria_with_a_total_and_a_signature():
    rows = [("I", "Ban hành văn bản", None, 10), (1, "Đúng thẩm quyền", "Đạt", 4), (2.0, "Đúng hạn", "≥ 90%", "6 điểm")]
    rows += [(None, "Tổng cộng", None, 10), (None, None, None, None), ("Người lập biểu", None, "Chủ tịch", None)]
    _, table, problems = read(sheet(rows))
    assert (problems, len(table.criteria), [line.kind for line in table.indicators]) == ([], 1, [K.PASS, K.PERCENT])
    assert [line.most_points for line in table.indicators] == [4, 6]


def test_a_sheet_whose_criteria_stand_in_merged_cells():
    header = ("TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu")
    rows = [(15, "Hành chính công", "15.1. Ứng dụng công nghệ thông tin", "Đạt"), (None, None, "15.2. Dịch vụ công trực tuyến", "Đạt")]
    rows += [(16, "Tiếp cận pháp luật", "16.2. Tỷ lệ hòa giải thành", "≥90%"), (None, None, "16.3. Trợ giúp pháp lý", "≥ 90%")]
    _, table, problems = read(sheet(rows, header, merged=((1, 0, 2, 0), (1, 1, 2, 1), (3, 0, 4, 0), (3, 1, 4, 1))))
    assert problems == []
    assert [(one.number, one.title) for one in table.criteria] == [("15", "Hành chính công"), ("16", "Tiếp cận pháp luật")]
    assert [(line.number, line.kind, line.threshold) for line in table.indicators] == [
        ("15.1", K.PASS, None), ("15.2", K.PASS, None), ("16.2", K.PERCENT, 90), ("16.3", K.PERCENT, 90),
    ]  # fmt: skip


def test_a_sheet_below_a_letterhead_with_a_criterion_in_one_merged_cell():
    rows = [("Tiêu chí 1. Ban hành văn bản", None, None, None), ("Chỉ tiêu 1", "Đúng thẩm quyền", None, "2,5")]
    found = Sheet("Bộ", (("UBND TỈNH",), ("Lĩnh vực: Chuẩn tiếp cận pháp luật",), ("TT", "Nội dung", "Mức đạt", "Điểm"), *rows))
    read_one, table, problems = read(found)
    assert (problems, read_one.head) == ([], {"subject": "Chuẩn tiếp cận pháp luật"})
    assert (table.criteria[0].number, table.criteria[0].title, table.indicators[0].number) == ("1", "Ban hành văn bản", "1")
    assert table.indicators[0].most_points == D("2.5")


def test_faults_name_sheet_row_and_column():
    found, _, problems = read(sheet([("1", "Ban hành", None, None), ("1.1", "Đúng hạn", "120%", None), ("1.1", "Đủ", None, "ba")]))
    assert [found.told(one) for one in problems] == [
        'Trang "Bộ", dòng 3, cột C: Mức đạt 120% lớn hơn 100%. Nhập mức từ 0% đến 100%.',
        'Trang "Bộ", dòng 4, cột D: Điểm tối đa: "ba" không phải là số điểm. Ghi số, dùng dấu phẩy cho phần thập phân, ví dụ 7,5.',
        'Trang "Bộ", dòng 4, cột A: Chỉ tiêu 1.1 có hai lần. Sửa số của một dòng.',
    ]


def test_cells_that_hold_no_value_are_told():
    found = set_sheets.read([sheet([("1", "Ban hành", None, None), ("1.1", "Đúng hạn", None, CellError("#REF!"))], unsaved=((2, 2),))])
    assert sorted(found.told(one) for one in found.problems) == [
        'Trang "Bộ", dòng 3, cột C: Ô là công thức mà tệp không lưu kết quả. Ghi giá trị thay cho công thức.',
        'Trang "Bộ", dòng 3, cột D: Ô báo lỗi "#REF!". Sửa công thức hoặc ghi giá trị.',
    ]


def test_a_workbook_without_such_a_table_is_refused():
    with pytest.raises(BadInput, match="Không thấy bảng tiêu chí"):
        set_sheets.read([Sheet("Trang 1", (("Họ tên", "Ngày sinh"), ("A", "B")))])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_what_is_typed_again_is_the_same_set(table):
    assert read_again(*typed(table)) == (table, [])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_what_is_written_reads_back_equal(table):
    written = Sheet("Bộ", (tuple(one.title for one in columns()), *cells(table)))
    found = set_sheets.read([written, Sheet("Ghi chú", (("Ghi chú",), *((text,) for text in head_lines(table))))])
    assert found.problems == ()
    assert read_again(found.head, found.rows) == (table, [])


def test_the_sample_has_no_problem():
    assert read_again(*typed(by_points())) == (by_points(), [])
