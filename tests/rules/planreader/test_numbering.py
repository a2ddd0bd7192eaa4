"""Numbers of headings, and the outline they make."""

import pytest

from tthc.planreader.blocks import from_text
from tthc.planreader.numbering import number_of, roman_value
from tthc.planreader.outline import build


def codes(text):
    return [node.code for node in build(tuple(from_text(text))).walk() if node.code]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I. MỤC ĐÍCH\n1. Mục đích\n2. Yêu cầu\nII. NỘI DUNG\n1. Việc\n1.1. Việc nhỏ\na) Một\nb) Hai\n1.2 Khác",
            "I I.1 I.2 II II.1 II.1.1 II.1.1.a II.1.1.b II.1.2",
        ),
        ("I/ Mục đích\n1/ Một\n1.1/ Hai\na/ Ba\nII/ Nội dung", "I I.1 I.1.1 I.1.1.a II"),
        ("A. PHẦN ĐẦU\nI. Một\nII. Hai\nB. PHẦN HAI\nI. Một\nC. PHẦN BA", "A A.I A.II B B.I C"),
        ("IV. BỐN\n1. Một\nV. NĂM\n1. Một", "IV IV.1 V V.1"),
        ("II. NỘI DUNG\n1. Rà soát\nBước 1. Lập danh mục\nBước 2. Đánh giá\n2. Khác", "II II.1 II.1.1 II.1.2 II.2"),
        ("1. Một\n2. Hai\nc) Ba\nd) Bốn\nđ) Năm\ne) Sáu\n3. Ba", "1 2 2.c 2.d 2.đ 2.e 3"),
        ("II. NỘI DUNG\n1.1.1. Sâu", "II II.1.1.1"),
        ("10. 100% hồ sơ đúng hạn\n11. Khác", "10 11"),
        ("I. MỘT\n1. Một\n5.000 người dân tham gia\n20/11/2027 là ngày hội\n1.5% là thấp", "I I.1"),
        ("I. MỘT\n1. Một\na) Chủ trì thực hiện: Phòng Y tế\nb) Thời gian: Quý I\nc) Hình thức tuyên truyền", "I I.1 I.1.c"),
    ],
)
def test_codes_are_paths_of_numbers(text, found):
    assert " ".join(codes(text)) == found


def test_romans_are_read_only_when_well_formed():
    assert [roman_value(label) for label in ("I", "IV", "IX", "XIV", "XXXIX", "IIII", "VX", "")] == [1, 4, 9, 14, 39, 0, 0, 0]
    assert number_of("IIII. Sai") is None


def test_units_listed_below_an_empty_label_belong_to_it():
    root = build(tuple(from_text("1. Việc\nPhối hợp:\n+ Phòng Y tế\n+ Công an xã\nThời gian: Quý I")))
    labels = [label for item in root.children[0].items for label in item.labels]
    assert [(label.role, label.value.split()) for label in labels] == [
        ("coordinate", ["Phòng", "Y", "tế", "Công", "an", "xã"]),
        ("time", ["Quý", "I"]),
    ]


def test_a_sentence_cut_by_a_page_break_is_one_paragraph_and_two_pieces():
    blocks = from_text("- Thực hiện nghị quyết của cấp ủy về việc công khai thủ tục của Thủ tướng Chính\n\nphủ trên địa bàn xã.")
    assert [len(block.parts) for block in blocks] == [2]
    assert blocks[0].text.endswith("Thủ tướng Chính phủ trên địa bàn xã.")


def test_a_table_over_pages_is_one_table_with_marked_headers():
    blocks = from_text(
        "TT\tNội dung\tThời gian\n1\tViệc một dài\tQuý I\n\nTT\tNội dung\tThời gian\n\tvà phần còn lại\t\n2\tViệc hai\tQuý II"
    )
    assert [block.is_header for block in blocks] == [False, False, True, False]
    assert {block.table for block in blocks} == {1}
    assert blocks[1].cells == ("1", "Việc một dài và phần còn lại", "Quý I")
