"""Report periods: windows from the 15th to the 14th (Decree 09/2019), names, due days, and where recurring work is confirmed."""

import itertools
from datetime import date, timedelta

import pytest

from tthc.core.calendar.rules import (
    PeriodKind,
    Schedule,
    Terms,
    checked_terms,
    months,
    period,
    period_of,
    periods,
    periods_for,
    report_deadline,
    report_due,
)
from tthc.kernel.due import DueRule, Kind, WorkingDays
from tthc.kernel.errors import BadInput

OFFICE = WorkingDays(years=frozenset({2024, 2025, 2026, 2027, 2028}))
LATE_CUTOFF = Schedule(quarter=Terms(20, 5), year=Terms(25, 28), month=Terms(31, 5))


def test_the_four_reports_of_a_year():
    assert [(p.code, p.slug, p.title, p.start, p.end) for p in periods(2024)] == [
        ("q1", "quy-1", "Quý I năm 2024", date(2023, 12, 15), date(2024, 3, 14)),
        ("q2", "quy-2", "Quý II năm 2024", date(2024, 3, 15), date(2024, 6, 14)),
        ("q3", "quy-3", "Quý III năm 2024", date(2024, 6, 15), date(2024, 9, 14)),
        ("year", "nam", "Năm 2024", date(2023, 12, 15), date(2024, 12, 14)),
    ]
    assert [p.kind for p in periods(2024)] == [PeriodKind.QUARTER] * 3 + [PeriodKind.YEAR]


def test_twelve_months_follow_each_other_without_gap():
    twelve = months(2024)
    assert (twelve[0].start, twelve[-1].end) == (date(2023, 12, 15), date(2024, 12, 14))
    assert all(later.start == earlier.end + timedelta(days=1) for earlier, later in itertools.pairwise(twelve))
    assert (twelve[7].code, twelve[7].slug, twelve[7].title, twelve[7].kind) == (
        "month-08",
        "thang-08",
        "Tháng 8 năm 2024",
        PeriodKind.MONTH,
    )


@pytest.mark.parametrize(
    ("day", "code", "year"),
    [
        (date(2023, 12, 14), "year", 2023),
        (date(2023, 12, 15), "q1", 2024),
        (date(2024, 3, 14), "q1", 2024),
        (date(2024, 3, 15), "q2", 2024),
        (date(2024, 8, 15), "q3", 2024),
        (date(2024, 9, 14), "q3", 2024),
        (date(2024, 9, 15), "year", 2024),
        (date(2024, 12, 31), "q1", 2025),
    ],
)
def test_the_report_a_day_enters(day, code, year):
    found = period_of(day)
    assert (found.code, found.year) == (code, year)


@pytest.mark.parametrize("schedule", [Schedule(), LATE_CUTOFF, Schedule(year=Terms(cutoff_day=10)), Schedule(year=Terms(cutoff_day=31))])
def test_every_day_enters_a_report_that_holds_it(schedule):
    for n in range(430):
        day = date(2023, 11, 1) + timedelta(days=n)
        found = period_of(day, schedule)
        assert found.start <= day <= found.end


@pytest.mark.parametrize(
    ("code", "year", "due"),
    [
        ("q1", 2027, date(2027, 3, 16)),
        ("q2", 2024, date(2024, 6, 16)),
        ("q3", 2024, date(2024, 9, 16)),
        ("year", 2026, date(2026, 12, 16)),
        ("month-08", 2024, date(2024, 8, 16)),
    ],
)
def test_before_the_17th_is_the_16th(code, year, due):
    assert report_due(period(code, year)) == due


@pytest.mark.parametrize(
    ("before_day", "due"), [(20, date(2024, 9, 19)), (15, date(2024, 9, 14)), (5, date(2024, 10, 4)), (1, date(2024, 9, 30))]
)
def test_the_due_day_is_data_and_may_fall_in_the_next_month(before_day, due):
    assert report_due(period("q3", 2024), before_day) == due


def test_the_due_day_of_a_report_is_explained_and_a_day_off_doubted():
    second = report_deadline(period("q2", 2024), OFFICE)
    assert (second.due_on, second.suggestion) == (date(2024, 6, 16), date(2024, 6, 14))
    assert second.explanation.startswith("Kế hoạch ghi: báo cáo Quý II năm 2024, số liệu chốt ngày 14/06/2024, gửi trước ngày 17/06/2024.")
    year = report_deadline(period("year", 2026), OFFICE)
    assert (year.due_on, year.warning) == (date(2026, 12, 16), None)


def test_a_schedule_of_its_own_moves_cut_off_and_due_day():
    third = period("quy-3", 2024, LATE_CUTOFF)
    assert (third.start, third.end) == (date(2024, 6, 21), date(2024, 9, 20))
    assert report_deadline(third, OFFICE, LATE_CUTOFF).due_on == date(2024, 10, 4)
    february = period("month-02", 2024, LATE_CUTOFF)
    assert (february.start, february.end) == (date(2024, 2, 1), date(2024, 2, 29))
    assert report_due(february, 5) == date(2024, 3, 4)


def test_a_report_due_in_january_is_no_doubt_about_the_year():
    schedule = Schedule(year=Terms(cutoff_day=31, before_day=10))
    computed = report_deadline(period("year", 2026, schedule), OFFICE, schedule)
    assert (computed.due_on, computed.suggestion) == (date(2027, 1, 9), date(2027, 1, 8))
    assert "nằm ngoài năm" not in computed.warning


@pytest.mark.parametrize(
    ("name", "code"), [("q1", "q1"), ("quy-2", "q2"), ("nam", "year"), ("thang-08", "month-08"), ("month-12", "month-12")]
)
def test_a_period_by_code_or_address(name, code):
    assert period(name, 2024).code == code


@pytest.mark.parametrize("name", ["q4", "quy-4", "thang-13", "thang-8", "", "once"])
def test_no_such_period(name):
    assert period(name, 2024) is None


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        (DueRule(Kind.CONTINUOUS), ["q1", "q2", "q3", "year"]),
        (DueRule(Kind.QUARTERLY), ["q1", "q2", "q3", "year"]),
        (DueRule(Kind.YEARLY), ["year"]),
        (DueRule(Kind.MONTHLY), [f"month-{m:02}" for m in range(1, 13)]),
        (DueRule(Kind.CONTINUOUS, start=date(2024, 2, 1)), ["q1", "q2", "q3", "year"]),
        (DueRule(Kind.CONTINUOUS, start=date(2024, 4, 1)), ["q2", "q3", "year"]),
        (DueRule(Kind.CONTINUOUS, start=date(2024, 10, 1)), ["year"]),
        (DueRule(Kind.CONTINUOUS, start=date(2024, 4, 1), due=date(2024, 6, 14)), ["q2", "year"]),
        *(
            (DueRule(kind), [])
            for kind in (Kind.MONTH, Kind.MONTH_RANGE, Kind.DATE, Kind.ON_REQUEST, Kind.PER_SUPERIOR_PLAN, Kind.RELATIVE, Kind.NONE)
        ),
    ],
)
def test_recurring_work_is_confirmed_in_these_periods(rule, codes):
    assert [p.code for p in periods_for(rule, 2024)] == codes


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        (Terms(0, 17), {"cutoff_day"}),
        (Terms(32, 17), {"cutoff_day"}),
        (Terms(14, 29), {"before_day"}),
        (Terms(40, 0), {"cutoff_day", "before_day"}),
    ],
)
def test_terms_that_no_month_can_keep(terms, wrong):
    with pytest.raises(BadInput) as raised:
        checked_terms(terms)
    assert set(raised.value.fields) == wrong


def test_terms_that_every_month_can_keep():
    assert checked_terms(Terms()) == Terms(14, 17)
