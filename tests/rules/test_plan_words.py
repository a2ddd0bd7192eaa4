"""How parts of a plan are said."""

import pytest

from tthc.core.plans.rules import basis_words, issued_words, role_words


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
