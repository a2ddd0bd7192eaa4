"""A value of a column: read from what a person typed or a sheet holds, shown on the screen, put back into a field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any

from tthc.core.registers.rules.columns import Column, Kind, Lookups, choices_of, spelt
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, nfc, tidy
from tthc.kernel.vietnamese import day, number, parse_day, parse_number

_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_YES = frozenset({"co", "x", "1", "true", "dung", "yes", "da", "✓"})
_NO = frozenset({"khong", "0", "false", "sai", "no", "chua", "-"})
_LARGEST = Decimal(10) ** 12
_LARGEST_COUNT = 2**31 - 1  # a whole number of both databases
_DIGITS = 15  # what a cell of a workbook keeps
_KEPT = Context(prec=_DIGITS)
_MOST_NAMED = 40  # choices that a message lists
_LARGEST_MONEY = 10**15 - 1  # đồng; a cell of a workbook keeps as many digits
_CURRENCY = re.compile(r"\s*(?:đồng|vnđ|vnd|đ)\.?$", re.IGNORECASE)
_DASHES = frozenset({"-", "–", "—"})  # "nothing" in a table of figures
_NO_WORDS = frozenset({Kind.DAY, Kind.COUNT, Kind.NUMBER, Kind.MONEY})
# Control characters, signs that turn the writing direction or have no width, halves of signs and what Unicode will never assign.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def read(column: Column, raw: object, lookups: Lookups) -> Any:
    """The value of what was typed or stands in a cell (str, int, float, date, datetime, bool, None); BadInput with one sentence."""
    text = "" if raw is None else text_of(raw, column)  # most cells of a wide sheet are empty
    if text and text in _DASHES and column.kind in _NO_WORDS:
        text = ""
    if not text:
        if column.is_required:
            raise BadInput(f"Thiếu {_small(column.title)}. Nhập {_small(column.title)}.")
        return None if column.choices_from else _EMPTY.get(column.kind)
    return _READERS[column.kind](column, raw, text, lookups)


def text_of(raw: object, column: Column) -> str:
    """What was typed or stands in a cell, as tidy text without signs that cannot be seen."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        if column.kind is Kind.LONG:
            return "\n".join(tidy(_UNSEEN.sub("", line)) for line in nfc(raw).splitlines()).strip("\n")
        return tidy(_UNSEEN.sub("", tidy(raw)))
    return _unwritten(raw)


def _unwritten(raw: object) -> str:
    """A cell that holds no text, in words."""
    if isinstance(raw, bool):
        return "Có" if raw else "Không"
    if isinstance(raw, int | float | Decimal):
        return f"{exact(raw):f}"
    if isinstance(raw, datetime):
        return f"{day(raw.date())} {raw:%H:%M}" if raw.time() != time() else day(raw.date())
    return day(raw) if isinstance(raw, date) else str(raw)


def exact(raw: float | Decimal) -> Decimal:
    """A number as the sheet shows it: a workbook keeps 15 digits, and the rest is what arithmetic left behind."""
    found = _KEPT.create_decimal(raw) if isinstance(raw, Decimal) else Decimal(f"{raw:.{_DIGITS}g}" if isinstance(raw, float) else raw)
    return found.quantize(Decimal(1)) if found.is_finite() and found == found.to_integral_value() and found < _LARGEST else found


def _small(title: str) -> str:
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _words(column: Column, _raw: object, text: str, _: Lookups) -> str:
    if len(text) > column.longest:
        raise BadInput(f"{column.title} dài quá {number(column.longest)} ký tự. Rút gọn lại.")
    return text


def _link(column: Column, raw: object, text: str, lookups: Lookups) -> str:
    if not _LINK.fullmatch(text):
        raise BadInput(f'{column.title} "{text[:80]}" không phải là liên kết. Nhập địa chỉ bắt đầu bằng https://.')
    return _words(column, raw, text, lookups)


def _day(column: Column, raw: object, text: str, lookups: Lookups) -> date:
    words = day(raw) if isinstance(raw, date) else text  # a cell's own day has the bounds of a typed one: clocks are counted on from it
    try:
        return parse_day(words, today=lookups.today)
    except BadInput as error:
        raise BadInput(f'{column.title}: "{text[:40]}" không phải là ngày. Nhập theo dạng ngày/tháng/năm, ví dụ 15/08/2024.') from error


def _number(column: Column, raw: object, text: str, _: Lookups) -> Decimal:
    found = exact(raw) if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool) else parse_number(text)
    if not found.is_finite() or found < 0 or found >= _LARGEST:
        raise BadInput(f"{column.title}: {text[:40]} không hợp lệ. Nhập số từ 0 đến dưới {number(_LARGEST)}.")
    if len(found.normalize().as_tuple().digits) > _DIGITS:
        raise BadInput(f"{column.title}: {text[:40]} có quá nhiều chữ số. Nhập nhiều nhất {_DIGITS} chữ số.")
    return found


def _count(column: Column, raw: object, text: str, lookups: Lookups) -> int:
    # Counts have no decimals, so a point can only part thousands: 1.234 has one reading here.
    if isinstance(raw, str) and re.fullmatch(r"[1-9][0-9]{0,2}([.,][0-9]{3})+", text):
        text = re.sub(r"[.,]", "", text)
    found = _number(column, raw if not isinstance(raw, str) else text, text, lookups)
    if found > _LARGEST_COUNT:
        raise BadInput(f"{column.title}: {text[:40]} quá lớn. Nhập số đếm từ 0 đến {number(_LARGEST_COUNT)}.")
    if found != found.to_integral_value():
        raise BadInput(f'{column.title}: "{text[:40]}" không phải là số nguyên. Nhập số đếm, ví dụ 125.')
    return int(found)


def _money(column: Column, raw: object, text: str, _: Lookups) -> int:
    # Đồng have no parts, so both marks can only part thousands.
    written = _CURRENCY.sub("", text)
    if isinstance(raw, str) and re.fullmatch(r"[1-9][0-9]{0,2}([., ][0-9]{3})+", written):
        written = re.sub(r"[., ]", "", written)
    found = exact(raw) if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool) else _as_number(column, written, text)
    if not found.is_finite() or found < 0 or found > _LARGEST_MONEY or found != found.to_integral_value():
        raise BadInput(f'{column.title}: "{text[:40]}" không hợp lệ. Nhập số tiền nguyên đồng, từ 0, ví dụ 1.500.000.')
    return int(found)


def _as_number(column: Column, written: str, text: str) -> Decimal:
    try:
        return parse_number(written)
    except BadInput as error:
        raise BadInput(f'{column.title}: "{text[:40]}" không phải là số tiền. Nhập số nguyên đồng, ví dụ 1.500.000.') from error


def _choice(column: Column, _raw: object, text: str, lookups: Lookups) -> Any:
    asked, choices = fold(text), choices_of(column, lookups)
    for stored, words in choices.items():
        if asked in (_folded(words), _folded(str(stored))):
            return stored
    if asked in column.choice_spellings:
        return column.choice_spellings[asked]
    if column.choices_from and asked in (others := lookups.known.get(spelt(column.choices_from), {})):
        return others[asked]
    if len(choices) > _MOST_NAMED:
        raise BadInput(f'{column.title}: không có lựa chọn "{text[:60]}". Ghi đúng như trong danh sách chọn của cột.')
    known = ", ".join(f'"{words}"' for words in choices.values()) or "(chưa có lựa chọn nào)"
    raise BadInput(f'{column.title}: không có lựa chọn "{text[:60]}". Chọn một trong: {known}.')


def _flag(column: Column, raw: object, text: str, _: Lookups) -> bool:
    if isinstance(raw, bool):
        return raw
    if fold(text) in _YES:
        return True
    if fold(text) in _NO:
        return False
    raise BadInput(f'{column.title}: "{text[:40]}" không rõ nghĩa. Ghi Có hoặc Không.')


def _unit(column: Column, _raw: object, text: str, lookups: Lookups) -> int:
    found = lookups.units.get(fold(text))
    if found is None and text.isdecimal() and len(text) < 10 and int(text) in lookups.unit_names:  # noqa: PLR2004 - ids of a form's list
        return int(text)
    if found is None:
        raise BadInput(f'{column.title}: không có đơn vị "{text[:80]}". Ghi đúng tên đơn vị trong cơ quan.')
    return found


_READERS = {
    Kind.TEXT: _words,
    Kind.LONG: _words,
    Kind.CODE: _words,
    Kind.LINK: _link,
    Kind.DAY: _day,
    Kind.COUNT: _count,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.UNIT: _unit,
}
_EMPTY: dict[Kind, Any] = {Kind.TEXT: "", Kind.LONG: "", Kind.CODE: "", Kind.LINK: "", Kind.CHOICE: ""}


def shown(column: Column, value: Any, lookups: Lookups | None = None) -> str:
    """The value in words of the screen, empty for nothing."""
    if value is None or value == "":
        return ""
    words = _SHOWN.get(column.kind)
    if words is not None:
        return words(value)
    if column.kind is Kind.UNIT:
        return (lookups.unit_names.get(value) or lookups.former_units.get(value, "")) if lookups else ""
    return choices_of(column, lookups).get(value, str(value)) if column.kind is Kind.CHOICE else str(value)


@lru_cache(maxsize=2048)
def _folded(words: str) -> str:
    """The words of a choice, which a sheet names thousands of times."""
    return fold(words)


def is_same(stored: Any, value: Any) -> bool:
    """Whether two values of a column are one: an empty text is nothing."""
    if isinstance(stored, Decimal) and isinstance(value, Decimal):
        return exact(stored) == exact(value)
    return bool(stored == value) or (stored in (None, "") and value in (None, ""))


def is_nothing(value: Any) -> bool:
    """Whether a sheet says nothing by it: no text, no day, a count of none."""
    return value is None or value == "" or (value == 0 and not isinstance(value, bool))


def typed(column: Column, value: Any) -> str:
    """The value as a form's field holds it: `read` gives it back unchanged."""
    if value is None:
        return ""
    if column.kind in (Kind.COUNT, Kind.NUMBER):
        return number(value).replace(".", "")  # without marks of thousands, which have two readings
    if column.kind in (Kind.CHOICE, Kind.UNIT):
        return str(value)
    return shown(column, value)


_SHOWN: dict[Kind, Callable[[Any], str]] = {
    Kind.DAY: day,
    Kind.COUNT: number,
    Kind.NUMBER: number,
    Kind.MONEY: number,
    Kind.FLAG: lambda value: "Có" if value else "Không",
}
