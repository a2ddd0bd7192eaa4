"""The classes that a plan asks for: its numbers that are a share, or a number, of units to be inspected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tthc.core.inspections.rules.programme import Quota
from tthc.kernel.text import fold, tidy

LONGEST_TITLE = 300
_WHOLE = Decimal(100)
_ASKS = re.compile(r"\bkiem tra\b")
_UNITS = re.compile(
    r"\b(so|nganh|ubnd|uy ban nhan dan|don vi|phong|ban|bo phan|co quan|dia phuong|xa|huyen|phuong|cong chuc chuyen mon|tram|truong)\b"
)
_NO_UNITS = re.compile(r"\b(ho so|thu tuc|tthc|van ban|ket luan|kien nghi|can bo|nhiem vu|chi tieu)\b")
_INTERNAL = re.compile(r"\b(noi bo|truc thuoc|phong, ban|phong ban)\b")
_TAIL = re.compile(r"\s*(?:được|phải)?\s*(?:được\s+)?kiểm tra.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A class as a plan's number asks for it."""

    target_id: int
    title: str
    quota: Quota
    is_internal: bool
    source: str


def class_of(target_id: int, metric: str, text: str, op: str, value: Decimal, measure: str) -> Asked | None:
    """The class that a target sets; None for one that counts something else than units to be inspected."""
    folded, is_number = fold(metric), measure.strip() != "%"
    if op in ("<=", "<") or value <= 0 or not _ASKS.search(folded) or not _UNITS.search(folded) or _NO_UNITS.search(folded):
        return None
    if value > _WHOLE or (is_number and (not _UNITS.search(fold(measure)) or value != value.to_integral_value())):
        return None
    title = tidy(_TAIL.sub("", tidy(metric))) or tidy(metric)
    is_internal = bool(_INTERNAL.search(folded) or _INTERNAL.search(fold(text)))
    return Asked(target_id, title[:LONGEST_TITLE], Quota(value, is_number), is_internal, tidy(text))
