"""What a plan says about time, as a value that can be stored, read back and computed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tthc.kernel.errors import BadInput

ISSUED = "issued"
"""`since` of a rule that counts from the day the plan was issued."""

_LONGEST = 3660


class Kind(StrEnum):
    """The ways in which plans speak of time."""

    CONTINUOUS = "continuous"
    MONTH = "month"
    MONTH_RANGE = "month_range"
    DATE = "date"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    ON_REQUEST = "on_request"
    PER_SUPERIOR_PLAN = "per_superior_plan"
    RELATIVE = "relative"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DueRule:
    """What the plan says: dates as printed, and `before` where it says "trước"; `days` or `months` count from `since`.

    `since` is ISSUED, a day (YYYY-MM-DD or as printed, `ngày 01/3/2024`), or the words of an event that is still to come.
    """

    kind: Kind = Kind.NONE
    start: date | None = None
    due: date | None = None
    before: bool = False
    days: int | None = None
    months: int | None = None
    working: bool = False
    since: str = ""
    text: str = ""

    @classmethod
    def from_dict(cls, written: Mapping[str, object]) -> DueRule:
        """The rule stored as a dict; absent keys mean nothing said."""
        try:
            return cls(
                kind=Kind(str(written.get("kind") or Kind.NONE)),
                start=_day_of(written.get("start")),
                due=_day_of(written.get("due")),
                before=bool(written.get("before")),
                days=_count_of(written.get("days")),
                months=_count_of(written.get("months")),
                working=bool(written.get("working")),
                since=str(written.get("from") or ""),
                text=str(written.get("text") or ""),
            )
        except ValueError as error:
            raise BadInput(f"Quy tắc thời hạn không hợp lệ: {error}.") from error

    def as_dict(self) -> dict[str, object]:
        """The rule as a dict that JSON can hold; `from_dict` reads it back."""
        return {
            "kind": str(self.kind),
            "start": self.start.isoformat() if self.start else None,
            "due": self.due.isoformat() if self.due else None,
            "before": self.before,
            "days": self.days,
            "months": self.months,
            "working": self.working,
            "from": self.since,
            "text": self.text,
        }

    def starting(self, happened_on: date) -> DueRule:
        """The same rule once the event it waited for has happened."""
        return replace(self, since=happened_on.isoformat())


def _day_of(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _count_of(value: object) -> int | None:
    if value is None:
        return None
    count = int(str(value))
    if not 0 <= count <= _LONGEST:
        raise ValueError(count)
    return count
