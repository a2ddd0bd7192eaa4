"""The cost of compliance with a procedure: steps before and after, reckoned in whole đồng.

C1 = sum over steps (hours x income per hour + hired service + materials + travel and post + fee); a year costs C1 x times x subjects.
The income per hour is the yearly product per head over 12 months of 22 days of 8 hours (Circular 02/2017; what it leaves open is data).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import number, percent

HOURS_A_YEAR = 12 * 22 * 8
MONEY = ("hired", "materials", "travel", "fee")
PARTS = ("hours", *MONEY)
PART_WORDS: Mapping[str, str] = {
    "hours": "số giờ",
    "hired": "thuê dịch vụ",
    "materials": "giấy tờ, in ấn",
    "travel": "đi lại, bưu chính",
    "fee": "phí, lệ phí",
}
SIDES: Mapping[str, str] = {"before": "trước", "after": "sau"}
_MOST = 10**15 - 1  # đồng that a column holds and a workbook shows
_CENT = Decimal("0.01")
# What the statistics office announced as yearly product per head, in đồng: only a start, the clerk keeps the figures of each year.
GDP_PER_HEAD: Mapping[int, int] = {2022: 95_600_000, 2023: 101_900_000, 2024: 114_000_000}


@dataclass(frozen=True, slots=True)
class Side:
    """What one step costs once, before or after; None for what was not written, and a side of nothing but None is no step there."""

    hours: Decimal | None = None
    hired: int | None = None
    materials: int | None = None
    travel: int | None = None
    fee: int | None = None

    @property
    def is_there(self) -> bool:
        """Whether the step is done on this side; a step that costs nothing has a 0."""
        return any(getattr(self, part) is not None for part in PARTS)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure for who needs it."""

    title: str
    before: Side = Side()
    after: Side = Side()


@dataclass(frozen=True, slots=True)
class Volume:
    """How often a year and for how many subjects."""

    times: Decimal = Decimal(1)
    subjects: int = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """What a sheet is reckoned with."""

    gdp_per_head: int
    before: Volume = Volume()
    after: Volume = Volume()

    @property
    def income(self) -> int:
        """Đồng an hour."""
        return _rounded(Decimal(self.gdp_per_head) / HOURS_A_YEAR)


@dataclass(frozen=True, slots=True)
class Total:
    """The cost of one side: once, and in a year."""

    once: int
    year: int
    steps: tuple[int, ...]  # of each step, 0 where the side does not have it


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Both sides and what is saved; `percent` is None where nothing can be divided."""

    income: int
    before: Total
    after: Total
    saving: int
    percent: Decimal | None

    @property
    def words(self) -> str:
        """The result as one sentence."""
        if self.percent is None:
            return "Chi phí trước rà soát bằng 0 nên không tính được tỷ lệ cắt giảm."
        told = f"từ {number(self.before.year)} đồng còn {number(self.after.year)} đồng mỗi năm"
        if self.saving < 0:
            told = f"từ {number(self.before.year)} đồng lên {number(self.after.year)} đồng mỗi năm"
            return f"Chi phí tuân thủ tăng {number(-self.saving)} đồng ({percent(-self.percent, 2)}), {told}."
        return f"Chi phí tuân thủ cắt giảm {number(self.saving)} đồng ({percent(self.percent, 2)}), {told}."


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def cost_of(side: Side, income: int) -> int:
    """What a step costs once; rounded by step, so that the sum is that of the figures shown, in whatever order."""
    return _rounded((side.hours or Decimal(0)) * income) + sum(getattr(side, part) or 0 for part in MONEY)


def reckon(steps: Sequence[Step], terms: Terms) -> Reckoning:
    """Both sides of the sheet; BadInput where the sum is no amount that anybody could mean."""
    income = terms.income
    before = _total([step.before for step in steps], income, terms.before)
    after = _total([step.after for step in steps], income, terms.after)
    saving = before.year - after.year
    return Reckoning(income, before, after, saving, saved_share(before.year, saving))


def saved_share(before: int, saving: int) -> Decimal | None:
    """Percent of the cost before that is saved, half up to two digits; None where there was no cost."""
    return (Decimal(saving) * 100 / before).quantize(_CENT, rounding=ROUND_HALF_UP) if before else None


def _total(sides: Sequence[Side], income: int, volume: Volume) -> Total:
    steps = tuple(cost_of(side, income) for side in sides)
    once = sum(steps)
    year = _rounded(once * volume.times * volume.subjects)
    if once > _MOST or year > _MOST:
        raise BadInput("Tổng chi phí quá lớn. Kiểm tra lại số tiền, số lần và số đối tượng.")
    return Total(once, year, steps)


def explained(side: Side, income: int) -> str:
    """How a step's figure came about: `0,5 giờ × 47.348 đ + phí, lệ phí 20.000 đ = 43.674 đ`."""
    if not side.is_there:
        return ""
    parts = [f"{number(side.hours)} giờ × {number(income)} đ"] if side.hours else []
    parts += [f"{PART_WORDS[part]} {number(getattr(side, part))} đ" for part in MONEY if getattr(side, part)]
    return f"{' + '.join(parts)} = {number(cost_of(side, income))} đ" if parts else "0 đ"


def year_explained(total: Total, volume: Volume) -> str:
    """`1.024.000 đ × 1 lần × 1 đối tượng = 1.024.000 đ`."""
    return f"{number(total.once)} đ × {number(volume.times)} lần × {number(volume.subjects)} đối tượng = {number(total.year)} đ"
