"""Next year's document: the plan's own years and dates move by its length, everything cited stays as it is."""

import re

import pytest

from tthc.config import ROOT
from tthc.core.imports.rules.years import file_name, next_year
from tthc.planreader.blocks import Block, from_bytes
from tthc.planreader.read import read

MOVED = [
    ("Trước ngày 15/11/2024", "Trước ngày 15/11/2025"),
    ("Trước 30/10", "Trước 30/10"),
    ("Hoàn thành chậm nhất ngày 05 tháng 3 năm 2024", "Hoàn thành chậm nhất ngày 05 tháng 3 năm 2025"),
    ("17-01-2024; 17.01.2024; 17/1/24", "17-01-2025; 17.01.2025; 17/1/25"),
    ("Tháng 01/2024", "Tháng 01/2025"),
    ("Tháng 2 năm 2024", "Tháng 2 năm 2025"),
    ("Tháng 3 - 4/2024", "Tháng 3 - 4/2025"),
    ("Tháng 3, 4/2024", "Tháng 3, 4/2025"),
    ("tháng 12/2024 - 01/2025", "tháng 12/2025 - 01/2026"),
    ("Quý II/2024", "Quý II/2025"),
    ("Quý III, IV năm 2024", "Quý III, IV năm 2025"),
    ("Quý III, Quý IV/2024", "Quý III, Quý IV/2025"),
    ("Quý IV/2024 - Quý I/2025", "Quý IV/2025 - Quý I/2026"),
    ("hoàn thành trong quý II-2024", "hoàn thành trong quý II-2025"),
    ("Tuần 2 tháng 5/2024", "Tuần 2 tháng 5/2025"),
    ("Thường xuyên trong năm 2024", "Thường xuyên trong năm 2025"),
    ("Cả năm 2024", "Cả năm 2025"),
    ("2024", "2025"),
    ("từ ngày 15/12/2023 đến ngày 14/12/2024", "từ ngày 15/12/2024 đến ngày 14/12/2025"),
    ("Từ 01/01 đến 31/12/2024", "Từ 01/01 đến 31/12/2025"),
    ("tháng 01 năm 2025", "tháng 01 năm 2026"),
    ("Xây dựng Kế hoạch năm 2025 trước ngày 15/12/2024", "Xây dựng Kế hoạch năm 2026 trước ngày 15/12/2025"),
    ("tăng 5% so với năm 2023", "tăng 5% so với năm 2024"),
    ("KẾ HOẠCH KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2024", "KẾ HOẠCH KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2025"),
    ("Xong trước ngày 29/02/2024", "Xong trước ngày 28/02/2025"),
    ("Hàng quý; 6 tháng, năm", "Hàng quý; 6 tháng, năm"),
    ("Trong thời hạn 05 ngày làm việc kể từ ngày nhận", "Trong thời hạn 05 ngày làm việc kể từ ngày nhận"),
    ("Khi có yêu cầu", "Khi có yêu cầu"),
    ("1.1/ Ban hành Kế hoạch kiểm soát năm 2024 và văn bản triển khai", "1.1/ Ban hành Kế hoạch kiểm soát năm 2025 và văn bản triển khai"),
    ("2/ Báo cáo năm: gửi trước ngày 10/12/2024", "2/ Báo cáo năm: gửi trước ngày 10/12/2025"),
]
KEPT = [
    "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát thủ tục hành chính;",
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh về cải cách hành chính năm 2024;",
    "theo Quyết định số 30/QĐ-UBND ngày 05/3/2024",
    "theo Quyết định số 30/QĐ-UBND, được sửa đổi ngày 05/3/2024",
    "theo Công văn số 1/2024/CV ngày 02 tháng 01 năm 2024",
    "theo Thông tư số 01/2024/TT-VPCP",
    "Luật Cán bộ, công chức năm 2024",
    "Chương trình tổng thể giai đoạn 2021-2025",
    "Đề án đến năm 2025, tầm nhìn đến năm 2030",
    "đạt 2024 hồ sơ; 2.024 hồ sơ",
    "điện thoại 0202.2024",
]


def moved(text, from_year=2024, to_year=2025, *, is_head=False, year_end=None):
    before = [] if is_head else [Block(n, "paragraph", "Mở đầu") for n in range(30)]
    blocks = [*before, Block(99, "paragraph", text), Block(100, "row", cells=("1", text, None, ""), table=1)]
    *_, paragraph, row = next_year(blocks, from_year, to_year, year_end=year_end)
    assert row.cells == ("1", paragraph.text, None, "")
    return paragraph.text


@pytest.mark.parametrize(("before", "after"), MOVED)
def test_every_form_of_time_moves(before, after):
    assert moved(before) == after


@pytest.mark.parametrize("text", KEPT)
def test_what_is_cited_or_counted_stays(text):
    assert moved(text) == text


def test_a_citation_ends_with_its_clause():
    text = (
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2024 của UBND tỉnh về kiểm soát thủ tục hành chính năm 2024, "
        "Ủy ban nhân dân phường ban hành Kế hoạch năm 2024 như sau:"
    )
    assert moved(text) == text.replace("ban hành Kế hoạch năm 2024", "ban hành Kế hoạch năm 2025")
    text = "Rà soát theo Quyết định số 5/QĐ-UBND ngày 02/02/2024, hoàn thành trước ngày 30/6/2024."
    assert moved(text) == text.replace("30/6/2024", "30/6/2025")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Số: 15/KH-UBND", "Số: …/KH-UBND"),
        ("Số:    /KH-UBND", "Số:    …/KH-UBND"),
        ("An Bình, ngày 15 tháng 01 năm 2024", "An Bình, ngày … tháng … năm 2025"),
        ("An Bình, ngày    tháng 3 năm 2024", "An Bình, ngày … tháng … năm 2025"),
    ],
)
def test_number_and_day_of_issue_are_left_for_the_new_plan(before, after):
    assert moved(before, is_head=True) == after


def test_the_line_below_an_appendix_names_the_new_plan():
    text = "(Kèm theo Kế hoạch số 15/KH-UBND ngày 15/01/2024 của UBND phường)"
    assert moved(text) == "(Kèm theo Kế hoạch số …/KH-UBND ngày …/…/2025 của UBND phường)"


def test_a_plan_of_several_years_keeps_its_length():
    assert moved("Kế hoạch giai đoạn 2021-2025", 2021, 2026, year_end=2025) == "Kế hoạch giai đoạn 2026-2030"
    assert moved("Năm 2023: quý I/2023", 2021, 2026, year_end=2025) == "Năm 2028: quý I/2028"


def test_no_time_moves_twice():
    assert moved("từ tháng 01/2024 đến tháng 12/2024, báo cáo trước ngày 10/01/2025") == (
        "từ tháng 01/2025 đến tháng 12/2025, báo cáo trước ngày 10/01/2026"
    )


@pytest.mark.parametrize("name", ["seed-000", "seed-001", "seed-002", "seed-003"])
def test_an_example_reads_as_the_same_plan_a_year_later(name):
    blocks = from_bytes((ROOT / "tthc" / "examples" / f"{name}.txt").read_bytes())
    this = read(blocks)
    year = this.head.year
    then = read(next_year(this.blocks, year, year + 1))
    assert (then.head.year, then.head.issuer, then.head.place) == (year + 1, this.head.issuer, this.head.place)
    assert (then.head.number, then.head.date) == (None, str(year + 1) if this.head.date else None)
    assert [task.section for task in then.tasks] == [task.section for task in this.tasks]
    assert [task.lead for task in then.tasks] == [task.lead for task in this.tasks]
    assert [task.time_kind for task in then.tasks] == [task.time_kind for task in this.tasks]
    dues = [(one.due, other.due) for one, other in zip(this.tasks, then.tasks, strict=True) if one.due]
    assert all(other.year - one.year == 1 for one, other in dues)
    assert len(then.targets) == len(this.targets)
    assert [basis.number for basis in then.head.legal_bases] == [basis.number for basis in this.head.legal_bases]
    assert [basis.date for basis in then.head.legal_bases] == [basis.date for basis in this.head.legal_bases]
    assert len(then.blocks) == len(this.blocks)


def test_the_name_of_the_new_file():
    assert file_name("Kế hoạch kiểm soát TTHC năm 2024", 2024, 2025) == "Kế hoạch kiểm soát TTHC năm 2025.docx"
    assert re.fullmatch(r".{1,130} 2025\.docx", file_name("Rà soát " * 60, 2024, 2025))
