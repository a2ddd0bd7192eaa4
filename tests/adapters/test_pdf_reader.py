"""PDFs of several makers and layouts: each becomes the blocks that the text of the same document gives."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML

from tthc.adapters.readers import scanned
from tthc.adapters.readers.pdf_file import read_pdf
from tthc.adapters.readers.pdf_letters import Letter, Style, words_of
from tthc.adapters.readers.scanned_numbers import with_roman_numbers
from tthc.kernel.errors import BadFile
from tthc.planreader.blocks import Block

STYLE = """
@page { size: A4; margin: 20mm 20mm 20mm 30mm }
body { font: 13pt/1.3 "Times New Roman", "Liberation Serif", serif; text-align: justify }
p { margin: 4pt 0; text-indent: 1cm }
.middle { text-align: center; text-indent: 0; font-weight: bold }
table { border-collapse: collapse; width: 100%; font-size: 11pt; text-align: left }
td { border: 1px solid black; padding: 2pt 4pt; vertical-align: top }
.plain td { border: none; text-align: center } .plain td.left { text-align: left }
.plain p { text-indent: 0; margin: 0 }
"""
LONG = "Các cơ quan, đơn vị thực hiện rà soát, đánh giá thủ tục hành chính thuộc phạm vi quản lý, bảo đảm đúng tiến độ được giao"


def pdf(body, style=""):
    return HTML(string=f"<style>{STYLE}{style}</style>{body}").write_pdf()


def read(body, style=""):
    return read_pdf(pdf(body, style), "ke-hoach.pdf")


def texts(blocks):
    return [block.text for block in blocks if block.kind == "paragraph" and not block.place]


def rows(blocks):
    return [block.cells for block in blocks if block.kind == "row"]


def table(*lines, head=""):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    return f"<table>{head}{body}</table>"


# Paragraphs


@pytest.mark.parametrize(
    "style", ["", "body{text-align:left} p{text-indent:0;margin:9pt 0}", "@page{size:A5}", "p{text-indent:0;padding-left:2em}"]
)
def test_lines_are_joined_to_paragraphs(style):
    written = [f"1. {LONG} {LONG.lower()}.", f"a) {LONG};", f"- {LONG}, giai đoạn 2021 - 2025.", "II. TỔ CHỨC THỰC HIỆN", f"{LONG}."]
    assert texts(read("".join(f"<p>{text}</p>" for text in written), style)) == written


def test_a_word_cut_at_its_hyphen_has_no_space():
    style = "@page{size:9cm 10cm;margin:1cm} p{text-indent:0}"
    blocks = read("<p>Thực hiện theo Quyết định số 113/KH-&#8203;UBND ngày 05 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh</p>", style)
    assert texts(blocks) == ["Thực hiện theo Quyết định số 113/KH-UBND ngày 05 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh"]


def test_a_soft_hyphen_leaves_no_trace():
    style = "@page{size:6cm 10cm;margin:1cm} p{hyphens:manual;text-indent:0}"
    assert texts(read("<p>Văn bản hànhchính&shy;công trong năm</p>", style)) == ["Văn bản hànhchínhcông trong năm"]


def test_a_paragraph_over_a_page_break_is_one_and_its_pieces_stay_known():
    filler = "".join(f"<p>{i}. {LONG}.</p>" for i in range(1, 18))
    blocks = read(f"{filler}<p>{' '.join([LONG] * 6)}.</p>")
    cut = [block for block in blocks if block.parts]
    assert len(cut) == 1
    assert " ".join(cut[0].parts) == cut[0].text == f"{' '.join([LONG] * 6)}."
    assert [block.page for block in blocks] == sorted(block.page for block in blocks)


def test_heavy_type_is_known():
    blocks = read("<p><b>1. Mục đích</b></p><p>Nâng cao chất lượng.</p>")
    assert [block.bold for block in blocks] == [True, False]


def test_page_numbers_and_repeated_headers_stand_apart_once():
    style = "@page{@top-center{content:counter(page)} @bottom-left{content:'Văn phòng UBND xã';font-size:9pt}}"
    blocks = read("".join(f"<p>{i}. {LONG} {LONG}.</p>" for i in range(1, 40)), style)
    assert [(block.place, block.text) for block in blocks if block.place] == [("header", "1"), ("footer", "Văn phòng UBND xã")]
    assert texts(blocks) == [f"{i}. {LONG} {LONG}." for i in range(1, 40)]


def test_a_footnote_stands_apart_and_its_sign_leaves_the_text():
    note = "<div style='position:absolute;bottom:0;font-size:9pt'><div style='width:5cm;border-top:1px solid'></div>1 Theo Nghị định số 61.</div>"
    blocks = read(f"<p>Thực hiện rà soát<sup style='font-size:8pt'>1</sup> theo kế hoạch.</p><p>{LONG} {LONG}.</p>{note}")
    assert texts(blocks) == ["Thực hiện rà soát theo kế hoạch.", f"{LONG} {LONG}."]
    assert [(block.place, block.text) for block in blocks if block.place] == [("footnote", "1 Theo Nghị định số 61.")]


def test_letterhead_and_signature_are_rows_of_two_cells():
    head = """<table class=plain><tr><td>ỦY BAN NHÂN DÂN<br><b>XÃ HÒA AN</b></td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b></td></tr>
    <tr><td>Số: 12/KH-UBND</td><td><i>Hòa An, ngày 05 tháng 01 năm 2026</i></td></tr></table>"""
    sign = """<table class=plain><tr><td class=left style='width:45%'>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</td>
    <td><b>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH</b><br><br><br><br><b>Lò Văn Tấn</b></td></tr></table>"""
    blocks = read(f"{head}<p class=middle>KẾ HOẠCH</p><p class=middle>Kiểm soát thủ tục hành chính năm 2026</p><p>{LONG} {LONG}.</p>{sign}")
    assert rows(blocks) == [
        (
            "ỦY BAN NHÂN DÂN\nXÃ HÒA AN\nSố: 12/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHòa An, ngày 05 tháng 01 năm 2026",
        ),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Tấn"),
    ]
    assert texts(blocks) == ["KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026", f"{LONG} {LONG}."]


def test_recipients_and_signature_over_a_page_break_are_one_row():
    names = [f"Phòng chuyên môn số {i}" for i in range(1, 9)]
    left = "<br>".join(["Nơi nhận:", *(f"- {name};" for name in names), "- Lưu: VT."])
    right = "<b>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH</b>" + "<br>" * 6 + "<b>Lò Văn Tấn</b>"
    sign = f"<table class=plain><tr><td class=left style='width:45%'>{left}</td><td>{right}</td></tr></table>"
    filler = "".join(f"<p>{i}. {LONG} {LONG}.</p>" for i in range(1, 10))
    body = f"{filler}<div style='height:34mm'></div>{sign}"
    assert len(pypdfium2.PdfDocument(pdf(body))) > 1
    assert rows(read(body)) == [
        ("\n".join(["Nơi nhận:", *(f"- {name};" for name in names), "- Lưu: VT."]), "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Tấn")
    ]


def test_a_note_in_plain_type_is_told_by_its_sign():
    note = "<div style='position:absolute;bottom:0;font-size:13pt'><div style='width:4cm;border-top:1px solid'></div>1 Theo Nghị định số 61.</div>"
    blocks = read(f"<p>Thực hiện rà soát<sup style='font-size:8pt'>1</sup> theo kế hoạch.</p><p>{LONG} {LONG}.</p>{note}")
    assert [(block.place, block.text) for block in blocks if block.place] == [("footnote", "1 Theo Nghị định số 61.")]


# Tables

LINES = [
    ("TT", "Nội dung công việc", "Chủ trì", "Thời gian"),
    ("1", f"{LONG}", "Văn phòng HĐND và UBND", "Tháng 3/2026"),
    ("2", "Lập danh mục rà soát", "Phòng Văn hóa - Xã hội; Phòng Kinh tế", "Trước 30/10/2026"),
]
BORDERS = [
    "",
    "td{border:3pt solid}",
    "td{border:3px double}",
    "table{border-spacing:0;border-collapse:separate}",
    "tr:first-child td{background:#ddd}",
]


@pytest.mark.parametrize(
    "style", [*BORDERS, "td{text-align:center;vertical-align:middle}", "@page{size:A4 landscape}", "table{font-size:9pt}"]
)
def test_a_ruled_table_gives_its_rows(style):
    blocks = read(f"<p>Trước bảng.</p>{table(*LINES)}<p>Sau bảng.</p>", style)
    assert rows(blocks) == LINES
    assert [block.kind for block in blocks] == ["paragraph", "row", "row", "row", "paragraph"]


def test_an_outer_border_may_be_missing():
    assert rows(read(table(*LINES), "td:first-child{border-left:none} td:last-child{border-right:none}")) == LINES


@pytest.mark.parametrize(
    "style", ["td{border:none;padding:5pt 8pt}", "td{border:none;border-top:1px solid;border-bottom:1px solid;padding:4pt 8pt}"]
)
def test_a_table_without_lines_down_is_read_by_its_columns(style):
    assert rows(read(f"<p>{LONG}.</p>{table(*LINES)}<p>{LONG} {LONG}.</p>", style)) == LINES


def test_the_title_of_a_group_stands_in_a_table_without_lines():
    body = "<tr><td>TT</td><td>Nội dung công việc</td><td>Chủ trì</td><td>Thời gian</td></tr>"
    for part, name in (("I", "Công tác chỉ đạo, điều hành kiểm soát thủ tục hành chính trên địa bàn"), ("II", "Công tác khác")):
        body += f"<tr><td>{part}</td><td colspan=3>{name}</td></tr>"
        body += "".join(f"<tr><td>{i}</td><td>{LONG}</td><td>Văn phòng HĐND và UBND</td><td>Tháng {i}/2026</td></tr>" for i in (1, 2))
    found = rows(read(f"<table>{body}</table>", "td{border:none;padding:4pt 8pt}"))
    assert [cells[0] for cells in found] == ["TT", "I", "1", "2", "II", "1", "2"]
    assert found[1] == ("I", "Công tác chỉ đạo, điều hành kiểm soát thủ tục hành chính trên địa bàn", "", "")
    assert found[3] == ("2", LONG, "Văn phòng HĐND và UBND", "Tháng 2/2026")


def test_merged_cells():
    body = """<tr><td>TT</td><td>Việc</td><td colspan=2>Phân công</td></tr><tr><td rowspan=2>1</td><td rowspan=2>Rà soát</td><td>Phòng A</td>
    <td>Quý I</td></tr><tr><td>Phòng B</td><td>Quý II</td></tr><tr><td>I</td><td colspan=3>Nhóm việc chung</td></tr>"""
    assert rows(read(f"<table>{body}</table>")) == [
        ("TT", "Việc", "Phân công", ""),
        ("1", "Rà soát", "Phòng A", "Quý I"),
        (None, None, "Phòng B", "Quý II"),
        ("I", "Nhóm việc chung", "", ""),
    ]


def test_paragraphs_in_a_cell_stay_apart_and_wrapped_lines_do_not():
    cell = "- Báo cáo kết quả rà soát thủ tục hành chính hằng năm;<br>- Quyết định phê duyệt<br>Danh mục"
    assert rows(read(table(("1", cell, "Văn phòng"))))[0][1] == (
        "- Báo cáo kết quả rà soát thủ tục hành chính hằng năm;\n- Quyết định phê duyệt\nDanh mục"
    )


def test_a_name_too_wide_for_its_column_is_whole():
    style = "td:first-child{width:5mm;padding:1mm 0;word-break:break-all} table{table-layout:fixed}"
    blocks = read(table(("STT", "Nội dung", "Chủ trì"), ("1", "Rà soát", "Văn phòng"), ("2024", "Lập danh mục", "Sở Tư pháp")), style)
    assert [cells[0] for cells in rows(blocks)] == ["STT", "1", "2024"]


def test_a_table_over_pages_is_one_with_its_header_marked_and_cut_rows_whole():
    head = "<thead><tr><td>TT</td><td>Nội dung</td><td>Chủ trì</td></tr></thead>"
    lines = [(str(i), f"Việc {i}: {LONG} {LONG.lower()}", "Văn phòng HĐND và UBND") for i in range(1, 30)]
    blocks = read(table(*lines, head=head), "td:nth-child(1){width:1cm} td:nth-child(3){width:4cm}")
    again = [block for block in blocks if block.is_header]
    assert len(again) == max(block.page for block in blocks) - 1 > 0
    assert {block.table for block in blocks} == {1}
    assert [block.cells for block in blocks if not block.is_header] == [("TT", "Nội dung", "Chủ trì"), *lines]


def test_a_merged_cell_cut_by_a_page_break_stays_merged():
    lines = "".join(
        f"<tr>{'<td rowspan=40>Thường xuyên trong năm</td>' if i == 1 else ''}<td>Việc {i}</td><td>Phòng {i}</td></tr>"
        for i in range(1, 41)
    )
    found = rows(read(f"<table>{lines}</table>", "td{padding:8pt}"))
    assert found[0] == ("Thường xuyên trong năm", "Việc 1", "Phòng 1")
    assert found[1:] == [(None, f"Việc {i}", f"Phòng {i}") for i in range(2, 41)]


def test_two_tables_are_two():
    blocks = read(f"{table(*LINES)}<p>Phụ lục II</p>{table(('A', 'B'), ('C', 'D'))}")
    assert [block.table for block in blocks if block.kind == "row"] == [1, 1, 1, 2, 2]


def test_a_frame_around_text_is_no_table():
    assert texts(read("<div style='border:1px solid;padding:5pt'><p>Mẫu số 01</p></div><p>Sau khung.</p>")) == ["Mẫu số 01", "Sau khung."]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(turn):
    with pikepdf.open(io.BytesIO(pdf(f"<p>Trước bảng.</p>{table(*LINES)}"))) as document:
        document.pages[0].rotate(turn, relative=False)
        page = document.pages[0]
        box = [float(x) for x in page.mediabox]
        # The content is turned the other way, as a landscape page is that was put upright for the binder.
        width, height = box[2], box[3]
        matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[turn]
        page.contents_add(f"q {matrix} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        if turn != 180:
            page.mediabox = [0, 0, height, width]
        turned = io.BytesIO()
        document.save(turned)
    assert rows(read_pdf(turned.getvalue(), "x.pdf")) == LINES


# Letters


def letters(text, x=100.0, foot=100.0, step=6.0, font="", gaps=()):
    style = Style(12.0, font=font)
    return [Letter(c, x + i * step + sum(gaps[: i + 1]), x + (i + 1) * step + sum(gaps[: i + 1]), foot, style) for i, c in enumerate(text)]


def test_letters_without_spaces_are_parted_by_their_gaps():
    assert [word.text for word in words_of(letters("KếHoạch", gaps=(0, 0, 3, 0, 0, 0, 0)))] == ["Kế", "Hoạch"]


def test_letters_drawn_twice_stand_once():
    doubled = [*letters("Kế hoạch"), *letters("Kế hoạch", x=100.3)]
    assert [(word.text, word.is_bold) for word in words_of(doubled)] == [("Kế", True), ("hoạch", True)]
    each = [letter for one in letters("Tên") for letter in (one, Letter(one.text, one.x0 + 0.4, one.x1 + 0.4, one.foot, one.style))]
    assert [word.text for word in words_of(each)] == ["Tên"]


def test_accents_drawn_apart_are_put_on_their_letters():
    behind = [*letters("e\u0302"), *letters("x", x=112)]
    assert words_of(behind)[0].text == "êx"
    style = Style(12.0)
    later = [*letters("Viet nam"), Letter("\u0302", 113.0, 116.0, 100.0, style), Letter("\u0323", 113.0, 116.0, 100.0, style)]
    assert [word.text for word in words_of(later)] == ["Việt", "nam"]


def test_old_fonts_are_spelled_in_unicode():
    assert [word.text for word in words_of(letters("KÕ ho¹ch", font=".VnTime"))] == ["Kế", "hoạch"]
    assert [word.text for word in words_of(letters("Kế hoạch", font=".VnTime"))] == ["Kế", "hoạch"]


def test_no_word_is_lost_or_said_twice():
    body = f"<p>{LONG}.</p>{table(*LINES)}<table class=plain><tr><td>Nơi nhận:</td><td>CHỦ TỊCH</td></tr></table><p>{LONG}.</p>"
    content = pdf(body)
    document = pypdfium2.PdfDocument(content)
    shown = sorted(re.findall(r"\w+", document[0].get_textpage().get_text_bounded()))
    blocks = read_pdf(content, "x.pdf")
    told = sorted(re.findall(r"\w+", " ".join(" ".join([block.text, *(cell or "" for cell in block.cells)]) for block in blocks)))
    assert told == shown


# Pictures


def as_pictures(content, count=1):
    document = pypdfium2.PdfDocument(content)
    pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in document] * count
    made = io.BytesIO()
    pictures[0].save(made, format="PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return made.getvalue()


def test_a_scan_is_recognised_and_marked():
    if not scanned.is_available():
        pytest.skip("Tesseract with Vietnamese is not installed")
    blocks = read_pdf(as_pictures(pdf(f"<p>Kế hoạch kiểm soát thủ tục hành chính năm 2026.</p>{table(*LINES)}")), "scan.pdf")
    assert all(block.is_scanned for block in blocks)
    assert texts(blocks) == ["Kế hoạch kiểm soát thủ tục hành chính năm 2026."]
    # A recogniser of letters may lose a space; the cells are the geometry's work.
    found = [[cell.replace(" ", "") for cell in cells] for cells in rows(blocks)]
    assert found[1:] == [[cell.replace(" ", "") for cell in line] for line in LINES[1:]]


def with_content(content, added):
    with pikepdf.open(io.BytesIO(content)) as document:
        document.pages[0].contents_add(added, prepend=True)
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


def test_the_invisible_letters_of_a_scanner_are_read_and_never_certain():
    blocks = read_pdf(with_content(pdf(f"<p>{LONG}.</p>"), b"3 Tr"), "scan.pdf")
    assert [(block.text, block.is_scanned) for block in blocks] == [(f"{LONG}.", True)]


def test_invisible_letters_beside_visible_ones_are_left_out():
    content = pdf(f"<p>{LONG}.</p>")
    with pikepdf.open(io.BytesIO(content)) as document:
        drawn = document.pages[0].Contents.read_bytes()
    seen = read_pdf(with_content(content, b"q 3 Tr 1 0 0 1 0 -200 cm\n" + drawn + b"\nQ"), "x.pdf")
    assert [(block.text, block.is_scanned) for block in seen] == [(f"{LONG}.", False)]


def test_a_crooked_scan_keeps_its_table():
    if not scanned.is_available():
        pytest.skip("Tesseract with Vietnamese is not installed")
    page = pypdfium2.PdfDocument(pdf(f"<p>{LONG}.</p>{table(*LINES)}<p>{LONG} {LONG}.</p>"))[0].render(scale=200 / 72).to_pil().convert("L")
    made = io.BytesIO()
    page.rotate(0.6, fillcolor=255).save(made, format="PDF", resolution=200)
    found = rows(read_pdf(made.getvalue(), "scan.pdf"))
    assert [len(cells) for cells in found] == [4, 4, 4]
    assert found[2][1] == "Lập danh mục rà soát"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        (["L MỤC TIÊU", "H. NỘI DUNG", "1. Rà soát", "II. TỔ CHỨC"], ["I. MỤC TIÊU", "II. NỘI DUNG", "1. Rà soát", "III. TỔ CHỨC"]),
        (["L/ Mục đích", "IU Nội dung", "IH/ Báo cáo"], ["I/ Mục đích", "II/ Nội dung", "III/ Báo cáo"]),
        (["Lập kế hoạch", "1. MỤC TIÊU", "Theo dõi"], ["Lập kế hoạch", "1. MỤC TIÊU", "Theo dõi"]),
    ],
)
def test_roman_numbers_of_a_scan_count_on(seen, meant):
    blocks = [Block(i, "paragraph", text, is_scanned=True) for i, text in enumerate(seen)]
    assert [block.text for block in with_roman_numbers(blocks)] == meant
    drawn = [Block(i, "paragraph", text) for i, text in enumerate(seen)]
    assert with_roman_numbers(drawn) == drawn


def test_a_scan_without_tesseract_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    scanned._languages.cache_clear()
    try:
        with pytest.raises(BadFile, match=r'^Tệp "scan.pdf" là bản chụp, không có chữ để đọc; .*Tải lên tệp Word gốc\.$'):
            read_pdf(as_pictures(pdf("<p>Kế hoạch</p>")), "scan.pdf")
    finally:
        scanned._languages.cache_clear()


def test_too_many_scanned_pages_are_one_sentence():
    if not scanned.is_available():
        pytest.skip("Tesseract with Vietnamese is not installed")
    with pytest.raises(BadFile, match="có 31 trang chụp"):
        read_pdf(as_pictures(pdf("<p>Kế hoạch</p>", "@page{size:5cm;margin:2mm}"), 31), "scan.pdf")


# What cannot be read


def encrypted():
    with pikepdf.open(io.BytesIO(pdf("<p>Kế hoạch</p>"))) as document:
        made = io.BytesIO()
        document.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def blank(pages):
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (encrypted, 'Tệp "x.pdf" đặt mật khẩu'),
        (lambda: pdf("<p>Kế hoạch</p>")[:300], 'Tệp "x.pdf" bị hỏng'),
        (lambda: b"%PDF-1.7\n%%EOF", 'Tệp "x.pdf" bị hỏng'),
        (lambda: b"", 'Tệp "x.pdf" bị hỏng'),
        (lambda: blank(301), 'Tệp "x.pdf" có 301 trang nên không phải là kế hoạch'),
        (lambda: blank(2), 'Tệp "x.pdf" không có chữ để đọc'),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content, sentence):
    with pytest.raises(BadFile) as caught:
        read_pdf(content(), "x.pdf")
    assert str(caught.value).startswith(sentence)
