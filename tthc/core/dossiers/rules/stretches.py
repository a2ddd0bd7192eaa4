"""Spans of days cut where one of them begins or ends, so that each day is counted once for all spans it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

Days = tuple[date, date]
_DAY = timedelta(days=1)


def stretches(spans: Sequence[Days]) -> list[Days]:
    """The days of all spans in stretches that do not overlap; every span is made of whole stretches."""
    cuts = sorted({first for first, _ in spans} | {last + _DAY for _, last in spans})
    between = [(start, end - _DAY) for start, end in pairwise(cuts)]
    return [one for one in between if any(lies_in(one, span) for span in spans)]


def lies_in(stretch: Days, span: Days) -> bool:
    """Whether all days of the stretch are days of the span."""
    return span[0] <= stretch[0] and stretch[1] <= span[1]
