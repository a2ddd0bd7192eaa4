"""Decide what there is to tick, what may follow a state, and how it is said today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tthc.core.calendar.rules import ONCE, Period, Schedule, periods, periods_for, report_deadline
from tthc.core.tasks.rules.words import DUTY_WORDS, SOON, WORDS, Badge, badge
from tthc.kernel.due import DueRule, Kind, WorkingDays, compute
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.sections import Section
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day as day_words

__all__ = [
    "DUTY_WORDS",
    "REMOVED",
    "SOON",
    "WORDS",
    "Badge",
    "Comment",
    "Counts",
    "Frame",
    "Line",
    "NewDuty",
    "NewTask",
    "Occasion",
    "badge",
    "check_due",
    "ensure_next",
    "is_late",
    "is_open",
    "is_urgent",
    "occasions",
    "occasions_of",
    "still_to_come",
    "wakes",
]

REMOVED = "Nhiệm vụ đã bỏ khỏi kế hoạch nên không xử lý tiếp được."
_OPEN = ("not_started", "in_progress", "returned")
_NEXT = {
    "dormant": ("not_started",),
    "not_started": ("in_progress", "submitted"),
    "in_progress": ("submitted",),
    "returned": ("submitted",),
    "submitted": ("done", "returned", "not_applicable"),
    "done": ("returned",),
    "not_applicable": ("returned",),
}


@dataclass(frozen=True)
class NewDuty:
    """A unit's part in a task about to be made."""

    unit_id: int
    role: str
    written_as: str


@dataclass(frozen=True)
class NewTask:
    """A task about to be made; `due_rule` is `DueRule.as_dict()`."""

    kind: str
    section: str
    section_reason: str
    position: int
    code: str
    number: str
    title: str
    text: str
    deliverable: str | None
    time_text: str | None
    due_rule: Mapping[str, Any]
    confidence: float
    doubts: tuple[str, ...]
    duties: tuple[NewDuty, ...]
    source_task_id: int | None = None

    @property
    def folded(self) -> str:
        """The words it is found by."""
        return fold(f"{self.number} {self.title} {self.text} {self.deliverable or ''}")


@dataclass(frozen=True)
class Occasion:
    """One thing to tick for each unit that leads or implements."""

    period: str
    opens_on: date
    due_on: date | None
    state: str
    explanation: str


@dataclass(frozen=True)
class Comment:
    """The verifier's last word."""

    who: str
    text: str
    on: date | None


@dataclass(frozen=True)
class Line:
    """One row of any list of things to tick."""

    task_id: int
    occurrence_id: int
    number: str
    title: str
    text: str
    deliverable: str | None
    unit_id: int
    unit: str
    section: Section
    period: str
    year: int
    opens_on: date
    due_on: date | None
    state: str
    badge: Badge
    comment: Comment | None
    submitted_by_id: int | None
    submitted_on: date | None
    is_late: bool
    is_urgent: bool
    is_open: bool
    version: int
    agency_id: int
    time_text: str | None


@dataclass(frozen=True)
class Counts:
    """How many occurrences stand how."""

    total: int = 0
    done: int = 0
    waiting: int = 0
    late: int = 0
    open: int = 0
    mine: int = 0
    current: int = 0


@dataclass(frozen=True)
class Frame:
    """What the frame of every page shows: agency, latest year with a plan, counts."""

    agency_name: str
    agency_short: str
    place: str
    year: int | None
    to_do: int = 0
    to_verify: int = 0
    late: dict[Section, int] = field(default_factory=dict)


def occasions_of(
    new: NewTask, year: int, days: WorkingDays, schedule: Schedule, issued_on: date | None
) -> tuple[str, tuple[Occasion, ...]]:
    """As `occasions`, but a standing duty ("chỉ đạo, theo dõi …") is read, not ticked."""
    rule = DueRule.from_dict(new.due_rule)
    explanation, found = occasions(rule, year, days, schedule, issued_on)
    return explanation, () if new.kind == "organisation" and rule.kind is Kind.NONE else found


def occasions(
    rule: DueRule, year: int, days: WorkingDays, schedule: Schedule, issued_on: date | None = None
) -> tuple[str, tuple[Occasion, ...]]:
    """The explanation of the rule and what there is to tick in the plan's year.

    "Thường xuyên" gives one a period, due as it closes, so never overdue inside it (law.md 10.2); "khi có yêu cầu" one that sleeps.
    """
    computed = compute(rule, year, days, issued_on)
    recurring = periods_for(rule, year, schedule)
    if recurring:
        return computed.explanation, tuple(_in_period(rule, p, schedule, days) for p in recurring)
    start = computed.start_on or date(year, 1, 1)
    # What waits for an event sleeps: a request, the superior's plan, or a count from a day not yet known.
    sleeps = rule.kind in (Kind.ON_REQUEST, Kind.PER_SUPERIOR_PLAN) or (rule.kind is Kind.RELATIVE and computed.due_on is None)
    state = "dormant" if sleeps else "not_started"
    told = "\n".join(filter(None, (computed.explanation, computed.warning)))
    return computed.explanation, (Occasion(ONCE, start, None if sleeps else computed.due_on, state, told),)


def _in_period(rule: DueRule, period: Period, schedule: Schedule, days: WorkingDays) -> Occasion:
    """Ongoing work is confirmed when the period closes, the year's once quarter III has; the rest is due with the report (law.md 1.3)."""
    opens = periods(period.year, schedule)[2].end + timedelta(days=1) if period.code == "year" else period.start
    if rule.kind is not Kind.CONTINUOUS:
        deadline = report_deadline(period, days, schedule)
        told = "\n".join(filter(None, (deadline.explanation, deadline.warning)))
        return Occasion(period.code, opens, deadline.due_on, "not_started", told)
    written = rule.text or "thường xuyên"
    told = (
        f'Kế hoạch ghi: "{written}".\nCách tính: xác nhận một lần trong {period.title}, '
        f"số liệu từ {day_words(period.start)} đến {day_words(period.end)}.\n"
        f"Kết quả: hạn {day_words(period.end)}, không tính quá hạn trong kỳ."
    )
    return Occasion(period.code, opens, period.end, "not_started", told)


def still_to_come(occasions: Sequence[Occasion], today: date) -> list[Occasion]:
    """Without the periods that were over before the plan asked for them."""
    return [one for one in occasions if one.period == ONCE or one.due_on is None or one.due_on >= today]


def is_open(state: str) -> bool:
    """Whether the unit still has to do something."""
    return state in _OPEN


def ensure_next(state: str, wanted: str) -> None:
    """Raise WrongState unless `wanted` may follow `state`."""
    if wanted not in _NEXT[state]:
        raise WrongState(
            f'Việc đang ở trạng thái "{WORDS[state]}" nên không chuyển sang "{WORDS[wanted]}" được. Tải lại trang để xem trạng thái mới.'
        )


def is_late(state: str, due_on: date | None, today: date) -> bool:
    """Open and past its day."""
    return is_open(state) and due_on is not None and due_on < today


def is_urgent(state: str, due_on: date | None, today: date) -> bool:
    """To be done now: returned, overdue or due today."""
    return state == "returned" or (is_open(state) and due_on is not None and due_on <= today)


def check_due(due_on: date, year: int, year_end: int | None, *, confirmed: bool) -> None:
    """A due date outside the plan's years is a warning to confirm."""
    if not confirmed and not (year <= due_on.year <= (year_end or year)):
        sentence = f"Ngày {day_words(due_on)} ngoài năm kế hoạch {year}. Kiểm tra lại, hoặc đánh dấu xác nhận rồi lưu."
        raise BadInput("Hạn này nằm ngoài năm của kế hoạch.", {"due_on": sentence, "confirmed": ""})


def wakes(period: str, taken: Sequence[str]) -> str:
    """A free period code for a trigger: the day, with a counter when the same day wakes the task twice."""
    return next(code for n in range(1, 100) if (code := period if n == 1 else f"{period}-{n}") not in taken)
