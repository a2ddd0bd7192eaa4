"""Tables of real files: what a cell means is what is read, what is no table ends in one sentence, what is written cannot run."""

from __future__ import annotations

import codecs
import re
import subprocess
import tempfile
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import office_files as made
from tthc.adapters.children import Limits
from tthc.adapters.readers.converted import _program, is_available
from tthc.adapters.readers.table_book import read_book
from tthc.adapters.readers.table_styles import Shape, format_of
from tthc.adapters.sheets import SheetOffice
from tthc.core.files.ports import CellError, SheetColumn
from tthc.kernel.errors import BadFile

MOST = 1000
HALF_PAST_NINE = datetime(2024, 8, 15, 9, 30)  # noqa: DTZ001 - a sheet knows no zone
needs_office = pytest.mark.skipif(not is_available(), reason="LibreOffice is not installed")
COLUMNS = [SheetColumn("Mã"), SheetColumn("Tên thủ tục", 40), SheetColumn("Ngày", kind="day"), SheetColumn("Số lượng", kind="count")]


@pytest.fixture(scope="module")
def sheets():
    office = SheetOffice()
    yield office
    office.close()


def workbook(fill, **options):
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    fill(book)
    book.close()
    return stream.getvalue()


def simple(book):
    sheet = book.add_worksheet("Sổ")
    sheet.write_row(0, 0, ["Mã", "Tên"])
    sheet.write_row(1, 0, ["1.004873", "Khai sinh"])


def rich(book):
    first, hidden, last = book.add_worksheet("Danh mục"), book.add_worksheet("Nháp"), book.add_worksheet("Quý II")
    form = {
        name: book.add_format({"num_format": name}) for name in ("0.000000", "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "0%", "000", "0.00", "hh:mm")
    }
    first.merge_range(0, 0, 0, 5, "DANH MỤC THỦ TỤC")
    first.write_row(2, 0, ["Mã", 12, 2.5, True])
    first.write_number(3, 0, 1.00487, form["0.000000"])
    first.write_number(3, 1, 1.004873)
    first.write_datetime(3, 2, date(2024, 8, 15), form["dd/mm/yyyy"])
    first.write_datetime(3, 3, HALF_PAST_NINE, form["dd/mm/yyyy hh:mm"])
    first.write_number(3, 4, 0.955, form["0%"])
    first.write_number(3, 5, 7, form["000"])
    first.write_number(4, 0, 2.5, form["0.00"])
    first.write_number(4, 1, 0.3125, form["hh:mm"])
    first.write_formula(4, 2, "=1+1", None, 2)
    first.write_formula(4, 3, "=1/0", None, "#DIV/0!")
    first.write_rich_string(4, 4, "Cấp ", book.add_format({"bold": True}), "tỉnh")
    first.write_string(4, 5, "dòng một\ndòng hai")
    hidden.write(0, 0, "KHÔNG ĐỌC")
    hidden.hide()
    last.write(0, 0, "Quý II")


VALUES = (
    ("DANH MỤC THỦ TỤC", None, None, None, None, None),
    (None,) * 6,
    ("Mã", 12, 2.5, True, None, None),
    ("1.004870", 1.004873, date(2024, 8, 15), HALF_PAST_NINE, "95,5%", "007"),
    (2.5, "07:30", 2, CellError("#DIV/0!"), "Cấp tỉnh", "dòng một\ndòng hai"),
)


def test_every_value_is_read_as_it_is_meant(sheets):
    first, last = sheets.read(workbook(rich), "so.xlsx", most_rows=MOST)
    assert (first.name, last.name, first.hidden) == ("Danh mục", "Quý II", ("Nháp",))
    assert first.rows == VALUES
    assert [type(value) for row in first.rows for value in row] == [type(value) for row in VALUES for value in row]
    assert (first.merged, first.formulas, first.unsaved) == (((0, 0, 0, 5),), 2, ())


def test_days_of_1904_are_read(sheets):
    def fill(book):
        book.add_worksheet("A").write_datetime(0, 0, date(2024, 8, 15), book.add_format({"num_format": "dd/mm/yyyy"}))

    assert sheets.read(workbook(fill, date_1904=True), "a.xlsx", most_rows=MOST)[0].rows == ((date(2024, 8, 15),),)


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("General", Shape.PLAIN),
        ("#,##0.00", Shape.PLAIN),
        ("#,##0.0000", Shape.PLAIN),
        ("0.00", Shape.PLAIN),
        ('0" ngày"', Shape.PLAIN),
        ("[Red]0.00", Shape.PLAIN),
        ("[$-42A]d mmmm yyyy", Shape.DAY),
        ("mm/yyyy", Shape.DAY),
        ("h:mm AM/PM", Shape.TIME),
        ("[h]:mm", Shape.ELAPSED),
        ("0.00%", Shape.SHARE),
        ("0.000000", Shape.DECIMALS),
        ("0000", Shape.ZEROS),
    ],
)
def test_a_number_format_says_what_its_numbers_are(code, shape):
    assert format_of(code)[0] is shape


def test_a_formula_without_a_saved_value_is_told_by_its_place(sheets):
    content = workbook(lambda book: book.add_worksheet("A").write_formula(0, 0, "=1+1", None, 2) or simple(book))
    parts = made.parts_of(content)
    parts["xl/worksheets/sheet1.xml"] = (
        parts["xl/worksheets/sheet1.xml"].replace(b"<v>2</v>", b"").replace(b"</row>", b'<c r="B1"><v>5</v></c></row>')
    )
    found = sheets.read(made.zipped(parts.items()), "a.xlsx", most_rows=MOST)[0]
    assert (found.rows, found.unsaved, found.formulas) == (((None, 5),), ((0, 0),), 1)


def test_macros_of_a_workbook_are_not_looked_at(sheets):
    def fill(book):
        simple(book)
        book.add_vba_project(BytesIO(made.compound(VBA=b"Sub Auto_Open")), is_stream=True)

    content = workbook(fill)
    assert sheets.look(content, "so.xlsm") == "application/vnd.ms-excel.sheet.macroEnabled.12"
    assert sheets.read(content, "so.xlsm", most_rows=MOST)[0].rows[1] == ("1.004873", "Khai sinh")


def test_cells_without_places_and_texts_inside_cells_are_read(sheets):
    parts = made.parts_of(workbook(simple))
    parts["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>A</t></is></c>'
        b'<c><v>3</v></c></row><row><c/><c t="d"><v>2024-08-15</v></c></row></sheetData></worksheet>'
    )
    assert sheets.read(made.zipped(parts.items()), "a.xlsx", most_rows=MOST)[0].rows == (("A", 3), (None, date(2024, 8, 15)))


def test_a_sheet_formatted_to_its_last_row_is_as_long_as_its_values(sheets):
    parts = made.parts_of(workbook(simple))
    styled = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(3, 1_048_577))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", styled + b"</sheetData>")
    assert len(sheets.read(made.zipped(parts.items()), "a.xlsx", most_rows=MOST)[0].rows) == 2


def old(content, kind):
    """The same workbook as LibreOffice saves it in an old or foreign format."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "in.xlsx"
        source.write_bytes(content)
        command = [
            _program(),
            f"-env:UserInstallation=file://{place}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            place,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(place) / f"in.{kind}").read_bytes()


@needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_foreign_workbooks_read_like_the_new_one(sheets, kind):
    content = old(workbook(rich), kind)
    found = sheets.read(content, f"so.{kind}", most_rows=MOST)
    assert [one.name for one in found] == ["Danh mục", "Quý II"]
    assert found[0].rows == VALUES


TEXT = 'Mã;Tên;Ghi chú\r\n"1.004870";"Khai ""sinh""; tử";"hai\r\ndòng"\r\n002;=1+1;\r\n\r\n'
TABLE = (("Mã", "Tên", "Ghi chú"), ("1.004870", 'Khai "sinh"; tử', "hai\ndòng"), ("002", "=1+1", None))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TEXT.encode(), "a.csv"),
        (codecs.BOM_UTF8 + TEXT.encode(), "a.csv"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "a.txt"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "a.txt"),
        (TEXT.replace(";", "\t").replace("\t tử", "; tử").encode(), "a.tsv"),
        (TEXT.replace(";", ",").replace(", tử", "; tử").encode(), "a.csv"),
        (("sep=;\r\n" + TEXT).encode(), "a.csv"),
        (TEXT.replace("\r\n", "\n").encode(), "a.csv"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "tabs", "commas", "sep line", "line ends of Unix"],
)
def test_text_tables_are_read_as_they_stand(sheets, content, name):
    assert sheets.look(content, name).startswith("text/csv")
    (sheet,) = sheets.read(content, name, most_rows=MOST)
    assert (sheet.name, sheet.rows) == ("a", TABLE)


def test_commas_in_words_do_not_part_cells_where_another_mark_does(sheets):
    content = "Tên;Nơi\nĐất đai, nhà ở, xây dựng;A, B, C\nHộ tịch;D\n".encode()
    assert sheets.read(content, "a.csv", most_rows=MOST)[0].rows[1] == ("Đất đai, nhà ở, xây dựng", "A, B, C")


def test_one_column_stays_one_column(sheets):
    content = "Lĩnh vực\nĐất đai, nhà ở\nXây dựng, quy hoạch\n".encode()
    assert sheets.read(content, "a.csv", most_rows=MOST)[0].rows == (("Lĩnh vực",), ("Đất đai, nhà ở",), ("Xây dựng, quy hoạch",))


def test_a_title_above_the_header_does_not_hide_what_parts_the_cells(sheets):
    content = "DANH MỤC THỦ TỤC\n\nMã,Tên,Nơi\n1,Khai sinh,A\n2,Khai tử,B\n".encode()
    assert sheets.read(content, "a.csv", most_rows=MOST)[0].rows[3] == ("1", "Khai sinh", "A")


def test_a_value_in_the_last_row_of_all_is_found_there(sheets):
    parts = made.parts_of(workbook(simple))
    last = b'<row r="1048576"><c r="B1048576"><v>5</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", last)
    rows = sheets.read(made.zipped(parts.items()), "a.xlsx", most_rows=MOST)[0].rows
    assert (len(rows), rows[-1], rows[500]) == (1_048_576, (None, 5), (None, None))


def test_a_row_behind_the_last_is_no_row(sheets):
    parts = made.parts_of(workbook(simple))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'r="2"', b'r="2000000000"')
    with pytest.raises(BadFile, match="bị hỏng"):
        sheets.read(made.zipped(parts.items()), "a.xlsx", most_rows=MOST)


def test_a_quote_inside_a_word_is_a_letter(sheets):
    assert sheets.read(b'a;b\n"Quy" ch\xe1\xba\xbf;2\n', "a.csv", most_rows=MOST)[0].rows[1] == ("Quy chế", "2")


def hidden_only():
    parts = made.parts_of(workbook(simple))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheet name", b'<sheet state="veryHidden" name')
    return made.zipped(parts.items())


def long(book):
    sheet = book.add_worksheet("Dài")
    for row in range(1001):
        sheet.write(row, 0, row)


def broken():
    content = bytearray(workbook(simple))
    content[60:200] = bytes(140)
    return bytes(content)


def bomb():
    parts = made.parts_of(workbook(simple))
    return made.zipped([*parts.items(), ("xl/media/image1.bin", bytes(210 * 1024 * 1024))])


def entities():
    parts = made.parts_of(workbook(simple))
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)
    return made.zipped(parts.items())


BAD = {
    "empty": (lambda: b"", "a.xlsx", "không có nội dung"),
    "blanks": (lambda: b"\r\n \r\n", "a.csv", "không có nội dung"),
    "locked": (lambda: made.compound(EncryptedPackage=b"x", EncryptionInfo=b"x"), "a.xlsx", "đặt mật khẩu. Bỏ mật khẩu"),
    "old renamed": (lambda: made.compound(Workbook=b"\x09\x08"), "a.xlsx", "đuôi .xlsx nhưng bên trong là bảng tính Excel cũ (.xls)"),
    "new renamed": (lambda: workbook(simple), "a.csv", "đuôi .csv nhưng bên trong là bảng tính Excel"),
    "text renamed": (TEXT.encode, "a.xlsx", "đuôi của bảng tính nhưng bên trong không phải"),
    "web": (lambda: b"<html><body><p>1</p></body></html>", "a.xls", "trang web (HTML) không có bảng dữ liệu"),
    "packed web": (
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<table><td>1",
        "a.xls",
        "mang tên bảng tính",
    ),
    "xml": (lambda: b'<?xml version="1.0"?><Workbook/>', "a.xls", "ở dạng XML"),
    "apple": (lambda: made.zipped([("Index/Document.iwa", b"x" * 99)]), "a.numbers", "Numbers của Apple"),
    "packed": (lambda: made.zipped([("a.xlsx", b"x" * 99)]), "a.zip", "tệp nén"),
    "bomb": (bomb, "a.xlsx", "lớn bất thường"),
    "cut": (lambda: workbook(simple)[:2000], "a.xlsx", "bị hỏng, không mở được"),
    "pdf": (made.pdf_plan, "a.xlsx", "là PDF"),
    "picture": (made.picture, "a.xlsx", "ảnh chụp"),
    "word": (made.word_plan, "a.xlsx", "là văn bản hoặc trang chiếu"),
    "other": (lambda: b"\x7fELF" + bytes(range(256)), "a.xlsx", "bên trong không phải"),
    "sixteen bits without a mark": (lambda: "Tên;Nơi\nĐất".encode("utf-16-le"), "a.csv", "Không đọc được chữ"),
    "one-byte letters": (lambda: b"T\xean;N\xf0i\n", "a.csv", "bảng mã Unicode (UTF-8)"),
}
BAD_INSIDE = {
    "hidden only": (hidden_only, "a.xlsx", "đều đang ẩn. Mở bằng Excel, bỏ ẩn"),
    "no cells": (lambda: workbook(lambda book: book.add_worksheet("A")), "a.xlsx", "không có ô nào được ghi"),
    "separators only": (lambda: b";;\n;;\n", "a.csv", "không có ô nào được ghi"),
    "too long": (lambda: workbook(long), "a.xlsx", "có 1.001 dòng, một tệp nhập được nhiều nhất 1.000 dòng. Chia thành nhiều tệp"),
    "too long text": (lambda: b"1;2\n" * 50_000, "a.csv", "có 50.000 dòng"),
    "too wide": (lambda: workbook(lambda book: book.add_worksheet("A").write(0, 300, 1)), "a.xlsx", "rộng hơn 256 cột"),
    "too wide text": (lambda: b";".join([b"1"] * 300), "a.csv", "rộng hơn 256 cột"),
    "open quote": (lambda: b'a;b\n"c;d\n', "a.csv", "dấu ngoặc kép mở mà không đóng"),
    "broken": (broken, "a.xlsx", "bị hỏng, không mở được"),
    "entities": (entities, "a.xlsx", "bị hỏng, không mở được"),
}


@pytest.mark.parametrize(("make", "name", "sentence"), BAD.values(), ids=BAD)
def test_what_holds_no_table_is_told_at_first_sight(sheets, make, name, sentence):
    content = make()
    for ask in (sheets.look, lambda *file: sheets.read(*file, most_rows=MOST)):
        with pytest.raises(BadFile, match=re.escape(sentence)) as raised:
            ask(content, name)
        assert f'"{name}"' in str(raised.value)


@pytest.mark.parametrize(("make", "name", "sentence"), BAD_INSIDE.values(), ids=BAD_INSIDE)
def test_what_is_wrong_inside_is_told_when_it_is_read(sheets, make, name, sentence):
    with pytest.raises(BadFile, match=re.escape(sentence)):
        sheets.read(make(), name, most_rows=MOST)


def test_a_file_above_the_limit_is_refused_with_the_limit():
    with pytest.raises(BadFile, match="lớn hơn 3 MB") as raised:
        SheetOffice(3 * 1024 * 1024).look(b"PK\x03\x04" + bytes(3 * 1024 * 1024), "a.xlsx")
    assert raised.value.too_large


def test_what_is_too_much_for_the_child_ends_in_one_sentence():
    office = SheetOffice(limits=Limits(cpu_seconds=60, wall_seconds=0.001, memory=1024**3, is_quiet=True))
    with pytest.raises(BadFile, match="quá lớn hoặc quá phức tạp"):
        office.read(workbook(rich), "a.xlsx", most_rows=MOST)
    office.close()


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40) | st.sampled_from(
    [
        "=1+1",
        "+84",
        "-",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "007",
        "https://a.vn",
        "mailto:a@b.vn",
        "_x0041_",
        "<b>&",
        "1.004870",
        "hai\r\ndòng",
        "TRUE",
        "15/08/2024",
    ]
)
CELLS = st.one_of(
    st.none(),
    WORDS,
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**9), 10**9, places=3),
    st.dates(date(1901, 1, 1), date(2999, 12, 31)),
    st.booleans(),
)


def expected(value):
    """What a written value comes back as: one kind of line end and letter, numbers without the name of their type."""
    if isinstance(value, str):
        text = re.sub(r"[\ufffe\uffff]", "", value).replace("\r\n", "\n").replace("\r", "\n")
        return unicodedata.normalize("NFC", text) if text.strip() else None
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_what_is_written_is_read_again(sheets, rows):
    columns = [SheetColumn("Cột một"), SheetColumn("=Cột hai"), SheetColumn("Cột ba")]
    content = sheets.write("Sổ theo dõi", columns, rows)
    assert content == sheets.write("Sổ theo dõi", columns, rows)
    found = read_book(content, "a.xlsx", MOST)[0].rows
    wanted = [("Cột một", "=Cột hai", "Cột ba"), *(tuple(map(expected, row)) for row in rows)]
    while not any(value is not None for value in wanted[-1]):
        wanted.pop()
    assert list(found) == wanted
    with ZipFile(BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
        assert b"<f" not in sheet
        assert b"hyperlink" not in sheet


def exported(sheets):
    columns = [
        *COLUMNS,
        SheetColumn("Kết quả", choices=("Hài lòng", "Không hài lòng")),
        SheetColumn("Nơi", choices=("Trụ sở, tầng 1", "Trang thông tin")),
    ]
    rows = [("007", "=HYPERLINK(1)", date(2024, 8, 15), 12, "Hài lòng", "Trang thông tin"), ("1.004870", "+84", None, 1234, None, None)]
    return sheets.write("Sổ: [thử]/2024", columns, rows, notes=["Không sửa cột Mã dòng.", "=Ghi chú"])


def test_a_written_workbook_has_its_header_filter_choices_and_notes(sheets):
    parts = made.parts_of(exported(sheets))
    sheet, styles = parts["xl/worksheets/sheet1.xml"].decode(), parts["xl/styles.xml"].decode()
    assert '<pane ySplit="1"' in sheet
    assert '<autoFilter ref="A1:F3"' in sheet
    assert "Hài lòng,Không hài lòng" in sheet
    assert "'Ghi chú'!$B$2:$B$3" in sheet
    assert 'quotePrefix="1"' in styles
    assert "dd/mm/yyyy" in styles
    table, notes = sheets.read(exported(sheets), "a.xlsx", most_rows=MOST)
    assert table.name == "Sổ thử 2024"
    assert table.rows[1] == ("007", "=HYPERLINK(1)", date(2024, 8, 15), 12, "Hài lòng", "Trang thông tin")
    assert (notes.name, notes.rows[2]) == ("Ghi chú", ("=Ghi chú", "Trang thông tin"))


def test_texts_that_look_like_formulas_stay_texts_when_they_are_edited(sheets):
    parts = made.parts_of(exported(sheets))
    quoted = [
        number
        for number, xf in enumerate(re.findall(r"<xf [^>]*>", parts["xl/styles.xml"].decode().partition("<cellXfs")[2]))
        if "quotePrefix" in xf
    ]
    cells = re.findall(r'<c r="\w+" s="(\d+)" t="inlineStr"><is><t[^>]*>([^<]*)', parts["xl/worksheets/sheet1.xml"].decode())
    assert {text for style, text in cells if int(style) in quoted} == {"=HYPERLINK(1)", "+84"}


def test_a_text_longer_than_a_cell_is_cut_where_it_shows(sheets):
    found = sheets.read(sheets.write("A", [SheetColumn("Dài")], [("a" * 40_000,)]), "a.xlsx", most_rows=MOST)[0].rows[1][0]
    assert (len(found), found[-1]) == (32_767, "…")


@needs_office
def test_libreoffice_opens_a_written_workbook_and_keeps_every_value(sheets):
    content = exported(sheets)
    again = sheets.read(old(content, "ods"), "a.ods", most_rows=MOST)
    assert [one.rows for one in again] == [one.rows for one in sheets.read(content, "a.xlsx", most_rows=MOST)]
    assert again[0].formulas == 0
