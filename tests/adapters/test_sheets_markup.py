"""Tables that one-stop systems write as a web page or as XML and name .xls: read like the workbook they stand for, or told in one sentence."""

from __future__ import annotations

import codecs
import re
import subprocess
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.factories.dossiers import Total, case, list_sheet, totals_sheet
from tests.factories.markup_sheets import XML_HEAD, form_page, form_xml, list_page, workbook_xml
from tthc.adapters.readers.converted import _program, is_available
from tthc.adapters.sheets import SheetOffice
from tthc.core.files.ports import CellError
from tthc.kernel.errors import BadFile

MOST = 1000
HALF_PAST_NINE = datetime(2024, 8, 15, 9, 30)  # noqa: DTZ001 - a sheet knows no zone
TOTALS = [
    Total("Hộ tịch", online=53, direct=37, carried=3, early=58, on_time=30, late=1, within=4),
    Total("Chứng thực", online=26, direct=90, early=70, on_time=46),
]
CASES = [case(1, date(2024, 6, 17)), case(2, date(2024, 7, 1), field="Đất đai", returned=None)]
needs_office = pytest.mark.skipif(not is_available(), reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def sheets():
    office = SheetOffice()
    yield office
    office.close()


@pytest.fixture
def rows(sheets):
    def read(text, name="a.xls"):
        content = text if isinstance(text, bytes) else text.encode()
        return sheets.read(content, name, most_rows=MOST)[0].rows

    return read


def plain(sheet_rows):
    """Rows as texts, for a page knows nothing else."""

    def words(value):
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return None if value is None else str(value)

    return [tuple(words(value) for value in row) for row in sheet_rows]


def merged(sheet):
    """The merged cells that hold something, below the letterhead, which each system lays out in its own way."""
    return {each for each in sheet.merged if each[0] >= 6 and sheet.rows[each[0]][each[1]] is not None}


@pytest.mark.parametrize(("page", "book"), [(form_page(TOTALS), totals_sheet(TOTALS)), (list_page(CASES), list_sheet(CASES))])
def test_a_page_is_read_like_the_workbook_it_stands_for(sheets, page, book):
    assert sheets.look(page, "bao-cao.xls") == "application/vnd.ms-excel"
    (found,) = sheets.read(page, "bao-cao.xls", most_rows=MOST)
    (wanted,) = sheets.read(book, "bao-cao.xlsx", most_rows=MOST)
    assert plain(found.rows) == plain(wanted.rows)
    assert merged(found) == merged(wanted)
    assert found.name == "Bao cao"


def test_a_workbook_of_excel_2003_is_read_like_the_new_one(sheets):
    content = form_xml(TOTALS)
    assert sheets.look(content, "bao-cao.xls") == "application/vnd.ms-excel"
    (found,) = sheets.read(content, "bao-cao.xls", most_rows=MOST)
    (wanted,) = sheets.read(totals_sheet(TOTALS), "bao-cao.xlsx", most_rows=MOST)
    assert found.rows == wanted.rows
    assert merged(found) == merged(wanted)


def saved(content, given, kind):
    """The file as LibreOffice opens it and saves it again."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / f"in.{given}").write_bytes(content)
        profile = f"-env:UserInstallation=file://{place}/profile"
        command = [_program(), profile, "--headless", "--convert-to", kind, "--outdir", f"{place}/out", f"{place}/in.{given}"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(place) / "out" / f"in.{kind.partition(':')[0]}").read_bytes()


@needs_office
@pytest.mark.parametrize("book", [totals_sheet(TOTALS), list_sheet(CASES)], ids=["form", "list"])
def test_a_page_that_another_program_saved_is_read(sheets, book):
    found = sheets.read(saved(book, "xlsx", "html:HTML (StarCalc)"), "a.xls", most_rows=MOST)[0]
    wanted = sheets.read(book, "a.xlsx", most_rows=MOST)[0]
    assert plain(found.rows) == plain(wanted.rows)
    assert merged(found) == merged(wanted)


@needs_office
def test_another_program_finds_the_same_values_in_the_same_places(sheets):
    (found,), (wanted,) = (
        sheets.read(form_xml(TOTALS), "a.xls", most_rows=MOST),
        sheets.read(saved(form_xml(TOTALS), "xml", "xlsx"), "a.xlsx", most_rows=MOST),
    )
    assert found.rows == wanted.rows
    assert merged(found) == merged(wanted)


@pytest.mark.parametrize("name", ["a.xls", "a.html", "a.xlsx", "a.csv", "a"])
@pytest.mark.parametrize(
    "content",
    [
        list_page(CASES),
        codecs.BOM_UTF8 + list_page(CASES),
        codecs.BOM_UTF16_LE + list_page(CASES).decode().encode("utf-16-le"),
        list_page(CASES).decode().encode("utf-16-le"),
        list_page(CASES).replace(b"charset=utf-8", b"charset=windows-1252"),
        b"\r\n " + list_page(CASES).replace(b"<html", b"<!-- bao cao -->\n<html"),
        form_xml(TOTALS),
        form_xml(TOTALS).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    ],
)
def test_a_name_and_what_the_file_says_of_its_letters_do_not_matter(sheets, content, name):
    assert any("Chứng thực" in row or "Đất đai" in row for row in sheets.read(content, name, most_rows=MOST)[0].rows)


def test_letters_of_one_byte_are_those_the_page_declares(rows):
    page = "<meta charset={}><table><tr><td>Tên</td><td>Hồ sơ của Đỗ Thị Ước</td></tr></table>"
    by_excel = "".join(one if ord(one) < 256 else f"&#{ord(one)};" for one in page.format("windows-1252"))
    assert rows(by_excel.encode("cp1252")) == (("Tên", "Hồ sơ của Đỗ Thị Ước"),)
    by_windows = page.format("windows-1258").replace("Hồ sơ của Đỗ Thị Ước", "Hô\u0300 sơ cu\u0309a Ðô\u0303 Thi\u0323")
    assert rows(by_windows.replace("Ð", "Đ").encode("cp1258"))[0][1] == "Hồ sơ của Đỗ Thị"


def test_a_text_is_what_the_page_shows(rows):
    page = """<table><tr><td>Số<br>hồ&nbsp;sơ</td><td>Khai\n      sinh &amp; khai <b>t</b>ử&#7879;</td><td><p>Một</p><p>Hai</p></td>
    <td><script>var a = "<td>x</td>"</script><style>.b{}</style><span style="display: none">20240815</span>15/08/2024</td></tr>
    <tr><td>Ho&#768; so</td><td><!-- khong --><a href="http://a.vn/x" onclick="run()">Mở</a></td><td style='display:none'>ẩn</td><td> &nbsp; </td>
    <td><select><option>Chưa</option><option selected>Rồi</option></select></td></tr></table>"""
    assert rows(page) == (
        ("Số\nhồ sơ", "Khai sinh & khai tửệ", "Một\nHai", "15/08/2024"),
        ("Hò so", "Mở", None, "Rồi"),
    )


def test_no_code_of_a_page_becomes_a_number(rows):
    cells = [
        """<td style='mso-number-format:"\\@"'>1.004870</td>""",
        "<td x:num='45519'>007</td>",
        "<td data-type='Number'>1234567890123456789</td>",
    ]
    assert rows(f"<table><tr>{''.join(cells)}<td>1.200</td><td>=1+1</td></tr></table>") == (
        ("1.004870", "007", "1234567890123456789", "1.200", "=1+1"),
    )


def test_cells_reach_over_rows_and_columns_of_their_own_part_only(sheets):
    page = """<table><thead><tr><th rowspan=9>A</th><th colspan="2">B</th></tr><tr><th>C<th>D</thead>
    <tbody><tr><td rowspan=0>1</td><td>2</td><td colspan=1000000>3</td></tr><tr><td>4<td>5</tr></tbody>
    <tfoot><tr><td colspan=3>Cộng</td></tr></tfoot></table>"""
    (found,) = sheets.read(page.encode(), "a.xls", most_rows=MOST)
    assert found.rows == (("A", "B", None), (None, "C", "D"), ("1", "2", "3"), (None, "4", "5"), ("Cộng", None, None))
    assert {each[:3] for each in found.merged} == {(0, 0, 1), (0, 1, 0), (2, 0, 3), (2, 2, 2), (4, 0, 4)}


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><td>a</td><td>b</td></tr><td>c</td><td>d</td></tr></table>",
        "<TABLE><TR><form><TD><font>a</TD><TD><b>b</TD></TR></form><tr><td>c</p></div><td>d</TABLE></body>",
        "<html><body><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></body></html>",
        "Báo cáo <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    ],
    ids=["no ends", "no rows", "crossed", "table not closed", "words first"],
)
def test_broken_markup_is_read_as_a_browser_shows_it(rows, page):
    assert rows(page) == (("a", "b"), ("c", "d"))


DATA = "".join(f"<tr><td>{number}</td><td>Khai sinh {number}</td><td>15/08/2024</td></tr>" for number in range(5))
HEAD = "<tr><th>STT</th><th>Tên</th><th>Ngày</th></tr>"


def test_the_table_with_data_is_found_inside_tables_of_layout(rows):
    page = f"""<table><tr><td><table><tr><td>UBND PHƯỜNG</td><td>CỘNG HÒA</td></tr></table></td></tr><tr><td>DANH SÁCH</td></tr>
    <tr><td><div><table>{HEAD}{DATA}</table></div></td></tr><tr><td>NGƯỜI LẬP BIỂU</td></tr></table>"""
    found = rows(page)
    at = found.index(("STT", "Tên", "Ngày"))
    assert found[at + 5] == ("4", "Khai sinh 4", "15/08/2024")
    assert len(found) == at + 6
    assert {value for row in found[:at] for value in row} - {None} == {"UBND PHƯỜNG", "CỘNG HÒA", "DANH SÁCH"}


def test_a_small_table_inside_a_cell_is_what_the_cell_says(rows):
    inner = "<table><tr><td>Nguyễn A</td><td>Nam</td></tr><tr><td>0912</td></tr></table>"
    found = rows(f"<table>{HEAD}{DATA}<tr><td>9</td><td>{inner}</td><td>x</td></tr></table>")
    assert found[-1] == ("9", "Nguyễn A Nam\n0912", "x")
    assert len(found) == 7


def test_a_header_in_a_table_of_its_own_stands_above_its_rows(rows):
    assert rows(f"<table>{HEAD}</table><table>{DATA}</table>")[:2] == (("STT", "Tên", "Ngày"), ("0", "Khai sinh 0", "15/08/2024"))


def test_several_tables_with_data_are_all_there_the_largest_first(sheets):
    short = HEAD + "<tr><td>1</td><td>2</td><td>3</td></tr>"
    page = f"<table><caption>Quý I</caption>{short}</table><table>{HEAD}{DATA}</table>"
    assert [(one.name, len(one.rows)) for one in sheets.read(page.encode(), "a.xls", most_rows=MOST)] == [("Bảng 2", 6), ("Quý I", 2)]


def test_every_type_of_a_workbook_of_excel_2003_is_read_as_it_is_meant(sheets):
    found, last = sheets.read(workbook_xml(), "so.xls", most_rows=MOST)
    assert (found.name, last.name, found.hidden) == ("Danh mục", "Quý II", ("Nháp",))
    wanted = (
        ("DANH MỤC THỦ TỤC", None, None, None, None),
        (None,) * 5,
        ("Mã", 12, 2.5, True, "b&c"),
        ("1.004870", 1.004873, date(2024, 8, 15), HALF_PAST_NINE, "95,5%"),
        ("1.004870", "007", "07:30", CellError("#DIV/0!"), "001085012345678901"),
        ("dòng một\ndòng hai", "Cấp tỉnh", None, 2, date(2024, 8, 15)),
    )
    assert found.rows == wanted
    assert [type(value) for row in found.rows for value in row] == [type(value) for row in wanted for value in row]
    assert (found.merged, found.formulas, found.unsaved) == (((0, 0, 1, 4),), 2, ((5, 2),))


def test_cells_beside_merged_ones_need_no_number(rows):
    table = """<Row><Cell ss:MergeDown="1"><Data ss:Type="String">A</Data></Cell><Cell ss:MergeAcross="1"><Data ss:Type="String">B</Data></Cell></Row>
    <Row><Cell><Data ss:Type="String">C</Data></Cell><Cell><Data ss:Type="String">D</Data></Cell></Row>"""
    assert rows(book(table)) == (("A", "B", None), (None, "C", "D"))


def book(table, tail="</Table></Worksheet></Workbook>"):
    return f'{XML_HEAD}<Worksheet ss:Name="A"><Table>{table}{tail}'


def cell(value, kind="String"):
    return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_an_ampersand_and_named_letters_are_mended_and_no_letter_is_lost(rows):
    assert rows(book(f"<Row>{cell('A & B')}{cell('C&nbsp;&agrave;&bogus;&lt;')}</Row>")) == (("A & B", "C\u00a0à&bogus;<"),)


def cells(number, text="<td>1</td>"):
    return text * number


ROW = "<tr><td>1</td></tr>"
BAD = {
    "no cell filled": ("<html><table><tr><td> </td></tr></table></html>", "không có bảng dữ liệu"),
    "cut page": (f"<html><body><table>{HEAD}{DATA}<tr><td>Kh", "bị cắt giữa chừng"),
    "cut xml": (book(f"<Row>{cell(1)}</Row><Row><Cell>", tail=""), "bị cắt giữa chừng"),
    "crossed xml": (book(f"<Row><Cell><Data>1</Cell></Row><Row x=1 y>{cell(2)}</Row>"), "bị hỏng"),
    "too long": (f"<table>{ROW * 1001}</table>", "có 1.001 dòng"),
    "too long xml": (book(f"<Row>{cell(1)}</Row>" * 1001), "có 1.001 dòng"),
    "too long in two tables": (f"<table>{(HEAD + DATA) * 100}</table><table>{(HEAD + DATA) * 100}</table>", "có 1.200 dòng"),
    "too wide": (f"<table><tr>{cells(257)}</tr></table>", "rộng hơn 256 cột"),
    "colspan": ("<table><tr><td colspan=1000000>1</td><td>2</td></tr></table>", "rộng hơn 256 cột"),
    "spans one below another": ("<table>" + "<tr><td rowspan=1000000 colspan=1000000>1</td></tr>" * 900 + "</table>", "rộng hơn 256 cột"),
    "too wide xml": (book('<Row><Cell ss:Index="257"><Data ss:Type="String">1</Data></Cell></Row>'), "rộng hơn 256 cột"),
    "behind the last row": (book(f'<Row ss:Index="200000000">{cell(1)}</Row>'), "bị hỏng"),
    "deep": ("<div>" * 5000 + f"<table>{DATA}</table>" + "</div>" * 5000, "quá lớn hoặc quá phức tạp"),
    "deep xml": (book(f"<Row>{cell('<B>' * 5000 + '</B>' * 5000)}</Row>"), "quá lớn hoặc quá phức tạp"),
    "one long text": (f"<table><tr><td>{'x' * 11_000_000}</td></tr>{DATA}</table>", "quá lớn hoặc quá phức tạp"),
    "entities": (
        book(f"<Row>{cell('&a;')}</Row>").replace("<Workbook", '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><Workbook'),
        "bị hỏng",
    ),
    "all hidden": (
        book(f"<Row>{cell(1)}</Row>").replace(
            "</Worksheet>",
            '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>',
        ),
        "đều đang ẩn",
    ),
    "nothing in xml": (book("<Row><Cell/></Row>"), "không có ô nào được ghi"),
    "old font": ("<meta charset=windows-1252><table><tr><td>§¨ng ký khai sinh</td></tr></table>".encode("cp1252"), "phông cũ"),
    "letters of nobody": ("<table><tr><td>T\xean</td></tr></table>".encode("latin-1"), "Không đọc được chữ"),
    "program": (b"\x7fELF\x00\x01<table><td>1" + bytes(range(256)), "bên trong không phải"),
}


@pytest.mark.parametrize(("content", "sentence"), BAD.values(), ids=BAD)
def test_what_is_no_table_to_read_is_told_in_one_sentence(rows, content, sentence):
    with pytest.raises(BadFile, match=re.escape(sentence)) as raised:
        rows(content)
    assert '"a.xls"' in str(raised.value)


@pytest.mark.parametrize(
    "content",
    [
        "<table>" + "<tr><td rowspan=1000000>1</td></tr>" * 200 + "<tr><td colspan=1000000></td></tr>" * 20_000 + "</table>",
        "<table><tr>"
        + "<td rowspan=65534 colspan=1000>" * 20_000
        + "<td></tr>"
        + "<tr></tr>" * 20_000
        + "</table>"
        + f"<table>{DATA}</table>",
        "<table><tr><td>" * 60 + "1" + "</td></tr></table>" * 60,
        book('<Row ss:Span="999999999"/>' + f'<Row ss:Index="1000000">{cell(1)}</Row>').replace("999999999", "9"),
        book('<Row><Cell ss:MergeAcross="999999999" ss:MergeDown="999999999"><Data ss:Type="String">1</Data></Cell></Row>'),
    ],
    ids=["spans with words", "empty spans", "nested", "far row", "merged far"],
)
def test_bombs_of_spans_are_small_tables(sheets, content):
    began = time.process_time()
    found = sheets.read(content.encode(), "a.xls", most_rows=MOST)[0]
    assert any(value for row in found.rows for value in row)
    assert max(len(row) for row in found.rows) <= 256
    assert all(bottom < len(found.rows) and right < 256 for _, _, bottom, right in found.merged)
    assert time.process_time() - began < 60


def test_numbers_that_are_none_stay_words(rows):
    told = [("nan", "Number"), ("1e999", "Number"), ("abc", "Number"), ("2024-99-99", "DateTime"), ("9999-12-31T23:59:59.9", "DateTime")]
    (found,) = rows(book(f"<Row>{''.join(cell(*one) for one in told)}{cell('0')}</Row>"))
    assert found == ("nan", "1e999", "abc", "2024-99-99", "9999-12-31T23:59:59.9", "0")
