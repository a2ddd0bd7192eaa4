"""Whatever plan is written to Word or Excel reads back as the same plan."""

from dataclasses import replace
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans.papers import PLANS, text_of
from tthc.adapters.readers.docx_file import read_docx
from tthc.adapters.readers.xlsx_file import read_xlsx
from tthc.adapters.writers.fair import fair_copy
from tthc.adapters.writers.office import PlanWriter
from tthc.planreader.blocks import Block, from_bytes, from_text, joined
from tthc.planreader.read import read

READERS = {"docx": read_docx, "xlsx": read_xlsx}
SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def again(blocks, form):
    return READERS[form](PlanWriter().write(blocks, form), f"ke-hoach.{form}")


def same(blocks, form):
    wanted = read(fair_copy(blocks))
    found = read(again(blocks, form))
    assert found.as_json() == wanted.as_json()
    assert [task.block for task in found.tasks] == [task.block for task in wanted.tasks]
    assert [problem.reason_vi for problem in found.problems] == [problem.reason_vi for problem in wanted.problems]


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", PLANS)
def test_an_example_reads_back_the_same(name, form):
    same(from_bytes(text_of(name)), form)


@pytest.mark.parametrize("name", PLANS)
def test_the_fair_copy_reads_as_the_source_did(name):
    blocks = from_bytes(text_of(name))
    source, fair = read(blocks).as_json(), read(fair_copy(blocks)).as_json()
    assert {key: value for key, value in fair.items() if key != "paragraphs"} == {
        key: value for key, value in source.items() if key != "paragraphs"
    }


def words(text):
    return " ".join(text.split())


plain = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), min_size=1, max_size=40).map(words)
SPOKEN = [
    "Rà soát, đánh giá thủ tục hành chính thuộc phạm vi quản lý",
    "Niêm yết công khai TTHC tại Bộ phận Một cửa",
    'Tuyên truyền về "phi địa giới hành chính" & dịch vụ công <trực tuyến>',
    "Số hóa 100% hồ sơ 😀 còn hiệu lực",
    "=SUM(A1:A9)",
    "+84 là đầu số; @nhóm; -1",
    "chiềukhôngcókhoảngtrắng" * 8,
    "Tập huấn 'một cửa' cho công chức, bảo đảm 95,5% tham dự",
]
UNITS = ["Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công", "Công an xã"]
TIMES = ["Thường xuyên", "Quý II/2026", "Trước ngày 15/11/2026", "Tháng 3 - 4/2026", "Khi có yêu cầu", "Trong năm 2026"]
spoken = st.sampled_from(SPOKEN) | plain.filter(bool)
unit, moment = st.sampled_from(UNITS), st.sampled_from(TIMES)
HEADS = [
    (
        "ỦY BAN NHÂN DÂN\nXÃ AN PHÚ\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "An Phú, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n\n"
        "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ;\n"
    ),
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nUBND TỈNH BÌNH AN\nSỞ TƯ PHÁP\nSố:   /KH-STP\n"
        "Bình An, ngày   tháng   năm 2026\n\nKẾ HOẠCH\nRà soát thủ tục hành chính năm 2026\n\nThực hiện Kế hoạch của UBND tỉnh.\n"
    ),
    (
        "UBND TỈNH BÌNH AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ | Độc lập - Tự do - Hạnh phúc\n\n"
        "KẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
    ),
    "## KẾ HOẠCH\n### Kiểm tra công tác cải cách hành chính năm 2026\n\n",
]
ENDS = [
    "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Thị Vân\n",
    "GIÁM ĐỐC\n(Đã ký)\nNguyễn Văn Bình\n\nNơi nhận:\n- Như trên;\n- Lưu: VT, VP.\n",
    "Nơi nhận:⏎- UBND tỉnh;⏎- Lưu: VT. | TM. ỦY BAN NHÂN DÂN⏎CHỦ TỊCH⏎Lê Văn An\n",
    "",
]


@st.composite
def labelled(draw):
    """An item with its labels, one a line or in brackets."""
    title, lead, other, when = draw(spoken), draw(unit), draw(unit), draw(moment)
    if draw(st.booleans()):
        return [f"- {title} (Chủ trì: {lead}; phối hợp: {other}; thời gian: {when})."]
    return [title, f"- Cơ quan chủ trì: {lead}.", f"- Cơ quan phối hợp: {other}.", f"- Thời gian thực hiện: {when}."]


def paragraphs(lines):
    return [Block(0, "paragraph", words(line)) for line in lines]


@st.composite
def table(draw):
    """Rows of a task table with groups, merged cells, missing numbers and several lines in a cell."""
    names = ["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian"]
    width = draw(st.integers(3, 6))
    names = [*names[: width - 1], names[-1]]
    rows = [tuple(names)]
    if draw(st.booleans()) and width > 4:
        rows = [("TT", "Nội dung", "Phân công", *[""] * (width - 4), "Thời gian"), ("", "", *names[2:-1], "")]
    for number in range(draw(st.integers(1, 5))):
        if draw(st.integers(0, 4)) == 0:
            rows.append(("I", draw(spoken), *[""] * (width - 2)))
        cells = [f"{number + 1}", draw(spoken), *[draw(unit | spoken) for _ in range(width - 3)], draw(moment)]
        if draw(st.booleans()):
            cells[2] = f"{cells[2]}\n{draw(unit)}"
        if draw(st.integers(0, 3)) == 0 and len(rows) > 1 and rows[-1][0] != "I":
            cells[draw(st.integers(0, width - 1))] = None
        if draw(st.integers(0, 3)) == 0:
            cells[draw(st.integers(0, width - 1))] = ""
        rows.append(tuple(cells))
    return [Block(0, "row", cells=cells, table=1) for cells in rows]


@st.composite
def plans(draw):
    """The blocks of a plan with any head, parts, tables and end."""
    body = list(from_text(draw(st.sampled_from(HEADS))))
    body += paragraphs(["I. MỤC ĐÍCH", f"1. {draw(spoken)}", "II. NHIỆM VỤ"])
    for number in range(draw(st.integers(1, 4))):
        lines = draw(labelled())
        body += paragraphs([f"{number + 1}. {lines[0]}", *lines[1:]])
        if draw(st.integers(0, 2)) == 0:
            body += draw(table())
    body += [Block(0, "paragraph", draw(spoken), number=draw(st.sampled_from(["", "-", "a)", "5."])))]
    body += paragraphs(["III. TỔ CHỨC THỰC HIỆN", f"1. {draw(unit)}: {draw(spoken)}"])
    body += from_text(draw(st.sampled_from(ENDS)))
    if draw(st.booleans()):
        body += [*paragraphs(["PHỤ LỤC I", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số /KH-UBND)"]), *draw(table())]
    return counted(body)


def counted(blocks):
    """Tables numbered as readers number them."""
    done, number = [], 0
    for is_row, group in groupby(blocks, key=lambda block: block.kind == "row"):
        number += is_row
        done += [replace(block, table=number if is_row else 0) for block in group]
    return joined(done)


@SOME
@given(plans())
@pytest.mark.parametrize("form", READERS)
def test_any_plan_reads_back_the_same(form, blocks):
    same(blocks, form)


@settings(SOME, max_examples=5)
@given(plans())
@pytest.mark.parametrize("form", READERS)
def test_writing_twice_gives_the_same_bytes(form, blocks):
    assert PlanWriter().write(blocks, form) == PlanWriter().write(blocks, form)


@pytest.mark.parametrize("form", READERS)
def test_the_hour_of_writing_is_not_in_the_file(form):
    with ZipFile(BytesIO(PlanWriter().write(from_bytes(text_of("a-xa-2026")), form))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_notes_and_margins_stay_what_they_are():
    blocks = from_bytes(text_of("a-xa-2026"))
    note = Block(0, "paragraph", "Theo số liệu của 'Cổng Dịch vụ công' & phần mềm", place="footnote")
    margin = Block(0, "paragraph", "DỰ THẢO LẦN 2", place="header")
    marked = [margin, *blocks[:1], note, *blocks[1:-5], replace(note, text="Ghi chú hai"), *blocks[-5:]]
    marked = [replace(block, index=i) for i, block in enumerate(marked)]
    found = again(marked, "docx")
    assert [block.text for block in found if block.place == "footnote"] == [note.text, "Ghi chú hai"]
    assert [block.text for block in found if block.place == "header"] == ["DỰ THẢO LẦN 2"]
    texts = [(block.text, block.cells) for block in fair_copy(marked) if not block.place]
    assert [(block.text, block.cells) for block in found if not block.place] == texts
