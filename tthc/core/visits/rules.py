"""What is kept of a visit to the desk, and how far a tablet at the counter is believed about time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from tthc.core.registers.rules import UNIT, Column, Kind, Lookups
from tthc.kernel.clock import VIETNAM
from tthc.kernel.errors import BadInput

CODE_LASTS = timedelta(minutes=15)
OLDEST_PRESS = timedelta(days=7)
MOST_TICKETS = 999  # of one counter a day; more is no queue but a stuck button
LONGEST_NAME = 60
TARGET_MINUTES = 30  # the plans of the province; an agency may set another
_CODE_DIGITS = 8
_TENTH = Decimal("0.1")
_LONGEST_WAIT = 24 * 60
_FIRST_DAY = date(2000, 1, 1)


class Satisfaction(StrEnum):
    """What a citizen pressed after being served."""

    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    UNSATISFIED = "unsatisfied"


SATISFACTIONS: Mapping[str, str] = {
    Satisfaction.SATISFIED: "Hài lòng",
    Satisfaction.NEUTRAL: "Bình thường",
    Satisfaction.UNSATISFIED: "Không hài lòng",
}

COLUMNS: tuple[Column, ...] = (
    Column("visited_on", "Ngày", Kind.DAY, is_required=True, spellings=("ngày giao dịch", "ngày tiếp nhận")),
    Column("counter", "Quầy", is_required=True, longest=LONGEST_NAME, spellings=("tên quầy", "quầy giao dịch", "cửa số")),
    Column("number", "Số thứ tự", Kind.COUNT, is_required=True, spellings=("stt", "số", "số phiếu")),
    Column("taken_clock", "Giờ lấy số", is_computed=True),
    Column("called_clock", "Giờ được gọi", is_computed=True),
    Column(
        "waiting_minutes",
        "Thời gian chờ (phút)",
        Kind.NUMBER,
        spellings=("thời gian chờ", "số phút chờ"),
        hint="Từ khi lấy số đến khi được gọi; để trống nếu không đo được.",
    ),
    Column(
        "satisfaction",
        "Mức độ hài lòng",
        Kind.CHOICE,
        choices=SATISFACTIONS,
        is_filter=True,
        spellings=("đánh giá", "hài lòng", "ý kiến đánh giá"),
    ),
    UNIT,
)


@dataclass(frozen=True)
class Setting:
    """How an agency counts: no text fixes what a satisfied citizen is, so the clerk may say it."""

    target_minutes: int = TARGET_MINUTES
    counts_neutral: bool = False

    @property
    def satisfied(self) -> tuple[str, ...]:
        """The answers that count as satisfied."""
        return (Satisfaction.SATISFIED, Satisfaction.NEUTRAL) if self.counts_neutral else (Satisfaction.SATISFIED,)


def faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """What is wrong with a row whose values were each read well."""
    found: dict[str, str] = {}
    visited_on: date = values["visited_on"]
    if visited_on > lookups.today:
        found["visited_on"] = f"Ngày {visited_on:%d/%m/%Y} chưa đến. Ghi sổ sau khi đã tiếp công dân."
    elif visited_on < _FIRST_DAY:
        found["visited_on"] = "Ngày quá xa. Kiểm tra lại năm."
    if not 0 < values["number"] <= MOST_TICKETS:
        found["number"] = f"Số thứ tự từ 1 đến {MOST_TICKETS}. Kiểm tra lại."
    waiting = values.get("waiting_minutes")
    if waiting is not None and not 0 <= waiting <= _LONGEST_WAIT:
        found["waiting_minutes"] = "Thời gian chờ dài hơn một ngày. Kiểm tra lại."
    return found


def moment_of(now: datetime, elapsed_ms: int) -> datetime:
    """When a button was pressed, by how long ago the tablet says it was: its own clock may be wrong, its stopwatch is not."""
    if elapsed_ms < 0:
        raise BadInput("Thời điểm bấm nằm trong tương lai. Kiểm tra đồng hồ của máy tại quầy.")
    if elapsed_ms > OLDEST_PRESS / timedelta(milliseconds=1):
        raise BadInput("Lượt bấm đã quá 7 ngày nên không được ghi. Nhập lượt này vào sổ nếu còn cần.")
    return now - timedelta(milliseconds=elapsed_ms)


def day_of(moment: datetime, now: datetime, today: date) -> date:
    """The office's day of a moment; in a demonstration that day is not the real one."""
    return today - (now.astimezone(VIETNAM).date() - moment.astimezone(VIETNAM).date())


def minutes_between(taken_at: datetime, called_at: datetime) -> Decimal:
    """The waiting time in minutes, to a tenth; a day is the most a register holds."""
    seconds = max(0, min((called_at - taken_at).total_seconds(), _LONGEST_WAIT * 60))
    return (Decimal(str(seconds)) / 60).quantize(_TENTH, rounding=ROUND_HALF_UP)


def new_code() -> str:
    """Eight digits, to be read from one screen and typed at another."""
    return "".join(secrets.choice("0123456789") for _ in range(_CODE_DIGITS))


def checked_code(typed: str) -> str:
    """The digits of a code, however they were grouped; BadInput on the field `code`."""
    digits = "".join(c for c in typed if c not in " -.")
    if len(digits) != _CODE_DIGITS or not (digits.isascii() and digits.isdecimal()):
        sentence = "Mã kết nối gồm 8 chữ số. Nhập lại mã do văn thư cấp."
        raise BadInput(sentence, {"code": sentence})
    return digits
