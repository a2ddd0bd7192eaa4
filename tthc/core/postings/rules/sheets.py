"""Which sheets a procedure's life asks for, and how a sheet stands on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from tthc.core.procedures.rules import Change, ChangeKind
from tthc.core.tasks.rules import SOON, Badge
from tthc.kernel.vietnamese import day as day_words

Decision = int | None  # the announcement's id; None before the first decision that the register knows


@dataclass(frozen=True)
class Duty:
    """A sheet that has to hang from a day on, until another one or none has to; None where the register knows no such day."""

    decision: Decision
    since: date | None
    until: date | None


def duties(changes: Iterable[tuple[Change, int]]) -> tuple[Duty, ...]:
    """The sheets of a procedure, in order, of its changes and their decisions: each amendment asks for a new sheet in place of the old."""
    ordered = sorted(changes)
    found: list[Duty] = []
    since: date | None = None
    decision: Decision = None
    hangs = not ordered or ordered[0][0].kind is not ChangeKind.NEW
    for change, announcement_id in ordered:
        if hangs:
            found.append(Duty(decision, since, change.effective_on))
        hangs = change.kind is not ChangeKind.ABOLISHED
        since, decision = change.effective_on, announcement_id
    return (*found, Duty(decision, since, None)) if hangs else tuple(found)


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two ends, where None is no end."""
    return min((day for day in (one, other) if day is not None), default=None)


class Standing(StrEnum):
    """How a sheet stands on a day."""

    COMING = "coming"  # its day has not come
    DUE = "due"  # has to be hung today
    LATE = "late"  # hangs nowhere though its day has passed
    HANGING = "hanging"
    MUST_GO = "must_go"  # hangs though nothing asks for it any more
    GONE = "gone"
    VOID = "void"  # was never hung, and need not be any more


def standing(due_on: date | None, posted_on: date | None, remove_on: date | None, removed_on: date | None, today: date) -> Standing:
    """From its days alone; nothing of it is stored."""
    if removed_on is not None:
        return Standing.GONE
    has_ended = remove_on is not None and remove_on <= today
    if posted_on is not None:
        return Standing.MUST_GO if has_ended else Standing.HANGING
    if has_ended:
        return Standing.VOID
    if due_on is None or due_on == today:
        return Standing.DUE
    return Standing.COMING if due_on > today else Standing.LATE


def badge(found: Standing, due_on: date | None, remove_on: date | None, check_by: date | None, today: date) -> Badge:
    """The standing in the words of the office."""
    match found:
        case Standing.GONE:
            return Badge("Đã gỡ", "idle")
        case Standing.VOID:
            return Badge("Thôi niêm yết", "idle")
        case Standing.HANGING:
            return Badge(f"Gỡ từ {day_words(remove_on)}", "soon") if remove_on else Badge("Đã niêm yết", "done")
        case Standing.MUST_GO:
            late = (today - check_by).days if check_by else 0
            return Badge(f"Phải gỡ, quá {late} ngày", "late") if late > 0 else Badge("Phải gỡ", "returned")
        case _:
            return _to_post(due_on or today, today)


def _to_post(due_on: date, today: date) -> Badge:
    left = (due_on - today).days
    if left < 0:
        return Badge(f"Quá hạn {-left} ngày", "late")
    if left == 0:
        return Badge("Đến hạn hôm nay", "soon")
    return Badge(f"Còn {left} ngày", "soon" if left <= SOON else "waiting")


class Rank(IntEnum):
    """What there is to do with a sheet; the list begins with the highest."""

    OVER = 0
    HANGS = 1
    TO_REMOVE = 2
    TO_POST = 3


_BAND = 1_000_000  # more than the number of any day


def band(wanted: Rank) -> tuple[int, int]:
    """The first and the last place of a rank in the list."""
    return wanted * _BAND, (wanted + 1) * _BAND - 1


def rank(due_on: date | None, posted_on: date | None, remove_on: date | None, removed_on: date | None, today: date) -> int:
    """Where a sheet stands in the list: what is to do first, the longest overdue before the others; below it the latest first."""
    if removed_on is not None or (posted_on is None and remove_on is not None and remove_on <= today):
        found, day = Rank.OVER, removed_on or remove_on
    elif posted_on is None:
        found, day = Rank.TO_POST, due_on
    else:
        found, day = (Rank.HANGS, posted_on) if remove_on is None else (Rank.TO_REMOVE, remove_on)
    number = (day or today).toordinal()
    return found * _BAND + (_BAND - 1 - number if found in (Rank.TO_POST, Rank.TO_REMOVE) else number)
