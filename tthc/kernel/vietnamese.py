"""Days and numbers as Vietnamese people type and read them."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, tidy

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_DAY = re.compile(r"([0-9]{1,2}) ?[/.\-] ?([0-9]{1,2}) ?[/.\-] ?([0-9]{4}|[0-9]{2})")
_COMPACT_DAY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
# The mark of decimals and that of thousands, each style with its whole numbers in groups of three or ungrouped.
_STYLES = (
    (re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?|-?[0-9]+,[0-9]+|-?[0-9]+"), ".", ","),
    (re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?|-?[0-9]+\.[0-9]+"), ",", "."),
)
_SHORT_YEAR = 2
_LONGEST_NUMBER = 24  # signs; exact arithmetic ends at 28 digits, and no figure of an office comes near
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2099
_ONE_DECIMAL_BELOW = 10
_UNITS = ("B", "KB", "MB", "GB", "TB")


class TwoReadings(BadInput):
    """A number that means two things: `choices` are the two, each typed so that it means one."""

    def __init__(self, typed: str, choices: tuple[str, str]) -> None:
        super().__init__(f'"{typed}" có hai cách hiểu: {choices[0]} hay {choices[1]}. Chọn cách đúng.')
        self.choices = choices


def parse_day(typed: str, *, today: date | None = None) -> date:
    """The day a person typed: `7/8/2024`, `07-08-2024`, `7.8.24`, `07082024`; `hôm nay` where the caller says which day that is."""
    text = tidy(typed)
    if today is not None and fold(text) == "hom nay":
        return today
    try:
        if iso := _ISO_DAY.fullmatch(text):
            return _within_reason(*(int(part) for part in iso.groups()))
        if match := _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text):
            written_day, written_month, written_year = match.groups()
            century = 2000 if len(written_year) == _SHORT_YEAR else 0
            return _within_reason(century + int(written_year), int(written_month), int(written_day))
    except ValueError:
        pass
    raise BadInput("Ngày không hợp lệ. Nhập theo dạng ngày/tháng/năm, ví dụ 15/08/2024.")


def _within_reason(year: int, month_number: int, day_number: int) -> date:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ValueError(year)
    return date(year, month_number, day_number)


def parse_number(typed: str) -> Decimal:
    """The number a person typed: `76,4`, `76.4`, `76,4%`, `1.234,5`; raises TwoReadings for `1.234`."""
    text = tidy(typed).removesuffix("%").rstrip().replace("−", "-")
    if len(text) > _LONGEST_NUMBER:
        raise BadInput("Số liệu có quá nhiều chữ số. Kiểm tra lại.")
    if _TWO_READINGS.fullmatch(text):
        raise TwoReadings(text, (text.replace(".", ""), text.replace(".", ",")))
    for pattern, thousands, decimal_mark in _STYLES:
        if pattern.fullmatch(text):
            return Decimal(text.replace(thousands, "").replace(decimal_mark, "."))
    raise BadInput("Số liệu phải là số. Dùng dấu phẩy cho phần thập phân, ví dụ 76,4.")


def day(value: date) -> str:
    """`15/08/2024`."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def weekday(value: date) -> str:
    """`Thứ Năm`."""
    return _WEEKDAYS[value.weekday()]


def long_day(value: date) -> str:
    """`Thứ Năm, 15/08/2024`."""
    return f"{weekday(value)}, {day(value)}"


def month(value: date) -> str:
    """`tháng 8 năm 2024`: prose has no leading zero."""
    return f"tháng {value.month} năm {value.year}"


def number(value: Decimal | float, decimals: int | None = None) -> str:
    """`1.234,5`; with `decimals` rounded half up to so many places, without it as exact as it is."""
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    else:
        exact = exact.normalize()
    # Minus zero is what rounding leaves of a tiny negative number.
    return f"{exact + 0:,f}".translate(str.maketrans(",.", ".,"))


def percent(value: Decimal | float, decimals: int | None = 1) -> str:
    """`98,7%` of a value given in hundredths (98.7); a whole percentage shows no decimals."""
    shown = number(value, decimals)
    return (shown.rstrip("0").rstrip(",") if "," in shown else shown) + "%"


def size(count: int) -> str:
    """`1,2 MB` of a number of bytes, in steps of 1024."""
    amount, step = Decimal(count), 0
    # 1023,95 KB would be shown as "1.024,0 KB".
    while amount >= Decimal("1023.95") and step < len(_UNITS) - 1:
        amount, step = amount / 1024, step + 1
    places = 0 if step == 0 or amount >= _ONE_DECIMAL_BELOW else 1
    return f"{number(amount, places)} {_UNITS[step]}"
