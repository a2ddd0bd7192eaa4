"""What stands on the papers of an assessment."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tthc.core.criteria.rules import IndicatorKind, Subject
from tthc.core.criteria.rules.paper_texts import content
from tthc.core.criteria.rules.papers import (
    COMMENTS,
    COUNCIL,
    DECISION,
    MINUTES,
    PAPERS,
    REPORT,
    REQUEST,
    SCORE_SHEET,
    Case,
    House,
    Met,
    PaperLine,
    Said,
)
from tthc.core.criteria.rules.sets import Answer, CriterionLine, IndicatorLine, SetTable
from tthc.core.criteria.rules.standing import standing

LINE = IndicatorLine("1.1", "Công khai thủ tục", IndicatorKind.POINTS, None, Decimal(10), id=1)
TABLE = SetTable("Bộ mẫu", Subject.LAW_ACCESS, (CriterionLine("1", "Công khai", (LINE,)),), least_total=Decimal(8))
MET = Met(date(2024, 1, 8), "Phòng họp", "Nguyễn Văn A", "Trần Thị B", ("Nguyễn Văn A", "Trần Thị B"), 2, 2, "Nhất trí.")


def case(**changes):
    own, final = (standing(TABLE, {1: Answer(figure=Decimal(points))}) for points in (9, 8))
    return replace(
        Case(
            commune=House("Ủy ban nhân dân xã Mẫu", "UBND huyện Thử", "Mẫu", signer="Lê Văn C"),
            judge=House("Ủy ban nhân dân huyện Thử", "", "Thử", signer="Phạm Thị D"),
            subject=Subject.LAW_ACCESS,
            set_title="Bộ mẫu",
            basis="Quyết định số 25/2021/QĐ-TTg",
            year=2023,
            today=date(2024, 1, 9),
            lines=(PaperLine("1.1", "Công khai thủ tục", "10 điểm", "9/10 điểm", "8/10 điểm", "Văn bản số 5", "Thiếu ảnh."),),
            own=own,
            final=final,
            conditions=(("Không bị kỷ luật", True),),
            posting="Dự thảo niêm yết tại trụ sở.",
            comments=(Said("Ông Nam", date(2024, 1, 4), "Chỉ tiêu 1.1", "Nên thêm ảnh.", "Tiếp thu."),),
            meeting=MET,
            council=MET,
            is_met=True,
            decision="45/QĐ-UBND",
            decided_on=date(2024, 2, 2),
            is_judged=True,
        ),
        **changes,
    )


def words(made):
    """Everything a reader sees."""
    found = [made["title"], made["subject"], made["addressee"], made["issuer"], *made["bases"], *made["opening"]]
    for part in made["parts"]:
        found.append(part["heading"])
        for block in part["blocks"]:
            found += [block.get("text", ""), *block.get("items", ())]
            found += [cell for row in block.get("rows", ()) for cell in row]
    return "\n".join([*found, *(one["name"] for one in made["signatures"])])


@pytest.mark.parametrize(
    ("paper", "title", "said", "signers"),
    [
        (SCORE_SHEET, "BẢNG CHẤM ĐIỂM", ["9/10 điểm", "8/10 điểm", "Ý kiến thẩm định: Thiếu ảnh"], ["Lê Văn C"]),
        (REPORT, "BÁO CÁO", ["Tổng điểm: 9/10, bằng 90%", "đủ điều kiện đạt chuẩn tiếp cận pháp luật năm 2023"], ["Lê Văn C"]),
        (COMMENTS, "BẢNG TỔNG HỢP Ý KIẾN", ["Ông Nam", "Chỉ tiêu 1.1: Nên thêm ảnh.", "Tiếp thu."], ["Lê Văn C"]),
        (MINUTES, "BIÊN BẢN", ["Phòng họp", "Biểu quyết: 2/2"], ["Trần Thị B", "Nguyễn Văn A"]),
        (REQUEST, "TỜ TRÌNH", ["Ủy ban nhân dân huyện Thử", "Tổng điểm: 9/10"], ["Lê Văn C"]),
        (COUNCIL, "BIÊN BẢN", ["1.1: 9/10 điểm → 8/10 điểm. Thiếu ảnh."], ["Trần Thị B", "Nguyễn Văn A"]),
        (DECISION, "QUYẾT ĐỊNH", ["Công nhận Ủy ban nhân dân xã Mẫu đạt chuẩn tiếp cận pháp luật", "Tổng điểm: 8/10"], ["Phạm Thị D"]),
    ],
    ids=lambda one: getattr(one, "kind", None),
)
def test_each_paper_says_its_own(paper, title, said, signers):
    made = content(paper, case())
    assert made["title"] == title
    for words_ in said:
        assert words_ in words(made)
    assert [one["name"] for one in made["signatures"]] == signers


def test_the_commune_reports_its_own_score_and_the_decision_the_appraised_one():
    assert "8/10" not in words(content(REPORT, case()))
    assert "9/10" not in words(content(DECISION, case()))


def test_not_met_is_said_as_such():
    made = words(content(DECISION, case(is_met=False)))
    assert "Ủy ban nhân dân xã Mẫu chưa đạt chuẩn tiếp cận pháp luật năm 2023" in made
    assert "Công nhận" not in made


def test_nothing_said_is_said():
    assert "Không có ý kiến góp ý trong thời gian niêm yết." in words(content(COMMENTS, case(comments=())))


def test_minutes_carry_the_day_of_the_meeting_and_the_decision_its_own():
    assert [content(paper, case())["date"] for paper in (MINUTES, DECISION)] == ["2024-01-08", "2024-02-02"]


def test_a_meeting_that_was_not_held_has_no_minutes():
    with pytest.raises(ValueError, match="not held"):
        content(MINUTES, case(meeting=None))


def test_every_paper_has_its_place():
    assert len({paper.kind for paper in PAPERS}) == 7
