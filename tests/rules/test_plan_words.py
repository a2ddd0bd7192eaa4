"""How parts of a plan are said."""

from decimal import Decimal

import pytest

from tthc.core.plans.rules import basis_words, issued_words, role_words, target_name


@pytest.mark.parametrize(
    ("written", "words"),
    [("2024-03-05", "ngày 05/03/2024"), ("2024-03", "tháng 3 năm 2024"), ("2024", "năm 2024"), (None, ""), ("", "")],
)
def test_the_day_of_issue_as_far_as_it_is_given(written, words):
    assert issued_words(written) == words


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ({"kind": "Kế hoạch", "number": "30/KH-UBND", "date": "2024-03-05"}, "Kế hoạch số 30/KH-UBND ngày 05/03/2024"),
        ({"kind": "Luật", "number": None, "date": None, "title": "Tổ chức chính quyền địa phương"}, "Luật Tổ chức chính quyền địa phương"),
        ({"kind": "Nghị định", "number": "61/2018/NĐ-CP", "date": None}, "Nghị định số 61/2018/NĐ-CP"),
    ],
)
def test_cited_documents(basis, words):
    assert basis_words(basis) == words


def test_every_role_has_words():
    assert role_words("task") == "Nhiệm vụ"
    assert role_words("something new") == "Nội dung"


TWO = "Tối thiểu 80% thủ tục có nghĩa vụ tài chính, trong số đó, tỷ lệ giao dịch trực tuyến đạt từ 50% trở lên"


@pytest.mark.parametrize(
    ("text", "value", "measure", "name"),
    [
        (TWO, 80, "%", "Tối thiểu 80% thủ tục có nghĩa vụ tài chính"),
        (TWO, 50, "%", "Tỷ lệ giao dịch trực tuyến đạt từ 50% trở lên"),
        ("mức độ hài lòng của người dân, doanh nghiệp đạt 95%", 95, "%", "Mức độ hài lòng của người dân, doanh nghiệp đạt 95%"),
        ("chờ tối đa 30 phút, xử lý tối thiểu 60 phút", 60, "phút", "Xử lý tối thiểu 60 phút"),
        ("đạt 33,59% hộ", Decimal("33.59"), "%", "Đạt 33,59% hộ"),
        ("tại 80% bộ phận cấp huyện và 60% bộ phận cấp xã", 60, "%", "60% bộ phận cấp xã"),
        ("tại 80% bộ phận cấp huyện và 60% bộ phận cấp xã", 80, "%", "Tại 80% bộ phận cấp huyện"),
        ("một câu không có số", 80, "%", "Một câu không có số"),
    ],
)
def test_a_target_is_named_by_its_own_part_of_the_sentence(text, value, measure, name):
    assert target_name(text, Decimal(value), measure) == name


def test_long_names_are_cut():
    assert target_name("từ " * 40, Decimal(1), "%").endswith("…")
