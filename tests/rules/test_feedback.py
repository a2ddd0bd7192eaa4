"""Feedback: which step may follow which, by when each is due and how that is told, what is masked."""

from datetime import date

import pytest

from tthc.core.feedback.rules import alike, clocks, privacy, replies, steps
from tthc.core.feedback.rules.clocks import CIRCULAR, PORTAL, ClockRule, Dated, Run
from tthc.core.feedback.rules.columns import digits
from tthc.core.feedback.rules.steps import WAYS, Act, Standing
from tthc.core.feedback.rules.words import Channel, FeedbackClass, FeedbackState, Refusal
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.working_days import WorkingDays

S = FeedbackState
HOLIDAYS = {date(2026, 8, 31): "nghỉ hoán đổi", date(2026, 9, 1): "Quốc khánh", date(2026, 9, 2): "Quốc khánh"}
DAYS = WorkingDays(off=frozenset(HOLIDAYS), makeup=frozenset({date(2026, 8, 22)}), names=HOLIDAYS, years=frozenset({2026, 2027}))


def run(received_on, state=S.RECEIVED, **given):
    return Run(state, received_on, given.pop("counted_from", received_on), **given)


TRANSFER = [
    (date(2026, 8, 28), date(2026, 9, 9)),  # over the national day: Thursday 3/9 is the first
    (date(2026, 8, 21), date(2026, 8, 27)),  # the made-up Saturday 22/8 counts
    (date(2026, 3, 2), date(2026, 3, 9)),
]


@pytest.mark.parametrize(("received_on", "expected"), TRANSFER)
def test_five_working_days_to_hand_over(received_on, expected):
    assert clocks.due(CIRCULAR, run(received_on), DAYS).transfer == expected


def test_twenty_days_to_answer_end_on_a_working_day():
    assert clocks.due(CIRCULAR, run(date(2026, 3, 2)), DAYS).handle == date(2026, 3, 23)  # 22/3 is a Sunday
    assert clocks.due(CIRCULAR, run(date(2026, 8, 12)), DAYS).handle == date(2026, 9, 3)  # 1/9 and 2/9 are off


def test_the_portal_counts_working_days():
    assert clocks.due(PORTAL, run(date(2026, 3, 2)), DAYS).handle == date(2026, 3, 23)
    told = clocks.told_clocks(PORTAL, run(date(2026, 3, 2)), DAYS, transferred_on=None, published_on=None)
    assert [(clock.title, clock.due_on) for clock in told] == [
        ("Hạn từ chối tiếp nhận", date(2026, 3, 4)),
        ("Hạn yêu cầu bổ sung", date(2026, 3, 9)),
        ("Hạn phân loại, chuyển xử lý", date(2026, 3, 9)),
        ("Hạn trả lời", date(2026, 3, 23)),
    ]


def test_the_counting_is_told_with_its_holidays():
    told = clocks.told_clocks(CIRCULAR, run(date(2026, 8, 28)), DAYS, transferred_on=None, published_on=None)
    assert told[0].how == (
        "05 ngày làm việc kể từ ngày tiếp nhận Thứ Sáu, 28/08/2026, không tính ngày đầu; bỏ qua 4 ngày thứ Bảy, Chủ nhật, "
        "31/08/2026 (nghỉ hoán đổi), 01/09/2026 (Quốc khánh), 02/09/2026 (Quốc khánh). Kết quả: hết Thứ Tư, 09/09/2026."
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.RECEIVED, date(2026, 3, 9)),
        (S.CLASSIFIED, date(2026, 3, 9)),
        (S.ASSIGNED, date(2026, 3, 23)),
        (S.PROCESSING, date(2026, 3, 23)),
        (S.SUPPLEMENTING, date(2026, 3, 23)),
        (S.ANSWERED, date(2026, 3, 12)),
        *((state, None) for state in (S.PUBLISHED, S.ARCHIVED, S.REJECTED, S.TRANSFERRED)),
    ],
)
def test_what_is_due_now(state, expected):
    answered = date(2026, 3, 10) if state in (S.ANSWERED, S.PUBLISHED, S.ARCHIVED) else None
    assert clocks.due(CIRCULAR, run(date(2026, 3, 2), state, answered_on=answered), DAYS).now == expected


def test_an_answer_that_is_due_before_the_handing_over_counts_first():
    quick = ClockRule("Quy định riêng", transfer_days=5, handle_days=3)
    assert clocks.due(quick, run(date(2026, 3, 2)), DAYS).now == date(2026, 3, 5)


def test_waiting_for_a_supplement_stops_the_clock_where_the_terms_say_so():
    assert clocks.due(PORTAL, run(date(2026, 3, 2), S.SUPPLEMENTING), DAYS).now is None
    waited = clocks.waited(PORTAL, date(2026, 3, 5), date(2026, 3, 10), DAYS)
    assert waited == 3  # Friday, Monday, Tuesday
    assert clocks.due(PORTAL, run(date(2026, 3, 2), S.PROCESSING, paused_days=waited), DAYS).now == date(2026, 3, 26)
    assert clocks.waited(CIRCULAR, date(2026, 3, 5), date(2026, 3, 10), DAYS) == 0


def test_an_extension_keeps_the_first_day():
    found = clocks.due(CIRCULAR, run(date(2026, 3, 2), S.PROCESSING, extended_to=date(2026, 4, 3)), DAYS)
    assert (found.original, found.handle, found.now) == (date(2026, 3, 23), date(2026, 4, 3), date(2026, 4, 3))
    told = clocks.told_clocks(
        CIRCULAR, run(date(2026, 3, 2), S.PROCESSING, extended_to=date(2026, 4, 3)), DAYS, transferred_on=None, published_on=None
    )
    assert "Kết quả: hết Thứ Hai, 23/03/2026. Đã gia hạn đến hết ngày 03/04/2026" in told[-1].how


def test_word_every_seven_days_while_it_is_in_hand():
    assert clocks.update_due(CIRCULAR, S.PROCESSING, date(2026, 3, 2)) == date(2026, 3, 9)
    assert clocks.update_due(CIRCULAR, S.ANSWERED, date(2026, 3, 2)) is None


def test_the_newest_terms_of_the_channel_on_the_day():
    first, later, mail = ClockRule("a"), ClockRule("b"), ClockRule("c")
    own = [Dated(None, date(2024, 1, 1), first), Dated(None, date(2024, 6, 1), later), Dated(Channel.EMAIL, date(2024, 3, 1), mail)]
    chosen = [
        clocks.rule_of(channel, on, own).name
        for channel, on in (
            (Channel.PHONE, date(2024, 2, 1)),
            (Channel.PHONE, date(2024, 7, 1)),
            (Channel.EMAIL, date(2024, 7, 1)),
            (Channel.EMAIL, date(2024, 2, 1)),
            (Channel.PORTAL, date(2023, 7, 1)),
            (Channel.PHONE, date(2023, 7, 1)),
        )
    ]
    assert chosen == ["a", "b", "c", "a", PORTAL.name, CIRCULAR.name]


def test_terms_survive_their_column():
    assert ClockRule.from_dict(PORTAL.as_dict()) == PORTAL
    assert ClockRule.from_dict(PORTAL.as_dict() | {"since dropped": 1}) == PORTAL


def test_what_is_due_first_stands_first_and_the_newest_of_the_rest():
    order = [
        clocks.in_order(due, on) for due, on in ((date(2024, 9, 1), date(2024, 8, 1)), (None, date(2024, 8, 2)), (None, date(2024, 8, 1)))
    ]
    assert order == sorted(order)


WALK = [
    (S.RECEIVED, Act.CLASSIFY),
    (S.ASSIGNED, Act.START),
    (S.PROCESSING, Act.ANSWER),
    (S.SUPPLEMENTING, Act.SUPPLEMENT),
    (S.ANSWERED, Act.PUBLISH),
    (S.PUBLISHED, Act.ARCHIVE),
    (S.REJECTED, Act.ARCHIVE),
    (S.TRANSFERRED, Act.ARCHIVE),
    (S.ARCHIVED, None),
]


@pytest.mark.parametrize(("state", "expected"), WALK)
def test_the_next_step_of_the_law(state, expected):
    at = Standing(state)
    assert steps.next_act(at) == expected
    assert expected is None or steps.may_follow(expected, at)


def test_what_is_outside_is_handed_over_and_what_is_not_is_assigned():
    for classed in FeedbackClass:
        at = Standing(S.CLASSIFIED, classed)
        assert steps.next_act(at) is (Act.TRANSFER if classed.is_outside else Act.ASSIGN)
        assert steps.may_follow(Act.TRANSFER, at) is classed.is_outside
        assert steps.may_follow(Act.ASSIGN, at) is not classed.is_outside


def test_every_state_can_be_left_and_every_step_is_possible_somewhere():
    standings = [Standing(state, classed, is_answered=done) for state in S for classed in (*FeedbackClass, None) for done in (False, True)]
    assert {act for act in Act if any(steps.may_follow(act, at) for at in standings)} == set(Act) - {Act.RECEIVE, Act.UNLINK}
    assert all(any(steps.may_follow(act, at) and steps.after(act, at) is not at.state for act in Act) for at in standings)


def test_a_linked_row_can_only_be_parted():
    at = Standing(S.RECEIVED, is_linked=True)
    assert [act for act in Act if steps.may_follow(act, at)] == [Act.UNLINK]
    with pytest.raises(WrongState, match="gộp"):
        steps.ensure_follows(Act.CLASSIFY, at)


def test_what_is_opened_again_goes_back_to_who_had_it():
    assert steps.after(Act.REOPEN, Standing(S.ARCHIVED, was_handled=True)) is S.PROCESSING
    assert steps.after(Act.REOPEN, Standing(S.REJECTED)) is S.RECEIVED


def test_answered_is_not_resolved_not_rejected_not_handed_over():
    ends = {WAYS[act].end for act in (Act.ANSWER, Act.REJECT, Act.TRANSFER)}
    assert ends == {S.ANSWERED, S.REJECTED, S.TRANSFERRED}
    assert WAYS[Act.RESOLVE].end is None
    assert not steps.may_follow(Act.RESOLVE, Standing(S.REJECTED))
    assert not steps.may_follow(Act.RESOLVE, Standing(S.ARCHIVED))


MASKED = [
    ("Gọi 0912 345 678 hoặc 0912.345.678", "Gọi ••• hoặc •••"),
    ("Gọi +84 912 345 678.", "Gọi •••."),
    ("Thư a.b@c.vn, CCCD 036123456789", "Thư •••, CCCD •••"),
    ("Máy bàn 0228 3850 123", "Máy bàn •••"),
    ("Ngày 07/08/2024 nộp hồ sơ 1.004873.000.00.00.H35, 20 ngày", "Ngày 07/08/2024 nộp hồ sơ 1.004873.000.00.00.H35, 20 ngày"),
    ("nguyễn thị bình và Nguyen  Thi Binh", "••• và •••"),
    ("Bình thường", "Bình thường"),
]


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_words_without_peoples_data(text, expected):
    assert privacy.masked(text, ["Nguyễn Thị Bình"]) == expected


def test_a_name_inside_a_longer_word_stays():
    assert privacy.masked("Hoàng Anhđào", ["Hoàng Anh"]) == "Hoàng Anhđào"


def test_known_data_are_found_in_any_writing():
    known = ["Nguyễn Thị Bình", "0912 345 678", "12 ngõ Hoa Ban"]
    assert privacy.found_known("NGUYEN THI BINH, so 0912.345.678", known) == known[:2]
    assert privacy.found_known("Thủ tục khai sinh", known) == []


def test_what_looks_like_a_person_is_doubted():
    assert privacy.suspicions("Trả lời bà Lê Thị Hoa, điện thoại 0987654321") == ["0987654321", "bà Lê Thị Hoa", "Lê Thị Hoa"]
    assert privacy.suspicions("Phạm Văn Đồng đề nghị") == ["Phạm Văn Đồng"]
    assert privacy.suspicions("Bộ phận Một cửa trả kết quả ngày 12/08/2024 theo Nghị định 61/2018/NĐ-CP; ông bà được hẹn") == []


def test_the_same_thing_said_twice_is_found():
    rows = [
        alike.Known(1, "bo phan mot cua hen tra ket qua khai sinh nhieu lan"),
        alike.Known(2, "duong vao khu pho bi ngap nuoc"),
        alike.Known(3, "khac han", "0912345678"),
    ]
    assert alike.alike("Một cửa hẹn trả khai sinh nhiều lần", "0912345678", rows) == [3, 1]
    assert alike.alike("Đèn đường hỏng", "", rows) == []


def test_telephones_are_compared_by_their_digits():
    assert digits("+84 912 345 678") == digits("0912.345.678") == "0912345678"


def test_blanks_are_filled_or_stay_to_be_filled():
    assert replies.filled("Số {so}, {han}", {"so": "3/2024"}) == "Số 3/2024, …"
    for reply in replies.DEFAULTS:
        replies.check_blanks(reply.text)
    with pytest.raises(BadInput):
        replies.check_blanks("{khong_co}")


def test_what_is_not_feedback_has_a_text_for_each_reason():
    assert {reply.code for reply in replies.DEFAULTS if reply.use == "reject"} == set(Refusal)


def test_waiting_for_the_sender_after_an_extension_takes_no_day_of_the_office():
    granted = date(2026, 4, 3)
    at_once = clocks.due(PORTAL, run(date(2026, 3, 2), S.PROCESSING, extended_to=granted), DAYS)
    waited = clocks.due(PORTAL, run(date(2026, 3, 2), S.PROCESSING, extended_to=granted, paused_days=40), DAYS)
    assert at_once.handle == granted
    assert waited.handle == waited.original > granted
