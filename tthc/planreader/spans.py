"""Days, months and quarters printed in a text, each as a stretch of time; years that are not printed are the plan's."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tthc.kernel.due import Kind

_DAY = r"(?:ngày\s*)?(\d{1,2})(?:\s*[/.]\s*|\s*-\s*(?=\d{1,2}\s*-\s*\d{4})|\s*tháng\s*)(\d{1,2})(?![\d%])(?:\s*(?:[/.-]|năm)\s*(\d{4}))?"
_IN_YEAR = r"(?:\s*(?:/|năm|-)\s*(?:năm\s*)?(\d{4}))?"
_MONTH = r"tháng\s*(\d{1,2})(?!\d)" + _IN_YEAR
_QUARTER = r"(?:iv|i{1,3}|[1-4])(?![\w%])"
_TO = r"\s*(?:-|đến|tới)\s*(?:hết\s*|cuối\s*)?"
_CLOCK = r"(?:\d{1,2}\s?(?:giờ|h|g)\s?\d{0,2}(?:\s?phút)?,?\s*)?"
_LIMIT = rf"(trước|chậm nhất|muộn nhất|đến hết|không quá|hết|đến|xong)(?:\s+(?:là|vào|trong|trước))*\s*(?:hết\s*)?{_CLOCK}"

_LATE = r"(?:(trước|chậm nhất|muộn nhất|đến hết|hết)(?:\s+(?:là|vào|trong|hết))*\s*)?"
_QUARTERS = re.compile(rf"{_LATE}quý\s*({_QUARTER}(?:\s*(?:,|và|-|đến|;)\s*(?:quý\s*)?{_QUARTER})*)" + _IN_YEAR)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SHORT_FORMS = (
    (re.compile(r"(?<!\w)(?:quí|qúy|qúi)(?!\w)"), "quý"),
    (re.compile(r"(?<!\w)sáu tháng(?!\w)"), "6 tháng"),
    (re.compile(r"(?<!\w)chín tháng(?!\w)"), "9 tháng"),
    (re.compile(r"(?<![\w/.])t\.?\s?(\d{1,2})(?=\s*(?:[-/,;.]|$|\s))"), r"tháng \1"),
    (re.compile(r"(?<![\d/.-])(?<!tháng )(?<!tháng)(?<!quý )(?<!quý)(0?[1-9]|1[0-2])\s*[/-]\s*(20\d{2})(?!\d)"), r"tháng \1/\2"),
)
_YEAR, _CENTURIES = range(1, 13), range(1901, 2200)
_ANY_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_NEXT_YEAR = re.compile(r"(?<=[\divx])\s+(?:của\s+)?năm\s+(?:sau|kế tiếp|tiếp theo|liền kề)(?![\w])(?!\s+nữa)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in the text; a limit has no start, a beginning no end."""

    kind: Kind
    start: date | None
    due: date | None
    is_before: bool = False


def spans_in(words: str, year: int, *, is_deadline: bool = False) -> Iterator[Span]:
    """Spans in the order of the rules; what a rule has read is blanked for the next."""
    words = _spelt_out(words)
    next_year = year + 1
    year = _year_in(words, year)
    words = _NEXT_YEAR.sub(f" năm {next_year}", words)
    for pattern, build in _RULES:
        rest = []
        last = 0
        for match in pattern.finditer(words):
            span = build(match, year)
            if span is None:
                continue
            if is_deadline and span.kind is Kind.DATE and span.start == span.due:
                span = Span(Kind.DATE, None, span.due)
            yield span
            rest += [words[last : match.start()], "¦"]
            last = match.end()
        words = "".join(rest) + words[last:]


def _spelt_out(words: str) -> str:
    """Months and quarters in their plain form: "T6/2026", "03/2026", "quí", "sáu tháng"."""
    for pattern, plain in _SHORT_FORMS:
        words = pattern.sub(plain, words)
    return words


def _year_in(words: str, year: int) -> int:
    """The year of a day or month that names none: that of its neighbours, else the plan's."""
    named = _ANY_YEAR.findall(words)
    return int(named[-1]) if named else year


def _day(day: str | None, month: str | None, year: str | None, default: int) -> date | None:
    try:
        return date(int(year or default), int(month or 0), int(day or 0))
    except ValueError:
        return None


def _end_of(month: int, year: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _months(first: int, last: int, year: int, last_year: int | None = None, kind: Kind = Kind.MONTH_RANGE) -> Span | None:
    last_year = last_year or year
    if not (first in _YEAR and last in _YEAR and year in _CENTURIES and last_year in _CENTURIES and year <= last_year):
        return None
    return Span(kind, date(year, first, 1), _end_of(last, last_year))


def _day_range(m: re.Match[str], year: int) -> Span | None:
    due = _day(m[4], m[5], m[6], year)
    start = _day(m[1], m[2], m[3] or (str(due.year) if due else None), year)
    return Span(Kind.MONTH_RANGE, start, due) if start and due and start <= due else None


def _days_of_month(m: re.Match[str], year: int) -> Span | None:
    start, due = _day(m[1], m[3], m[4], year), _day(m[2], m[3], m[4], year)
    return Span(Kind.MONTH_RANGE, start, due) if start and due and start < due else None


def _month_range(m: re.Match[str], year: int) -> Span | None:
    last_year = int(m[4] or year)
    return _months(int(m[1]), int(m[3]), int(m[2] or last_year), last_year)


def _month_list(m: re.Match[str], year: int) -> Span | None:
    months = [int(n) for n in re.findall(r"\d{1,2}", m[1])]
    return _months(min(months), max(months), int(m[2] or year))


def _quarters(m: re.Match[str], year: int) -> Span | None:
    numbers = [_ROMAN.get(n) or int(n) for n in re.findall(r"\b(iv|i{1,3}|[1-4])\b", m[2])]
    span = _months(min(numbers) * 3 - 2, max(numbers) * 3, int(m[3] or year))
    if span is None or m[1] is None:
        return span
    due = span.start if m[1] == "trước" else span.due
    return Span(span.kind, None, due, is_before=m[1] == "trước")


def _half(m: re.Match[str], year: int) -> Span | None:
    count = int(m[1])
    first, last = (1, count) if m[2] == "đầu" else (13 - count, 12)
    return _months(first, last, int(m[3] or year))


def _limit_day(m: re.Match[str], year: int) -> Span | None:
    due = _day(m[2], m[3], m[4], year)
    return Span(Kind.DATE, None, due, is_before="trước" in m.group()) if due else None


def _limit_month(m: re.Match[str], year: int) -> Span | None:
    span = _months(int(m[2]), int(m[2]), int(m[3] or year), kind=Kind.MONTH)
    return Span(Kind.MONTH, None, span.due, is_before=m[1] == "trước") if span else None


def _from_day(m: re.Match[str], year: int) -> Span | None:
    start = _day(m[1], m[2], m[3], year)
    return Span(Kind.DATE, start, None) if start else None


def _from_month(m: re.Match[str], year: int) -> Span | None:
    span = _months(int(m[1]), 12, int(m[2] or year))
    return Span(Kind.CONTINUOUS, span.start, None) if span else None


def _from_quarter(m: re.Match[str], year: int) -> Span | None:
    span = _months((_ROMAN.get(m[1]) or int(m[1])) * 3 - 2, 12, int(m[2] or year))
    return Span(Kind.CONTINUOUS, span.start, None) if span else None


def _one_day(m: re.Match[str], year: int) -> Span | None:
    day = _day(m[1], m[2], m[3], year)
    return Span(Kind.DATE, day, day) if day else None


def _one_month(m: re.Match[str], year: int) -> Span | None:
    return _months(int(m[1]), int(m[1]), int(m[2] or year), kind=Kind.MONTH)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Span | None]], ...] = (
    (re.compile(r"tuần\s*(?:thứ\s*)?\S+\s*(?:của\s*)?" + _MONTH), _one_month),
    (re.compile(_DAY + _TO + _CLOCK + _DAY), _day_range),
    (
        re.compile(
            r"(?:ngày\s*)?(?<![\d/])(\d{1,2})" + _TO + r"(?:ngày\s*)?(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})(?!\d)(?:\s*(?:/|năm)\s*(\d{4}))?"
        ),
        _days_of_month,
    ),
    (re.compile(_MONTH + _TO + r"(?:tháng\s*)?(\d{1,2})(?![\d%])" + _IN_YEAR), _month_range),
    (re.compile(r"tháng\s*(\d{1,2}(?:\s*(?:,|và|;)\s*(?:tháng\s*)?\d{1,2}(?!\d|/\d{1,2}(?!\d)))+)" + _IN_YEAR), _month_list),
    (re.compile(rf"(?:từ|bắt đầu)\s*(?:đầu\s*)?quý\s*({_QUARTER}){_IN_YEAR}(?!\s*(?:-|đến|,|và|năm))"), _from_quarter),
    (_QUARTERS, _quarters),
    (re.compile(r"(6|9|06|09)\s*tháng\s*(đầu|cuối)\s*năm(?:\s*(\d{4}))?"), _half),
    (re.compile(_LIMIT + _DAY), _limit_day),
    (re.compile(_LIMIT + _MONTH), _limit_month),
    (re.compile(r"(?:từ|sau|bắt đầu)\s*" + _DAY), _from_day),
    (re.compile(r"(?:từ|bắt đầu)\s*(?:đầu\s*)?" + _MONTH), _from_month),
    (re.compile(_DAY), _one_day),
    (re.compile(_MONTH), _one_month),
)
