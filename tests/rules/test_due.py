"""What plans say about time, and the days that follow; the counting is that of the Civil Code 2015, articles 147 and 148."""

import json
from datetime import date, timedelta

import pytest

from tthc.kernel.due import ISSUED, DueRule, Kind, WorkingDays, compute
from tthc.kernel.errors import BadInput

NAMES = {
    date(2021, 2, 10): "Tết Nguyên đán (29 tháng Chạp)",
    date(2026, 8, 22): "làm bù cho ngày 31/08/2026",
    date(2026, 8, 31): "nghỉ hoán đổi, làm bù ngày 22/08/2026",
    date(2026, 9, 1): "Quốc khánh",
    date(2026, 9, 2): "Quốc khánh",
    date(2026, 11, 24): "Ngày Văn hóa Việt Nam",
}
MAKEUP = frozenset({date(2026, 8, 22)})
OFFICE = WorkingDays(off=frozenset(NAMES) - MAKEUP, makeup=MAKEUP, names=NAMES, years=frozenset(range(2020, 2028)))


def said(**words):
    return DueRule.from_dict(words)


def counted(days, *, working=True, since=ISSUED, **words):
    return said(kind="relative", days=days, working=working, text=f"{days} ngày", **{"from": since}, **words)


@pytest.mark.parametrize(
    ("days", "issued_on", "due"),
    [
        (20, date(2021, 1, 4), date(2021, 2, 1)),
        (20, date(2026, 11, 20), date(2026, 12, 21)),
        (5, date(2026, 8, 28), date(2026, 9, 9)),
        (1, date(2026, 8, 21), date(2026, 8, 22)),
        (1, date(2026, 8, 22), date(2026, 8, 24)),
        (2, date(2026, 12, 14), date(2026, 12, 16)),
        (1, date(2026, 8, 29), date(2026, 9, 3)),  # counted from a Saturday
    ],
)
def test_working_days_from_the_day_of_issue(days, issued_on, due):
    computed = compute(counted(days), issued_on.year, OFFICE, issued_on)
    assert (computed.start_on, computed.due_on, computed.warning) == (issued_on, due, None)


@pytest.mark.parametrize(
    ("days", "issued_on", "due"),
    [
        (10, date(2026, 11, 20), date(2026, 11, 30)),
        (9, date(2026, 11, 20), date(2026, 11, 30)),  # Sunday 29/11: the end of the next working day
        (4, date(2026, 11, 20), date(2026, 11, 25)),  # 24/11 is off
        (1, date(2026, 8, 21), date(2026, 8, 22)),  # a made-up Saturday is no day off
        (1, date(2026, 8, 28), date(2026, 9, 3)),
    ],
)
def test_calendar_days_roll_forward_over_days_off(days, issued_on, due):
    computed = compute(counted(days, working=False), 2026, OFFICE, issued_on)
    assert (computed.due_on, computed.warning) == (due, None)


@pytest.mark.parametrize(
    ("months", "since", "due"),
    [
        (1, date(2026, 1, 31), date(2026, 3, 2)),  # 28/2 is a Saturday
        (1, date(2026, 3, 31), date(2026, 4, 30)),
        (2, date(2026, 11, 20), date(2027, 1, 20)),
        (6, date(2026, 3, 1), date(2026, 9, 3)),  # 1/9 and 2/9 are off
    ],
)
def test_months_from_a_day(months, since, due):
    rule = said(kind="relative", months=months, **{"from": since.isoformat()})
    assert compute(rule, 2026, OFFICE).due_on == due


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (counted(5, since="2026-09-09", before=True), date(2026, 8, 28)),
        (counted(10, since="2026-11-30", before=True, working=False), date(2026, 11, 20)),
    ],
)
def test_days_before_a_day_count_backwards_and_start_nowhere(rule, due):
    assert compute(rule, 2026, OFFICE).due_on == due


def test_calendar_days_before_a_day_never_roll_forward():
    computed = compute(counted(9, since="2026-12-01", before=True, working=False), 2026, OFFICE)
    assert (computed.due_on, computed.suggestion) == (date(2026, 11, 22), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("written", "due", "suggestion"),
    [
        ({"kind": "date", "due": "2021-11-15", "before": True}, date(2021, 11, 14), date(2021, 11, 12)),
        ({"kind": "date", "due": "2026-12-17", "before": True}, date(2026, 12, 16), None),
        ({"kind": "date", "due": "2027-03-17", "before": True}, date(2027, 3, 16), None),
        ({"kind": "date", "due": "2026-11-25", "before": True}, date(2026, 11, 24), date(2026, 11, 23)),
        ({"kind": "date", "due": "2026-08-23", "before": True}, date(2026, 8, 22), None),  # made up
        ({"kind": "date", "due": "2025-12-15"}, date(2025, 12, 15), None),  # chậm nhất, đến ngày: the day itself
        ({"kind": "date", "due": "2026-09-02"}, date(2026, 9, 2), date(2026, 8, 28)),
        ({"kind": "date", "due": "2021-02-01", "before": True}, date(2021, 1, 31), date(2021, 1, 29)),  # trước tháng 02/2021
        ({"kind": "month", "start": "2021-02-01", "due": "2021-02-28", "before": True}, date(2021, 1, 31), date(2021, 1, 29)),
        ({"kind": "month", "start": "2024-02-01", "due": "2024-02-29"}, date(2024, 2, 29), None),
        ({"kind": "month", "start": "2026-02-01", "due": "2026-02-28"}, date(2026, 2, 28), date(2026, 2, 27)),
        ({"kind": "month", "due": "2026-09-30"}, date(2026, 9, 30), None),
        ({"kind": "month_range", "start": "2024-03-01", "due": "2024-08-31"}, date(2024, 8, 31), date(2024, 8, 30)),
        ({"kind": "month_range", "start": "2026-03-01", "due": "2026-11-25", "before": True}, date(2026, 11, 24), date(2026, 11, 23)),
        ({"kind": "month_range", "start": "2025-04-01", "due": "2025-06-30"}, date(2025, 6, 30), None),  # quý II
        ({"kind": "yearly", "due": "2026-11-15", "before": True}, date(2026, 11, 14), date(2026, 11, 13)),
    ],
)
def test_printed_dates_never_move_but_a_day_off_is_doubted(written, due, suggestion):
    computed = compute(DueRule.from_dict(written), due.year, OFFICE)
    assert (computed.due_on, computed.suggestion) == (due, suggestion)
    assert ("là ngày nghỉ" in (computed.warning or "")) == (suggestion is not None)


def test_the_window_opens_where_the_plan_says():
    spring = compute(said(kind="month_range", start="2024-03-01", due="2024-08-31"), 2024, OFFICE)
    assert spring.start_on == date(2024, 3, 1)
    before_february = compute(said(kind="month", start="2021-02-01", due="2021-02-28", before=True), 2021, OFFICE)
    assert before_february.start_on is None
    one_day = compute(said(kind="date", start="2026-11-24", due="2026-11-24"), 2026, OFFICE)
    assert (one_day.start_on, one_day.due_on, one_day.suggestion) == (date(2026, 11, 24), date(2026, 11, 24), None)
    assert one_day.warning == "Hạn Thứ Ba, 24/11/2026 là ngày nghỉ (Ngày Văn hóa Việt Nam)."


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ({"kind": "continuous", "text": "Thường xuyên"}, date(2024, 1, 1), date(2024, 12, 31)),
        ({"kind": "continuous", "start": "2024-02-01"}, date(2024, 2, 1), date(2024, 12, 31)),
        ({"kind": "continuous", "start": "2023-02-01"}, date(2024, 1, 1), date(2024, 12, 31)),
        ({"kind": "quarterly"}, date(2024, 1, 1), None),
        ({"kind": "monthly"}, date(2024, 1, 1), None),
        ({"kind": "yearly"}, date(2024, 1, 1), None),
    ],
)
def test_work_of_the_whole_year_has_no_doubt(written, start, end):
    computed = compute(DueRule.from_dict(written), 2024, OFFICE)
    assert (computed.start_on, computed.due_on, computed.warning) == (start, end, None)


@pytest.mark.parametrize(
    "rule",
    [
        said(kind="on_request", text="Khi có yêu cầu"),
        said(kind="per_superior_plan", text="Theo KH của Ủy ban nhân dân Thị xã"),
        counted(3, since="ngày nhận được quyết định công bố"),
        counted(3),
    ],
)
def test_what_waits_for_an_event_has_no_day_yet_and_no_doubt(rule):
    computed = compute(rule, 2024, OFFICE)
    assert (computed.start_on, computed.due_on, computed.warning) == (None, None, None)


def test_an_event_that_happened_starts_the_count():
    waiting = counted(3, since="ngày nhận được quyết định công bố")
    assert "03 ngày làm việc kể từ ngày nhận được quyết định công bố; chưa biết ngày bắt đầu" in compute(waiting, 2026, OFFICE).explanation
    assert compute(waiting.starting(date(2026, 8, 28)), 2026, OFFICE).due_on == date(2026, 9, 7)


@pytest.mark.parametrize(
    "written", [{}, {"kind": "none"}, {"kind": "month"}, {"kind": "relative", "from": ISSUED}, {"kind": "date", "start": "2023-06-01"}]
)
def test_what_the_plan_leaves_open_is_asked_and_never_guessed(written):
    computed = compute(DueRule.from_dict(written), 2023, OFFICE, date(2023, 1, 9))
    assert computed.due_on is None
    assert computed.warning == "Kế hoạch chưa ghi rõ thời hạn. Nhập hạn và xác nhận."


def test_a_due_date_outside_the_plans_year_is_a_doubt():
    computed = compute(said(kind="date", due="2027-01-15"), 2026, OFFICE)
    assert computed.due_on == date(2027, 1, 15)
    assert computed.warning == "Hạn 15/01/2027 nằm ngoài năm kế hoạch 2026. Xác nhận trước khi lưu."


def test_counting_over_a_year_without_calendar_is_a_doubt():
    computed = compute(counted(20), 2027, OFFICE, date(2027, 12, 20))
    assert computed.due_on == date(2028, 1, 17)
    assert "Chưa có lịch nghỉ năm 2028; mới trừ thứ Bảy và Chủ nhật." in computed.warning


@pytest.mark.parametrize("since", ["2026-08-28", "28/8/2026", "ngày 28/08/2026"])
def test_a_printed_day_starts_the_count_at_once(since):
    assert compute(counted(5, since=since), 2026, OFFICE).due_on == date(2026, 9, 9)


def test_the_explanation_can_be_followed_day_by_day():
    rule = said(kind="relative", days=5, working=True, text="Trong 5 ngày làm việc  kể từ ngày ban hành.", **{"from": ISSUED})
    assert compute(rule, 2026, OFFICE, date(2026, 8, 28)).explanation == (
        "Kế hoạch ghi: Trong 5 ngày làm việc kể từ ngày ban hành.\n"
        "Cách tính: 05 ngày làm việc kể từ Thứ Sáu, 28/08/2026, không tính ngày đầu; bỏ qua 4 ngày thứ Bảy, Chủ nhật, "
        "31/08/2026 (nghỉ hoán đổi, làm bù ngày 22/08/2026), 01/09/2026 (Quốc khánh), 02/09/2026 (Quốc khánh).\n"
        "Kết quả: hết Thứ Tư, 09/09/2026."
    )
    assert "; tính cả 22/08/2026 (làm bù cho ngày 31/08/2026)." in compute(counted(1), 2026, OFFICE, date(2026, 8, 21)).explanation


@pytest.mark.parametrize(
    ("rule", "explanation"),
    [
        (
            said(kind="date", due="2021-11-15", before=True, text="trước ngày 15/11/2021"),
            (
                "Kế hoạch ghi: trước ngày 15/11/2021.\n"
                "Cách tính: “trước ngày 15/11/2021” là hết ngày liền trước, không chuyển sang ngày khác.\n"
                "Kết quả: hết Chủ nhật, 14/11/2021."
            ),
        ),
        (
            said(kind="month_range", start="2021-03-01", due="2021-08-31", text="Tháng 3 đến tháng 8"),
            (
                "Kế hoạch ghi: Tháng 3 đến tháng 8.\n"
                "Cách tính: hạn là ngày cuối cùng của khoảng thời gian đã ghi.\n"
                "Kết quả: từ 01/03/2021 đến hết Thứ Ba, 31/08/2021."
            ),
        ),
        (
            counted(9, working=False, since="2021-11-05"),
            (
                "Kế hoạch ghi: 9 ngày.\n"
                "Cách tính: 09 ngày kể từ Thứ Sáu, 05/11/2021, không tính ngày đầu, đến Chủ nhật, 14/11/2021; "
                "ngày này nghỉ (Chủ nhật) nên chuyển sang ngày làm việc tiếp theo.\n"
                "Kết quả: hết Thứ Hai, 15/11/2021."
            ),
        ),
        (
            said(kind="continuous", text="Thường xuyên"),
            (
                "Kế hoạch ghi: Thường xuyên.\n"
                "Cách tính: việc thường xuyên, xác nhận một lần trong mỗi kỳ báo cáo, không tính quá hạn trong kỳ.\n"
                "Kết quả: từ 01/01/2021 đến hết ngày 31/12/2021."
            ),
        ),
    ],
)
def test_each_kind_is_explained(rule, explanation):
    assert compute(rule, 2021, OFFICE).explanation == explanation


def test_the_warning_names_the_day_and_the_better_one():
    computed = compute(said(kind="date", due="2021-11-15", before=True), 2021, OFFICE)
    assert computed.warning == "Hạn Chủ nhật, 14/11/2021 là ngày nghỉ. Nên hoàn thành chậm nhất Thứ Sáu, 12/11/2021."


@pytest.mark.parametrize("kind", Kind)
def test_a_rule_survives_being_stored(kind):
    rule = DueRule(
        kind, date(2024, 3, 1), date(2024, 8, 31), before=True, days=3, months=2, working=True, since=ISSUED, text="Tháng 3 đến tháng 8"
    )
    assert DueRule.from_dict(json.loads(json.dumps(rule.as_dict()))) == rule
    assert DueRule.from_dict(DueRule(kind).as_dict()) == DueRule(kind)


@pytest.mark.parametrize(
    "written",
    [{"kind": "hourly"}, {"kind": "date", "due": "2024-13-01"}, {"kind": "relative", "days": -3}, {"days": 10**6}, {"days": "ba"}],
)
def test_a_broken_rule_is_refused(written):
    with pytest.raises(BadInput, match="Quy tắc thời hạn không hợp lệ"):
        DueRule.from_dict(written)


@pytest.mark.parametrize("days", [1, 5, 20, 60])
def test_a_count_ends_on_a_working_day_with_exactly_so_many_between(days):
    for n in range(0, 2190, 73):
        issued_on = date(2021, 1, 1) + timedelta(days=n)
        due = compute(counted(days), issued_on.year, OFFICE, issued_on).due_on
        assert OFFICE.is_working(due)
        assert (due - issued_on).days - len(OFFICE.days_off(issued_on, due)) == days
