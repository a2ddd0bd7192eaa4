"""The first page says what inspections and score sheets ask of each person, and leads there."""

import html5lib
import pytest

from tests.factories import assessments, inspection_rounds
from tthc.core.criteria.rules.assessments import LineVerdict
from tthc.core.inspections.actions import minutes
from tthc.kernel.transaction import begin_write


def waits(page):
    """Words of a number in the card of the registers -> its link."""
    tree = html5lib.parse(page.get_data(as_text=True), namespaceHTMLElements=False)
    card = tree.find(".//section[@aria-labelledby='registers']")
    return (
        {"".join(a.itertext()).split(":")[0]: a.get("href") for a in card.iterfind(".//p[@class='list__meta']/a")}
        if card is not None
        else {}
    )


@pytest.fixture
def begun(session, office, today, now):
    """A round at the desk of justice that begins today; told yesterday."""
    begin_write(session())
    row = inspection_rounds.ready(session, office, office.justice, "inspector", starts_on=today, today=today, now=now)
    inspection_rounds.told(session, office.actor("clerk"), row, today=today, now=now)
    session.commit()
    return row


def test_the_inspected_are_told_of_the_report_and_then_of_the_minutes(session, office, begun, as_role, today, now):
    asked = waits(as_role("officer").get("/"))
    assert asked["1 báo cáo theo đề cương phải gửi"].endswith("/kiem-tra/duoc-kiem-tra")
    assert "1 biên bản chờ đơn vị ký" not in asked
    begin_write(session())
    inspection_rounds.marked(session, office.actor("inspector"), begun, today=today, now=now)
    minutes.write_minutes(session, office.actor("inspector"), begun, inspection_rounds.worded(begun), today=today, now=now)
    session.commit()
    asked = waits(as_role("officer").get("/"))
    assert asked["1 biên bản chờ đơn vị ký"].endswith("/kiem-tra/duoc-kiem-tra")


def test_minutes_that_the_unit_has_signed_do_not_wait(session, office, begun, as_role, today, now):
    begin_write(session())
    inspection_rounds.marked(session, office.actor("inspector"), begun, today=today, now=now)
    inspection_rounds.signed(session, office.actor("inspector"), office.actor("officer"), begun, today=today, now=now)
    session.commit()
    asked = waits(as_role("officer").get("/"))
    assert not any("biên bản" in told or "báo cáo theo đề cương" in told for told in asked)


def test_the_inspector_sees_the_own_rounds_first(begun, as_role):
    page = as_role("inspector").get("/").get_data(as_text=True)
    assert page.index("Đợt kiểm tra của tôi") < page.index("Tìm việc, văn bản, số ký hiệu", page.index("<h1"))
    assert f"/so/dot-kiem-tra/{begun.id}" in page
    assert "Trưởng đoàn · phiếu còn 2/2 nội dung" in page


def test_the_section_leads_to_the_programme_and_the_inspected_to_what_is_asked(as_role):
    page = as_role("officer").get("/2024/kiem-tra").get_data(as_text=True)
    assert "/2024/kiem-tra/chuong-trinh" in page
    assert "/2024/kiem-tra/duoc-kiem-tra" in page
    assert "/2024/kiem-tra/duoc-kiem-tra" not in as_role("inspector").get("/2024/kiem-tra").get_data(as_text=True)


def test_judges_of_score_sheets_are_told_of_what_waits_for_them_alone(session, office, as_role, today, now):
    begin_write(session())
    chosen = assessments.criteria_set(session, office.agency)
    actors = (office.actor("officer"), office.actor("appraiser"), office.actor("leader"))
    walk = assessments.opened(session, *actors, chosen, today=today, now=now)
    session.commit()
    assert not waits(as_role("appraiser").get("/"))
    begin_write(session())
    walk.score().post().send()
    session.commit()
    assert waits(as_role("appraiser").get("/"))["1 hồ sơ chờ thẩm định"].endswith("/2024/nong-thon-moi/tham-dinh")
    assert "1 hồ sơ chờ quyết định" not in waits(as_role("leader").get("/"))
    begin_write(session())
    walk.appraise("1.2", LineVerdict.ASKED, words="Bổ sung căn cứ.")
    session.commit()
    assert waits(as_role("officer").get("/"))["1 chỉ tiêu phải làm rõ"].endswith("/2024/nong-thon-moi/cham-diem")
