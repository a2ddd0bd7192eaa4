"""The clocks of feedback: which days follow from a rule, and how they were counted.

Circular 02/2017/TT-VPCP: handing over within 5 working days, an answer within 20 days, word of how it stands every 7 days,
the result published within 2 working days. The portal's clock (Decision 766/QĐ-TTg): refusal 2, supplement 5, answer 15,
publication 2 working days. Both may be replaced soon, so they are data with these defaults (law: uncertain).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from tthc.core.feedback.rules.words import Channel, FeedbackState
from tthc.kernel.due import passed_over
from tthc.kernel.vietnamese import day, long_day
from tthc.kernel.working_days import WorkingDays

S = FeedbackState


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One set of terms; a row keeps the set under which it runs. None: that step has no term."""

    name: str
    transfer_days: int = 5  # working days
    handle_days: int = 20
    is_handled_in_working_days: bool = False
    publish_days: int = 2  # working days
    update_every: int | None = 7  # days
    refuse_days: int | None = None  # working days
    supplement_days: int | None = None  # working days
    is_stopped_by_supplement: bool = False
    basis: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For the row's column."""
        return dict(_as_dict(self))

    @classmethod
    def from_dict(cls, written: Mapping[str, Any]) -> ClockRule:
        """Out of the row's column."""
        return _out_of(tuple((name, value) for name, value in written.items() if name in _names()))


@lru_cache(maxsize=256)
def _as_dict(rule: ClockRule) -> dict[str, Any]:
    """The rows of a sheet have few sets of terms among them."""
    return asdict(rule)


@lru_cache(maxsize=256)
def _out_of(written: tuple[tuple[str, Any], ...]) -> ClockRule:
    return ClockRule(**dict(written))


@cache
def _names() -> frozenset[str]:
    return frozenset(field.name for field in fields(ClockRule))


CIRCULAR = ClockRule("Thông tư 02/2017/TT-VPCP", basis="Thông tư số 02/2017/TT-VPCP; Nghị định số 20/2008/NĐ-CP")
PORTAL = ClockRule(
    "Cổng Dịch vụ công quốc gia",
    handle_days=15,
    is_handled_in_working_days=True,
    refuse_days=2,
    supplement_days=5,
    is_stopped_by_supplement=True,
    basis="Quyết định số 766/QĐ-TTg ngày 23/6/2022",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A rule set of an agency for one channel (or for all) from a day on."""

    channel: Channel | None
    valid_from: date
    rule: ClockRule


def rule_of(channel: Channel, received_on: date, own: Iterable[Dated]) -> ClockRule:
    """The agency's newest rule for the channel on that day, else its newest for all channels, else the default one."""
    valid = sorted((d for d in own if d.valid_from <= received_on), key=lambda d: d.valid_from, reverse=True)
    for wanted in (channel, None):
        for dated in valid:
            if dated.channel == wanted:
                return dated.rule
    return PORTAL if channel == Channel.PORTAL else CIRCULAR


@dataclass(frozen=True, slots=True)
class Run:
    """What happened to a row, as far as its clocks ask."""

    state: FeedbackState
    received_on: date
    counted_from: date  # the day of receipt, or the one on which it was opened again
    paused_days: int = 0
    extended_to: date | None = None
    answered_on: date | None = None
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """When each step is due, and which due date counts now."""

    transfer: date
    original: date
    handle: date
    publish: date | None
    now: date | None


def due(rule: ClockRule, run: Run, days: WorkingDays) -> Due:
    """All due dates of a row. The first one stays as it was, whatever was granted later."""
    transfer = days.add(run.counted_from, rule.transfer_days)
    original = _handled(rule, run.counted_from, rule.handle_days + run.paused_days, days)
    # Waiting for the sender after an extension may move the first date past the granted one: the office loses no day by it.
    handle = max(run.extended_to, original) if run.extended_to else original
    publish = days.add(run.answered_on, rule.publish_days) if run.answered_on else None
    return Due(transfer, original, handle, publish, _now(rule, run, transfer, handle, publish))


def _handled(rule: ClockRule, since: date, count: int, days: WorkingDays) -> date:
    if rule.is_handled_in_working_days:
        return days.add(since, count)
    end = since + timedelta(days=count)
    return end if days.is_working(end) else days.next_working(end)  # Civil Code 2015, art. 148


def _now(rule: ClockRule, run: Run, transfer: date, handle: date, publish: date | None) -> date | None:
    if run.state in (S.RECEIVED, S.CLASSIFIED):
        return min(transfer, handle)
    if run.state in (S.ASSIGNED, S.PROCESSING):
        return handle
    if run.state is S.SUPPLEMENTING:
        return None if rule.is_stopped_by_supplement else handle
    return publish if run.state is S.ANSWERED else None


def waited(rule: ClockRule, paused_on: date, until: date, days: WorkingDays) -> int:
    """How many days the clock stood still, counted as the rule counts; none where waiting does not stop it."""
    if not rule.is_stopped_by_supplement or until <= paused_on:
        return 0
    span = (until - paused_on).days
    return span - len(days.days_off(paused_on, until)) if rule.is_handled_in_working_days else span


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock as a person reads it: what is due when, under which rule, and how it was counted."""

    title: str
    due_on: date | None
    how: str
    done_on: date | None = None
    basis: str = ""

    def is_late(self, today: date) -> bool:
        """Done after its day, or not done and the day is past."""
        return self.due_on is not None and (self.done_on or today) > self.due_on


def told_clocks(rule: ClockRule, run: Run, days: WorkingDays, *, transferred_on: date | None, published_on: date | None) -> list[Clock]:
    """The clocks of a row in the order of its steps, each with its counting in words."""
    found = due(rule, run, days)
    first = [
        _counted("Hạn từ chối tiếp nhận", rule.refuse_days, run, rule, days),
        _counted("Hạn yêu cầu bổ sung", rule.supplement_days, run, rule, days),
    ]
    told = [clock for clock in first if clock and run.state is S.RECEIVED]
    how = _how(rule.transfer_days, run.counted_from, found.transfer, days, is_working=True)
    told.append(Clock("Hạn phân loại, chuyển xử lý", found.transfer, how, transferred_on, rule.basis))
    if run.state is not S.REJECTED:
        told.append(Clock("Hạn trả lời", found.handle, _handling(rule, run, found, days), run.answered_on, rule.basis))
    if run.answered_on and found.publish:
        how = _how(rule.publish_days, run.answered_on, found.publish, days, is_working=True, event="ngày trả lời")
        told.append(Clock("Hạn công khai kết quả", found.publish, how, published_on, rule.basis))
    return told


def _counted(title: str, count: int | None, run: Run, rule: ClockRule, days: WorkingDays) -> Clock | None:
    if count is None:
        return None
    until = days.add(run.counted_from, count)
    return Clock(title, until, _how(count, run.counted_from, until, days, is_working=True), basis=rule.basis)


def _how(count: int, since: date, until: date, days: WorkingDays, *, is_working: bool, event: str = "ngày tiếp nhận") -> str:
    kind = "ngày làm việc" if is_working else "ngày"
    text = f"{count:02} {kind} kể từ {event} {long_day(since)}, không tính ngày đầu"
    if is_working:
        return f"{text}{passed_over(days, since, until)}. Kết quả: hết {long_day(until)}."
    end = since + timedelta(days=count)
    if end != until:
        text += f"; đến {long_day(end)} là ngày nghỉ ({days.why(end)}) nên chuyển sang ngày làm việc tiếp theo"
    return f"{text}. Kết quả: hết {long_day(until)}."


def _handling(rule: ClockRule, run: Run, found: Due, days: WorkingDays) -> str:
    count, working = rule.handle_days + run.paused_days, rule.is_handled_in_working_days
    event = "ngày tiếp nhận" if run.counted_from == run.received_on else "ngày mở lại"
    text = _how(count, run.counted_from, found.original, days, is_working=working, event=event)
    if run.paused_days:
        text += f" Trong đó {run.paused_days} ngày chờ bổ sung không tính vào thời hạn {rule.handle_days} ngày."
    if run.is_paused and rule.is_stopped_by_supplement:
        text += " Thời hạn đang dừng, chờ người phản ánh bổ sung."
    if run.extended_to:
        text += f" Đã gia hạn đến hết ngày {day(run.extended_to)}; hạn ban đầu giữ nguyên để đối chiếu."
    return text


def update_due(rule: ClockRule, state: FeedbackState, last_word_on: date) -> date | None:
    """By when the sender has to be told again how it stands."""
    if rule.update_every is None or state not in (S.ASSIGNED, S.PROCESSING, S.SUPPLEMENTING):
        return None
    return last_word_on + timedelta(days=rule.update_every)


def in_order(now: date | None, received_on: date) -> date:
    """The day by which a list is sorted: what is due first comes first; what waits for nothing comes last, the newest before the oldest."""
    return now or date.fromordinal(date.max.toordinal() - received_on.toordinal())
