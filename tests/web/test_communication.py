"""The desk of communication: topics, matrix, calendar."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import communication
from tests.factories.queries import counted
from tthc.core.communication import actions, queries
from tthc.core.communication.models import CommunicationTopic
from tthc.core.plans.models import PlanParagraph

TOPICS = "/2024/tuyen-truyen/chu-de"


@pytest.fixture
def told(session, office):
    """Two topics of the plan, one told about in May."""
    code = office.tasks.spread.code
    for position, text in enumerate(("- Tuyên truyền về dịch vụ công trực tuyến.", "- Tuyên truyền về chứng thực điện tử."), 1):
        session.add(PlanParagraph(plan_id=office.plan.id, position=position, role="text", code=code, text=text, folded=""))
    session.flush()

    clerk = office.actor("clerk")
    actions.derive_topics(session, clerk, 2024, now=communication.NOW)
    office.topics = [queries.topic(session, clerk, one.topic_id) for one in queries.topics(session, clerk, 2024)]
    office.item = communication.item(session, clerk, office.culture, office.topics[0])
    session.commit()
    return office


def text_of(response):
    return response.get_data(as_text=True)


def test_the_clerk_takes_topics_from_the_plan_and_adds_one(as_role, session, office):
    clerk = as_role("clerk")
    assert "chưa có chủ đề nào" in text_of(clerk.get(TOPICS))
    assert clerk.post(f"{TOPICS}/tu-ke-hoach").status_code == 303
    assert "Đã lấy 1 chủ đề" in text_of(clerk.get(TOPICS))
    assert clerk.post(TOPICS, {"title": "Chứng thực điện tử"}).status_code == 303
    refused = clerk.post(TOPICS, {"title": "chứng thực ĐIỆN TỬ"})
    assert refused.status_code == 422
    assert "đã có chủ đề" in text_of(refused)
    assert session.scalar(select(func.count(CommunicationTopic.id))) == 2


def test_readers_see_topics_and_no_button(as_role, told):
    page = text_of(as_role("leader").get(TOPICS))
    assert "Dịch vụ công trực tuyến" in page
    assert "Chế độ chỉ xem" in page
    assert "Lấy chủ đề từ kế hoạch" not in page
    officer = as_role("officer")
    assert officer.get(f"{TOPICS}/{told.topics[0].id}").status_code == 404
    assert officer.post(f"{TOPICS}/{told.topics[0].id}/bo").status_code == 403
    assert as_role("admin").get(TOPICS).status_code == 404


def test_a_topic_is_renamed_merged_and_left_out(as_role, told):
    clerk = as_role("clerk")
    first, second = (one.id for one in told.topics)
    page = text_of(clerk.get(f"{TOPICS}/{second}"))
    assert "- Tuyên truyền về chứng thực điện tử." in page
    assert clerk.post(f"{TOPICS}/{second}", {"title": ""}).status_code == 422
    assert clerk.post(f"{TOPICS}/{second}", {"title": "Chứng thực bản sao điện tử"}).status_code == 303
    refused = clerk.post(f"{TOPICS}/{first}/bo")
    assert refused.status_code == 409
    assert "1 tin, bài trong năm 2024" in text_of(refused)
    assert clerk.post(f"{TOPICS}/{second}/gop", {"into": "987654"}).status_code == 422
    assert clerk.post(f"{TOPICS}/{first}/gop", {"into": str(second)}).status_code == 303
    assert "Đã gộp vào chủ đề" in text_of(clerk.get(TOPICS))
    assert clerk.get(f"{TOPICS}/{first}").status_code == 404


def test_the_matrix_says_first_what_was_never_told_and_opens_to_the_rows(as_role, told):
    leader = as_role("leader")
    for path in ("/2024/tuyen-truyen/ma-tran", "/2024/tuyen-truyen/ma-tran/in"):
        page = text_of(leader.get(path))
        assert "Kế hoạch năm 2024 có 2 chủ đề; 1 chủ đề chưa có tin, bài nào:" in page
        assert "<li>Chứng thực điện tử</li>" in page
        assert page.count("chưa đến") >= 8  # September to December, of both topics and of the sum
        assert f"/2024/tuyen-truyen/so/tin-bai?topic_id={told.topics[0].id}&amp;month=5" in page
    rows = text_of(leader.get(f"/2024/tuyen-truyen/so/tin-bai?topic_id={told.topics[0].id}&month=5"))
    assert told.item.title in rows
    assert told.item.title not in text_of(leader.get(f"/2024/tuyen-truyen/so/tin-bai?topic_id={told.topics[0].id}&month=6"))
    assert told.item.title not in text_of(leader.get(f"/2024/tuyen-truyen/so/tin-bai?topic_id={told.topics[1].id}"))
    empty = text_of(leader.get("/2023/tuyen-truyen/ma-tran"))
    assert "chưa có chủ đề và chưa có tin, bài nào" in empty


def test_the_register_warns_of_topics_nobody_told_about(as_role, told):
    page = text_of(as_role("officer").get("/2024/tuyen-truyen/so/tin-bai"))
    assert "1 trong 2 chủ đề của kế hoạch chưa có tin, bài nào: Chứng thực điện tử" in page


def test_the_matrix_asks_a_constant_number_of_queries(as_role, session, told):
    leader, clerk = as_role("leader"), told.actor("clerk")
    session.commit()
    with counted(session) as few:
        leader.get("/2024/tuyen-truyen/ma-tran")
    for day in range(1, 29):
        communication.item(session, clerk, told.culture, told.topics[day % 2], held_on=date(2024, 3, day))
        communication.topic(session, clerk, f"Chủ đề số {day}")
    session.commit()
    with counted(session) as many:
        leader.get("/2024/tuyen-truyen/ma-tran")
    assert len(few) == len(many)


def test_the_calendar_is_a_download_of_what_the_person_may_see(as_role, told):
    answer = as_role("officer").get("/2024/tuyen-truyen/lich.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tuyen-truyen-2024.ics"'
    assert f"UID:communication-item-{told.item.id}@tthc" in text_of(answer)
    assert as_role("admin").get("/2024/tuyen-truyen/lich.ics").status_code == 404
