"""Workbooks as offices keep plans in them: what a cell shows is what is read, and what is no plan ends in a sentence."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
import python_calamine
import xlsxwriter

from tthc.adapters.readers.xlsx_file import read_xlsx
from tthc.adapters.readers.xlsx_values import shown
from tthc.kernel.errors import BadFile
from tthc.planreader.read import NotAPlan, read


def workbook(fill):
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book)
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1.0, "", "1"),
        (0.95, "0%", "95%"),
        (0.3359, "0.00%", "33,59%"),
        (1500, "#,##0", "1.500"),
        (2989.5, "#,##0.0", "2.989,5"),
        (2.5, "", "2,5"),
        (7, "00", "07"),
        (15, '0" ngày"', "15 ngày"),
        (1234567, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "1.234.567"),
        (date(2026, 2, 5), "dd/mm/yyyy", "05/02/2026"),
        (date(2026, 2, 1), "mm/yyyy", "02/2026"),
        (date(2026, 2, 5), "[$-42A]d mmmm yyyy", "05/02/2026"),
        ("  Rà  soát \n\n thủ tục ", "", "Rà soát\nthủ tục"),
        (True, "", "TRUE"),
    ],
)
def test_a_value_is_read_as_it_is_shown(value, number_format, text):
    assert shown(value, number_format) == text


def plan(book):
    sheet = book.add_worksheet("Kế hoạch 2026")
    hidden = book.add_worksheet("Nháp")
    hidden.write(0, 0, "KHÔNG ĐỌC")
    hidden.hide()
    bold, share = book.add_format({"bold": True}), book.add_format({"num_format": "0%"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write(0, 0, "UBND XÃ AN PHÚ", bold)
    sheet.merge_range(1, 0, 1, 5, "KẾ HOẠCH", bold)
    sheet.merge_range(2, 0, 2, 5, "Kiểm soát thủ tục hành chính năm 2026", bold)
    header = ["STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời hạn", "Chỉ tiêu"]
    for column, name in enumerate(header):
        sheet.write(4, column, name, bold)
    sheet.merge_range(5, 0, 5, 5, "I. Công tác chỉ đạo", bold)
    sheet.write_row(6, 0, [1, "Ban hành kế hoạch", "Văn phòng HĐND và UBND", "Phòng Kinh tế"])
    sheet.write_datetime(6, 4, date(2026, 1, 20), day)
    sheet.write_number(6, 5, 0.95, share)
    sheet.write_row(7, 0, [2, "Rà soát thủ tục"])
    sheet.merge_range(7, 2, 8, 2, "Phòng Kinh tế")
    sheet.write(7, 4, "Quý II/2026")
    sheet.write_row(8, 0, [3, "Niêm yết công khai"])
    sheet.write(8, 4, "Thường xuyên")
    sheet.write_formula(8, 5, "=1/2", share, 0.5)


def test_a_plan_kept_as_a_table_reads_as_a_plan():
    blocks = read_xlsx(workbook(plan), "ke-hoach.xlsx")
    assert [block.text for block in blocks if block.kind == "paragraph"][:2] == ["UBND XÃ AN PHÚ", "KẾ HOẠCH"]
    assert not any("KHÔNG ĐỌC" in block.text for block in blocks)
    rows = [block.cells for block in blocks if block.kind == "row"]
    assert rows[1] == ("I. Công tác chỉ đạo", "", "", "", "", "")
    assert rows[2] == ("1", "Ban hành kế hoạch", "Văn phòng HĐND và UBND", "Phòng Kinh tế", "20/01/2026", "95%")
    assert rows[4] == ("3", "Niêm yết công khai", None, "", "Thường xuyên", "50%")
    draft = read(blocks)
    assert draft.head.title == "Kiểm soát thủ tục hành chính năm 2026"
    assert [(task.text, task.lead) for task in draft.tasks] == [
        ("Ban hành kế hoạch", ("Văn phòng HĐND và UBND",)),
        ("Rà soát thủ tục", ("Phòng Kinh tế",)),
        ("Niêm yết công khai", ("Phòng Kinh tế",)),
    ]
    assert [task.due for task in draft.tasks] == [date(2026, 1, 20), date(2026, 6, 30), None]


def wide_cells(book):
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 5, "KẾ HOẠCH")
    for row, (number, work, lead) in enumerate(
        [("TT", "Nội dung", "Chủ trì"), ("1", "Niêm yết thủ tục", "Văn phòng"), ("2", "Rà soát", "")]
    ):
        sheet.write(2 + row, 0, number)
        sheet.merge_range(2 + row, 1, 2 + row, 3, work)
        sheet.merge_range(2 + row, 4, 2 + row, 5, lead)


def test_a_column_in_which_no_cell_begins_is_no_column():
    rows = [block.cells for block in read_xlsx(workbook(wide_cells), "a.xlsx") if block.kind == "row"]
    assert rows == [("TT", "Nội dung", "Chủ trì"), ("1", "Niêm yết thủ tục", "Văn phòng"), ("2", "Rà soát", "")]


def test_a_letterhead_stands_over_the_whole_width():
    from tthc.adapters.writers.plan_xlsx import write_xlsx
    from tthc.planreader.blocks import from_text

    head = "UBND XÃ AN PHÚ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 01/KH-UBND\tAn Phú, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
    text = head + "Kiểm soát thủ tục năm 2026\n\nI. NỘI DUNG\n\nTT\tNội dung\tChủ trì\tThời gian\n1\tNiêm yết\tVăn phòng\tQuý I\n"
    blocks = from_text(text)
    content = write_xlsx(blocks)
    assert [block.cells for block in read_xlsx(content, "a.xlsx")] == [block.cells for block in blocks]
    ranges = python_calamine.load_workbook(BytesIO(content)).get_sheet_by_index(0).merged_cell_ranges
    assert [(left, right) for (top, left), (_, right) in sorted(ranges) if top == 0] == [(0, 2), (3, 5)]


def test_a_budget_is_no_plan():
    def budget(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "DỰ TOÁN CHI NGÂN SÁCH NĂM 2026")
        sheet.write_row(1, 0, ["TT", "Mục chi", "Số lượng", "Đơn giá", "Thành tiền"])
        for row in range(2, 40):
            sheet.write_row(row, 0, [row - 1, f"Khoản chi số {row}", row, 150000, row * 150000])

    with pytest.raises(NotAPlan):
        read(read_xlsx(workbook(budget), "du-toan.xlsx"))


def test_too_many_rows_end_in_a_sentence():
    def long(book):
        sheet = book.add_worksheet()
        for row in range(5_001):
            sheet.write(row, 0, f"dòng {row}")

    with pytest.raises(BadFile, match=r"hơn 5\.000 dòng"):
        read_xlsx(workbook(long), "dai.xlsx")


def test_a_value_in_the_last_corner_ends_in_a_sentence():
    def far(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "KẾ HOẠCH")
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(BadFile, match="ghi rất xa"):
        read_xlsx(workbook(far), "xa.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 rest", b"<html></html>", b"\xd0\xcf\x11\xe0" + b"EncryptedPackage" * 50])
def test_a_damaged_or_locked_file_ends_in_a_sentence(content):
    with pytest.raises(BadFile) as error:
        read_xlsx(content, "hong.xlsx")
    assert str(error.value).startswith('Tệp "hong.xlsx"')


def test_a_claim_of_millions_of_texts_ends_in_a_sentence():
    source, made = BytesIO(workbook(plan)), BytesIO()
    with ZipFile(source) as old, ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'uniqueCount="', b'uniqueCount="99999999'))
    with pytest.raises(BadFile, match="bị hỏng"):
        read_xlsx(made.getvalue(), "dem.xlsx")


def test_text_that_looks_like_a_formula_stays_text():
    from tthc.adapters.writers.plan_xlsx import write_xlsx
    from tthc.planreader.blocks import from_text

    blocks = from_text("KẾ HOẠCH\n\n=HYPERLINK(1)\n\nTT\tNội dung\tChủ trì\n1\t=1+1\t@nhóm\n2\t+84\t-5\n3\thttp://vidu.vn\tA\n")
    found = read_xlsx(write_xlsx(blocks), "a.xlsx")
    assert [(block.text, block.cells) for block in found] == [(block.text, block.cells) for block in blocks]
    with ZipFile(BytesIO(write_xlsx(blocks))) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
        assert not [part for part in packed.namelist() if part.endswith("sheet1.xml.rels")]
