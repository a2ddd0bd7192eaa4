"""The value of a cell as a Vietnamese office sees it: 95%, 1.500, 33,59, 05/02/2026."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from tthc.kernel.text import tidy

_SKIPPED = re.compile(r"\[[^\]]*\]|\\.|_.|\*.")
_QUOTED = re.compile(r'"([^"]*)"')
_CORE = re.compile(r"[#0?][#0?,.]*%?|%")
_MOST_DECIMALS = 10


def shown(value: object, number_format: str = "") -> str:
    """The text of a value; a cell of several lines keeps them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(float(value), number_format)
    if isinstance(value, date | time | timedelta):
        return _moment(value, number_format)
    return "\n".join(filter(None, map(tidy, str(value).splitlines())))


def _moment(value: date | time | timedelta, number_format: str) -> str:
    if isinstance(value, datetime):
        clock = "" if value.time() == time() else f" {value:%H:%M}"
        return f"{_day(value.date(), number_format)}{clock}"
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _day(day: date, number_format: str) -> str:
    """A column that shows only month and year holds months."""
    parts = set(_QUOTED.sub("", _SKIPPED.sub("", number_format)).lower())
    if parts and "d" not in parts and "y" in parts:
        return f"{day:%m/%Y}" if "m" in parts else f"{day:%Y}"
    return f"{day:%d/%m/%Y}"


def _number(value: float, number_format: str) -> str:
    first = number_format.split(";", maxsplit=1)[0]
    plain = _SKIPPED.sub("", first)
    core = _CORE.search(_QUOTED.sub("", plain))
    if core is None or not any(c in "#0" for c in core[0]):
        return _general(value)
    pattern = core[0]
    before, after = _words_around(plain)
    is_share = "%" in plain
    decimals = len(re.sub(r"[^#0?]", "", pattern.partition(".")[2])) if "." in pattern else 0
    figures = _grouped(value * 100 if is_share else value, min(decimals, _MOST_DECIMALS), is_grouped="," in pattern)
    whole = pattern.partition(".")[0].count("0")
    padded = figures.zfill(whole) if "," not in pattern and not decimals else figures
    return tidy(f"{before}{padded}{'%' if is_share else ''}{after}")


def _words_around(plain: str) -> tuple[str, str]:
    """Words in quotation marks that the format puts before and after the figure ("0 "ngày"")."""
    start = min((i for i, c in enumerate(_QUOTED.sub(lambda found: " " * len(found[0]), plain)) if c in "#0?"), default=0)
    before = "".join(_QUOTED.findall(plain[:start]))
    return before, "".join(_QUOTED.findall(plain[start:]))


def _general(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - beyond, a float no longer counts ones
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def _grouped(value: float, decimals: int, *, is_grouped: bool) -> str:
    figures = f"{value:,.{decimals}f}" if is_grouped else f"{value:.{decimals}f}"
    return figures.translate(str.maketrans(",.", ".,"))
