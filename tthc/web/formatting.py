"""How templates print days, times, numbers and sizes; nothing becomes an empty string."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask

from tthc.kernel import vietnamese
from tthc.kernel.clock import VIETNAM


def moment(value: datetime) -> str:
    """15/08/2024 09:30, Vietnamese time."""
    local = value.astimezone(VIETNAM)
    return f"{vietnamese.day(local.date())} {local:%H:%M}"


_APPENDIX = re.compile(r"PL(\d*)(?:\.(.+))?")
_ROW = re.compile(r"(.+)\.r(\d+)")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def place(code: str) -> str:
    """Where an item stands as a person says it: `II.3` is "Mục II.3", `PL1.I.1` is "Mục I.1, Phụ lục I"."""
    row = _ROW.fullmatch(code)
    if row:  # a row of a table that has no numbers
        return f"Dòng {row[2]}, {place(row[1])}"
    found = _APPENDIX.fullmatch(code)
    if not found:
        return f"Mục {code}"
    number, item = found[1], found[2]
    roman = _ROMAN[int(number)] if number and int(number) < len(_ROMAN) else number
    appendix = f"Phụ lục {roman}".rstrip()
    return f"Mục {item}, {appendix}" if item else appendix


def _or_empty(show: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: "" if value is None or value == "" else show(value)


def init_app(app: Flask) -> None:
    """Register the filters of the templates."""
    filters: dict[str, Callable[[Any], str]] = {
        "day": vietnamese.day,
        "long_day": vietnamese.long_day,
        "number": vietnamese.number,
        "percent": vietnamese.percent,
        "size": vietnamese.size,
        "moment": moment,
        "place": place,
    }
    for name, show in filters.items():
        app.jinja_env.filters[name] = _or_empty(show)
