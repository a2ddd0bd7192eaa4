"""Where a table begins and which column is which."""

from datetime import datetime

import pytest

from tests.factories.registers import COLUMNS
from tthc.core.files.ports import Sheet
from tthc.core.registers.rules import UNIT, Column, Kind
from tthc.core.registers.rules.sheets import choose
from tthc.core.registers.rules.sheets.headers import letter
from tthc.core.registers.rules.sheets.matching import sample

GIVEN = {UNIT.name: "Tư pháp"}
PLAIN = ("Mã số", "Tên gọi", "Ngày ghi")
LETTERHEAD = (
    ("ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("PHƯỜNG AN BÌNH", None, None, "Độc lập - Tự do - Hạnh phúc"),
    (),
    ("DANH MỤC THỦ TỤC HÀNH CHÍNH", None, None, None),
    ("(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2024)", None, None, None),
)
REPORT = (
    Column("field", "Lĩnh vực", is_required=True),
    Column("received", "Tiếp nhận", Kind.COUNT, spellings=("Nhận giải quyết / Tổng số", "(3)")),
    Column("online", "Trực tuyến", Kind.COUNT, spellings=("Nhận giải quyết / Trong kỳ / Trực tuyến",)),
    Column("direct", "Trực tiếp", Kind.COUNT, spellings=("Nhận giải quyết / Trong kỳ / Trực tiếp",)),
    Column("carried", "Kỳ trước", Kind.COUNT, spellings=("(6)",)),
)


def table(rows, columns=COLUMNS, *, merged=(), answers=None, given=GIVEN, more=()):
    sheet = Sheet("Trang 1", tuple(tuple(row) for row in rows), merged=tuple(merged))
    return choose([*more, sheet], columns, answers or {}, given)


def places(found):
    return {name: letter(at) for name, at in found.places.items()}


@pytest.mark.parametrize("above", [(), LETTERHEAD, [("chữ",)] * 30])
def test_the_header_below_a_letterhead(above):
    found = table([*above, PLAIN, ("1.1", "Khai sinh", "05/03/2024")])
    assert places(found) == {"code": "A", "name": "B", "on_day": "C"}
    assert found.header.first == len(above) + 1
    assert not found.asks


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("MÃ SỐ", "ten goi", "Ngày  ghi"), {"code": "A", "name": "B", "on_day": "C"}),
        (("Mã TTHC", "Nội dung", "Ngày thực hiện (dd/mm/yyyy)"), {"code": "A", "name": "B", "on_day": "C"}),
        (("STT", "Mã số", "Tên gọi"), {"code": "B", "name": "C"}),
        (("Tên gọi", "Mã số", "Mã dòng"), {"name": "A", "code": "B"}),
        (("Mã số", "Tên gọi", "Hệ số (tự tính)", "Ghi chú"), {"code": "A", "name": "B", "story": "D"}),
        (("Thủ tục / Mã số", "Thủ tục / Tên gọi"), {"code": "A", "name": "B"}),
        (("Mã số", "Tên gọi", "Tên gọi"), {"code": "A", "name": "B"}),
    ],
)
def test_titles_and_their_spellings(titles, expected):
    found = table([titles, ["x"] * len(titles)])
    assert places(found) == expected
    assert not found.asks


def test_a_likely_header_is_asked_about_and_an_unlikely_one_is_left_out():
    found = table([("Mã số", "Tên gọi của thủ tục", "Người ký"), ("1", "Khai sinh", "Minh")])
    assert places(found) == {"code": "A", "name": "B"}
    assert [(one.title, one.column, one.is_sure) for one in found.guesses] == [
        ("Mã số", "code", True),
        ("Tên gọi của thủ tục", "name", False),
        ("Người ký", "", True),
    ]
    assert found.asks


def test_what_was_answered_wins_and_is_remembered_by_source():
    rows = [("Mã", "Diễn giải", "Ngày"), ("1", "Khai sinh", "05/03/2024")]
    asked = table(rows)
    assert asked.asks
    assert set(asked.missing) == {"Mã số", "Tên gọi"}
    answer = {"Mã": "code", "Diễn giải": "name", "Ngày": ""}
    assert places(table(rows, answers={"": answer})) == {"code": "A", "name": "B"}
    again = table([("",), *rows], answers={asked.source: answer})
    assert (places(again), again.asks) == ({"code": "A", "name": "B"}, False)
    assert table(rows, answers={"another source": answer}).asks


def test_a_required_column_may_be_given_for_all_rows():
    assert table([("Mã số", "Ghi chú"), ("1", "x")]).missing == ("Tên gọi",)
    assert table([("Mã số", "Ghi chú"), ("1", "x")], given=GIVEN | {"name": "Khai sinh"}).missing == ()
    assert table([PLAIN, ("1", "x")], given={}).missing == ("Đơn vị",)


MERGED = (
    ("TT", "Lĩnh vực", "Nhận giải quyết", None, None, "Ghi chú"),
    (None, None, "Tổng số", "Trong kỳ", None, None),
    (None, None, None, "Trực tuyến", "Trực tiếp", None),
)
SPANS = ((0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 4), (1, 2, 2, 2), (1, 3, 1, 4), (0, 5, 2, 5))


@pytest.mark.parametrize("merged", [SPANS, ()])
@pytest.mark.parametrize(
    "numbers", [("(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)", "(6)"), (1, 2, 3, 4.0, 5, 6), ("A", "B", "1", "2", "3", "4"), None]
)
def test_a_header_of_three_rows_with_or_without_its_merged_cells(merged, numbers):
    rows = [*LETTERHEAD, *MERGED, *([numbers] if numbers else []), (1, "Hộ tịch", 9, 5, 4, None)]
    found = table(rows, REPORT, merged=[(top + 5, left, bottom + 5, right) for top, left, bottom, right in merged], given={})
    assert places(found)["field"] == "B"
    assert {name: letter for name, letter in places(found).items() if name != "carried"} == {
        "field": "B", "received": "C", "online": "D", "direct": "E",
    }  # fmt: skip
    assert found.header.first == len(rows) - 1


def test_columns_known_by_their_number_alone():
    rows = [("Lĩnh vực", "Cột một", "Cột hai"), ("(1)", "(3)", "(6)"), ("Hộ tịch", 1, 2)]
    assert table(rows, REPORT, given={}).places == {"field": 0}
    numbered = [("Lĩnh vực", "A", "B", "C", "D", "E"), ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), ("Hộ tịch", 1, 2, 3, 4, 5)]
    assert places(table(numbered, REPORT, given={})) == {"field": "A", "received": "C", "carried": "F"}


def test_a_row_of_figures_is_no_row_of_numbers():
    found = table([("Lĩnh vực", "Tiếp nhận", "Trực tuyến", "Trực tiếp"), ("Hộ tịch", 1, 2, 3)], REPORT, given={})
    assert found.header.first == 1
    found = table([("Tiếp nhận", "Trực tuyến", "Trực tiếp", "Lĩnh vực"), (7, 2, 3, None)], REPORT, given={})
    assert found.header.first == 1


def test_the_sheet_with_the_table_is_chosen():
    cover = Sheet("Bìa", (("Báo cáo", "Tên gọi"), ("1", "2")))
    found = table([PLAIN, ("1", "2", "3")], more=[cover])
    assert found.sheet.name == "Trang 1"
    assert choose([Sheet("Rỗng", ())], COLUMNS, {}, GIVEN) is None


def test_two_headers_of_one_name_are_told_apart():
    found = table([("Mã", "Ngày", "Ngày"), ("1", "2", "3")])
    assert [one.key for one in found.guesses] == ["Mã", "Ngày (cột B)", "Ngày (cột C)"]
    answers = {"": {"Mã": "code", "Ngày (cột C)": "on_day"}}
    assert places(table([("Mã", "Ngày", "Ngày"), ("1", "2", "3")], answers=answers)) == {"code": "A", "on_day": "C"}


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(index, name):
    assert letter(index) == name


@pytest.mark.parametrize("blank", [(), [()]])
def test_a_line_of_dates_right_above_the_header_is_no_part_of_its_titles(blank):
    """It differs each month; the answers that are remembered are found by the titles."""
    found = table([("DANH SÁCH",), ("Từ ngày 01/07 đến ngày 31/07",), *blank, PLAIN, ("1.1", "Khai sinh", "05/03/2024")])
    assert found.header.titles == PLAIN
    assert places(found) == {"code": "A", "name": "B", "on_day": "C"}


def test_a_merged_line_above_a_merged_header_is_no_part_of_its_titles():
    rows = [("(Kèm theo Quyết định)", None, None), (), PLAIN, (None, None, None), ("1.1", "Khai sinh", "05/03/2024")]
    merged = [(0, 0, 0, 2), *((2, at, 3, at) for at in range(3))]
    assert table(rows, merged=merged).header.titles == PLAIN


def test_a_day_is_shown_as_people_write_it_to_who_names_the_columns():
    found = table([PLAIN, ("1.1", "Khai sinh", datetime(2024, 4, 2, 8, 30))])  # noqa: DTZ001 - cells know no zone
    assert [sample(found, at) for at in range(3)] == ["1.1", "Khai sinh", "02/04/2024"]
