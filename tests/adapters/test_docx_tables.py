"""Tables of Word: one block a row, each cell in the column where a reader sees it, whatever was merged, split or nested."""

import pytest

from tests.adapters.word_parts import BELOW, TOP, docx, lists, lvl, num, p, span, t, tbl, tc, tr
from tthc.adapters.captions import LEFT_FIRST, RIGHT_FIRST
from tthc.adapters.readers.docx_file import read_docx


def blocks(body, **parts):
    return read_docx(docx(body, **parts), "ke-hoach.docx")


def rows(body, **parts):
    return [block.cells for block in blocks(body, **parts)]


def shown(body, **parts):
    return [block.text or block.cells for block in blocks(body, **parts)]


HEADER = ("TT", "Nội dung", "Chủ trì", "Thời gian")


def test_cells_of_several_paragraphs_keep_their_lines():
    cell = tc(p("Văn phòng;") + p("") + p(t("Tư pháp") + "<w:r><w:br/></w:r>" + t("và  Địa chính")))
    assert rows(tbl(tr("1", cell, "x"))) == [("1", "Văn phòng;\nTư pháp\nvà Địa chính", "x")]


def test_cells_merged_downwards_are_none_below():
    found = rows(
        tbl(
            tr("1", tc("Rà soát", TOP), tc("Văn phòng", TOP), "Quý I"),
            tr("2", tc("", BELOW), tc("không in", BELOW), "Quý II"),
            tr("3", tc("Niêm yết", TOP), tc("Văn phòng", TOP), "Quý I"),
        )
    )
    assert found == [("1", "Rà soát", "Văn phòng", "Quý I"), ("2", None, None, "Quý II"), ("3", "Niêm yết", "Văn phòng", "Quý I")]


def test_a_merge_that_nothing_begins_is_a_cell():
    assert rows(tbl(tr(tc("một", BELOW), "hai"), tr(tc("ba", BELOW), "bốn"))) == [("một", "hai"), (None, "bốn")]


def test_what_is_merged_upwards_does_not_count():
    merged = tc(p("", num(1)), BELOW)
    body = tbl(tr(tc(p("", num(1)), TOP), "a"), tr(merged, "b"), tr(tc(p("", num(1))), "c"))
    assert rows(body, numbering=lists(lvl(0, "decimal", "%1"))) == [("1", "a"), (None, "b"), ("2", "c")]


def test_cells_merged_sideways_stand_in_their_first_column():
    header = tr("TT", "Nội dung", tc("Phân công", span(2)), "Thời gian")
    second = tr("", "", "Chủ trì", "Phối hợp", "")
    group = tr("I", tc("Công khai", span(4)))
    old = tr("2", "b", tc("cả hai", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "e")
    body = tbl(header, second, group, tr("1", "a", "b", "c", "d"), old, grid=[500, 3000, 1500, 1500, 1000])
    assert rows(body) == [
        ("TT", "Nội dung", "Phân công", "", "Thời gian"),
        ("", "", "Chủ trì", "Phối hợp", ""),
        ("I", "Công khai", "", "", ""),
        ("1", "a", "b", "c", "d"),
        ("2", "b", "cả hai", "", "e"),
    ]


def test_a_header_of_two_rows_merged_both_ways():
    first = tr(tc("TT", TOP), tc("Nội dung", TOP), tc("Phân công", span(2)), tc("Thời gian", TOP))
    second = tr(tc("", BELOW), tc("", BELOW), "Chủ trì", "Phối hợp", tc("", BELOW))
    assert rows(tbl(first, second, tr("1", "a", "b", "c", "d"))) == [
        ("TT", "Nội dung", "Phân công", "", "Thời gian"),
        (None, None, "Chủ trì", "Phối hợp", None),
        ("1", "a", "b", "c", "d"),
    ]


def test_dragged_borders_move_no_column():
    """Borders that were dragged row by row give the grid more columns than anybody sees."""
    first = tr("TT", tc("Nội dung", span(2)), tc("Chủ trì", span(2)), "Thời gian")
    second = tr("1", "Rà soát", tc("Văn phòng", span(2)), tc("Quý I", span(2)))
    assert rows(tbl(first, second, first, second, grid=[500, 2500, 100, 1400, 600, 900]))[:2] == [
        HEADER,
        ("1", "Rà soát", "Văn phòng", "Quý I"),
    ]


def test_a_row_with_more_cells_than_the_others_loses_none():
    split = tr("2", "b", "c", "d", "e")
    body = tbl(*[tr("1", "a", tc("x", span(2)), "y")] * 3, split, grid=[500, 900, 900, 900, 900])
    assert rows(body)[0] == ("1", "a", "x", "", "y")
    assert rows(body)[3] == ("2", "b", "c", "d", "e")
    narrow = tbl(*[tr(tc("a", span(2)), tc("b", span(2)))] * 3, tr("1", "2", "3", "4"), grid=[100, 100, 100, 100])
    assert rows(narrow)[3] == ("1", "2", "3", "4")


def test_rows_that_begin_later_and_grids_that_say_nothing():
    later = tr("b", "c", properties='<w:gridBefore w:val="1"/>')
    assert rows(tbl(tr("1", "2", "3"), tr("4", "5", "6"), later, grid=[500, 500, 500])) == [
        ("1", "2", "3"),
        ("4", "5", "6"),
        ("", "b", "c"),
    ]
    assert rows(tbl(tr("1", "2", "3"), tr("4", "5", "6"), tr("7", tc("8", span(2))))) == [("1", "2", "3"), ("4", "5", "6"), ("7", "8", "")]
    assert rows(tbl(tr("1", "2"), grid=[0, 0])) == [("1", "2")]


def test_deleted_and_hidden_rows_are_gone_and_inserted_ones_stay():
    gone, hidden, new = '<w:del w:id="1"/>', "<w:hidden/>", '<w:ins w:id="2"/>'
    body = tbl(tr("1", "a"), tr("2", "b", properties=gone), tr("3", "c", properties=hidden), tr("4", "d", properties=new))
    assert rows(body) == [("1", "a"), ("4", "d")]
    assert rows(tbl(tr("1", tc("b", "<w:cellDel/>"), "c"))) == [("1", "c")]


def test_a_merge_whose_first_row_was_deleted_begins_with_the_next():
    body = tbl(tr("1", tc("Bỏ", TOP), properties="<w:del/>"), tr("2", tc("Giữ", BELOW)), tr("3", tc("", BELOW)))
    assert rows(body) == [("2", "Giữ"), ("3", None)]


def test_rows_and_cells_in_content_controls():
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = tbl(tr("1", "a"), control.format(tr(control.format(tc("2")), tc("b"))))
    assert rows(control.format(body)) == [("1", "a"), ("2", "b")]


def test_a_frame_around_text_is_no_table():
    items = p("Niêm yết", num(1)) + p("Rà soát", num(1)) + tbl(tr("TT", "Nội dung"), tr("1", "a"))
    found = blocks(tbl(tr(tc(items))) + tbl(tr("một"), tr("hai")), numbering=lists(lvl(0, "decimal", "%1.")))
    assert [(one.number, one.text or one.cells) for one in found] == [
        ("1.", "Niêm yết"),
        ("2.", "Rà soát"),
        ("", ("TT", "Nội dung")),
        ("", ("1", "a")),
        ("", "một"),
        ("", "hai"),
    ]


def test_a_page_set_in_a_table_with_its_letterhead_is_text_below_it():
    page = "".join(p(f"Đoạn {i}.") for i in range(10)) + tbl(tr("TT", "Nội dung"), tr("1", "a"))
    found = blocks(tbl(tr("UBND XÃ A", "CỘNG HÒA"), tr(tc(page, span(2))), tr("Nơi nhận:", "CHỦ TỊCH")))
    assert [one.text or one.cells for one in found][:2] == [("UBND XÃ A", "CỘNG HÒA"), "Đoạn 0."]
    assert [one.table for one in found if one.cells] == [1, 2, 2, 3]


def test_a_table_in_a_cell_keeps_its_words_there():
    inner = tbl(tr("một", "hai"), tr("ba", tc(p("bốn") + p("năm"))))
    assert rows(tbl(tr("1", tc(p("Chi tiết:") + inner + p("hết")), "x"))) == [("1", "Chi tiết:\nmột hai\nba bốn năm\nhết", "x")]


def test_each_table_has_its_number_and_touching_ones_are_one():
    table = tbl(tr(*HEADER), tr("1", "a", "b", "c"))
    assert [one.table for one in blocks(table + p("x") + table) if one.cells] == [1, 1, 2, 2]
    assert [(one.table, one.is_header) for one in blocks(table + table)] == [(1, False), (1, False), (1, True), (1, False)]
    assert [one.table for one in blocks(tbl(tr("a", "b")) + tbl(tr("c", "d")))] == [1, 2]


def test_a_table_goes_on_below_an_empty_line():
    first = tbl(tr(*HEADER), tr("1", "a", "b", "c"))
    found = blocks(first + p() + tbl(tr("2", "d", "e", "f")) + p() + p() + tbl(tr(*HEADER), tr("3", "g", "h", "i")))
    assert [(one.cells[0], one.table, one.is_header) for one in found] == [
        ("TT", 1, False),
        ("1", 1, False),
        ("2", 1, False),
        ("TT", 1, True),
        ("3", 1, False),
    ]


def test_another_header_or_another_width_is_another_table():
    first = tbl(tr(*HEADER), tr("1", "a", "b", "c"))
    other = tbl(tr("TT", "Nội dung", "Đơn vị phối hợp", "Sản phẩm"), tr("1", "d", "e", "f"))
    assert [one.table for one in blocks(first + p() + other)] == [1, 1, 2, 2]
    assert [one.table for one in blocks(first + p() + tbl(tr("1", "d", "e")))] == [1, 1, 2]


def test_only_a_header_that_stands_again_is_repeated():
    header = tr(*HEADER, properties="<w:tblHeader/>")
    found = blocks(tbl(header, tr("1", "a", "b", "c"), tr(*HEADER), tr("2", "d", "e", "f")))
    assert [one.is_header for one in found] == [False, False, True, False]


def test_a_row_is_bold_where_all_its_words_are():
    found = blocks(tbl(tr(tc(p(t("TT", "<w:b/>"))), tc(p(t("Nội dung", "<w:b/>"))), ""), tr("1", tc(p(t("đậm", "<w:b/>"))), "x")))
    assert [one.bold for one in found] == [True, False]


@pytest.mark.parametrize(
    ("caption", "lines"), [(LEFT_FIRST, ["UBND XÃ A", "Số: 1", "CỘNG HÒA"]), (RIGHT_FIRST, ["CỘNG HÒA", "UBND XÃ A", "Số: 1"])]
)
def test_a_table_that_only_places_lines_side_by_side(caption, lines):
    left = tc(p("UBND XÃ A") + p() + p("Số: 1"))
    assert shown(tbl(tr(left, "CỘNG HÒA"), properties=f'<w:tblCaption w:val="{caption}"/>')) == lines


def test_a_table_without_cells_or_rows_is_nothing():
    assert shown(tbl() + tbl("<w:tr/>") + p("x")) == ["x"]
    assert rows(tbl(tr("", ""))) == [("", "")]
