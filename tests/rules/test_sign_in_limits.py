"""How long a guess must wait and how long a sign-in lives."""

from datetime import UTC, datetime, timedelta

import pytest

from tthc.core.accounts import rules

NOW = datetime(2024, 8, 15, 2, 0, tzinfo=UTC)


def ago(*seconds):
    return [NOW - timedelta(seconds=s) for s in seconds]


def wait(own=(), strangers=(), address=(), is_known=False):
    return rules.wait(rules.Failures(own, strangers, address, is_known), NOW).total_seconds()


@pytest.mark.parametrize(
    ("count", "seconds"), [(0, 0), (1, 0), (2, 0), (3, 5), (4, 15), (5, 30), (6, 60), (7, 120), (8, 300), (9, 600), (40, 600)]
)
def test_the_delay_grows_with_each_failure(count, seconds):
    assert wait(own=ago(*[0] * count)) == seconds
    assert wait(own=ago(*[0] * count), is_known=True) == seconds


def test_the_delay_runs_off():
    assert wait(own=ago(4, 5, 6)) == 1
    assert wait(own=ago(5, 6, 7)) == 0


def test_strangers_together_slow_down_strangers_but_not_who_is_known():
    tries = ago(*range(0, 80, 10))
    assert wait(strangers=tries) == 180
    assert wait(strangers=tries, is_known=True) == 0
    assert wait(strangers=tries[:7]) == 0


def test_one_address_over_many_names():
    tries = ago(*range(30))
    assert wait(address=tries) == 60
    assert wait(address=tries, is_known=True) == 0


def test_a_thousand_guesses_from_twenty_addresses_leave_thirty_an_hour():
    made = []
    for second in range(3600 * 3):
        now = NOW + timedelta(seconds=second)
        recent = [(a, at) for a, at in made if at > now - rules.WINDOW]
        source = second % 20
        failures = rules.Failures(
            [at for a, at in recent if a == source], [at for _, at in recent], [at for a, at in recent if a == source], is_known=False
        )
        if not rules.wait(failures, now):
            made.append((source, now))
    for start in range(0, 7200, 300):
        begins = NOW + timedelta(seconds=start)
        assert sum(begins <= at < begins + timedelta(hours=1) for _, at in made) <= 30


@pytest.mark.parametrize(
    ("created", "seen", "is_alive"), [(0, 0, True), (29, 29, True), (30, 30, False), (719, 0, True), (720, 0, False), (719, 30, False)]
)
def test_half_an_hour_idle_twelve_hours_in_all(created, seen, is_alive):
    minutes = timedelta(minutes=1)
    limits = {"idle": timedelta(minutes=30), "absolute": timedelta(hours=12)}
    assert rules.is_alive(NOW - created * minutes, NOW - seen * minutes, NOW, **limits) == is_alive
