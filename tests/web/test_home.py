"""The first pages: their numbers count everything, their lists are cut, their days are the agency's own."""

from datetime import UTC, date, datetime, timedelta

import html5lib

from tests.factories import tasks
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
