"""What the work needs from a writer of calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True)
class Event:
    """Whole days in a calendar, to `last` where there are several; `uid` stays for ever, so that a calendar knows it again."""

    uid: str
    day: date
    title: str
    note: str = ""
    category: str = ""
    link: str = ""
    changes: int = 0  # rises when it is changed
    last: date | None = None


class CalendarWriter(Protocol):
    """Writes events as a file that calendars read."""

    def write(self, name: str, events: Sequence[Event], *, at: datetime) -> bytes:
        """An iCalendar file (RFC 5545)."""
