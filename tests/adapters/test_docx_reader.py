"""Word files are read as they are printed: what was deleted or hidden is gone, what stands beside the text is kept beside it."""

import textwrap
import time

import pytest

from tests.adapters.word_parts import docx, lists, lvl, num, p, t, tbl, tc, tr, zipped
from tthc.adapters.readers.docx_file import read_docx
from tthc.kernel.errors import BadFile
from tthc.planreader.read import read


def blocks(body, **parts):
    return read_docx(docx(body, **parts), "ke-hoach.docx")


def texts(body, **parts):
    return [block.text for block in blocks(body, **parts)]


def places(body, **parts):
    return [(block.text, block.place) for block in blocks(body, **parts)]


DELETED_END, HIDDEN_END = "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>"


def test_tracked_changes_are_accepted():
    line = t("Niêm yết ") + f"<w:ins>{t('công khai ')}</w:ins>" + "<w:del><w:r><w:delText>bí mật </w:delText></w:r></w:del>" + t("thủ tục")
    moved = f"<w:moveFrom>{t('đi')}</w:moveFrom><w:moveTo>{t('đến')}</w:moveTo>"
    assert texts(p(line) + p(moved)) == ["Niêm yết công khai thủ tục", "đến"]


def test_a_deleted_paragraph_end_joins_paragraphs_and_the_second_says_what_they_are():
    body = p("Rà soát", f"{num(1)}{DELETED_END}") + p(" quy định", num(1)) + p("Niêm yết", num(1))
    found = blocks(body, numbering=lists(lvl(0, "decimal", "%1.")))
    assert [(one.number, one.text) for one in found] == [("1.", "Rà soát quy định"), ("2.", "Niêm yết")]


def test_a_wholly_deleted_paragraph_is_gone_with_its_number():
    gone = p("<w:del><w:r><w:delText>Bỏ</w:delText></w:r></w:del>", f"{num(1)}{DELETED_END}")
    found = blocks(p("Một", num(1)) + gone + p("Hai", num(1)), numbering=lists(lvl(0, "decimal", "%1.")))
    assert [(one.number, one.text) for one in found] == [("1.", "Một"), ("2.", "Hai")]


def test_a_joined_paragraph_that_nothing_follows_keeps_its_text():
    assert texts(p("Cuối", DELETED_END)) == ["Cuối"]
    found = blocks(p("Trước bảng", DELETED_END) + tbl(tr("a", "b")) + p("x"))
    assert [one.text or one.cells for one in found] == ["Trước bảng", ("a", "b"), "x"]


def test_hidden_text_is_left_out_by_itself_or_by_its_style():
    styles = '<w:style w:type="character" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = '<w:rStyle w:val="Note"/><w:vanish w:val="0"/>'
    body = p(t("Thấy") + t(" ẩn", "<w:vanish/>") + t(" ẩn", '<w:rStyle w:val="Note"/>') + t(" lại thấy", shown))
    assert texts(body, styles=styles) == ["Thấy lại thấy"]
    assert texts(p("Đầu", HIDDEN_END) + p(" cuối")) == ["Đầu cuối"]


def field(instruction, result):
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText> {instruction} </w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def test_fields_show_their_results_and_page_numbers_nothing():
    nested = field(f"IF {field('PAGE', t('1'))} = 1", t("đúng"))
    body = p(t("Điều ") + field("REF dieu", t("5")) + t(" ") + nested) + p(field("PAGE  \\* MERGEFORMAT", t("7")))
    simple = p(f'<w:fldSimple w:instr=" PAGE ">{t("2")}</w:fldSimple><w:fldSimple w:instr="DATE">{t("năm 2025")}</w:fldSimple>')
    assert texts(body + simple) == ["Điều 5 đúng", "năm 2025"]


def test_a_broken_field_swallows_its_paragraph_at_most():
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(p(t("Trước") + opened) + p("Sau") + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + t("Hết"))) == ["Trước", "Sau", "Hết"]


def test_links_tags_controls_math_and_ruby_are_text():
    link = f'<w:hyperlink r:id="x">{t("dichvucong.gov.vn")}</w:hyperlink>'
    tag = f"<w:smartTag><w:smartTag>{t(' một')}</w:smartTag></w:smartTag><w:customXml>{t(' hai')}</w:customXml>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{t(' ba')}</w:sdtContent></w:sdt>"
    ruby = f"<w:r><w:ruby><w:rt>{t('âm')}</w:rt><w:rubyBase>{t(' bốn')}</w:rubyBase></w:ruby></w:r>"
    math = "<m:oMath><m:r><m:t> x=1</m:t></m:r></m:oMath>"
    assert texts(p(link + tag + control + ruby + math)) == ["dichvucong.gov.vn một hai ba bốn x=1"]
    assert texts(f"<w:sdt><w:sdtContent>{p('trong khung')}</w:sdtContent></w:sdt>") == ["trong khung"]


def run(inner, look=""):
    return f"<w:r><w:rPr>{look}</w:rPr>{inner}</w:r>"


def test_breaks_hyphens_and_signs():
    assert texts(p("KẾ HOẠCH") + p(t("một") + run("<w:br/>") + t("hai") + run("<w:tab/>") + t("ba"))) == ["KẾ HOẠCH", "một hai ba"]
    assert texts(p(t("2021") + run("<w:noBreakHyphen/>") + t("2025, th\u00adủ\u200b tục") + run("<w:softHyphen/>"))) == [
        "2021-2025, thủ tục"
    ]
    signs = run('<w:sym w:font="Symbol" w:char="F0B3"/>') + t(" 95% ") + run('<w:sym w:font="Wingdings" w:char="F0FC"/>')
    assert texts(p(signs + t(" \uf0a3 5", '<w:rFonts w:ascii="Symbol"/>'))) == ["≥ 95% ✓ ≤ 5"]
    assert texts(p(run('<w:sym w:font="Symbol" w:char="zz"/>') + t("a"))) == ["a"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Kiểm soát thủ tục", "năm 2025"], ["Kiểm soát thủ tục năm 2025"]),
        (["KẾ HOẠCH", "Kiểm soát thủ tục", "năm 2025"], ["KẾ HOẠCH", "Kiểm soát thủ tục năm 2025"]),
        (["I. MỤC ĐÍCH,", "YÊU CẦU"], ["I. MỤC ĐÍCH, YÊU CẦU"]),
        (["- Niêm yết", "- Rà soát;", "đánh giá"], ["- Niêm yết", "- Rà soát; đánh giá"]),
        (["Rà soát", "Chủ trì: Văn phòng", "1. Niêm yết"], ["Rà soát", "Chủ trì: Văn phòng", "1. Niêm yết"]),
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An"], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An"]),
        (["Nơi nhận:", "Như trên;", "Lưu: VT."], ["Nơi nhận:", "Như trên;", "Lưu: VT."]),
    ],
)
def test_line_breaks_part_items_labels_and_capitals(lines, found):
    assert texts(p(run("<w:br/>").join(map(t, lines)))) == found


def test_a_page_break_parts_a_paragraph():
    assert texts(p(t("Hết.") + run('<w:br w:type="page"/>') + t("PHỤ LỤC"))) == ["Hết.", "PHỤ LỤC"]


def test_what_was_set_side_by_side_with_tabs_is_a_table():
    tab = run("<w:tab/><w:tab/>")
    head = p(t("ỦY BAN NHÂN DÂN XÃ A") + tab + t("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) + p(tab + t("Độc lập - Tự do - Hạnh phúc"))
    head += p(t("Số: 12/KH-UBND") + t("          ") + t("A, ngày 02 tháng 01 năm 2025"))
    body = p("KẾ HOẠCH") + p(t("Kiểm soát") + tab + t("năm 2025")) + p(t("1.") + tab + t("Mục đích"))
    end = p(t("Nơi nhận:") + tab + t("CHỦ TỊCH")) + p("- Như trên;") + p(t("- Lưu: VT.") + tab + t("Lê Văn An"))
    found = [one.text or one.cells for one in blocks(head + body + end)]
    assert found == [
        ("ỦY BAN NHÂN DÂN XÃ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 12/KH-UBND", "A, ngày 02 tháng 01 năm 2025"),
        "KẾ HOẠCH",
        "Kiểm soát năm 2025",
        "1. Mục đích",
        ("Nơi nhận:", "CHỦ TỊCH"),
        ("- Như trên;", ""),
        ("- Lưu: VT.", "Lê Văn An"),
    ]


def test_blanks_left_for_a_day_or_number_are_no_columns():
    blank = "         "
    body = p(f"Số:{blank}/KH-UBND") + p(f"Tân Sơn, ngày{blank}tháng{blank}năm 2026") + p("KẾ HOẠCH") + p("CHỦ TỊCH")
    body += p(t("- Chủ trì:") + run("<w:tab/>") + t("Văn phòng"))
    assert texts(body) == ["Số: /KH-UBND", "Tân Sơn, ngày tháng năm 2026", "KẾ HOẠCH", "CHỦ TỊCH", "- Chủ trì: Văn phòng"]


def box(inner, fallback=None):
    drawn = f"<w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{fallback or inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawn}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"


def test_text_boxes_are_read_once_where_they_are_anchored():
    title = box(p("KẾ HOẠCH") + p("Kiểm soát thủ tục"))
    assert texts(p(title) + p(t("Trước ") + box(p("Trong hộp")) + t("sau"))) == ["KẾ HOẠCH", "Kiểm soát thủ tục", "Trước sau", "Trong hộp"]
    old = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('Hộp cũ')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert texts(p(old + t("Sau"))) == ["Hộp cũ", "Sau"]
    inside = box(p(box(p("Sâu")) + t("Nông")))
    assert texts(p(inside)) == ["Sâu", "Nông"]
    found = blocks(p(box(tbl(tr("TT", "Nội dung"), tr("1", "Niêm yết")))))
    assert [one.cells for one in found] == [("TT", "Nội dung"), ("1", "Niêm yết")]


def test_notes_stand_behind_their_paragraph_and_outside_the_text():
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p("---")}</w:footnote><w:footnote w:id="2">{p("Theo Nghị định")}{p("61.")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="1">{p("Hết")}</w:endnote>'
    first = p(t("Rà soát") + run('<w:footnoteReference w:id="2"/>') + t(" quy định") + run('<w:endnoteReference w:id="1"/>'))
    found = places(first + p("Niêm yết"), footnotes=notes, endnotes=ends)
    assert found == [("Rà soát quy định", ""), ("Theo Nghị định 61.", "footnote"), ("Hết", "footnote"), ("Niêm yết", "")]
    cell = tbl(tr(tc(p(t("a") + run('<w:footnoteReference w:id="2"/>'))), "b"), tr("c", "d"))
    assert [one.cells or one.place for one in blocks(cell, footnotes=notes)] == [("a", "b"), ("c", "d"), "footnote"]


def section(*references, title=False):
    shown = "".join(f'<w:{kind}Reference w:type="{page}" r:id="{name}"/>' for kind, page, name in references)
    return f"<w:sectPr>{shown}{'<w:titlePg/>' if title else ''}</w:sectPr>"


def test_headers_and_footers_are_kept_once_without_page_numbers():
    headers = {
        "h1": ("hdr", p(t("Trang ") + field("PAGE", t("3"))) + p("Kế hoạch năm 2025")),
        "h2": ("hdr", p("Kế hoạch năm 2025") + p("12")),
        "f1": ("ftr", p("UBND xã A")),
    }
    last = section(("header", "even", "h2"), ("footer", "default", "f1"))
    body = p("Một", section(("header", "default", "h1"))) + p("Hai") + last
    assert places(body, headers=headers) == [("Một", ""), ("Hai", ""), ("Kế hoạch năm 2025", "header"), ("UBND xã A", "footer")]


def test_a_letterhead_in_the_header_of_the_first_page_is_text():
    head = tbl(
        tr(tc(p("ỦY BAN NHÂN DÂN") + p("XÃ A")), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), tr("Số: 1/KH-UBND", "A, ngày 01 tháng 01 năm 2025")
    )
    found = blocks(p("KẾ HOẠCH") + section(("header", "first", "h1"), title=True), headers={"h1": ("hdr", head)})
    assert [one.text or one.cells[0] for one in found] == ["ỦY BAN NHÂN DÂN\nXÃ A", "Số: 1/KH-UBND", "KẾ HOẠCH"]
    assert not any(one.place for one in found)


def test_a_table_of_contents_repeats_the_headings_and_is_no_text():
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    assert places(p("I. MỤC ĐÍCH  2", '<w:pStyle w:val="TOC1"/>') + p("I. MỤC ĐÍCH"), styles=styles)[0] == ("I. MỤC ĐÍCH 2", "header")


def test_comments_other_documents_and_unknown_things_are_passed_over():
    note = (
        '<w:commentRangeStart w:id="1"/>'
        + t("Rõ")
        + run('<w:commentReference w:id="1"/>')
        + "<w:unknown><w:r><w:t>?</w:t></w:r></w:unknown>"
    )
    assert texts(p(note) + '<w:altChunk r:id="x"/><w:bookmarkStart w:id="1"/>' + p("<!-- lời -->" + t("ràng"))) == ["Rõ", "ràng"]


BOLD = "<w:b/>"
STYLES = """
<w:style w:type="paragraph" w:styleId="Head"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Head"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Caps"><w:rPr><w:caps/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("paragraph", "is_bold"),
    [
        (p(t("Đậm", BOLD) + t(" ") + t("cả", BOLD) + t(".")), True),
        (p(t("Đậm", BOLD) + t(" một phần")), False),
        (p("Theo kiểu", '<w:pStyle w:val="Head"/>'), True),
        (p("Kiểu con", '<w:pStyle w:val="Sub"/>'), False),
        (p(t("Thường", '<w:b w:val="false"/>'), '<w:pStyle w:val="Head"/>'), False),
        (p(t("Kiểu chữ", '<w:rStyle w:val="Strong"/>')), True),
        (p(t("Hai lần đậm là thường", '<w:rStyle w:val="Strong"/>'), '<w:pStyle w:val="Head"/>'), False),
        (p("Dấu đoạn đậm", f"<w:rPr>{BOLD}</w:rPr>"), False),
    ],
)
def test_bold_is_the_whole_paragraph(paragraph, is_bold):
    assert [one.bold for one in blocks(paragraph, styles=STYLES)] == [is_bold]


def test_capitals_of_a_font_are_capitals_of_the_text():
    assert texts(p("Kế hoạch", '<w:pStyle w:val="Caps"/>') + p(t("Số: ") + t("kh-ubnd", "<w:caps/>")), styles=STYLES) == [
        "KẾ HOẠCH",
        "Số: KH-UBND",
    ]


def test_an_outline_level_is_a_level():
    found = blocks(p("I. Mục đích", '<w:outlineLvl w:val="0"/>') + p("Thường", '<w:outlineLvl w:val="9"/>'))
    assert [one.level for one in found] == [1, 0]


def old(font, text):
    return t(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            old(".VnTime", "Rµ so¸t, niªm yÕt thñ tôc hµnh chÝnh; ®­îc giao tr­íc ngµy 15/9"),
            "Rà soát, niêm yết thủ tục hành chính; được giao trước ngày 15/9",
        ),
        (old(".VnTimeH", "ñy ban nh©n d©n x· kÕ ho¹ch"), "ỦY BAN NHÂN DÂN XÃ KẾ HOẠCH"),
        (old(".VnTime", "Bé phËn Mét cöa cña ") + t("UBND xã"), "Bộ phận Một cửa của UBND xã"),
        (
            old("VNI-Times", "Raø soaùt thuû tuïc haønh chính, ñöôïc giao cho UÛY BAN NHAÂN DAÂN"),
            "Rà soát thủ tục hành chính, được giao cho ỦY BAN NHÂN DÂN",
        ),
        (
            old("VNI-Times", "tro") + old("VNI-Times", "ïng, Vuõ Thò Bích, kyõ, yù nghóa, chæ tieâu"),
            "trọng, Vũ Thị Bích, kỹ, ý nghĩa, chỉ tiêu",
        ),
        (old(".VnTime", "Đã gõ lại bằng Unicode: là, và, có"), "Đã gõ lại bằng Unicode: là, và, có"),
        (old(".VnTime", "n") + run("<w:softHyphen/>", '<w:rFonts w:ascii=".VnTime"/>') + old(".VnTime", "íc"), "nước"),
    ],
)
def test_old_fonts_become_unicode(content, found):
    assert texts(p(content)) == [found]


def test_an_old_font_of_a_style_counts_too_and_a_nearer_font_wins():
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
    theme = t("là của chúng tôi", '<w:rFonts w:asciiTheme="minorHAnsi"/>')
    assert texts(p("KÕ ho¹ch") + p(theme), styles=styles) == ["Kế hoạch", "là của chúng tôi"]


def test_short_words_follow_the_letters_of_the_whole_document():
    unsure = p(old(".VnTime", "cá"))
    assert texts(p(old(".VnTime", "thñ tôc ®­îc giao")) + unsure) == ["thủ tục được giao", "cỏ"]
    assert texts(p("Thủ tục được giao") + p("Đơn vị") + unsure) == ["Thủ tục được giao", "Đơn vị", "cá"]


def test_a_sentence_pasted_with_its_line_ends_is_whole_unless_an_empty_line_parts_it():
    first, second = "Tổ chức rà soát toàn bộ quy định và thủ tục hành chính thuộc phạm vi", "quản lý của xã."
    assert [(one.text, one.parts) for one in blocks(p(first) + p(second))] == [(f"{first} {second}", (first, second))]
    assert texts(p(first) + p("") + p(second)) == [first, second]


def test_a_text_pasted_line_by_line_is_whole_again():
    whole = [
        (
            "Tổ chức rà soát toàn bộ quy định và thủ tục hành chính thuộc phạm vi quản lý của xã, trong đó tập trung vào các nhóm "
            "thủ tục về đất đai, hộ tịch, bảo trợ xã hội; đề xuất phương án đơn giản hóa, báo cáo Ủy ban nhân dân tỉnh theo quy định."
        ),
        (
            "Văn phòng HĐND và UBND xã chủ trì, phối hợp với công chức chuyên môn theo dõi, đôn đốc, kiểm tra việc thực hiện, định kỳ "
            "tổng hợp kết quả báo cáo Chủ tịch Ủy ban nhân dân xã."
        ),
    ]
    pasted = "".join(p(line) for text in whole * 4 for line in textwrap.wrap(text, 60))
    assert texts(pasted) == whole * 4


def test_paragraphs_of_any_length_without_a_stop_stay_apart():
    lines = ["Niêm yết công khai thủ tục hành chính tại nơi tiếp nhận hồ sơ", "Rà soát quy định hành chính thuộc thẩm quyền của xã"] * 20
    assert texts("".join(map(p, lines))) == lines


def test_letters_are_composed_and_white_space_is_single():
    assert texts(p("Ke\u0302\u0301  hoa\u0323ch\u00a0 năm")) == ["Kế hoạch năm"]


def test_strict_files_and_files_with_other_names_are_read():
    usual = docx(p("Kế hoạch"), main="word/document2.xml")
    assert [one.text for one in read_docx(usual, "a.docx")] == ["Kế hoạch"]
    strict = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{p("Kế hoạch")}</w:body></w:document>'
    assert [one.text for one in read_docx(zipped({"word/document.xml": strict}), "a.docx")] == ["Kế hoạch"]


ENTITY = '<!DOCTYPE w [<!ENTITY a "b"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"<html>Ke hoach</html>",
        docx(p("a"))[:-40],
        zipped({"a.txt": "a"}),
        zipped({"word/document.xml": ""}),
        zipped({"word/document.xml": "<w:document><w:body>"}),
        zipped({"word/document.xml": f"{ENTITY}<w:document {SPACE}><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"}),
        docx(p("a"), extra={"word/document.xml": b"\xff\xfe\x00"}),
        docx(p("a"), styles="<w:style"),
        docx("<w:x>" * 300 + "</w:x>" * 300),
    ],
    ids=["empty", "mark", "html", "cut", "no Word", "no XML", "open XML", "entity", "no letters", "broken styles", "deep"],
)
def test_what_cannot_be_read_is_told_in_one_sentence(content):
    with pytest.raises(BadFile) as told:
        read_docx(content, "ke-hoach.docx")
    assert str(told.value) == 'Tệp "ke-hoach.docx" bị hỏng, không mở được. Mở bằng Word hoặc Excel, lưu lại rồi tải lên.'


def test_a_document_without_text_has_no_blocks():
    assert blocks("") == []
    assert blocks("<w:sdt><w:sdtContent>" * 100 + "</w:sdtContent></w:sdt>" * 100) == []
    assert read_docx(zipped({"word/document.xml": f"<w:document {SPACE}/>"}), "a.docx") == []


def test_more_than_any_plan_holds_is_refused():
    with pytest.raises(BadFile, match="quá lớn"):
        read_docx(docx(p("a" * 60_000_000)), "ke-hoach.docx")


def test_numbers_beyond_all_bounds_do_no_harm():
    wild = lvl(0, "upperRoman", "%1.", start=10**12)
    cell = tc("a", '<w:gridSpan w:val="99999999"/>')
    found = blocks(p("x", num(1)) + tbl(tr(cell, "b", properties='<w:gridBefore w:val="-7"/>')), numbering=lists(wild))
    assert (found[0].number, found[1].cells) == ("1000000000000.", ("a", "b"))


def test_a_long_plan_is_read_quickly():
    item = p(t("Rà soát, đánh giá thủ tục hành chính ") * 6, num(1, 2))
    rows = "".join(tr(*(tc(p(t("Văn phòng HĐND và UBND") + t(" xã")) * 2) for _ in range(7))) for _ in range(25))
    page = item * 15 + tbl(rows, grid=[700] * 7)
    content = docx((page + p("x")) * 60, numbering=lists(lvl(2, "decimal", "%3.")))
    started = time.process_time()
    found = read_docx(content, "a.docx")
    assert len(found) == 60 * 41
    assert time.process_time() - started < 3  # measured: 0.6 s; a machine at work takes longer


def test_a_plan_as_offices_write_it_is_read_as_a_plan():
    levels = lvl(0, "upperRoman", "%1.") + lvl(1, "decimal", "%2.") + lvl(2, "lowerLetter", "%3)")
    numbering = lists(levels, lvl(0, "bullet", "-"), lvl(0, "decimal", "%1"))
    head = tbl(
        tr(tc(p("ỦY BAN NHÂN DÂN") + p("XÃ TÂN SƠN")), tc(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))),
        tr("Số: 15/KH-UBND", "Tân Sơn, ngày 10 tháng 01 năm 2026"),
    )
    title = p(box(p(t("KẾ HOẠCH", BOLD)) + p(t("Kiểm soát thủ tục hành chính năm 2026", BOLD))))
    edited = (
        t("Niêm yết công khai ")
        + f"<w:ins>{t('đầy đủ ')}</w:ins><w:del><w:r><w:delText>một phần </w:delText></w:r></w:del>"
        + t("thủ tục hành chính.")
    )
    body = p("MỤC ĐÍCH", num(1)) + p("Nâng cao chất lượng.", num(2)) + p("NỘI DUNG", num(1)) + p(t("Công khai thủ tục", BOLD), num(1, 1))
    body += p(edited, num(1, 2)) + p("Chủ trì: Văn phòng HĐND và UBND xã.", num(2)) + p("Thời gian: Quý I/2026.", num(2))
    body += (
        p("Rà soát thủ tục hành chính.", num(1, 2))
        + p("Chủ trì: Công chức Tư pháp - Hộ tịch.", num(2))
        + p("Thời gian: Trước ngày 30/6/2026.", num(2))
    )
    end = p("TỔ CHỨC THỰC HIỆN", num(1)) + p("Văn phòng HĐND và UBND xã theo dõi, đôn đốc thực hiện Kế hoạch.", num(1, 1))
    end += tbl(
        tr(
            tc(p("Nơi nhận:") + p("Như trên;", num(2)) + p("Lưu: VT.", num(2))),
            tc(p("TM. ỦY BAN NHÂN DÂN") + p("CHỦ TỊCH") + p("Lê Văn An")),
        )
    )
    header = tr("TT", "Nội dung", "Chủ trì", "Thời gian")
    rows = "".join(
        tr(f"<w:tc>{p('', num(3))}</w:tc>", text, "Văn phòng", "Tháng 3/2026") for text in ("Tập huấn nghiệp vụ", "Kiểm tra các thôn")
    )
    wide = p("", '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>')
    draft = read(
        blocks(
            head + title + body + end + wide + p(t("PHỤ LỤC", BOLD)) + p(t("DANH MỤC NHIỆM VỤ", BOLD)) + tbl(header + rows),
            numbering=numbering,
        )
    )
    assert (draft.head.number, draft.head.date, draft.head.year) == ("15/KH-UBND", "2026-01-10", 2026)
    assert draft.head.title == "Kiểm soát thủ tục hành chính năm 2026"
    assert (draft.head.signer.name, draft.head.signer.on_behalf) == ("Lê Văn An", "TM.")
    assert draft.head.recipients == ("Như trên", "Lưu: VT")
    assert [(task.section, task.lead, task.due.isoformat()) for task in draft.tasks] == [
        ("II.1.a", ("Văn phòng HĐND và UBND xã",), "2026-03-31"),
        ("II.1.b", ("Công chức Tư pháp - Hộ tịch",), "2026-06-30"),
        ("PL.1", ("Văn phòng",), "2026-03-31"),
        ("PL.2", ("Văn phòng",), "2026-03-31"),
    ]
    assert draft.tasks[0].text.endswith("Niêm yết công khai đầy đủ thủ tục hành chính.")
