"""The papers of an assessment as the press prints them."""

import pytest

from tests.documents.test_printed_rows import pages_of, words_of
from tests.rules.test_assessment_papers import case
from tthc.adapters.rendering import render
from tthc.core.criteria.rules.paper_texts import content
from tthc.core.criteria.rules.papers import COUNCIL, DECISION, PAPERS, SCORE_SHEET


def printed(paper, **changes):
    return render("criteria_paper", content(paper, case(**changes)), {}, "x")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.kind)
def test_every_paper_is_a_page_of_the_office(paper):
    words = words_of(printed(paper))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "năm 2023" in words


def test_a_decision_is_signed_by_the_chairman_of_the_appraising_agency():
    words = words_of(printed(DECISION))
    assert "ỦY BAN NHÂN DÂN HUYỆN THỬ" in words
    assert "Số: 45/QĐ-UBND" in words
    assert "ngày 02 tháng 02 năm 2024" in words
    assert "Phạm Thị D" in words
    assert "TM. ỦY BAN NHÂN DÂN" not in words


def test_minutes_are_signed_by_both():
    words = words_of(printed(COUNCIL))
    assert "THƯ KÝ" in words
    assert "CHỦ TRÌ" in words


def test_a_long_sheet_runs_over_pages_with_its_head():
    long = printed(SCORE_SHEET, lines=case().lines * 60)
    assert pages_of(long) > 2
    assert words_of(long, 2).count("Minh chứng, giải trình") == 1
