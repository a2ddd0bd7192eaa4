"""Figures with their bars: the words for at least and at most, and numbers as offices write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
AT_LEAST = r"tối thiểu|ít nhất|thấp nhất|không dưới|không thấp hơn|không ít hơn|trên|hơn|≥|>=|>"
AT_MOST = r"tối đa|không quá|nhiều nhất|không vượt quá|dưới|≤|<=|<"
BETWEEN = r"(?:\s+(?:là|đạt|tương ứng|từ|còn|có|được|khoảng|ở mức|bằng))*\s*"


@dataclass(frozen=True, slots=True)
class Found:
    """A number with its bar, at its place in the text."""

    start: int
    end: int
    op: str
    value: float
    unit: str
    top: float | None = None
    is_bare: bool = False


def number(written: str) -> float:
    """A comma stands before decimals, points between thousands; a point before one or two digits is meant as a comma."""
    plain = written.replace(".", ",") if re.fullmatch(r"\d+\.\d\d?", written) else written.replace(".", "")
    return float(plain.replace(",", "."))


def bound_of(bar: str | None, *, is_up: bool = False) -> str:
    """Whether words before a figure mean at least, at most or just that."""
    if bar and re.fullmatch(AT_MOST, bar):
        return "<="
    return ">=" if bar or is_up else "="
