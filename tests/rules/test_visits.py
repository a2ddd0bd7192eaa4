"""How long a citizen waited, from two presses of which one may have come late or never."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tthc.core.visits.rules import minutes_between

TAKEN = datetime(2024, 8, 15, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "minutes"),
    [
        (timedelta(minutes=12, seconds=30), "12.5"),
        (timedelta(seconds=3), "0.1"),  # a tenth, half up
        (timedelta(0), "0.0"),
        (timedelta(minutes=-5), "0.0"),  # a press that came late: nobody waited less than nothing
        (timedelta(days=3), "1440.0"),  # left behind overnight: a day is the most a register holds
    ],
)
def test_the_wait_is_what_lies_between_two_presses(after, minutes):
    assert minutes_between(TAKEN, TAKEN + after) == Decimal(minutes)
