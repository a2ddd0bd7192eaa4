"""What there is to tick, what may follow a state, and how a state is said today."""

from datetime import date

import pytest

from tthc.core.calendar.rules import DEFAULT
from tthc.core.tasks import rules
from tthc.kernel.due import DueRule, WorkingDays
from tthc.kernel.errors import BadInput, WrongState

TODAY = date(2024, 8, 15)
DAYS = WorkingDays(years=frozenset({2024, 2025}))


def occasions(kind, year=2024, **more):
    rule = DueRule.from_dict({"kind": kind, **more})
    return rules.occasions(rule, year, DAYS, DEFAULT)[1]


def test_ongoing_work_is_confirmed_once_a_reporting_period_and_due_when_it_closes():
    found = occasions("continuous", text="Thường xuyên")
    assert [(o.period, o.opens_on, o.due_on) for o in found] == [
        ("q1", date(2023, 12, 15), date(2024, 3, 14)),
        ("q2", date(2024, 3, 15), date(2024, 6, 14)),
        ("q3", date(2024, 6, 15), date(2024, 9, 14)),
        ("year", date(2024, 9, 15), date(2024, 12, 14)),
    ]
    assert all(o.state == "not_started" for o in found)
    assert "không tính quá hạn trong kỳ" in found[0].explanation


def test_quarterly_reports_are_due_before_the_17th():
    assert [o.due_on for o in occasions("quarterly")] == [date(2024, 3, 16), date(2024, 6, 16), date(2024, 9, 16), date(2024, 12, 16)]


@pytest.mark.parametrize(
    ("kind", "more", "due"),
    [
        ("month", {"start": "2024-02-01", "due": "2024-02-29"}, date(2024, 2, 29)),
        ("month_range", {"start": "2024-03-01", "due": "2024-08-31"}, date(2024, 8, 31)),
        ("date", {"due": "2024-11-15", "before": True}, date(2024, 11, 14)),
        ("none", {}, None),
    ],
)
def test_single_work_has_one_occasion(kind, more, due):
    (only,) = occasions(kind, **more)
    assert (only.period, only.due_on, only.state) == ("once", due, "not_started")


@pytest.mark.parametrize("kind", ["on_request", "per_superior_plan"])
def test_work_on_request_sleeps(kind):
    (only,) = occasions(kind)
    assert (only.state, only.due_on) == ("dormant", None)


def test_a_count_from_an_event_still_to_come_sleeps():
    (only,) = occasions("relative", days=5, working=True, **{"from": "ngày nhận được văn bản"})
    assert (only.state, only.due_on) == ("dormant", None)


LEGAL = {
    ("dormant", "not_started"),
    ("not_started", "in_progress"),
    ("not_started", "submitted"),
    ("in_progress", "submitted"),
    ("returned", "submitted"),
    ("submitted", "done"),
    ("submitted", "returned"),
    ("submitted", "not_applicable"),
    ("done", "returned"),
    ("not_applicable", "returned"),
}


@pytest.mark.parametrize("state", list(rules.WORDS))
@pytest.mark.parametrize("wanted", list(rules.WORDS))
def test_transitions(state, wanted):
    if (state, wanted) in LEGAL:
        rules.ensure_next(state, wanted)
    else:
        with pytest.raises(WrongState, match="không chuyển sang"):
            rules.ensure_next(state, wanted)


@pytest.mark.parametrize(
    ("state", "due", "submitted", "words", "kind"),
    [
        ("not_started", date(2024, 8, 14), None, "Quá hạn 1 ngày", "late"),
        ("in_progress", date(2024, 8, 10), None, "Quá hạn 5 ngày", "late"),
        ("not_started", date(2024, 8, 15), None, "Đến hạn hôm nay", "soon"),
        ("not_started", date(2024, 8, 20), None, "Còn 5 ngày", "soon"),
        ("not_started", date(2024, 8, 22), None, "Còn 7 ngày", "soon"),
        ("not_started", date(2024, 8, 23), None, "Chưa thực hiện", "idle"),
        ("in_progress", date(2024, 9, 30), None, "Đang thực hiện", "doing"),
        ("not_started", None, None, "Chưa thực hiện", "idle"),
        ("submitted", date(2024, 8, 1), date(2024, 8, 1), "Chờ duyệt", "waiting"),
        ("returned", date(2024, 8, 1), None, "Bị trả lại", "returned"),
        ("done", date(2024, 8, 1), date(2024, 8, 1), "Hoàn thành", "done"),
        ("done", date(2024, 8, 1), date(2024, 8, 4), "Hoàn thành, trễ 3 ngày", "done"),
        ("not_applicable", date(2024, 8, 1), date(2024, 8, 4), "Không phát sinh", "done"),
        ("dormant", None, None, "Khi có yêu cầu", "idle"),
    ],
)
def test_badges(state, due, submitted, words, kind):
    badge = rules.badge(state, opens_on=date(2024, 7, 1), due_on=due, submitted_on=submitted, today=TODAY)
    assert (badge.text, badge.kind) == (words, kind)


def test_work_that_has_not_opened_is_not_late():
    badge = rules.badge("not_started", opens_on=date(2024, 9, 15), due_on=date(2024, 12, 14), submitted_on=None, today=TODAY)
    assert badge.text == "Chưa đến kỳ"


@pytest.mark.parametrize(
    ("state", "due", "late", "urgent"),
    [
        ("not_started", date(2024, 8, 14), True, True),
        ("not_started", date(2024, 8, 15), False, True),
        ("not_started", date(2024, 8, 16), False, False),
        ("returned", date(2024, 9, 1), False, True),
        ("submitted", date(2024, 8, 1), False, False),
        ("done", date(2024, 8, 1), False, False),
        ("in_progress", None, False, False),
    ],
)
def test_late_and_urgent(state, due, late, urgent):
    assert rules.is_late(state, due, TODAY) is late
    assert rules.is_urgent(state, due, TODAY) is urgent


def test_a_due_date_outside_the_plans_years_must_be_confirmed():
    with pytest.raises(BadInput) as caught:
        rules.check_due(date(2025, 1, 5), 2024, None, confirmed=False)
    assert set(caught.value.fields) == {"due_on", "confirmed"}
    rules.check_due(date(2025, 1, 5), 2024, None, confirmed=True)
    rules.check_due(date(2025, 1, 5), 2024, 2025, confirmed=False)


def test_a_second_trigger_of_a_day_gets_a_code_of_its_own():
    assert rules.wakes("2024-08-15", []) == "2024-08-15"
    assert rules.wakes("2024-08-15", ["2024-08-15", "2024-08-15-2"]) == "2024-08-15-3"
