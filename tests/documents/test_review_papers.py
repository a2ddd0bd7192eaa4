"""Papers of reviews: what stands on them, the diagram as drawn, sums that agree with the sheet."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.documents.test_printed_rows import pages_of, words_of
from tests.factories.printing import printing
from tests.rules.test_reviews import CASE, GDP
from tthc.adapters.rendering import render
from tthc.core.reviews.rules import papers
from tthc.core.reviews.rules.costs import Terms, Volume, reckon
from tthc.core.reviews.rules.papers import Costs, Facts

TERMS = Terms(GDP, Volume(Decimal(2), 150), Volume(Decimal(1), 150))
COSTS = Costs(2023, TERMS, CASE, reckon(CASE, TERMS))
REVIEW = Facts(
    "Cấp Giấy xác nhận tình trạng hôn nhân",
    "1.004873",
    "Tư pháp - Hộ tịch",
    "Từ phản ánh, kiến nghị: Báo cáo quý I",
    "01/03/2024",
    "30/06/2024",
    "Báo cáo kết quả rà soát",
    [("Sự cần thiết", "Đáp ứng", "Cần để xác nhận nhân thân."), ("Tính hợp lý", "Đáp ứng một phần", ""), ("Tính hợp pháp", "", "")],
    ["Cắt giảm giấy tờ", "Chuyển sang thực hiện trực tuyến"],
    "Bỏ bản sao giấy tờ đã có trong cơ sở dữ liệu.\nNhận hồ sơ trực tuyến.",
    "Cấp tỉnh",
    "12/TTr-UBND",
    "2024-06-25",
)


def test_the_plan_lists_what_the_decree_asks_for():
    pdf = render("review_plan", papers.plan(printing(), 2024, [REVIEW] * 3), {}, "x")
    text = words_of(pdf)
    for piece in (
        "KẾ HOẠCH",
        "Rà soát, đánh giá thủ tục hành chính năm 2024",
        "Cấp Giấy xác nhận tình trạng hôn nhân (mã 1.004873)",
        "Căn cứ lựa chọn",
        "Dự kiến sản phẩm",
        "Hộ tịch 01/03/2024",
        "/KH-UBND",
        "TM. ỦY BAN NHÂN DÂN",
    ):
        assert piece in text


def test_the_report_explains_the_cost_and_draws_the_steps():
    pdf = render("review_report", papers.report(printing(), REVIEW, COSTS), {}, "x")
    text = words_of(pdf)
    for piece in (
        "Thu nhập một giờ làm việc: 50.000 đồng",
        "1.024.000 đ × 2 lần × 150 đối tượng = 307.200.000 đ",
        "Chi phí tuân thủ cắt giảm 272.550.000 đồng (88,72%)",
        "Sự cần thiết: Đáp ứng: Cần để xác nhận nhân thân",
        "Tính hợp lý: Đáp ứng một phần",
        "SƠ ĐỒ THỰC HIỆN THỦ TỤC",
        "Trước rà soát (6 bước) Sau rà soát (4 bước)",
        "31.000 đ – Bước mới",
    ):
        assert piece in text, piece
    assert "Tính hợp pháp" not in text  # nothing was found of it
    assert text.count("Bỏ bước này") == 3


def test_a_review_without_costs_says_so_and_has_no_diagram():
    text = words_of(render("review_report", papers.report(printing(), replace(REVIEW, criteria=[], proposals=[]), None), {}, "x"))
    assert "Chưa tính chi phí tuân thủ." in text
    assert "Chưa có phương án." in text
    assert "SƠ ĐỒ" not in text


def test_the_submission_goes_to_the_level_that_decides_under_its_number():
    pdf = render("review_proposal", papers.proposal(printing(), REVIEW, COSTS), {}, "x")
    text = words_of(pdf)
    assert pages_of(pdf) == 3
    assert "Số: 12/TTr-UBND" in text
    assert "ngày 25 tháng 6 năm 2024" in text
    assert "Kính gửi: Ủy ban nhân dân thị xã Hồng Lĩnh" in text
    changed = printing(wording={"addressee": "Ủy ban nhân dân tỉnh Mẫu", "title": "CÔNG VĂN"})
    text = words_of(render("review_proposal", papers.proposal(changed, REVIEW, None), {}, "x"))
    assert "Kính gửi: Ủy ban nhân dân tỉnh Mẫu" in text
    assert "đề nghị Ủy ban nhân dân tỉnh Mẫu xem xét" in text


def test_200_steps_fit_the_press():
    many = (CASE * 29)[:200]
    pdf = render("review_report", papers.report(printing(), REVIEW, replace(COSTS, steps=many, reckoning=reckon(many, TERMS))), {}, "x")
    assert pages_of(pdf) > 5


@pytest.mark.parametrize("opinion", ["Số 8/TP ngày 09/05/2024", ""])
def test_the_list_of_drafts(opinion):
    row = {
        "title": "Quy chế quản lý chợ",
        "kind": "Quyết định",
        "drafter": "Tài chính",
        "drafted_on": "02/05/2024",
        "assessed": "Đã đánh giá",
    }
    content = papers.drafts(printing(), [row | {"opinion": opinion}], "Đã đánh giá tác động 1/1 dự thảo.")
    text = words_of(render("review_drafts", content, {}, "x"))
    assert "Đã đánh giá tác động 1/1 dự thảo." in text
    assert opinion in text
