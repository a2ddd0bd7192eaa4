"""Codes, lives by decision, and what texts of a time limit say."""

from datetime import date

import pytest

from tthc.core.postings.rules import Duty, Rank, Standing, badge, duties, rank, standing
from tthc.core.procedures.rules import Change, ChangeKind, Span, is_possible, is_usual, short_code, spans, working_days_in

NEW, AMENDED, ABOLISHED = ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.ABOLISHED
D = [date(2024, month, 1) for month in range(1, 13)]
TODAY = date(2024, 8, 15)


@pytest.mark.parametrize(
    ("code", "possible", "usual"),
    [
        ("1.004873", True, True),
        ("1.001193.000.00.00.H35", True, True),
        ("2.000635.000.00.00.G04", True, True),
        ("B-BNN-287853-TT", True, False),
        ("T-HTH-123456-TT", True, False),
        ("3.000.123", True, False),
        ("1.00487", True, False),
        ("Đăng ký khai sinh", False, False),
        ("1", False, False),
        ("KHAISINH", False, False),
        ("=1+1", False, False),
    ],
)
def test_codes(code, possible, usual):
    assert (is_possible(code), is_usual(code)) == (possible, usual)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1.004873", "1.004873.000.00.00.H35", True),
        ("1.004873", "1.004874.000.00.00.H35", False),
        ("B-BNN-287853-TT", "b-bnn-287853-tt", True),
    ],
)
def test_two_spellings_of_one_code(one, other, same):
    assert (short_code(one) == short_code(other)) is same


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("05 ngày làm việc", 5),
        ("15 (mười lăm) ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ", 15),
        ("5", 5),
        ("Trong ngày", 1),
        ("Ngay trong ngày làm việc.", 1),
        ("30 ngày", None),
        ("03 ngày làm việc; trường hợp phải xác minh 08 ngày làm việc", None),
        ("1/2 ngày làm việc", None),
        ("0,5 ngày làm việc", None),
        ("", None),
        ("99999", None),
    ],
)
def test_working_days_of_a_time_limit(text, days):
    assert working_days_in(text) == days


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ((), [(None, None)]),
        ((NEW,), [(D[0], None)]),
        ((AMENDED,), [(None, None)]),
        ((ABOLISHED,), [(None, D[0])]),
        ((NEW, AMENDED), [(D[0], None)]),
        ((NEW, ABOLISHED), [(D[0], D[1])]),
        ((NEW, ABOLISHED, NEW), [(D[0], D[1]), (D[2], None)]),
        ((NEW, AMENDED, ABOLISHED, NEW, ABOLISHED), [(D[0], D[2]), (D[3], D[4])]),
        ((NEW, ABOLISHED, ABOLISHED), [(D[0], D[1])]),
    ],
)
def test_a_life_by_decisions(kinds, found):
    changes = [Change(D[number], number, kind) for number, kind in enumerate(kinds)]
    assert spans(reversed(changes)) == tuple(Span(*one) for one in found)


def test_in_force_on_a_day_counts_the_day_of_effect_and_not_that_of_the_end():
    changes = [Change(D[2], 1, NEW), Change(D[6], 2, ABOLISHED)]
    days = [date(2024, 2, 29), D[2], date(2024, 6, 30), D[6]]
    assert [any(span.holds(day) for span in spans(changes)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ((), [(None, None, None)]),
        ((NEW,), [(0, D[0], None)]),
        ((NEW, AMENDED), [(0, D[0], D[1]), (1, D[1], None)]),
        ((AMENDED,), [(None, None, D[0]), (0, D[0], None)]),
        ((NEW, ABOLISHED), [(0, D[0], D[1])]),
        ((ABOLISHED,), [(None, None, D[0])]),
        ((NEW, ABOLISHED, NEW), [(0, D[0], D[1]), (2, D[2], None)]),
    ],
)
def test_each_decision_asks_for_one_sheet_in_place_of_the_last(kinds, found):
    changes = [(Change(D[number], number, kind), number) for number, kind in enumerate(kinds)]
    assert duties(changes) == tuple(Duty(*one) for one in found)


def days_from(*numbers):
    return [None if number is None else date(2024, 8, number) for number in numbers]


# due, posted, to remove from, removed (days of August), on the 15th
STANDINGS = [
    ((20, None, None, None), Standing.COMING, Rank.TO_POST, "Còn 5 ngày"),
    ((15, None, None, None), Standing.DUE, Rank.TO_POST, "Đến hạn hôm nay"),
    ((12, None, None, None), Standing.LATE, Rank.TO_POST, "Quá hạn 3 ngày"),
    ((12, 12, None, None), Standing.HANGING, Rank.HANGS, "Đã niêm yết"),
    ((12, 12, 20, None), Standing.HANGING, Rank.TO_REMOVE, "Gỡ từ 20/08/2024"),
    ((1, 1, 15, None), Standing.MUST_GO, Rank.TO_REMOVE, "Phải gỡ"),
    ((1, 1, 2, None), Standing.MUST_GO, Rank.TO_REMOVE, "Phải gỡ, quá 6 ngày"),
    ((1, 1, 2, 9), Standing.GONE, Rank.OVER, "Đã gỡ"),
    ((1, None, 14, None), Standing.VOID, Rank.OVER, "Thôi niêm yết"),
    ((1, None, 20, None), Standing.LATE, Rank.TO_POST, "Quá hạn 14 ngày"),
]


@pytest.mark.parametrize(("numbers", "stands", "place", "words"), STANDINGS)
def test_how_a_sheet_stands(numbers, stands, place, words):
    due_on, posted_on, remove_on, removed_on = days_from(*numbers)
    found = standing(due_on, posted_on, remove_on, removed_on, TODAY)
    check_by = remove_on and min(date(2024, 8, 9), remove_on.replace(day=31)) if numbers[2] == 2 else remove_on
    assert found is stands
    assert rank(due_on, posted_on, remove_on, removed_on, TODAY) // 1_000_000 == place
    assert badge(found, due_on, remove_on, check_by, TODAY).text == words


def test_the_list_begins_with_what_is_longest_overdue_and_goes_on_with_what_hung_last():
    to_do = [rank(date(2024, month, 1), None, None, None, TODAY) for month in (5, 6, 7)]
    hanging = [rank(None, date(2024, month, 1), None, None, TODAY) for month in (7, 6, 5)]
    assert [*to_do, *hanging] == sorted([*to_do, *hanging], reverse=True)
