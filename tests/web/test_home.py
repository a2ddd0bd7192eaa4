"""The first pages: their numbers count everything, their lists are cut, their days are the agency's own."""

import re
from datetime import UTC, date, datetime, timedelta

import html5lib
import pytest

from tests.factories import feedback, procedures, tasks
from tthc.core.calendar import actions as calendar_actions
from tthc.core.calendar.rules import PeriodKind, Terms
from tthc.core.tasks.models import State
from tthc.kernel.actor import system

NOW = datetime(2024, 8, 15, 2, tzinfo=UTC)


def words(page):
    """What the page says, in one line."""
    main = html5lib.parse(page.get_data(as_text=True), namespaceHTMLElements=False).find(".//main")
    return " ".join("".join(main.itertext()).split())


def many(session, office, task, unit, count, **values):
    for n in range(count):
        day = date(2023, 12, 15) + timedelta(days=n)
        tasks.occurrence(session, task, unit, due_on=min(day, date(2024, 8, 1)), period=day.isoformat(), **values)
    session.commit()


def test_the_clerk_is_told_of_all_that_is_late_and_waits(session, office, as_role):
    many(session, office, office.tasks.spread, office.culture, 230)
    posting, justice, officer = office.tasks.posting, office.justice, office.people["officer"]
    many(
        session, office, posting, justice, 12, state=State.SUBMITTED, submitted_by_id=officer.id, submitted_at=NOW, submitted_on=NOW.date()
    )
    page = words(as_role("clerk").get("/"))
    assert "231 việc quá hạn của 2 bộ phận" in page
    assert "230 việc quá hạn của Văn hóa - Xã hội" in page
    assert "Kính gửi Bộ phận Tiếp nhận và Trả kết quả: còn 1 việc quá hạn" in page
    assert "12 việc chờ duyệt." in page


def test_the_overview_finds_the_late_work_of_a_unit_behind_that_of_others(session, office, as_role):
    many(session, office, office.tasks.spread, office.culture, 60)
    page = words(as_role("clerk").get(f"/tong-quan?don_vi={office.desk.id}"))
    assert "Số hóa kết quả đạt 80%" in page
    assert "Tuyên truyền cải cách" not in page


def test_the_days_ahead_are_those_of_the_agency(session, office, as_role):
    assert "14/09Chốt số liệu quý III" in words(as_role("officer").get("/"))
    terms, here = Terms(cutoff_day=10, before_day=20), office.agency.id
    calendar_actions.set_schedule(session, system(here), here, PeriodKind.QUARTER, terms, source="Quyết định mẫu", now=NOW)
    session.commit()
    page = words(as_role("officer").get("/"))
    assert "10/09Chốt số liệu quý III" in page
    assert "19/09Hạn gửi báo cáo quý III" in page


@pytest.fixture
def waiting(session, office, today, now):
    """Sheets to hang at the desk of justice, and feedback: one overdue in another unit, one that has time."""
    clerk = office.actor("clerk")
    procedures.announced(session, clerk, office.justice)
    feedback.received(session, clerk, office.culture, received_on=date(2024, 7, 1), today=today, now=now)
    feedback.received(session, clerk, office.culture, received_on=date(2024, 8, 14), today=today, now=now)
    session.commit()


def counts(page):
    """Words of a number in the card of the registers -> its link."""
    tree = html5lib.parse(page.get_data(as_text=True), namespaceHTMLElements=False)
    card = tree.find(".//section[@aria-labelledby='registers']")
    return {link.text: link.get("href") for link in card.iterfind(".//p[@class='list__meta']/a")}


@pytest.mark.parametrize("role", ["clerk", "leader"])
def test_who_oversees_is_told_what_waits_in_every_register(waiting, as_role, role):
    page = as_role(role).get("/")
    assert set(counts(page)) == {"4 phải niêm yết", "4 quá hạn", "2 chờ chuyển", "1 quá hạn"}
    assert "Sổ theo dõi có 5 dòng quá hạn" in words(page)
    assert "Không có việc chờ" in words(page)


def test_an_officer_is_told_of_the_rows_of_the_own_units(waiting, as_role):
    page = as_role("officer").get("/")
    assert set(counts(page)) == {"4 phải niêm yết", "4 quá hạn"}
    assert "Sổ theo dõi có 4 dòng quá hạn" in words(page)


@pytest.mark.parametrize("role", ["clerk", "officer", "head"])
def test_behind_each_number_is_the_list_of_just_these_rows(waiting, as_role, role):
    browser = as_role(role)
    for told, href in counts(browser.get("/")).items():
        number = re.match("[0-9]+", told)[0]
        assert f"{number} " in re.search("<caption[^>]*>.*?</caption>", browser.get(href).text, re.DOTALL)[0], (told, href)


def test_feedback_that_was_answered_too_late_does_not_wait_any_more(session, office, as_role, today, now):
    row = feedback.received(session, office.actor("clerk"), office.justice, received_on=date(2024, 7, 1), today=today, now=now)
    row.answered_on = row.transferred_on = date(2024, 8, 14)
    row.next_due_on = None
    session.commit()
    assert not any("quá hạn" in told for told in counts(as_role("clerk").get("/")))
