from datetime import UTC, datetime, timedelta

import pytest

from tthc.core.files.rules import is_due, parts

NIGHT = datetime(2024, 8, 15, 16, 0, tzinfo=UTC)  # 23:00 in Viet Nam
NOON = datetime(2024, 8, 15, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "passed", "due"),
    [
        (NIGHT, timedelta(hours=24), True),
        (NIGHT, timedelta(hours=12), True),
        (NIGHT, timedelta(hours=3), False),
        (NIGHT + timedelta(hours=5, minutes=59), timedelta(hours=24), True),
        (NIGHT + timedelta(hours=6), timedelta(hours=24), False),
        (NOON, timedelta(hours=24), False),
        (NOON, timedelta(hours=36), True),
    ],
)
def test_once_a_night_or_at_last_after_a_day_and_a_half(now, passed, due):
    assert is_due(now - passed, now) == due


@pytest.mark.parametrize(("files", "expected"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_every_file_has_its_turn(files, expected):
    assert parts(files) == expected
