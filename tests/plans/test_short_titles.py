"""Titles for lists: short, complete in themselves, and never instead of the text."""

import re

import pytest

from tests.plans.readings import FURTHER, SEEDS, draft_of
from tthc.planreader.short_titles import LONGEST, short_title

HANGING = re.compile(
    r"(?i)(?:^|\s)(?:và|của|tại|trên|trong|với|cho|để|nhằm|do|theo|các|những|được|hoặc|thuộc|giữa|khi|từ|đến|so|trong số đó)$"
)


@pytest.mark.parametrize("name", [*SEEDS, *FURTHER])
def test_every_task_of_a_plan_has_a_title_to_show(name):
    draft = draft_of(name)
    for task in (*draft.tasks, *draft.organisation_tasks):
        short = task.short_title
        assert 0 < len(short) <= LONGEST
        assert not short[0].islower()
        assert short.count("(") == short.count(")")
        assert not HANGING.search(short), short
        assert short.lower().replace(" ", "") in (task.title or task.text).lower().replace(" ", "")
        assert len(short.split()) >= 3


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Niêm yết công khai TTHC; cập nhật mã QR", "Niêm yết công khai TTHC; cập nhật mã QR"),
        ("Rà soát toàn bộ thủ tục hành chính nội bộ; trình phê duyệt.", "Rà soát toàn bộ thủ tục hành chính nội bộ"),
        (
            "Xử lý kịp thời các phản ánh, kiến nghị của cá nhân, tổ chức về quy định hành chính theo quy định tại Quyết định số 53/2021/QĐ-UBND.",
            "Xử lý kịp thời các phản ánh, kiến nghị của cá nhân, tổ chức về quy định hành chính",
        ),
        (
            "Bố trí công chức trực tại Trung tâm (gồm lĩnh vực đất đai, hộ tịch, xây dựng, kinh doanh, bảo trợ xã hội và các lĩnh vực khác) cả tuần",
            "Bố trí công chức trực tại Trung tâm",
        ),
    ],
)
def test_a_long_sentence_ends_where_its_first_clause_does(text, title):
    assert short_title(text) == title


def test_a_heading_is_its_own_title():
    assert short_title("Ban hành kế hoạch.", "Công tác chỉ đạo điều hành") == "Công tác chỉ đạo điều hành"
