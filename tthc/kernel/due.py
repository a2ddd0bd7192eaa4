"""The day that follows from a deadline rule, explained so that a person can follow.

The counting is that of the Civil Code 2015, articles 147 and 148: the first day is not counted, and a counted period that
ends on a day off ends with the next working day. A printed date never moves: the doubt is shown and a better day suggested.
"""

from __future__ import annotations

import calendar as month_lengths
from dataclasses import dataclass
from datetime import date, timedelta

from tthc.kernel.due_rule import ISSUED, DueRule, Kind
from tthc.kernel.errors import BadInput
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day, long_day, parse_day
from tthc.kernel.working_days import WorkingDays

__all__ = ["ISSUED", "Computed", "DueRule", "Kind", "WorkingDays", "compute"]

_AWAITED = {
    Kind.ON_REQUEST: ("chưa tính, vì việc chỉ phát sinh khi có yêu cầu", "nhập hạn khi có yêu cầu"),
    Kind.PER_SUPERIOR_PLAN: ("chưa tính, vì thời hạn theo kế hoạch của cấp trên", "nhập hạn khi có kế hoạch của cấp trên"),
}


@dataclass(frozen=True, slots=True)
class Computed:
    """The window that follows from a rule; `explanation` has one step a line, `suggestion` is a better day than one off."""

    start_on: date | None
    due_on: date | None
    explanation: str
    warning: str | None = None
    suggestion: date | None = None


def compute(rule: DueRule, year: int, calendar: WorkingDays, issued_on: date | None = None) -> Computed:
    """The days a rule gives in a plan's year. Nothing is guessed: where the plan leaves it open, `due_on` is None and a warning says so."""
    match rule.kind:
        case Kind.CONTINUOUS:
            return _all_year(rule, year)
        case Kind.MONTH | Kind.MONTH_RANGE | Kind.DATE:
            return _printed(rule, year, calendar)
        case Kind.QUARTERLY | Kind.MONTHLY | Kind.YEARLY:
            return _recurring(rule, year, calendar)
        case Kind.ON_REQUEST | Kind.PER_SUPERIOR_PLAN:
            return _open(rule, *_AWAITED[rule.kind])
        case Kind.RELATIVE:
            return _counted(rule, year, calendar, issued_on)
        case Kind.NONE:
            return _unknown(rule)


def _all_year(rule: DueRule, year: int) -> Computed:
    start, end = max(rule.start or date.min, date(year, 1, 1)), rule.due or date(year, 12, 31)
    how = "việc thường xuyên, xác nhận một lần trong mỗi kỳ báo cáo, không tính quá hạn trong kỳ"
    return Computed(start, end, _told(rule, how, f"từ {day(start)} đến hết ngày {day(end)}"))


def _recurring(rule: DueRule, year: int, calendar: WorkingDays) -> Computed:
    if rule.due is not None:
        return _printed(rule, year, calendar)
    how = "việc định kỳ, mỗi kỳ báo cáo một lần"
    start = max(rule.start or date.min, date(year, 1, 1))
    return Computed(start, None, _told(rule, how, f"hạn của từng kỳ trong năm {year} theo lịch báo cáo"))


def _printed(rule: DueRule, year: int, calendar: WorkingDays) -> Computed:
    if rule.due is None:
        return _unknown(rule)
    if rule.before:
        # "Trước tháng 02" is before its first day; "trước ngày 17" is before that day.
        limit = rule.due.replace(day=1) if rule.kind is Kind.MONTH else rule.due
        start = rule.start if rule.start and rule.start < limit else None
        how = f"“trước ngày {day(limit)}” là hết ngày liền trước, không chuyển sang ngày khác"
        return _checked(rule, year, calendar, start, limit - timedelta(days=1), how)
    how = f"ngày {day(rule.due)} vẫn trong hạn" if rule.kind is Kind.DATE else "hạn là ngày cuối cùng của khoảng thời gian đã ghi"
    return _checked(rule, year, calendar, rule.start, rule.due, how)


def _counted(rule: DueRule, year: int, calendar: WorkingDays, issued_on: date | None) -> Computed:
    if rule.days is None and rule.months is None:
        return _unknown(rule)
    since = issued_on if rule.since == ISSUED else _day_or_none(rule.since)
    if since is None:
        event = "ngày ban hành kế hoạch" if rule.since == ISSUED else rule.since or "sự kiện nêu trong kế hoạch"
        return _open(rule, f"{_length(rule)} kể từ {event}; chưa biết ngày bắt đầu", "tính khi biết ngày bắt đầu")
    if rule.working and rule.days is not None:
        return _counted_in_working_days(rule, year, calendar, since, rule.days)
    end = since + (_sign(rule) * timedelta(days=rule.days or 0))
    end = _months_later(end, _sign(rule) * (rule.months or 0))
    how = f"{_length(rule)} {'trước' if rule.before else 'kể từ'} {long_day(since)}, không tính ngày đầu, đến {long_day(end)}"
    if not rule.before and not calendar.is_working(end):
        rolled = calendar.next_working(end)
        how += f"; ngày này nghỉ ({calendar.why(end)}) nên chuyển sang ngày làm việc tiếp theo"
        end = rolled
    return _checked(rule, year, calendar, since if end >= since else None, end, how)


def _counted_in_working_days(rule: DueRule, year: int, calendar: WorkingDays, since: date, days: int) -> Computed:
    end = calendar.add(since, _sign(rule) * days)
    how = f"{_length(rule)} {'trước' if rule.before else 'kể từ'} {long_day(since)}, không tính ngày đầu"
    first, last = min(since, end), max(since, end)
    return _checked(rule, year, calendar, since if end >= since else None, end, how + passed_over(calendar, first, last), (first, last))


def _checked(
    rule: DueRule,
    year: int,
    calendar: WorkingDays,
    start: date | None,
    due: date,
    how: str,
    counted: tuple[date, date] | None = None,
) -> Computed:
    """The result with the doubts a person should see before accepting it."""
    doubts, suggestion = [], None
    if not calendar.is_working(due):
        previous = calendar.previous_working(due)
        suggestion = previous if start is None or previous >= start else None
        advice = f" Nên hoàn thành chậm nhất {long_day(previous)}." if suggestion else ""
        reason = f" ({calendar.names[due]})" if due in calendar.names else ""
        doubts.append(f"Hạn {long_day(due)} là ngày nghỉ{reason}.{advice}")
    if due.year != year:
        doubts.append(f"Hạn {day(due)} nằm ngoài năm kế hoạch {year}. Xác nhận trước khi lưu.")
    first, last = counted or (due, due)
    doubts += [
        f"Chưa có lịch nghỉ năm {missing}; mới trừ thứ Bảy và Chủ nhật. Nhập lịch nghỉ rồi tính lại."
        for missing in range(first.year, last.year + 1)
        if missing not in calendar.years
    ]
    window = f"từ {day(start)} đến hết " if start and start < due and rule.kind is not Kind.RELATIVE else "hết "
    return Computed(start, due, _told(rule, how, f"{window}{long_day(due)}"), " ".join(doubts) or None, suggestion)


def _unknown(rule: DueRule) -> Computed:
    how, warning = "chưa đủ căn cứ để tính", "Kế hoạch chưa ghi rõ thời hạn. Nhập hạn và xác nhận."
    return Computed(rule.start, None, _told(rule, how, "chưa có hạn"), warning)


def _open(rule: DueRule, how: str, result: str) -> Computed:
    return Computed(None, None, _told(rule, how, result))


def _told(rule: DueRule, how: str, result: str) -> str:
    written = tidy(rule.text).strip(" .;") or "không ghi thời hạn"
    return f"Kế hoạch ghi: {written}.\nCách tính: {how}.\nKết quả: {result}."


def passed_over(calendar: WorkingDays, after: date, until: date) -> str:
    """Which days were not counted and why, and which Saturdays were: official days one by one, weekends as a number."""
    off = calendar.days_off(after, until)
    named = [f"{day(one)} ({calendar.why(one)})" for one in off if one in calendar.off]
    weekend = len(off) - len(named)
    skipped = ([f"{weekend} ngày thứ Bảy, Chủ nhật"] if weekend else []) + named
    told = f"; bỏ qua {', '.join(skipped)}" if skipped else ""
    made_up = [f"{day(one)} ({calendar.why(one)})" for one in calendar.makeup_days(after, until)]
    return told + (f"; tính cả {', '.join(made_up)}" if made_up else "")


def _length(rule: DueRule) -> str:
    parts = [f"{rule.months:02} tháng"] if rule.months else []
    if rule.days is not None:
        parts.append(f"{rule.days:02} ngày{' làm việc' if rule.working else ''}")
    return " ".join(parts)


def _sign(rule: DueRule) -> int:
    return -1 if rule.before else 1


def _months_later(start: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    years, month_index = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month_index + 1
    return date(year, month, min(start.day, month_lengths.monthrange(year, month)[1]))


def _day_or_none(value: str) -> date | None:
    try:
        return parse_day(value.removeprefix("ngày "))
    except BadInput:
        return None
