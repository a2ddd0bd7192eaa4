"""Two times: the real instant (sessions, audit, signatures) and the office's day (deadlines)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Clock:
    """Tells both times. In demonstration mode the office's day is `days_ahead` days from the real one."""

    days_ahead: int = 0

    def now(self) -> datetime:
        """The real instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The office's day in Viet Nam."""
        return self.now().astimezone(VIETNAM).date() + timedelta(days=self.days_ahead)
