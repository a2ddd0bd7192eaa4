"""Automatic numbers of Word come out as they are printed."""

import pytest

from tests.adapters.word_parts import docx, lists, lvl, num, p, t, tbl, tr
from tthc.adapters.readers.docx_file import read_docx
from tthc.adapters.readers.docx_numbers import formatted

PLAN = (
    lvl(0, "upperRoman", "%1.")
    + lvl(1, "decimal", "%2.")
    + lvl(2, "decimal", "%2.%3.")
    + lvl(3, "lowerLetter", "%4)")
    + lvl(4, "bullet", "\uf0b7")
)


def numbers(body, **parts):
    return [block.number for block in read_docx(docx(body, **parts), "a.docx")]


def items(*depths, num_id=1):
    return "".join(p("nội dung", num(num_id, depth)) for depth in depths)


def test_levels_count_on_and_begin_again_below_a_new_heading():
    found = numbers(items(0, 1, 1, 2, 2, 3, 3, 4, 1, 2, 0, 1), numbering=lists(PLAN))
    assert found == ["I.", "1.", "2.", "2.1.", "2.2.", "a)", "b)", "-", "3.", "3.1.", "II.", "1."]


def test_a_level_above_that_was_never_used_counts_as_its_start():
    assert numbers(items(2, 2), numbering=lists(PLAN)) == ["1.1.", "1.2."]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (12, "decimalZero", "12"),
        (4, "lowerLetter", "d"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (14, "lowerRoman", "xiv"),
        (49, "upperRoman", "XLIX"),
        (7, "none", ""),
        (5, "ordinal", "5"),
        (10**9, "upperRoman", "1000000000"),
        (10**9, "lowerLetter", "1000000000"),
        (0, "upperLetter", "0"),
    ],
)
def test_formats(number, form, printed):
    assert formatted(number, form) == printed


@pytest.mark.parametrize(
    ("sign", "printed"), [("\uf0b7", "-"), ("-", "-"), ("–", "-"), ("•", "-"), ("o", "-"), ("\uf0a7", "-"), ("+", "+"), ("", "")]
)
def test_bullets_are_dashes_and_pluses(sign, printed):
    assert numbers(items(0), numbering=lists(lvl(0, "bullet", sign))) == [printed]


def test_words_around_the_number_are_printed_too():
    chapter = lvl(0, "decimal", "Phụ lục %1.") + lvl(1, "decimal", "Bước %2:")
    assert numbers(items(0, 1, 1), numbering=lists(chapter)) == ["Phụ lục 1.", "Bước 1:", "Bước 2:"]


def test_roman_headings_show_as_digits_where_the_level_asks_for_it():
    legal = lvl(0, "upperRoman", "%1.") + lvl(1, "decimal", "%1.%2.", ahead="<w:isLgl/>")
    assert numbers(items(0, 0, 1, 1), numbering=lists(legal)) == ["I.", "II.", "2.1.", "2.2."]


def test_a_level_may_count_through():
    through = lvl(0, "decimal", "%1.") + lvl(1, "lowerLetter", "%2)", ahead='<w:lvlRestart w:val="0"/>')
    assert numbers(items(0, 1, 1, 0, 1), numbering=lists(through)) == ["1.", "a)", "b)", "2.", "c)"]


def test_a_level_may_begin_again_below_a_certain_level_only():
    deep = lvl(0, "decimal", "%1.") + lvl(1, "decimal", "%2.") + lvl(2, "lowerLetter", "%3)", ahead='<w:lvlRestart w:val="1"/>')
    assert numbers(items(0, 1, 2, 1, 2, 0, 2), numbering=lists(deep)) == ["1.", "1.", "a)", "2.", "b)", "2.", "a)"]


def test_lists_of_one_description_count_on_and_an_override_starts_anew_once():
    again = '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    anew = '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    body = items(0, 0) + items(0, num_id=7) + items(0, 0, num_id=8)
    assert numbers(body, numbering=lists(lvl(0, "decimal", "%1."), nums=again + anew)) == ["1.", "2.", "3.", "4.", "5."]


def test_a_list_may_have_a_level_of_its_own():
    own = f'<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{lvl(0, "lowerLetter", "%1)")}</w:lvlOverride></w:num>'
    assert numbers(items(0, 0, num_id=8), numbering=lists(lvl(0, "decimal", "%1."), nums=own)) == ["a)", "b)"]


def test_a_list_may_point_to_a_numbering_style():
    style = '<w:style w:type="numbering" w:styleId="Plan"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    found = numbers(items(0, 1), styles=style, numbering=lists('<w:numStyleLink w:val="Plan"/>', PLAN))
    assert found == ["I.", "1."]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
<w:style w:type="paragraph" w:styleId="Part"><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
  <w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Item"><w:basedOn w:val="Part"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loud"><w:basedOn w:val="Item"/></w:style>
<w:style w:type="paragraph" w:styleId="Bare"><w:basedOn w:val="Part"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
"""


def styled(*names):
    return "".join(p("nội dung", f'<w:pStyle w:val="{name}"/>') for name in names)


def test_styles_carry_numbers_and_their_levels_are_tied_to_them():
    tied = lvl(0, "upperRoman", "%1.", ahead='<w:pStyle w:val="Part"/>') + lvl(1, "decimal", "%2.", ahead='<w:pStyle w:val="Item"/>')
    body = styled("Part", "Item", "Loud", "Bare", "Part", "Item", "Normal")
    blocks = read_docx(docx(body, styles=STYLES, numbering=lists(tied)), "a.docx")
    assert [block.number for block in blocks] == ["I.", "1.", "2.", "", "II.", "1.", ""]
    assert [block.level for block in blocks] == [1, 2, 2, 1, 1, 2, 0]


def test_a_paragraph_may_be_taken_out_of_its_styles_list_or_set_on_another_level_of_it():
    out = p("nội dung", f'<w:pStyle w:val="Part"/>{num(0)}')
    deeper = p("nội dung", '<w:pStyle w:val="Part"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert numbers(styled("Part") + out + deeper + styled("Part"), styles=STYLES, numbering=lists(PLAN)) == ["I.", "", "1.", "II."]


def test_styles_in_a_circle_end_where_it_closes():
    circle = "".join(f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>' for one, other in ("AB", "BA"))
    assert numbers(styled("A"), styles=circle) == [""]


def test_empty_and_hidden_items():
    empty, hidden = p("", num(1)), p(t("ẩn", "<w:vanish/>"), f"{num(1)}<w:rPr><w:vanish/></w:rPr>")
    found = read_docx(docx(items(0) + hidden + items(0) + empty + items(0), numbering=lists(lvl(0, "decimal", "%1."))), "a.docx")
    # Word draws and counts the number of an empty item; a hidden paragraph has none.
    assert [block.number for block in found] == ["1.", "2.", "4."]


def test_an_invisible_number_is_none_but_counts():
    level = lvl(0, "decimal", "%1.", more="<w:rPr><w:vanish/></w:rPr>") + lvl(1, "decimal", "%1.%2.")
    assert numbers(items(0, 1), numbering=lists(level)) == ["", "1.1."]


@pytest.mark.parametrize(("form", "text", "typed"), [("decimal", "%1.", "1. Mục đích"), ("bullet", "-", "- Mục đích")])
def test_a_number_that_is_typed_as_well_is_said_once(form, text, typed):
    (block,) = read_docx(docx(p(typed, num(1)), numbering=lists(lvl(0, form, text))), "a.docx")
    assert (block.number, block.text) == ("", typed)


def test_numbers_of_rows_stand_in_their_cells():
    numbered, dashed = p("", num(1)), p("Niêm yết", num(2))
    body = tbl(*(tr(f"<w:tc>{numbered}</w:tc>", f"<w:tc>{dashed}{dashed}</w:tc>") for _ in range(3)))
    blocks = read_docx(docx(body, numbering=lists(lvl(0, "decimal", "%1"), lvl(0, "bullet", "-"))), "a.docx")
    assert [block.cells for block in blocks] == [(n, "- Niêm yết\n- Niêm yết") for n in "123"]


def test_a_list_without_description_has_no_number():
    assert numbers(items(0, num_id=5), numbering=lists(lvl(0, "decimal", "%1."))) == [""]
    assert numbers(items(8), numbering=lists(lvl(0, "decimal", "%1."))) == [""]
    assert numbers(items(0)) == [""]
