"""A share is computed half up to two decimals, judged as printed, and never divided by nothing."""

from decimal import Decimal

import pytest

from tthc.core.indicators.rules import Goal, check_entry, judge, latest
from tthc.kernel.errors import BadInput

AT_LEAST_80 = Goal(">=", Decimal(80))
WAIT = Goal("<=", Decimal(30), measure="phút")


def d(value):
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(
    ("goal", "numerator", "denominator", "text", "is_met"),
    [
        (AT_LEAST_80, "764", "1000", "76,4%", False),
        (AT_LEAST_80, "800", "1000", "80%", True),
        (AT_LEAST_80, "1", "3", "33,33%", False),
        (AT_LEAST_80, "2", "3", "66,67%", False),
        (AT_LEAST_80, "79995", "100000", "80%", True),
        (AT_LEAST_80, "799949", "1000000", "79,99%", False),
        (AT_LEAST_80, "1", "8", "12,5%", False),
        (AT_LEAST_80, "0", "5", "0%", False),
        (Goal("=", Decimal(100)), "999", "1000", "99,9%", False),
        (Goal("=", Decimal(100)), "12", "12", "100%", True),
        (Goal("=", Decimal(70)), "9", "10", "90%", True),
        (Goal("<=", Decimal(5)), "4", "100", "4%", True),
        (Goal("<=", Decimal(5)), "6", "100", "6%", False),
        (Goal(">=", Decimal(60), Decimal(70)), "65", "100", "65%", True),
        (Goal(">=", Decimal(60), Decimal(70)), "75", "100", "75%", True),
        (WAIT, "25.5", None, "25,5 phút", True),
        (WAIT, "31", None, "31 phút", False),
        (Goal("=", Decimal(30), measure="phút"), "20", None, "20 phút", True),
        (Goal(">=", Decimal(4), measure="cuộc"), "3", None, "3 cuộc", False),
        (Goal("=", Decimal(4), measure="cuộc"), "5", None, "5 cuộc", True),
    ],
)
def test_judging(goal, numerator, denominator, text, is_met):
    found = judge(goal, d(numerator), d(denominator))
    assert found.value_text == text
    assert found.is_met is is_met
    assert ("chưa đạt" in found.words) is not is_met


def test_no_figures_and_no_cases_are_not_judged():
    assert judge(AT_LEAST_80, None).words == "Chưa có số liệu"
    nothing = judge(AT_LEAST_80, Decimal(0), Decimal(0))
    assert (nothing.value, nothing.is_met, nothing.words) == (None, None, "Không phát sinh trong kỳ")


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (AT_LEAST_80, "≥ 80%"),
        (WAIT, "≤ 30 phút"),
        (Goal("=", Decimal(100)), "100%"),
        (Goal(">=", Decimal(60), Decimal(70)), "≥ 60–70%"),
        (Goal(">=", Decimal("33.59")), "≥ 33,59%"),
    ],
)
def test_goals_in_words(goal, words):
    assert goal.words == words


@pytest.mark.parametrize(
    ("goal", "numerator", "denominator", "field"),
    [
        (AT_LEAST_80, "11", "10", "numerator"),
        (AT_LEAST_80, None, "10", "numerator"),
        (AT_LEAST_80, "5", None, "denominator"),
        (AT_LEAST_80, "-1", "10", "numerator"),
        (WAIT, "-1", None, "numerator"),
    ],
)
def test_figures_that_cannot_be(goal, numerator, denominator, field):
    with pytest.raises(BadInput) as refused:
        check_entry(goal, d(numerator), d(denominator))
    assert field in refused.value.fields


def test_a_part_larger_than_its_whole_says_both_numbers():
    with pytest.raises(BadInput, match=r"\(1\.200\) lớn hơn tổng số \(1\.000\)\. Kiểm tra lại\."):
        check_entry(AT_LEAST_80, Decimal(1200), Decimal(1000))


def test_empty_and_equal_figures_may_be_kept():
    check_entry(AT_LEAST_80, None, None)
    check_entry(AT_LEAST_80, Decimal(10), Decimal(10))
    check_entry(WAIT, Decimal(40), None)


def test_the_year_stands_where_its_latest_period_stands():
    assert latest({}) is None
    assert latest({"q1": 1, "q3": 3}) == ("q3", 3)
    assert latest({"year": 9, "q2": 2}) == ("year", 9)
