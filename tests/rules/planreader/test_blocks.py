"""Blocks as readers of office files give them: automatic numbers, merged cells, headers and footers, pages, scans."""

from dataclasses import replace

import pytest

from tthc.planreader.blocks import Block, from_json, from_text, joined
from tthc.planreader.read import read

HEAD = (
    "ỦY BAN NHÂN DÂN XÃ AN HÒA",
    "Số: 12/KH-UBND",
    "An Hòa, ngày 05 tháng 02 năm 2027",
    "KẾ HOẠCH",
    "Kiểm soát thủ tục hành chính năm 2027",
    "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ; UBND xã ban hành Kế hoạch như sau:",
)
PARTS = (
    ("I.", "MỤC ĐÍCH"),
    ("-", "Nâng cao chất lượng."),
    ("II.", "NỘI DUNG"),
    ("1.", "Công khai thủ tục hành chính"),
    ("a)", "Niêm yết thủ tục hành chính tại trụ sở"),
    ("-", "Chủ trì: Văn phòng HĐND và UBND xã."),
    ("-", "Thời gian: Tháng 3/2027."),
    ("b)", "Gắn mã QR tra cứu thủ tục hành chính"),
    ("-", "Chủ trì: Phòng Kinh tế."),
    ("-", "Thời gian: Quý II/2027."),
    ("2.", "Kiểm tra"),
    ("2.1.", "Kiểm tra các thôn"),
    ("+", "Chủ trì: Phòng Văn hóa - Xã hội."),
    ("+", "Thời gian: Tháng 9/2027."),
    ("III.", "TỔ CHỨC THỰC HIỆN"),
    ("1.", "Văn phòng HĐND và UBND xã: theo dõi, đôn đốc thực hiện Kế hoạch."),
)
END = ("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn An")


def drawn(parts, **more):
    """The plan with numbers that Word draws, as a reader of .docx gives it."""
    blocks = [Block(0, "paragraph", text) for text in HEAD]
    blocks += [Block(0, "paragraph", text, number=number, **more) for number, text in parts]
    return joined([*blocks, *(Block(0, "paragraph", text) for text in END)])


def written(parts):
    """The same plan with its numbers typed."""
    return from_text("\n".join((*HEAD, *(f"{number} {text}" for number, text in parts), *END)))


def told(draft):
    """What is printed, without the places of blocks."""
    shown = draft.as_json()
    return {key: value for key, value in shown.items() if key != "paragraphs"}


def test_drawn_numbers_are_read_as_typed_ones():
    assert told(read(drawn(PARTS))) == told(read(written(PARTS)))
    assert [task.section for task in read(drawn(PARTS)).tasks] == ["II.1.a", "II.1.b", "II.2.1"]


@pytest.mark.parametrize("bullet", ["•", "\uf0b7", "\uf02d", "o", "●", "▪", "➢", "✓", "*", "–"])
def test_any_bullet_that_word_draws_is_a_dash(bullet):
    drawn_parts = [(bullet if number == "-" else number, text) for number, text in PARTS]
    assert told(read(drawn(drawn_parts))) == told(read(written(PARTS)))


@pytest.mark.parametrize("bullet", ["•", "\uf0b7", "●", "▪", "➢", "o", "–"])
def test_any_bullet_that_is_typed_is_a_dash(bullet):
    typed = [(bullet if number == "-" else number, text) for number, text in PARTS]
    assert told(read(written(typed))) == told(read(written(PARTS)))


def test_an_appendix_may_be_numbered_by_word():
    table = [
        Block(0, "row", cells=cells, table=1)
        for cells in (("TT", "Nội dung", "Chủ trì"), ("1", "Rà soát thủ tục hành chính", "Phòng Kinh tế"))
    ]
    blocks = [*drawn(PARTS), Block(0, "paragraph", "DANH MỤC NHIỆM VỤ", number="PHỤ LỤC I:"), *table]
    draft = read(joined(blocks))
    assert draft.tasks[-1].section == "PL.1" or draft.tasks[-1].section == "PL1.1"


@pytest.mark.parametrize("position", [7, 12, 20])
def test_what_stands_outside_the_running_text_changes_nothing_and_is_accounted_for(position):
    blocks = drawn(PARTS)
    outside = [
        Block(0, "paragraph", "2", place="header"),
        Block(0, "row", cells=("UBND XÃ AN HÒA", "KẾ HOẠCH"), place="footer"),
        Block(0, "paragraph", "1. Theo Nghị định số 61/2018/NĐ-CP, đạt 95% hồ sơ, do Phòng Tư pháp chủ trì.", place="footnote"),
    ]
    draft = read(joined([*blocks[:position], *outside, *blocks[position:]]))
    assert told(draft) == told(read(blocks))
    roles = {row.text: row.role for row in draft.paragraphs}
    assert roles["2"] == roles["UBND XÃ AN HÒA"] == "ignored"
    assert roles[outside[2].text] == "text"


def test_a_footer_between_the_halves_of_a_sentence_or_of_a_table_cuts_neither():
    footer = Block(0, "paragraph", "Trang 2", place="footer")
    first, second = "Phòng Kinh tế chủ trì, phối hợp với các đơn vị có", "liên quan thực hiện Kế hoạch này trên địa bàn xã."
    whole = joined([Block(0, "paragraph", first), footer, None, Block(0, "paragraph", second)])
    assert [block.text for block in whole] == [f"{first} {second}", "Trang 2"]
    rows = [Block(0, "row", cells=("TT", "Nội dung", "Chủ trì")), Block(0, "row", cells=("1", "Rà soát", "Sở Tư pháp")), footer, None]
    rows += [Block(0, "row", cells=("TT", "Nội dung", "Chủ trì")), Block(0, "row", cells=("", "quy trình nội bộ", ""))]
    table = [block for block in joined(rows) if block.kind == "row"]
    assert [block.is_header for block in table] == [False, False, True]
    assert table[1].cells[1] == "Rà soát quy trình nội bộ"
    assert len({block.table for block in table}) == 1


MERGED = (
    ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"),
    ("1", "Rà soát thủ tục hành chính", "Phòng Kinh tế", "Văn phòng", "Tháng 3/2027", "Báo cáo rà soát"),
    ("2", "Niêm yết thủ tục hành chính", None, None, None, None),
    (None, None, "Văn phòng", None, "Tháng 5/2027", "Biên bản"),
    ("3", "Kiểm tra các thôn", "Phòng Y tế", "", "Tháng 6/2027", ""),
)


def test_a_merged_cell_holds_for_every_row_it_spans_whatever_its_column():
    rows = [Block(0, "row", cells=cells, table=1) for cells in MERGED]
    body = [block for block in drawn(PARTS) if block.text not in END]
    draft = read(joined([*body, Block(0, "paragraph", "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"), *rows]))
    tasks = [task for task in draft.tasks if task.section.startswith("PL")]
    assert [task.section for task in tasks] == ["PL.1", "PL.2", "PL.2", "PL.3"]
    assert [task.lead for task in tasks] == [("Phòng Kinh tế",), ("Phòng Kinh tế",), ("Văn phòng",), ("Phòng Y tế",)]
    assert [task.coordinate for task in tasks] == [("Văn phòng",)] * 3 + [()]
    assert [task.due.month for task in tasks] == [3, 3, 5, 6]
    assert [task.deliverable for task in tasks] == ["Báo cáo rà soát", "Báo cáo rà soát", "Biên bản", None]
    assert tasks[1].text == tasks[2].text


def test_a_number_merged_over_rows_of_other_work_counts_on():
    cells = (MERGED[0], MERGED[1], (None, "Niêm yết thủ tục hành chính", None, None, None, None))
    rows = [Block(0, "row", cells=one, table=1) for one in cells]
    body = [block for block in drawn(PARTS) if block.text not in END]
    draft = read(joined([*body, Block(0, "paragraph", "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"), *rows]))
    assert [task.section for task in draft.tasks if task.section.startswith("PL")] == ["PL.1", "PL.1+1"]


def test_what_was_read_from_a_scan_is_never_certain():
    draft = read([replace(block, is_scanned=True, page=1) for block in drawn(PARTS)])
    for task in (*draft.tasks, *draft.organisation_tasks):
        assert "Đọc từ bản chụp: kiểm tra chữ và số" in task.doubts
        assert task.confidence < 0.9
    assert not any("bản chụp" in doubt for task in read(drawn(PARTS)).tasks for doubt in task.doubts)


def test_the_ledger_knows_block_and_page():
    blocks = [replace(block, page=1 + block.index // 10) for block in drawn(PARTS)]
    rows = read(blocks).paragraphs
    assert all(row.page == blocks[row.block].page for row in rows)
    assert {row.as_json()["page"] for row in rows} == {row.page for row in rows}
    assert not any("page" in row.as_json() for row in read(drawn(PARTS)).paragraphs)


def test_blocks_go_through_json_unchanged():
    blocks = [
        *drawn(PARTS, bold=True, level=2, page=3, is_scanned=True),
        Block(9, "row", cells=("a", None, ""), table=4, is_header=True, place="footer"),
        Block(10, "paragraph", "một hai", parts=("một", "hai")),
    ]
    assert [from_json(block.as_json()) for block in blocks] == blocks
