"""Feedback from receipt to publication: numbers, clocks, steps, rights, links, drafts, what is counted, what nobody may read."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests.factories import feedback as samples
from tests.factories import worlds
from tests.factories.queries import counted
from tthc.core.audit.models import AuditEntry
from tthc.core.calendar.models import CalendarDay
from tthc.core.calendar.rules.official import DayKind
from tthc.core.feedback import queries
from tthc.core.feedback.actions import BOOK, drafts, linking, setting_up, steps
from tthc.core.feedback.actions.settling import recompute_due
from tthc.core.feedback.models import Feedback, FeedbackDraft, FeedbackStep
from tthc.core.feedback.queries import settings
from tthc.core.feedback.rules.clocks import CIRCULAR, PORTAL
from tthc.core.feedback.rules.steps import Act
from tthc.core.feedback.rules.words import FeedbackClass, FeedbackState, Outcome, Refusal, Subject
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import Ask
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState

S = FeedbackState


@pytest.fixture
def at(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def receive(session, office, clerk, at):
    """receive(received_on=…) is a new row of the office."""
    return lambda **given: samples.received(session, clerk, given.pop("unit", office.staff), **at, **given)


@pytest.fixture
def handled(session, office, clerk, receive, at):
    """handled() has been classified and given to the justice desk, which has taken it."""

    def make(**given):
        row = receive(**given)
        steps.classify(session, clerk, row, FeedbackClass.CONDUCT, Subject.CONDUCT, **at)
        steps.assign(session, clerk, row, office.justice.id, **at)
        steps.start(session, office.actor("officer"), row, **at)
        return row

    return make


@pytest.fixture
def answered(session, office, handled, at):
    """answered() was answered by the justice desk."""

    def make(**given):
        row = handled(**given)
        steps.answer(session, office.actor("officer"), row, Outcome.SET_RIGHT, "Đã chấn chỉnh việc hẹn trả kết quả.", **at)
        return row

    return make


def test_numbers_of_the_year_have_no_gaps(session, office, clerk, receive, at):
    rows = [receive(received_on=on) for on in (date(2024, 8, 1), date(2024, 7, 1), date(2023, 12, 29))]
    assert [(row.year, row.number) for row in rows] == [(2024, 1), (2024, 2), (2023, 1)]
    register_actions.remove(session, clerk, BOOK, rows[1], "Ghi trùng", **at)
    assert receive().entry == "3/2024"  # a number that was given is not given again
    _, staff, who, *_ = worlds.second_agency(session)
    far = samples.received(session, worlds.people_queries.load_actor(session, who["clerk"].id, at["today"]), staff, **at)
    assert far.number == 1


def test_a_year_with_a_number_is_not_left(session, clerk, receive, at):
    row = receive()
    with pytest.raises(BadInput) as refused:
        register_actions.edit(
            session, clerk, BOOK, row, samples.values(SimpleNamespace(id=row.unit_id), received_on=date(2023, 8, 1)), **at
        )
    assert "received_on" in refused.value.fields


def test_receipt_starts_the_clocks_of_its_channel(receive):
    row = receive(received_on=date(2024, 8, 1))
    assert (row.transfer_due_on, row.handle_due_on, row.next_due_on) == (date(2024, 8, 8), date(2024, 8, 21), date(2024, 8, 8))
    assert queries.rule_of(row) == CIRCULAR
    portal = receive(received_on=date(2024, 8, 1), channel="portal")
    assert queries.rule_of(portal) == PORTAL
    assert portal.handle_due_on == date(2024, 8, 22)


def test_a_changed_day_of_receipt_moves_the_clocks_and_settling_twice_changes_nothing(session, clerk, receive, at):
    row = receive(received_on=date(2024, 8, 1))
    BOOK.settle(session, clerk, [row], **at)
    assert not session.is_modified(row)
    assert len(queries.steps(session, row)) == 1
    values = samples.values(SimpleNamespace(id=row.unit_id), received_on=date(2024, 8, 5))
    register_actions.edit(session, clerk, BOOK, row, values, **at)
    assert row.transfer_due_on == date(2024, 8, 12)
    assert len(queries.steps(session, row)) == 1


def test_the_whole_way_within_its_clocks(session, office, clerk, answered, at):
    row = answered()
    steps.publish(session, clerk, row, "Hẹn trả khai sinh không đúng ngày.", "Đã chấn chỉnh.", **at)
    steps.archive(session, clerk, row, **at)
    told = [(step.act, step.state) for step in reversed(queries.steps(session, row))]
    assert told == [
        (Act.RECEIVE, S.RECEIVED),
        (Act.CLASSIFY, S.CLASSIFIED),
        (Act.ASSIGN, S.ASSIGNED),
        (Act.START, S.PROCESSING),
        (Act.ANSWER, S.ANSWERED),
        (Act.PUBLISH, S.PUBLISHED),
        (Act.ARCHIVE, S.ARCHIVED),
    ]
    verbs = session.scalars(
        select(AuditEntry.verb).where(AuditEntry.thing == "feedback", AuditEntry.thing_id == row.id).order_by(AuditEntry.id)
    )
    assert list(verbs) == ["enter", "classify", "assign", "start", "answer", "publish", "archive"]
    assert row.next_due_on is None
    assert row.resolved_on is None  # an answer is no solution yet
    steps.resolve(session, office.actor("officer"), row, **at)
    assert row.resolved_on == at["today"]
    with pytest.raises(WrongState):
        steps.resolve(session, office.actor("officer"), row, **at)


def test_steps_out_of_turn_are_refused_and_change_nothing(session, clerk, receive, at):
    row = receive()
    session.commit()
    for act in (
        lambda: steps.assign(session, clerk, row, row.unit_id, **at),
        lambda: steps.answer(session, clerk, row, Outcome.EXPLAINED, "Trả lời", **at),
        lambda: steps.publish(session, clerk, row, "Nội dung", "Kết quả", **at),
        lambda: steps.archive(session, clerk, row, **at),
        lambda: steps.reopen(session, clerk, row, "Lý do", **at),
        lambda: steps.extend(session, clerk, row, date(2024, 9, 30), "Lý do", **at),
    ):
        with pytest.raises(WrongState):
            act()
    assert not session.dirty
    assert len(queries.steps(session, row)) == 1


def test_what_was_seen_is_what_is_changed(session, clerk, receive, at):
    row = receive()
    with pytest.raises(Conflict):
        steps.classify(session, clerk, row, FeedbackClass.CONDUCT, Subject.CONDUCT, version=row.version - 1, **at)


def test_class_and_content_agree(session, clerk, receive, at):
    row = receive()
    with pytest.raises(BadInput):
        steps.classify(session, clerk, row, FeedbackClass.RULE, Subject.CONDUCT, **at)
    with pytest.raises(BadInput):
        steps.classify(session, clerk, row, FeedbackClass.CONDUCT, Subject.UNLAWFUL, **at)


RIGHTS = [
    ("officer", True),
    ("second", False),
    ("head", False),
    ("leader", False),
    ("auditor", False),
    ("inspector", False),
    ("clerk", True),
]


@pytest.mark.parametrize(("role", "expected"), RIGHTS)
def test_who_handles_it_may_answer_it_and_read_names(session, office, handled, at, role, expected):
    row = handled()
    actor = office.actor(role)
    assert BOOK.hides(actor, row) is not expected
    if expected:
        steps.update(session, actor, row, "Đang xác minh.", **at)
    else:
        with pytest.raises(NotAllowed):
            steps.update(session, actor, row, "Đang xác minh.", **at)


def test_who_answers_does_not_extend_publish_or_reopen(session, office, answered, handled, at):
    officer, held, row = office.actor("officer"), handled(), answered()
    with pytest.raises(NotAllowed):
        steps.extend(session, officer, held, date(2024, 9, 30), "Chờ xác minh", **at)
    with pytest.raises(NotAllowed):
        steps.publish(session, officer, row, "Nội dung", "Kết quả", **at)
    with pytest.raises(NotAllowed):
        steps.reopen(session, officer, row, "Lý do", **at)


def test_complaints_are_refused_with_the_proper_address(session, clerk, receive, at):
    row = receive()
    (text,) = [reply.text for reply in settings.replies(session, row.agency_id, "reject") if reply.code == Refusal.COMPLAINT]
    assert "Luật Khiếu nại" in text
    with pytest.raises(BadInput, match="Chưa lưu"):
        steps.reject(session, clerk, row, Refusal.COMPLAINT, "", **at)
    steps.reject(session, clerk, row, Refusal.COMPLAINT, "Đề nghị gửi đến nơi tiếp công dân theo Luật Khiếu nại.", **at)
    assert (row.state, row.refusal, row.next_due_on) == (S.REJECTED, Refusal.COMPLAINT, None)
    steps.archive(session, clerk, row, **at)
    counted = {measure.code: measure.count(session, row.agency_id, date(2024, 1, 1), date(2024, 12, 31)) for measure in queries.MEASURES}
    assert counted["feedback-on-time"].denominator == 0
    assert counted["feedback-late"].numerator == 0
    assert counted["feedback-classified"].numerator == 1
    assert register_queries.count(session, clerk, BOOK, Ask(2024, "tu-choi"), today=at["today"]) == 1


def test_what_is_outside_is_handed_over(session, clerk, receive, at):
    row = receive()
    steps.classify(session, clerk, row, FeedbackClass.RULE_OUTSIDE, Subject.IMPRACTICAL, **at)
    with pytest.raises(WrongState):
        steps.assign(session, clerk, row, row.unit_id, **at)
    with pytest.raises(BadInput):
        steps.transfer(session, clerk, row, "Sở Tư pháp", "", "", on=date(2024, 8, 16), **at)
    steps.transfer(session, clerk, row, "Sở Tư pháp", "12/UBND", "", on=date(2024, 8, 7), **at)
    assert (row.state, row.transferred_on) == (S.TRANSFERRED, date(2024, 8, 7))
    steps.answer(session, clerk, row, Outcome.PROPOSED, "Sở Tư pháp đã trả lời.", **at)
    assert row.state is S.ANSWERED


def test_an_extension_keeps_the_first_due_date(session, clerk, handled, at):
    row = handled(received_on=date(2024, 8, 1))
    for until, reason in ((date(2024, 8, 21), "Lý do"), (None, "Lý do"), (date(2024, 9, 4), " ")):
        with pytest.raises(BadInput):
            steps.extend(session, clerk, row, until, reason, **at)
    steps.extend(session, clerk, row, date(2024, 9, 4), "Chờ xác minh", **at)
    assert (row.original_due_on, row.handle_due_on, row.next_due_on) == (date(2024, 8, 21), date(2024, 9, 4), date(2024, 9, 4))


def test_a_supplement_stops_the_portals_clock_and_not_the_circulars(session, office, handled, at):
    officer = office.actor("officer")
    portal, letter = handled(channel="portal"), handled(channel="post")
    due = portal.handle_due_on, letter.handle_due_on
    for row in (portal, letter):
        steps.ask_supplement(session, officer, row, "Bổ sung giấy hẹn.", **at)
    assert (portal.next_due_on, letter.next_due_on) == (None, due[1])
    later = at | {"today": date(2024, 8, 20)}
    for row in (portal, letter):
        steps.supplement(session, officer, row, "Đã gửi giấy hẹn.", **later)
    assert (portal.handle_due_on, letter.handle_due_on) == (date(2024, 8, 27), due[1])  # 16, 19, 20/8 were waited


def test_own_terms_hold_for_new_rows_only(session, office, clerk, receive, handled, at):
    before = handled(received_on=date(2024, 8, 1))
    terms = {
        "name": "Quyết định mới",
        "valid_from": date(2024, 8, 1),
        "channel": None,
        "transfer_days": 3,
        "handle_days": 10,
        "publish_days": 1,
    }
    with pytest.raises(NotAllowed):
        setting_up.set_term(session, office.actor("officer"), terms, now=at["now"])
    with pytest.raises(BadInput) as refused:
        setting_up.set_term(session, clerk, terms | {"handle_days": 0, "name": ""}, now=at["now"])
    assert set(refused.value.fields) == {"handle_days", "name"}
    term = setting_up.set_term(session, clerk, terms, now=at["now"])
    row = receive(received_on=date(2024, 8, 1))
    assert (row.transfer_due_on, row.handle_due_on) == (date(2024, 8, 6), date(2024, 8, 12))
    BOOK.settle(session, clerk, [before], **at)
    assert before.handle_due_on == date(2024, 8, 21)
    setting_up.remove_term(session, clerk, term, now=at["now"])
    assert queries.rule_of(row).name == "Quyết định mới"
    assert queries.rule_of(receive()) == CIRCULAR


def test_reopening_starts_again_and_keeps_what_was_said(session, clerk, answered, at):
    row = answered(received_on=date(2024, 7, 1))
    steps.reopen(session, clerk, row, "Người phản ánh không đồng ý.", **at)
    assert (row.state, row.answered_on, row.handle_due_on) == (S.PROCESSING, None, date(2024, 9, 4))
    assert any("Đã chấn chỉnh" in step.words for step in queries.steps(session, row))


def test_a_new_calendar_moves_open_due_dates_only(session, clerk, receive, answered, at):
    row, done = receive(received_on=date(2024, 8, 1)), answered(received_on=date(2024, 8, 1))
    session.add(CalendarDay(day=date(2024, 8, 6), kind=DayKind.HOLIDAY, name="Ngày nghỉ", source="thử"))
    session.flush()
    assert recompute_due(session, system(), 2024, now=at["now"]) == 1
    assert (row.transfer_due_on, done.transfer_due_on) == (date(2024, 8, 9), date(2024, 8, 8))


def test_duplicates_are_found_linked_and_follow(session, office, clerk, handled, receive, at):
    main = handled()
    row = receive(
        person="Trần Văn Cường",
        phone="0987 654 321",
        address="",
        email="",
        content="Khai sinh hẹn trả nhiều lần, Bộ phận Một cửa không đúng ngày",
    )
    other = receive(person="", phone="", address="", email="", content="Đường vào khu phố 3 ngập nước sau mưa")
    assert [found.id for found in queries.similar(session, clerk, row.content, row.phone, 2024, besides=row.id)] == [main.id]
    assert [found.id for found in queries.similar(session, clerk, "Khác hẳn", samples.PHONE, 2024)] == [main.id]
    linking.link(session, clerk, row, main, **at)
    assert (row.state, row.unit_id, row.main_number, row.next_due_on) == (S.PROCESSING, office.justice.id, "1/2024", None)
    with pytest.raises(WrongState, match="gộp"):
        steps.update(session, clerk, row, "Riêng", **at)
    with pytest.raises(BadInput):
        linking.link(session, clerk, other, row, **at)
    with pytest.raises(BadInput):
        linking.link(session, clerk, other, other, **at)
    steps.answer(session, clerk, main, Outcome.SET_RIGHT, "Đã chấn chỉnh.", **at)
    steps.publish(session, clerk, main, "Hẹn trả không đúng ngày.", "Đã chấn chỉnh.", **at)
    assert (row.state, row.answered_on, row.answer) == (S.PUBLISHED, at["today"], "Đã chấn chỉnh.")
    assert [found["number"] for found in queries.published(session, clerk, at["today"])] == ["1/2024"]


def test_linking_a_row_takes_those_along_that_followed_it(session, clerk, receive, at):
    first, second, third = (receive() for _ in range(3))
    linking.link(session, clerk, first, second, **at)
    linking.link(session, clerk, second, third, **at)
    assert {first.main_id, second.main_id} == {third.id}
    linking.unlink(session, clerk, first, **at)
    assert (first.main_id, first.state, first.next_due_on) == (None, S.RECEIVED, first.transfer_due_on)
    register_actions.remove(session, clerk, BOOK, third, "Nhầm", **at)
    session.expire_all()
    assert second.main_id is None


def test_nothing_personal_is_published(session, clerk, answered, at):
    row = answered()
    for words in (f"Bà {samples.PERSON.upper()} phản ánh", "Số 0912.345.678", f"Nhà ở {samples.ADDRESS}", f"Thư {samples.EMAIL}"):
        for content, result in ((words, "Kết quả"), ("Nội dung", words)):
            with pytest.raises(BadInput):
                steps.publish(session, clerk, row, content, result, is_checked=True, **at)
    with pytest.raises(BadInput) as doubted:
        steps.publish(session, clerk, row, "Ông Lê Văn Sáu hẹn sai ngày", "Kết quả", **at)
    assert "Ông Lê Văn Sáu" in doubted.value.fields["is_checked"]
    steps.publish(session, clerk, row, "Ông Lê Văn Sáu hẹn sai ngày", "Kết quả", is_checked=True, **at)
    (shown,) = queries.published(session, clerk, at["today"])
    assert not any(secret in str(shown) for secret in samples.SECRETS)
    assert queries.published(session, clerk, at["today"] - timedelta(days=1)) == []


def test_templates_leave_no_blank_in_an_answer(session, clerk, handled, at):
    with pytest.raises(BadInput, match="Chưa lưu"):
        steps.answer(session, clerk, handled(), Outcome.EXPLAINED, "Về việc … xin trả lời", **at)


def test_what_came_of_it_agrees_with_its_class(session, clerk, handled, at):
    with pytest.raises(BadInput) as refused:
        steps.answer(session, clerk, handled(), Outcome.AMENDED, "Đã sửa quy định.", **at)
    assert "outcome" in refused.value.fields


def test_an_answer_that_is_not_published_says_why(session, clerk, answered, at):
    row = answered()
    with pytest.raises(BadInput):
        steps.archive(session, clerk, row, **at)
    steps.archive(session, clerk, row, "Liên quan bí mật đời tư", **at)
    assert row.state is S.ARCHIVED


def test_nobody_is_found_by_name_telephone_or_address(session, office, clerk, handled, at):
    handled()
    for words in ("Nguyễn Thị Bình", "nguyen thi binh", "0912", "345 678", "hoa ban", "binh.nguyen", "example.vn"):
        for role in ("second", "head", "leader", "inspector", "auditor"):
            assert register_queries.count(session, office.actor(role), BOOK, Ask(2024, words=words), today=at["today"]) == 0, words
    assert register_queries.count(session, clerk, BOOK, Ask(2024, words="khai sinh 1/2024"), today=at["today"]) == 1


def test_the_log_names_nobody(session, answered):
    answered()
    entries = session.scalars(select(AuditEntry)).all()
    for entry in entries:
        assert not any(secret in entry.before + entry.after for secret in samples.SECRETS)


def test_lists_mask_for_who_does_not_handle_the_row_and_for_commands(session, office, handled, at):
    row = handled()
    known = register_queries.lookups(session, row.agency_id, BOOK, at["today"])
    for reader, is_open in ((office.actor("officer"), True), (office.actor("second"), False), (system(row.agency_id), False)):
        (line,) = register_queries.lines([row], reader, BOOK, known)
        words = " ".join(line.cells.values()) + " ".join(map(str, line.values.values()))
        assert any(secret in words for secret in samples.SECRETS) is is_open
        assert "hẹn trả giấy khai sinh" in line.cells["told"]


def test_drafts_are_their_authors_alone_and_go_when_old(session, office, clerk, receive, at):
    row, officer = receive(), office.actor("officer")
    drafts.keep(session, clerk, "answer/1", {"text": "Đang viết", "empty": " "}, row=row, now=at["now"])
    drafts.keep(session, clerk, "answer/1", {"text": "Đang viết tiếp"}, row=row, now=at["now"])
    assert settings.draft(session, clerk, "answer/1").texts == {"text": "Đang viết tiếp"}
    assert settings.draft(session, officer, "answer/1") is None
    with pytest.raises(NotAllowed):
        drafts.keep(session, officer, "answer/1", {"text": "x"}, row=row, now=at["now"])
    with pytest.raises(BadInput):
        drafts.keep(session, clerk, "answer/1", {"text": "x" * 50_000}, row=row, now=at["now"])
    drafts.keep(session, clerk, "receive", {"content": "Mới"}, now=at["now"] + timedelta(days=31))
    assert [draft.place for draft in session.scalars(select(FeedbackDraft))] == ["receive"]
    drafts.drop(session, clerk, "receive")
    assert session.scalars(select(FeedbackDraft)).all() == []


def test_texts_of_replies_are_data(session, office, clerk, at):
    with pytest.raises(NotAllowed):
        setting_up.set_reply(session, office.actor("officer"), "answer", "answer", "Tên", "Nội dung", now=at["now"])
    with pytest.raises(BadInput):
        setting_up.set_reply(session, clerk, "answer", "answer", "Tên", "{khong_co}", now=at["now"])
    setting_up.set_reply(session, clerk, "answer", "answer", "Tên mới", "Số {so}", now=at["now"])
    added = setting_up.set_reply(session, clerk, "", "answer", "Mẫu riêng", "Trả lời {so}", now=at["now"])
    offered = {reply.code: reply.name for reply in settings.replies(session, office.agency.id, "answer")}
    assert offered == {"answer": "Tên mới", "answer-guide": "Giải thích, hướng dẫn", added.code: "Mẫu riêng"}
    for code in ("answer", added.code):
        setting_up.reset_reply(session, clerk, code, now=at["now"])
    assert [reply.code for reply in settings.replies(session, office.agency.id, "answer")] == ["answer", "answer-guide"]
    with pytest.raises(WrongState):
        setting_up.reset_reply(session, clerk, "answer", now=at["now"])


def test_what_is_counted(session, office, clerk, receive, answered, handled, at):
    in_time, late = answered(received_on=date(2024, 8, 1)), answered(received_on=date(2024, 7, 1))
    handled(received_on=date(2024, 7, 8))  # due on 29/7, open
    receive(received_on=date(2024, 8, 10))  # due on 30/8
    steps.classify(session, clerk, outside := receive(received_on=date(2024, 7, 8)), FeedbackClass.RULE_OUTSIDE, Subject.OTHER, **at)
    steps.transfer(session, clerk, outside, "Sở Tư pháp", "", "", **at)
    register_actions.edit(
        session, clerk, BOOK, in_time, samples.values(office.justice, received_on=date(2024, 8, 1), satisfaction="very"), **at
    )
    count = {measure.code: measure.count for measure in queries.MEASURES}
    of = (session, office.agency.id)
    on_time = count["feedback-on-time"](*of, date(2024, 7, 1), date(2024, 8, 25))
    assert (on_time.numerator, on_time.denominator, on_time.rows) == (Decimal(1), Decimal(3), (in_time.id,))
    overdue = count["feedback-late"](*of, date(2024, 7, 1), date(2024, 8, 15))
    assert overdue.numerator == 2
    assert late.id in overdue.rows
    assert count["feedback-late"](*of, date(2024, 7, 1), date(2024, 7, 29)).numerator == 1  # the day itself is not over
    classified = count["feedback-classified"](*of, date(2024, 7, 1), date(2024, 8, 15))
    assert (classified.numerator, classified.denominator) == (Decimal(4), Decimal(5))
    satisfied = count["feedback-satisfaction"](*of, date(2024, 8, 1), date(2024, 8, 31))
    assert (satisfied.numerator, satisfied.denominator) == (Decimal(1), Decimal(1))


def test_what_is_due_first_stands_first(session, clerk, receive, answered, at):
    steps.archive(session, clerk, done := answered(received_on=date(2024, 7, 2)), "Đời tư", **at)
    soon, later = receive(received_on=date(2024, 8, 1)), receive(received_on=date(2024, 8, 9))
    steps.reject(session, clerk, refused := receive(received_on=date(2024, 8, 12)), Refusal.SECRET, "Theo pháp luật.", **at)
    found = register_queries.rows(session, clerk, BOOK, Ask(2024), today=at["today"])
    assert [row.id for row in found] == [soon.id, later.id, refused.id, done.id]


def test_the_views(session, clerk, receive, handled, answered, at):
    late, soon = receive(received_on=date(2024, 8, 1)), receive(received_on=date(2024, 8, 9))
    handled(received_on=date(2024, 8, 14))
    answered(received_on=date(2024, 7, 1))
    found = {view.slug: register_queries.count(session, clerk, BOOK, Ask(2024, view.slug), today=at["today"]) for view in BOOK.views}
    waiting, done = {"cho-chuyen": 2, "dang-xu-ly": 1, "sap-het-han": 1, "qua-han": 1}, {"da-tra-loi": 1, "da-cong-khai": 0, "tu-choi": 0}
    assert found == waiting | done | {"qua-han-hoac-tre": 2}
    unresolved = Ask(2024, filters={"resolving": "no"})
    assert register_queries.count(session, clerk, BOOK, unresolved, today=at["today"]) == 1
    assert queries.badge(late, at["today"]).text == "Mới tiếp nhận, quá hạn 7 ngày"
    assert queries.badge(soon, at["today"]).text == "Mới tiếp nhận, còn 1 ngày"


def test_a_unit_changed_in_the_book_is_a_step(session, office, clerk, handled, at):
    row = handled()
    values = samples.values(office.culture)
    register_actions.edit(session, clerk, BOOK, row, values, **at)
    newest = queries.steps(session, row)[0]
    assert (newest.act, newest.unit_id) == (Act.ASSIGN, office.culture.id)


def test_many_rows_are_settled_with_as_many_questions_as_one(session, office, clerk, at):
    def questions(count):
        rows = [Feedback(**samples.values(office.staff), agency_id=office.agency.id, entered_at=at["now"]) for _ in range(count)]
        session.add_all(rows)
        session.flush()
        with counted(session) as seen:
            BOOK.settle(session, clerk, rows, **at)
        return sum(1 for one in seen if one.lstrip().upper().startswith("SELECT"))

    assert questions(2) == questions(40)
    numbers = session.scalars(select(Feedback.number).order_by(Feedback.number)).all()
    assert numbers == list(range(1, 43))
    assert len(session.scalars(select(FeedbackStep)).all()) == 42
