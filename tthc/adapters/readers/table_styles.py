"""Number formats of a workbook: which numbers are days and times, and which are words that only look like numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from tthc.kernel.vietnamese import number as in_words

Value = str | int | float | date | datetime
_SKIPPED = re.compile(r'\\.|_.|\*.|"[^"]*"|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_CODE_DECIMALS = re.compile(r"[#0]+\.(0{4,})")
_CODE_ZEROS = re.compile(r"0{2,}")
_KNOWN_DAYS, _KNOWN_TIMES = (*range(14, 18), 22, *range(27, 37), *range(50, 59)), (18, 19, 20, 21, 45, 47)
_KNOWN_ELAPSED, _KNOWN_SHARES = (46,), (9, 10)
_FIGURES = 15  # as many as Excel keeps and shows
_LAST_DAY, _WRONG_LEAP_DAY = 2_958_465, 60  # 31/12/9999; the 29/02/1900 that never was
_EPOCH, _EPOCH_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a workbook's days know no zone


class Shape(Enum):
    """How a number of a cell is meant."""

    PLAIN = "plain"
    DAY = "day"
    TIME = "time"  # of a day, without the day
    ELAPSED = "elapsed"
    SHARE = "share"
    DECIMALS = "decimals"  # so many that zeros at the end are part of a code
    ZEROS = "zeros"  # zeros in front are part of a code


# The first that is found in a format counts; a lone m is a month, beside h or s it is minutes.
_MARKS = (
    (re.compile(r"\[[hms]+\]"), Shape.ELAPSED),
    (re.compile(r"[dy]|^m+$"), Shape.DAY),
    (re.compile(r"[hs]"), Shape.TIME),
    (re.compile(r"%"), Shape.SHARE),
)
Format = tuple[Shape, int]
PLAIN: Format = (Shape.PLAIN, 0)


def formats_of(root: Any) -> list[Format]:
    """The format of each cell style of xl/styles.xml."""
    own = {_count(one.get("numFmtId")): format_of(one.get("formatCode", "")) for one in root.iterfind("{*}numFmts/{*}numFmt")}
    known = _known(_KNOWN_DAYS, Shape.DAY) | _known(_KNOWN_TIMES, Shape.TIME) | _known(_KNOWN_ELAPSED, Shape.ELAPSED)
    known |= _known(_KNOWN_SHARES, Shape.SHARE) | own
    return [known.get(_count(one.get("numFmtId")), PLAIN) for one in root.iterfind("{*}cellXfs/{*}xf")]


def _known(numbers: Iterable[int], shape: Shape) -> dict[int, Format]:
    return dict.fromkeys(numbers, (shape, 0))


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def format_of(code: str) -> Format:
    """What a format such as `dd/mm/yyyy` or `0.000000` says of its numbers; its first part counts."""
    core = _SKIPPED.sub("", code.split(";", maxsplit=1)[0]).strip().lower()
    if core in ("", "general", "standard", "@"):
        return PLAIN
    for pattern, shape in _MARKS:
        if pattern.search(core):
            return shape, 0
    if found := _CODE_DECIMALS.fullmatch(core):
        return Shape.DECIMALS, len(found[1])
    return (Shape.ZEROS, len(core)) if _CODE_ZEROS.fullmatch(core) else PLAIN


def value_of(figure: float, form: Format, *, is_1904: bool = False) -> Value:
    """A number of a cell as it is meant: number, day, or the words of a code, a share, a time."""
    shape, places = form
    if shape in (Shape.DAY, Shape.TIME, Shape.ELAPSED):
        return _moment(figure, shape, is_1904=is_1904) if 0 <= figure <= _LAST_DAY else _plain(figure)
    if shape is Shape.SHARE:
        return f"{in_words(_plain(figure * 100))}%"
    return _code(figure, shape, places) or _plain(figure)


def _code(figure: float, shape: Shape, places: int) -> str:
    """Words of a code whose zeros, in front or at the end, the number alone would lose; empty where it loses none."""
    plain = _plain(figure)
    if shape is Shape.DECIMALS and figure >= 0:
        shown = f"{figure:.{places}f}"
        return shown if shown.endswith("0") and plain == _plain(float(shown)) else ""
    if shape is Shape.ZEROS and isinstance(plain, int) and 0 <= plain < 10 ** (places - 1):
        return str(plain).zfill(places)
    return ""


def _moment(figure: float, shape: Shape, *, is_1904: bool) -> Value:
    if shape is Shape.DAY or (shape is Shape.TIME and figure >= 1):
        return _day(figure, is_1904=is_1904)
    minutes = round(figure * 24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _plain(figure: float) -> int | float:
    """Without what binary fractions add: Excel shows fifteen figures."""
    if figure.is_integer() and abs(figure) < 10**_FIGURES:
        return int(figure)
    rounded = float(f"{figure:.{_FIGURES}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 10**_FIGURES else rounded


def _day(figure: float, *, is_1904: bool) -> Value:
    days, part = divmod(figure, 1)
    if not is_1904 and days < _WRONG_LEAP_DAY:
        days += 1
    try:
        moment = (_EPOCH_OF_1904 if is_1904 else _EPOCH) + timedelta(days=days, seconds=round(part * 86_400))
    except OverflowError:
        return _plain(figure)
    return moment if moment.time() != datetime.min.time() else moment.date()
