"""Judge what was reached against what the plan asks: the share is computed, never typed, and never divided by nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import number, percent

PERIODS = ("q1", "q2", "q3", "year")
_PLACES = Decimal("0.01")
_LARGEST = Decimal(10) ** 12  # what a figure's column holds
_SIGNS = {">=": "≥ ", "<=": "≤ ", "=": ""}
_TIMES = {"phut", "gio", "ngay", "ngay lam viec", "giay", "thang"}
NOTHING = "Không phát sinh trong kỳ"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Goal:
    """The number a plan sets; `value_max` closes a span (60-70%)."""

    op: str
    value: Decimal
    value_max: Decimal | None = None
    measure: str = "%"

    @property
    def is_share(self) -> bool:
        """A share of a whole, entered as numerator and denominator; anything else is entered as it is."""
        return self.measure.strip() == "%"

    @property
    def words(self) -> str:
        """`≥ 80%`, `60–70%`, `≤ 30 phút`."""
        span = f"{number(self.value)}–{number(self.value_max)}" if self.value_max is not None else number(self.value)
        return f"{_SIGNS.get(self.op, '')}{span}{'%' if self.is_share else ' ' + self.measure}".strip()

    def is_met_by(self, value: Decimal) -> bool:
        """A plain number in a plan is reached from below, but a waiting time and "0 quá hạn" from above."""
        is_ceiling = self.op == "<=" or (self.op == "=" and (fold(self.measure) in _TIMES or not self.value))
        return value <= (self.value_max or self.value) if is_ceiling else value >= self.value


@dataclass(frozen=True)
class Judgement:
    """What was reached: `value` is None without figures; `is_met` is None when there is nothing to judge."""

    value: Decimal | None
    is_met: bool | None
    value_text: str
    counted: str
    words: str


def judge(goal: Goal, numerator: Decimal | None, denominator: Decimal | None = None) -> Judgement:
    """Met, not met, or not known, with words; what is printed (two decimals, half up) is what is judged."""
    if numerator is None:
        return Judgement(None, None, "", "", "Chưa có số liệu")
    if denominator == 0 or (goal.is_share and denominator is None):
        return Judgement(None, None, "", "0/0" if goal.is_share else "0", NOTHING)
    if not goal.is_share or denominator is None:
        shown = f"{number(numerator)} {goal.measure}".strip()
        return _judged(goal, numerator, shown, shown)
    value = (numerator * 100 / denominator).quantize(_PLACES, rounding=ROUND_HALF_UP)
    return _judged(goal, value, percent(value, 2), f"{number(numerator)}/{number(denominator)}")


def _judged(goal: Goal, value: Decimal, shown: str, counted: str) -> Judgement:
    is_met = goal.is_met_by(value)
    return Judgement(value, is_met, shown, counted, f"{shown}, chỉ tiêu {goal.words}: {'đạt' if is_met else 'chưa đạt'}")


def check_entry(goal: Goal, numerator: Decimal | None, denominator: Decimal | None) -> None:
    """Refuse figures that cannot be; the fields are `numerator` and `denominator`."""
    if numerator is None and denominator is None:
        return
    if numerator is None:
        raise BadInput("Thiếu tử số.", {"numerator": "Nhập số đạt được trong kỳ."})
    if numerator < 0 or (denominator is not None and denominator < 0):
        raise BadInput("Số liệu không được âm.", {"numerator": "Số liệu không được âm."})
    if max(numerator, denominator or Decimal(0)) >= _LARGEST:
        raise BadInput("Số liệu quá lớn. Kiểm tra lại.", {"numerator": "Số liệu quá lớn. Kiểm tra lại."})
    if not goal.is_share:
        return
    if denominator is None:
        raise BadInput("Thiếu mẫu số.", {"denominator": "Nhập tổng số trong kỳ."})
    if numerator > denominator:
        # Consistency (experience.md 3.7, sentence 60): a part is never more than its whole.
        sentence = f"Số đạt ({number(numerator)}) lớn hơn tổng số ({number(denominator)}). Kiểm tra lại."
        raise BadInput(sentence, {"numerator": sentence})


def latest(by_period: Mapping[str, _T]) -> tuple[str, _T] | None:
    """Figures count from the start of the year, so the year stands where its latest period stands."""
    return next(((code, by_period[code]) for code in reversed(PERIODS) if code in by_period), None)
