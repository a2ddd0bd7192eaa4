"""Which sheets a procedure's life asks for, how one stands on a day, and where it stands in the list."""

from datetime import date, timedelta

import pytest

from tthc.core.postings.rules import Duty, Rank, Standing, badge, band, duties, earlier, rank, standing
from tthc.core.procedures.rules import Change, ChangeKind

TODAY = date(2024, 8, 15)
BEFORE, AFTER = TODAY - timedelta(days=10), TODAY + timedelta(days=10)
LONG_AGO = TODAY - timedelta(days=40)
NEW, AMENDED, ABOLISHED = ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.ABOLISHED


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ([], [Duty(None, None, None)]),  # no decision is known: it hangs as it stands
        ([(BEFORE, NEW)], [Duty(1, BEFORE, None)]),
        ([(BEFORE, AMENDED)], [Duty(None, None, BEFORE), Duty(1, BEFORE, None)]),  # what is amended hung before
        ([(BEFORE, ABOLISHED)], [Duty(None, None, BEFORE)]),
        ([(LONG_AGO, NEW), (BEFORE, AMENDED)], [Duty(1, LONG_AGO, BEFORE), Duty(2, BEFORE, None)]),
        ([(LONG_AGO, NEW), (BEFORE, ABOLISHED)], [Duty(1, LONG_AGO, BEFORE)]),
        ([(LONG_AGO, NEW), (BEFORE, ABOLISHED), (AFTER, NEW)], [Duty(1, LONG_AGO, BEFORE), Duty(3, AFTER, None)]),
    ],
)
def test_each_decision_asks_for_its_own_sheet(told, asked):
    changes = [(Change(day, number, kind), number) for number, (day, kind) in enumerate(told, start=1)]
    assert duties(changes) == tuple(asked)
    assert duties(reversed(changes)) == tuple(asked)


@pytest.mark.parametrize(
    ("days", "found", "words"),
    [
        ((AFTER, None, None, None), Standing.COMING, "Còn 10 ngày"),
        ((TODAY, None, None, None), Standing.DUE, "Đến hạn hôm nay"),
        ((None, None, None, None), Standing.DUE, "Đến hạn hôm nay"),
        ((BEFORE, None, None, None), Standing.LATE, "Quá hạn 10 ngày"),
        ((BEFORE, BEFORE, None, None), Standing.HANGING, "Đã niêm yết"),
        ((BEFORE, BEFORE, AFTER, None), Standing.HANGING, "Gỡ từ 25/08/2024"),
        ((BEFORE, BEFORE, TODAY, None), Standing.MUST_GO, "Phải gỡ"),  # the decision ends it on that very day
        ((BEFORE, None, TODAY, None), Standing.VOID, "Thôi niêm yết"),
        ((BEFORE, BEFORE, BEFORE, TODAY), Standing.GONE, "Đã gỡ"),
    ],
)
def test_a_sheet_stands_as_its_days_say(days, found, words):
    due_on, _, remove_on, _ = days
    assert standing(*days, TODAY) is found
    assert badge(found, due_on, remove_on, None, TODAY).text == words


def test_a_sheet_is_looked_after_until_its_day_has_passed():
    told = [badge(Standing.MUST_GO, BEFORE, BEFORE, by, TODAY).text for by in (None, TODAY, TODAY - timedelta(days=3))]
    assert told == ["Phải gỡ", "Phải gỡ", "Phải gỡ, quá 3 ngày"]


def test_what_is_to_do_comes_first_and_the_longest_overdue_before_the_others():
    sheets = {
        "due long ago": (LONG_AGO, None, None, None),
        "due lately": (BEFORE, None, None, None),
        "to go long ago": (LONG_AGO, LONG_AGO, LONG_AGO, None),
        "to go lately": (LONG_AGO, LONG_AGO, BEFORE, None),
        "hung lately": (LONG_AGO, BEFORE, None, None),
        "hung long ago": (LONG_AGO, LONG_AGO, None, None),
        "gone lately": (LONG_AGO, LONG_AGO, LONG_AGO, BEFORE),
        "never needed": (LONG_AGO, None, LONG_AGO, None),
    }
    ranks = {name: rank(*days, TODAY) for name, days in sheets.items()}
    assert sorted(sheets, key=lambda name: -ranks[name]) == list(sheets)
    in_band = {wanted: [name for name in sheets if band(wanted)[0] <= ranks[name] <= band(wanted)[1]] for wanted in reversed(Rank)}
    assert in_band == {
        Rank.TO_POST: ["due long ago", "due lately"],
        Rank.TO_REMOVE: ["to go long ago", "to go lately"],
        Rank.HANGS: ["hung lately", "hung long ago"],
        Rank.OVER: ["gone lately", "never needed"],
    }


def test_no_end_is_later_than_any():
    assert (earlier(None, TODAY), earlier(TODAY, None), earlier(AFTER, TODAY), earlier(None, None)) == (TODAY, TODAY, TODAY, None)
