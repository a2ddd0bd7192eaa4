"""Topics from the plan, items about them, coverage, the calendar and what is counted."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.factories import communication, people, tasks
from tests.factories.queries import counted
from tthc.adapters.calendars import Calendars
from tthc.core.audit.models import AuditEntry
from tthc.core.communication import actions, queries
from tthc.core.communication.models import CommunicationItem, CommunicationTopic, TopicYear
from tthc.core.plans.models import PlanParagraph, PlanState
from tthc.core.registers import actions as register_actions
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.sections import Section

BULLETS = ("- Tuyên truyền về dịch vụ công trực tuyến.", "- Tuyên truyền về phản ánh, kiến nghị.", "- Thanh toán phí, lệ phí trực tuyến.")


@pytest.fixture
def planned(session, office):
    """The office's plan with three bullets below its communication work."""
    code = office.tasks.spread.code
    for position, text in enumerate(BULLETS, 1):
        session.add(PlanParagraph(plan_id=office.plan.id, position=position, role="text", code=code, text=text, folded=""))
    session.flush()
    return office


def titles(session, actor, year=2024):
    return [one.title for one in queries.topics(session, actor, year)]


def test_the_bullets_of_the_plan_become_topics_once(session, planned, now):
    clerk = planned.actor("clerk")
    assert actions.derive_topics(session, clerk, 2024, now=now) == 3
    assert titles(session, clerk) == ["Dịch vụ công trực tuyến", "Phản ánh, kiến nghị", "Thanh toán phí, lệ phí trực tuyến"]
    assert actions.derive_topics(session, clerk, 2024, now=now) == 0
    entries = session.scalars(select(AuditEntry).where(AuditEntry.verb == "derive_topics")).all()
    assert len(entries) == 1  # the second press changed nothing
    (first, *_) = queries.topics(session, clerk, 2024)
    assert (first.plan_id, first.task_code, first.source) == (planned.plan.id, "PL1.3", BULLETS[0])


def test_only_the_clerk_of_the_agency_says_what_the_topics_are(session, planned, now):
    for role in ("officer", "head", "leader", "auditor", "inspector"):
        with pytest.raises(NotAllowed):
            actions.derive_topics(session, planned.actor(role), 2024, now=now)
        with pytest.raises(NotAllowed):
            actions.add_topic(session, planned.actor(role), 2024, "Chủ đề", now=now)
    topic = communication.topic(session, planned.actor("clerk"))
    for act in (
        lambda who: actions.rename_topic(session, who, topic, "Khác", now=now),
        lambda who: actions.leave_out_topic(session, who, topic, 2024, now=now),
        lambda who: actions.merge_topics(session, who, topic, topic, now=now),
    ):
        with pytest.raises(NotAllowed):
            act(planned.actor("officer"))


def test_a_year_without_work_of_this_kind_gives_no_topics(session, office, now):
    office.tasks.spread.section = Section.DIRECTION
    session.flush()
    with pytest.raises(WrongState, match="không có nhiệm vụ tuyên truyền"):
        actions.derive_topics(session, office.actor("clerk"), 2024, now=now)
    office.plan.state = PlanState.UNDONE
    session.flush()
    with pytest.raises(WrongState):
        actions.derive_topics(session, office.actor("clerk"), 2024, now=now)


def test_what_was_left_out_or_renamed_does_not_come_back_with_the_plan(session, planned, now):
    clerk = planned.actor("clerk")
    actions.derive_topics(session, clerk, 2024, now=now)
    first, second, _ = [queries.topic(session, clerk, one.topic_id) for one in queries.topics(session, clerk, 2024)]
    actions.leave_out_topic(session, clerk, first, 2024, now=now)
    assert actions.rename_topic(session, clerk, second, "Phản ánh của người dân", now=now)
    assert not actions.rename_topic(session, clerk, second, "Phản ánh của người dân", now=now)
    assert actions.derive_topics(session, clerk, 2024, now=now) == 0
    assert titles(session, clerk) == ["Phản ánh của người dân", "Thanh toán phí, lệ phí trực tuyến"]
    # Back to the earlier words, and asked for by hand, both find what is there.
    actions.rename_topic(session, clerk, second, "Phản ánh, kiến nghị", now=now)
    actions.add_topic(session, clerk, 2024, "dịch vụ công trực tuyến", now=now)
    assert actions.derive_topics(session, clerk, 2024, now=now) == 0
    assert len(titles(session, clerk)) == 3


def test_the_plan_of_the_next_year_finds_the_same_topics(session, planned, now):
    clerk = planned.actor("clerk")
    actions.derive_topics(session, clerk, 2024, now=now)
    planned.plan.year_end = 2025
    session.flush()
    assert actions.derive_topics(session, clerk, 2025, now=now) == 3
    assert session.scalar(select(func.count(CommunicationTopic.id))) == 3


def test_wrong_words_for_a_topic(session, office, now):
    clerk = office.actor("clerk")
    topic = communication.topic(session, clerk)
    other = communication.topic(session, clerk, "Phản ánh, kiến nghị")
    for wrong in ("", "   ", "x" * 301, "DỊCH VỤ CÔNG TRỰC TUYẾN"):
        with pytest.raises(BadInput) as refused:
            actions.add_topic(session, clerk, 2024, wrong, now=now)
        assert set(refused.value.fields) == {"title"}
    with pytest.raises(BadInput, match="Chưa lưu"):
        actions.rename_topic(session, clerk, other, topic.title, now=now)
    with pytest.raises(Conflict):
        actions.rename_topic(session, clerk, other, "Khác", version=99, now=now)


def test_merged_topics_take_their_items_and_years_along(session, planned, now):
    clerk = planned.actor("clerk")
    actions.derive_topics(session, clerk, 2024, now=now)
    first, second, third = [queries.topic(session, clerk, one.topic_id) for one in queries.topics(session, clerk, 2024)]
    row = communication.item(session, clerk, planned.culture, first)
    version = row.version
    assert actions.merge_topics(session, clerk, first, second, now=now) == 1
    session.refresh(row)
    assert (row.topic_id, row.version) == (second.id, version + 1)  # an open form of the row is told
    assert titles(session, clerk) == ["Phản ánh, kiến nghị", "Thanh toán phí, lệ phí trực tuyến"]
    with pytest.raises(NotFound):
        queries.topic(session, clerk, first.id)
    actions.merge_topics(session, clerk, second, third, now=now)  # a chain of merges ends at the last
    assert actions.derive_topics(session, clerk, 2024, now=now) == 0
    with pytest.raises(BadInput):
        actions.merge_topics(session, clerk, third, third, now=now)


def test_a_topic_with_items_is_merged_and_not_left_out(session, office, now):
    clerk = office.actor("clerk")
    topic = communication.topic(session, clerk)
    row = communication.item(session, clerk, office.culture, topic)
    with pytest.raises(WrongState, match="1 tin, bài trong năm 2024"):
        actions.leave_out_topic(session, clerk, topic, 2024, now=now)
    register_actions.remove(session, clerk, actions.BOOK, row, "Ghi nhầm", now=now)
    actions.leave_out_topic(session, clerk, topic, 2024, now=now)
    assert titles(session, clerk) == []


def test_a_row_needs_a_topic_of_its_year_and_no_twin(session, office):
    clerk = office.actor("clerk")
    topic = communication.topic(session, clerk)
    with pytest.raises(BadInput) as refused:
        communication.item(session, clerk, office.culture, topic, held_on=date(2023, 5, 2))
    assert "Năm 2023 không có chủ đề này" in refused.value.fields["topic_id"]
    communication.item(session, clerk, office.culture, topic)
    with pytest.raises(BadInput):
        communication.item(session, clerk, office.culture, topic)
    communication.item(session, clerk, office.culture, topic, channel="zalo")
    with pytest.raises(NotAllowed):
        communication.item(session, office.actor("officer"), office.culture, topic, channel="video")


def test_the_month_narrows_the_list(session, office):
    clerk = office.actor("clerk")
    row = communication.item(session, clerk, office.culture)
    assert row.month == "5"
    assert session.scalars(select(CommunicationItem.id).where(CommunicationItem.month == "5")).all() == [row.id]
    assert session.scalars(select(CommunicationItem.id).where(CommunicationItem.month == "6")).all() == []


def test_coverage_asks_two_queries_and_only_of_the_own_agency(session, planned, now):
    clerk = planned.actor("clerk")
    actions.derive_topics(session, clerk, 2024, now=now)
    topics = [queries.topic(session, clerk, one.topic_id) for one in queries.topics(session, clerk, 2024)]
    stranger = people.agency(session, "UBND xã Khác", "UBND xã Khác")
    other = people.person(session, "stranger")
    people.post(session, stranger, other, Role.CLERK)
    foreign = people_actor(session, other)
    communication.item(session, foreign, stranger, communication.topic(session, foreign))
    communication.item(session, clerk, planned.culture, topics[0])
    with counted(session) as few:
        found = queries.coverage(session, clerk, 2024)
    assert (found.total, found.asked, len(found.never)) == (1, 3, 2)
    assert queries.untold(session, clerk, 2024) == queries.Untold(found.asked, found.never)
    for day in range(1, 29):
        communication.item(session, clerk, planned.culture, topics[day % 3], held_on=date(2024, 2, day))
    with counted(session) as many:
        found = queries.coverage(session, clerk, 2024)
    assert (found.total, found.never) == (29, ())
    assert len(few) == len(many) == 2
    with counted(session) as sent:
        assert queries.untold(session, clerk, 2024) == queries.Untold(3, ())
    assert len(sent) == 1
    assert queries.coverage(session, planned.actor("admin"), 2024).rows == ()
    assert queries.untold(session, planned.actor("admin"), 2024) == queries.Untold(0, ())


def people_actor(session, person):
    from tthc.core.people import queries as people_queries

    return people_queries.load_actor(session, person.id, communication.TODAY)


def test_what_can_be_counted(session, planned, now):
    clerk = planned.actor("clerk")
    actions.derive_topics(session, clerk, 2024, now=now)
    topics = [queries.topic(session, clerk, one.topic_id) for one in queries.topics(session, clerk, 2024)]
    one = communication.item(session, clerk, planned.culture, topics[0], reach=120)
    two = communication.item(session, clerk, planned.culture, topics[0], title="Bài hai", channel="meeting", reach=40)
    communication.item(session, clerk, planned.culture, None, title="Bài ba", held_on=date(2024, 7, 1))
    measures = {measure.code: measure for measure in queries.MEASURES}
    assert len(measures) == len(queries.MEASURES)

    def count(code, first=date(2023, 12, 15), last=date(2024, 6, 14)):
        return measures[code].count(session, planned.agency.id, first, last)

    covered = count("communication_topics")
    assert (covered.numerator, covered.denominator, covered.rows) == (1, 3, (one.id, two.id))
    assert (count("communication_items").numerator, count("communication_items").denominator) == (2, None)
    assert count("communication_items", last=date(2024, 9, 14)).numerator == 3
    assert count("communication_items_a_month", date(2023, 12, 15), date(2024, 12, 14)).numerator == Decimal("0.25")
    assert count("communication_reach").numerator == 160
    assert count("communication_meeting").rows == (two.id,)
    register_actions.remove(session, clerk, actions.BOOK, two, "Ghi nhầm", now=now)
    assert count("communication_meeting").numerator == 0
    for measure in queries.MEASURES:
        with counted(session) as asked:
            count(measure.code)
        assert len(asked) <= 3


def test_the_year_as_a_calendar(session, office, now, today):
    clerk = office.actor("clerk")
    topic = communication.topic(session, clerk, "Phí, lệ phí; nộp trực tuyến")
    row = communication.item(
        session, clerk, office.culture, topic, title='Họp dân, tổ 5; "một cửa"\\', channel="meeting", link="https://a.vn/1"
    )
    found = queries.events(session, clerk, 2024, today=today)
    assert [one.uid for one in found] == [f"communication-item-{row.id}", f"occurrence-{office.occurrences.spread.id}"]
    content = Calendars().write("Tuyên truyền 2024", found, at=now)
    text = content.decode()
    assert text.count("\r\n") == text.count("\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert 'SUMMARY:Họp dân\\, tổ 5\\; "một cửa"\\\\ (Hội nghị\\, họp dân)' in unfolded
    assert f"UID:communication-item-{row.id}@tthc" in unfolded
    assert "DTSTAMP:20240815T020000Z" in unfolded
    assert "DTSTART;VALUE=DATE:20240502" in unfolded
    assert "DTEND;VALUE=DATE:20240503" in unfolded
    assert "DTSTART;VALUE=DATE:20240914" in unfolded
    assert "URL:https://a.vn/1" in unfolded
    again = Calendars().write("Tuyên truyền 2024", queries.events(session, clerk, 2024, today=today), at=now)
    assert again == content
    assert queries.events(session, office.actor("admin"), 2024, today=today) == []


def test_the_database_holds_one_year_once(session, office):
    clerk = office.actor("clerk")
    topic = communication.topic(session, clerk)
    asked = session.scalars(select(TopicYear)).one()
    assert (asked.topic_id, asked.plan_id, asked.position) == (topic.id, None, 1)


def test_the_paragraphs_of_tasks_of_a_removed_work_give_nothing(session, planned, now):
    planned.tasks.spread.removed_on, planned.tasks.spread.removal_reason = date(2024, 5, 1), "Bỏ"
    tasks.task(session, planned.plan, planned.culture, "Tuyên truyền về chứng thực điện tử", Section.COMMUNICATION, "5", 5)
    clerk = planned.actor("clerk")
    actions.derive_topics(session, clerk, 2024, now=now)
    assert titles(session, clerk) == ["Chứng thực điện tử"]
