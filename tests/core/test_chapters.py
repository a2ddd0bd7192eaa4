"""What registers say in reports: a section's own part, a sentence in the year's, and what has changed since."""

from datetime import date

import pytest

from tests.factories.queries import counted
from tthc.core.budgets.actions import BOOK as BUDGET_LINES
from tthc.core.registers import actions as register_actions
from tthc.core.reports import actions
from tthc.core.reports.queries import facts
from tthc.core.reports.rules import ReportPeriod
from tthc.core.reports.rules.chapters import TITLE
from tthc.core.trainings.actions import BOOK as TRAININGS
from tthc.kernel.sections import Section


@pytest.fixture
def write(session, office, today, now):
    """write(book, values) enters a row as the clerk."""

    def enter(book, **values):
        return register_actions.enter(session, office.actor("clerk"), book, {"unit_id": office.staff.id} | values, today=today, now=now)

    return enter


def training(write, content="Số hóa hồ sơ", starts_on=date(2024, 6, 6), **values):
    return write(TRAININGS, content=content, organiser="UBND thị xã", starts_on=starts_on, **values)


def money(write, content="Tờ rơi", estimate=12_500_000, spent=11_900_000, **values):
    given = {"budget_year": "2024", "group_number": 9} | values
    return write(BUDGET_LINES, content=content, estimate=estimate, spent=spent, **given)


def section_report(session, office, section=Section.DIRECTION, *, today, now):
    return actions.section_report(session, office.actor("clerk"), section, year=2024, today=today, now=now)


def followed(content):
    return next((part for part in content["parts"] if part["heading"].endswith(TITLE)), None)


def test_a_section_report_carries_what_its_registers_say(session, office, write, today, now):
    training(write, invited=14, attended=12)
    training(write, "Lớp tháng chín", date(2024, 9, 9), invited=20)  # after the report's day
    money(write)
    money(write, "Hỗ trợ đầu mối", 3_600_000, 4_000_000, group_number=7)
    content = section_report(session, office, today=today, now=now).content
    assert [part["heading"] for part in content["parts"]] == [
        "I. Tình hình, kết quả",
        "II. Kết quả theo sổ theo dõi",
        "III. Đánh giá",
        "IV. Phương hướng, nhiệm vụ kỳ tới",
        "V. Kiến nghị, đề xuất",
    ]
    blocks = followed(content)["blocks"]
    assert [block["text"] for block in blocks if block["kind"] == "heading"] == [
        "1. Tập huấn",
        "2. Kinh phí kiểm soát thủ tục hành chính",
    ]
    courses, amounts = (block["rows"] for block in blocks if block["kind"] == "table")
    assert courses == [["1", "Số hóa hồ sơ", "UBND thị xã", "06/06/2024", "14", "12"]]
    assert [row[1:] for row in amounts] == [
        ["3.600.000", "4.000.000", "-400.000"],
        ["12.500.000", "11.900.000", "600.000"],
        ["16.100.000", "15.900.000", "200.000"],
    ]
    assert "Có 1 khoản chi vượt dự toán." in str(blocks)


def test_registers_that_hold_nothing_leave_the_outline_as_it_was(session, office, today, now):
    content = section_report(session, office, today=today, now=now).content
    assert followed(content) is None
    assert content["parts"][1]["heading"] == "II. Đánh giá"


def test_a_later_change_of_a_row_is_told_and_asks_for_a_new_edition(session, office, write, today, now):
    row = training(write, invited=14, attended=12)
    first = section_report(session, office, today=today, now=now)
    session.refresh(first, ["report"])
    assert not facts.standing(session, first.report).is_outdated
    register_actions.edit(session, office.actor("clerk"), TRAININGS, row, {"attended": 13}, today=today, now=now)
    standing = facts.standing(session, first.report)
    assert standing.is_outdated
    assert "Các lớp tập huấn, Số hóa hồ sơ, Tham dự: 12 → 13" in standing.changes
    second = section_report(session, office, today=today, now=now)
    assert (second.number, second.content_sha256 != first.content_sha256) == (2, True)
    assert section_report(session, office, today=today, now=now) is second


def test_the_year_says_it_in_a_sentence_and_a_quarter_does_not(session, office, write, today, now):
    training(write, invited=14, attended=12)
    clerk = office.actor("clerk")
    said = "Đã tổ chức, tham gia 1 lớp tập huấn, 12 lượt người tham dự."
    quarter = actions.draft(session, clerk, office.agency.id, 2024, ReportPeriod.Q3, today=today, now=now)
    year = actions.draft(session, clerk, office.agency.id, 2024, ReportPeriod.YEAR, today=today, now=now)
    assert said not in str(quarter.content)
    assert said in [block.get("text") for block in year.content["parts"][0]["blocks"]]
    assert followed(year.content) is None


def test_rows_of_another_office_and_removed_rows_are_in_no_report(session, office, write, today, now):
    row = training(write, invited=14, attended=12)
    register_actions.remove(session, office.actor("clerk"), TRAININGS, row, "Nhập nhầm", today=today, now=now)
    money(write, budget_year="2023")
    assert followed(section_report(session, office, today=today, now=now).content) is None


def test_more_rows_ask_no_more_of_the_database(session, office, write, today, now):
    training(write, invited=14, attended=12)
    money(write)
    edition = section_report(session, office, today=today, now=now)
    session.refresh(edition, ["report"])
    with counted(session) as few:
        facts.standing(session, edition.report)
    for number in range(20):
        training(write, f"Lớp {number}")
        money(write, f"Khoản {number}", group_number=1 + number % 9)
    with counted(session) as many:
        facts.standing(session, edition.report)
    assert len(many) == len(few)


def test_a_section_without_tasks_is_not_said_to_have_had_nothing(session, office, write, today, now):
    clerk = office.actor("clerk")
    office.tasks.guide.removed_on, office.tasks.guide.removal_reason = date(2024, 1, 5), "Bỏ"
    session.flush()
    first = section_report(session, office, today=today, now=now).content["parts"][0]["blocks"]
    assert first[1]["text"] == "Không phát sinh."
    training(write, invited=14, attended=12)
    second = section_report(session, office, today=today, now=now).content["parts"][0]["blocks"]
    assert second[1]["text"].startswith("Kế hoạch không giao nhiệm vụ trong nội dung này")
    year = actions.draft(session, clerk, office.agency.id, 2024, ReportPeriod.YEAR, today=today, now=now).content["parts"][0]["blocks"]
    assert year[1]["text"].startswith("Đã tổ chức, tham gia 1 lớp tập huấn")
