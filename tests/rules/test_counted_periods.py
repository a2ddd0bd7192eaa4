"""Which periods are counted on a day, and from which day on."""

from datetime import date
from decimal import Decimal

import pytest

from tthc.core.calendar.rules import DEFAULT
from tthc.core.indicators.rules import Goal, judge
from tthc.core.indicators.rules.periods import spans

CASES = [
    (date(2023, 12, 14), []),
    (date(2023, 12, 15), ["q1"]),
    (date(2024, 3, 14), ["q1"]),
    (date(2024, 3, 15), ["q1", "q2"]),
    (date(2024, 8, 15), ["q1", "q2", "q3"]),
    (date(2024, 9, 14), ["q1", "q2", "q3"]),
    (date(2024, 9, 15), ["q1", "q2", "q3", "year"]),
    (date(2025, 2, 1), ["q1", "q2", "q3", "year"]),
]


@pytest.mark.parametrize(("day", "codes"), CASES)
def test_periods_that_have_begun(day, codes):
    found = spans(2024, day, DEFAULT)
    assert [span.code for span in found] == codes
    assert {span.first for span in found} <= {date(2023, 12, 15)}  # figures count from the start of the year


def test_a_period_that_runs_counts_to_today_so_that_nothing_is_late_before_its_day():
    assert [span.last for span in spans(2024, date(2024, 8, 15), DEFAULT)] == [date(2024, 3, 14), date(2024, 6, 14), date(2024, 8, 15)]


def test_the_last_days_are_the_cut_offs():
    assert [span.last for span in spans(2024, date(2024, 12, 31), DEFAULT)] == [
        date(2024, 3, 14),
        date(2024, 6, 14),
        date(2024, 9, 14),
        date(2024, 12, 14),
    ]


@pytest.mark.parametrize(
    ("goal", "numerator", "denominator", "words"),
    [
        (Goal("<=", Decimal(30), measure="phút"), 0, 0, "Không phát sinh trong kỳ"),
        (Goal("<=", Decimal(30), measure="phút"), 25, 8, "25 phút, chỉ tiêu ≤ 30 phút: đạt"),
        (Goal("<=", Decimal(30), measure="phút"), 31, 8, "31 phút, chỉ tiêu ≤ 30 phút: chưa đạt"),
        (Goal(">=", Decimal(80)), 0, 0, "Không phát sinh trong kỳ"),
        (Goal("=", Decimal(0), measure="phản ánh"), 0, None, "0 phản ánh, chỉ tiêu 0 phản ánh: đạt"),
        (Goal("=", Decimal(0), measure="phản ánh"), 1, None, "1 phản ánh, chỉ tiêu 0 phản ánh: chưa đạt"),
    ],
)
def test_counted_figures_are_judged(goal, numerator, denominator, words):
    assert judge(goal, Decimal(numerator), None if denominator is None else Decimal(denominator)).words == words
