"""Rows below a header: merged cells, formulas, totals, signatures; cells read one by one; pasted cells; marks of rows."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.factories.registers import COLUMNS, TODAY
from tthc.core.files.ports import CellError, Sheet
from tthc.core.registers.rules import UNIT, Column, Kind, Lookups, read, shown, typed
from tthc.core.registers.rules.sheets import body, choose, marked_row, pasted, row_mark
from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import TwoReadings

HEAD = ("Mã số", "Tên gọi", "Số lượng", "Ghi chú")
BY_NAME = {column.name: column for column in COLUMNS if not column.is_computed}
KNOWN = Lookups(TODAY, {"tu phap": 3, "12": 4}, {3: "Tư pháp", 4: "12"})


def rows_of(rows, **facts):
    sheet = Sheet("Trang 1", (HEAD, *(tuple(row) for row in rows)), **facts)
    return body(choose([sheet], COLUMNS, {}, {UNIT.name: "x"}), BY_NAME)


def test_blank_rows_and_repeated_headers_are_passed_over():
    found = rows_of([("1", "a", 1, None), (None, "", None, None), HEAD, ("2", "b", 2, "x")])
    assert [(row.number, row.cells["code"]) for row in found.rows] == [(2, "1"), (5, "2")]


@pytest.mark.parametrize(
    "last",
    [
        ("Người lập biểu", None, "Chủ tịch", None),
        (None, "An Bình, ngày 15 tháng 8 năm 2024", None, None),
        (None, None, None, "TM. ỦY BAN NHÂN DÂN"),
        ("Nơi nhận: Như trên", None, None, None),
    ],
)
def test_what_follows_the_signature_is_no_row(last):
    found = rows_of([("1", "a", 1, None), last, ("x", "y", None, None)])
    if last[0] == "Người lập biểu":
        found = rows_of([("1", "a", 1, None), last])
    assert [row.number for row in found.rows] == [2]
    assert any("chữ ký" in note for note in found.notes)


def test_a_row_about_a_chairman_is_a_row():
    found = rows_of([("1", "a", 1, None), ("2", "Chủ tịch tiếp công dân", None, None), ("3", "c", 1, "Chủ tịch")])
    assert [row.number for row in found.rows] == [2, 3, 4]


@pytest.mark.parametrize("word", ["Tổng số", "TỔNG CỘNG", "Cộng", "Tổng số hồ sơ:"])
def test_totals_are_left_out_with_a_word(word):
    found = rows_of([("1", "a", 1, None), (None, word, 12, None)])
    assert [bool(row.left_out) for row in found.rows] == [False, True]
    assert "tự tính" in found.rows[1].left_out


def test_a_name_that_begins_like_a_total_is_a_row():
    found = rows_of([("1", "Tổng số hóa hồ sơ lưu trữ của phường", 1, None), ("2", "Cộng", 3, "x")])
    assert [row.left_out for row in found.rows] == ["", ""]


def test_a_merged_text_belongs_to_each_row_and_a_merged_figure_to_none():
    rows = [("1", "a", 5, "chung"), ("2", "b", None, None), ("3", "c", 1, None)]
    found = rows_of(rows, merged=((1, 3, 2, 3), (1, 2, 2, 2)))
    assert [row.cells["story"] for row in found.rows] == ["chung", "chung", None]
    assert found.notes == ("Ô gộp D2:D3: giá trị được dùng cho từng dòng trong ô gộp.",)
    assert [row.faults.get("amount", "")[:15] for row in found.rows] == ["Ô gộp C2:C3 ở c", "Ô gộp C2:C3 ở c", ""]


def test_formulas_and_errors():
    found = rows_of([("1", "a", None, None), ("2", CellError("#REF!"), 3, None)], unsaved=((1, 2),), formulas=4)
    assert found.rows[0].faults["amount"].startswith("Ô là công thức mà tệp không lưu kết quả")
    assert found.rows[1].faults["name"] == 'Ô báo lỗi "#REF!". Sửa công thức hoặc ghi giá trị.'
    assert "Tệp có 4 ô công thức" in found.notes[0]


def test_a_row_that_holds_only_an_unsaved_formula_is_not_lost():
    found = rows_of([("1", "a", 1, None), (None, None, None, None)], unsaved=((2, 0),))
    assert [(row.number, list(row.faults)) for row in found.rows] == [(2, []), (3, ["code"])]


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.TEXT, "  a \u200b b ", "a b"),
        (Kind.TEXT, 12.0, "12"),
        (Kind.TEXT, datetime(2024, 8, 5, 0, 0), "05/08/2024"),  # noqa: DTZ001 - cells know no zone
        (Kind.TEXT, datetime(2024, 8, 5, 7, 30), "05/08/2024 07:30"),  # noqa: DTZ001 - cells know no zone
        (Kind.CODE, "0012", "0012"),
        (Kind.CODE, 1.004873, "1.004873"),
        (Kind.CODE, 10**16, "10000000000000000"),
        (Kind.CODE, "=1+1", "=1+1"),
        (Kind.LONG, " a  b \r\n\r\n c\x00", "a b\n\nc"),
        (Kind.DAY, "7/8/2024", date(2024, 8, 7)),
        (Kind.DAY, datetime(2024, 8, 7, 9), date(2024, 8, 7)),  # noqa: DTZ001 - cells know no zone
        (Kind.DAY, "15082024", date(2024, 8, 15)),
        (Kind.DAY, 15082024, date(2024, 8, 15)),
        (Kind.DAY, "-", None),
        (Kind.MONEY, "1.500.000", 1_500_000),
        (Kind.MONEY, "500.000 đ", 500_000),
        (Kind.MONEY, "12 500 000 đồng", 12_500_000),
        (Kind.MONEY, 3_000_000_000.0, 3_000_000_000),
        (Kind.MONEY, "-", None),
        (Kind.COUNT, "1.234", 1234),
        (Kind.COUNT, "1,234,567", 1234567),
        (Kind.COUNT, 12.0, 12),
        (Kind.COUNT, "–", None),
        (Kind.NUMBER, "76,4%", Decimal("76.4")),
        (Kind.NUMBER, "1.234,5", Decimal("1234.5")),
        (Kind.NUMBER, 0.1 + 0.2, Decimal("0.3")),
        (Kind.FLAG, "x", True),
        (Kind.FLAG, "Không", False),
        (Kind.FLAG, True, True),
        (Kind.UNIT, "TƯ PHÁP", 3),
        (Kind.UNIT, "12", 4),
        (Kind.LINK, "https://a.vn/x?y=1", "https://a.vn/x?y=1"),
    ],
)
def test_values_are_read_as_they_are_meant(kind, raw, value):
    found = read(Column("a", "Cột", kind), raw, KNOWN)
    assert (found, type(found)) == (value, type(value))
    if kind is not Kind.UNIT:
        assert read(Column("a", "Cột", kind), typed(Column("a", "Cột", kind), found), KNOWN) == value
    assert isinstance(shown(Column("a", "Cột", kind), found, KNOWN), str)


@pytest.mark.parametrize(
    ("kind", "raw", "words"),
    [
        (Kind.TEXT, "x" * 501, "dài quá 500 ký tự"),
        (Kind.DAY, "31/02/2024", "không phải là ngày"),
        (Kind.DAY, 45_000, "không phải là ngày"),
        (Kind.MONEY, "1.500,5", "số tiền nguyên đồng"),
        (Kind.MONEY, "1,5 triệu", "không phải là số tiền"),
        (Kind.MONEY, -1, "số tiền nguyên đồng"),
        (Kind.MONEY, 10**15, "số tiền nguyên đồng"),
        (Kind.COUNT, "1,5", "không phải là số nguyên"),
        (Kind.COUNT, True, "phải là số"),
        (Kind.COUNT, -1, "Nhập số từ 0"),
        (Kind.NUMBER, float("nan"), "không hợp lệ"),
        (Kind.NUMBER, float("inf"), "không hợp lệ"),
        (Kind.NUMBER, 10**12, "Nhập số từ 0"),
        (Kind.NUMBER, "1,2345678901234567", "quá nhiều chữ số"),
        (Kind.NUMBER, "nhiều", "phải là số"),
        (Kind.FLAG, "có lẽ", "không rõ nghĩa"),
        (Kind.UNIT, "Phòng lạ", "không có đơn vị"),
        (Kind.UNIT, 99, "không có đơn vị"),
        (Kind.LINK, "javascript:alert(1)", "không phải là liên kết"),
    ],
)
def test_what_cannot_be_read_says_why(kind, raw, words):
    with pytest.raises(BadInput, match=words):
        read(Column("a", "Cột", kind), raw, KNOWN)


def test_a_figure_with_two_readings_asks_which():
    with pytest.raises(TwoReadings):
        read(Column("a", "Cột", Kind.NUMBER), "1.234", KNOWN)


def test_choices_by_words_stored_words_and_spellings_of_other_sources():
    column = Column("a", "Mức độ", Kind.CHOICE, choices={"full": "Toàn trình"}, choice_spellings={"muc do 4": "full"})
    assert [read(column, raw, KNOWN) for raw in ("toàn TRÌNH", "full", "Mức độ 4", "")] == ["full", "full", "full", ""]
    with pytest.raises(BadInput, match='Chọn một trong: "Toàn trình"'):
        read(column, "nửa", KNOWN)


def test_pasted_cells_become_a_table():
    assert pasted('a\tb\r\n"x\ny"\t"""q"""\r\n') == b'a\tb\n"x\ny"\t"""q"""\n'
    assert pasted('a\tb\n5" ống\tc\n').decode().splitlines()[0] == "a\tb"
    for text in ("", " \n", "chỉ một cột\nhai dòng"):
        with pytest.raises(BadInput):
            pasted(text)


def test_marks_are_of_one_register_and_agency():
    mark = row_mark(1, "posting", 25)
    assert marked_row(1, "posting", f" {mark.upper()} ") == 25
    assert [
        marked_row(2, "posting", mark),
        marked_row(1, "visit", mark),
        marked_row(1, "posting", "25"),
        marked_row(1, "posting", "x"),
    ] == [None] * 4
