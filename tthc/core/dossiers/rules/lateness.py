"""When a dossier is late, and the clocks of an apology."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tthc.kernel.due import WorkingDays
from tthc.kernel.vietnamese import day, number

# The numbers of Decree 118/2025 are not known to us: Decree 61/2018 asks that the office tells the desk at least one day before the
# due date; within how many days the apology goes out is local. Both are rows that the clerk changes (`ApologyTerms`).
TELL_BEFORE = 1
SEND_WITHIN = 1
MOST_DAYS = 30
TAKEN_BACK = "Hồ sơ không còn quá hạn."


@dataclass(frozen=True, slots=True)
class Clocks:
    """Days of an apology: the desk is told no later than `tell_by`, the paper goes out no later than `send_by`."""

    tell_by: date
    send_by: date


@dataclass(frozen=True, slots=True)
class ApologyRule:
    """How many working days before the due date the desk is told, and after it the apology is sent; `basis` says who ruled so."""

    tell_before: int = TELL_BEFORE
    send_within: int = SEND_WITHIN
    basis: str = ""


def clocks(due_on: date, rule: ApologyRule, calendar: WorkingDays) -> Clocks:
    """Both days for a dossier that is due that day; counted in working days, the due date itself is not counted."""
    tell_by = calendar.add(due_on, -rule.tell_before) if rule.tell_before else due_on
    return Clocks(tell_by, calendar.add(due_on, rule.send_within) if rule.send_within else due_on)


def is_late(due_on: date | None, returned_on: date | None, today: date) -> bool:
    """Past its day and not returned, or returned after it; the day itself still belongs to the office."""
    return due_on is not None and (returned_on or today) > due_on


def days_late(due_on: date, returned_on: date | None, today: date) -> int:
    """How many days past the due date, 0 in time."""
    return max(0, ((returned_on or today) - due_on) // timedelta(days=1))


def clock_words(due_on: date, told_on: date | None, sent_on: date | None, dates: Clocks, today: date) -> tuple[str, str]:
    """The two clocks as sentences: telling the desk, and the apology."""
    return (
        _told(told_on, dates.tell_by),
        _sent(sent_on, dates.send_by, today, due_on),
    )


def _told(told_on: date | None, by: date) -> str:
    asked = f"Báo bộ phận một cửa chậm nhất ngày {day(by)}"
    if told_on is None:
        return f"{asked}: chưa ghi ngày báo."
    return f"{asked}: đã báo ngày {day(told_on)}, {'đúng hạn' if told_on <= by else 'muộn'}."


def _sent(sent_on: date | None, by: date, today: date, due_on: date) -> str:
    asked = f"Gửi văn bản xin lỗi chậm nhất ngày {day(by)} (hẹn trả ngày {day(due_on)})"
    if sent_on is not None:
        return f"{asked}: đã gửi ngày {day(sent_on)}, {'đúng hạn' if sent_on <= by else 'muộn'}."
    left = (by - today).days
    if left < 0:
        return f"{asked}: quá hạn {number(-left)} ngày."
    return f"{asked}: đến hạn hôm nay." if left == 0 else f"{asked}: còn {number(left)} ngày."


_UNNAMED = ("Thủ tục mã số ", "Thủ tục thuộc lĩnh vực ")


def unnamed(code: str, field: str) -> str:
    """What stands for the name of a procedure that the register of procedures does not know."""
    parts = (f"mã số {code}" if code else "", f"thuộc lĩnh vực {field}" if field else "")
    return " ".join(("Thủ tục", *(part for part in parts if part)))


def without_name(procedure_name: str) -> str:
    """The words after "thủ tục" where there is no name to quote; nothing where there is one."""
    return procedure_name.removeprefix("Thủ tục ") if procedure_name.startswith(_UNNAMED) else ""
