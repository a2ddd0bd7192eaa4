"""What a finding says when it is written down: what follows from its days, and the lines that an old book brings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tthc.core.inspections.rules.findings import FindingAct
from tthc.core.inspections.rules.repeats import Earlier
from tthc.core.registers.rules import Lookups

SIMILAR = "similar"  # in Lookups.known: what earlier years said, asked only where a row is warned about
COPIED = "Chép từ sổ cũ."
_LONGEST = 120


def lines(found_on: date, handed_on: date | None, closed_on: date | None) -> list[tuple[FindingAct, date, str]]:
    """The first lines of a finding's history: that it was written down, and what had happened before."""
    past = [(FindingAct.HAND_IN, handed_on), (FindingAct.CLOSE, closed_on)]
    return [(FindingAct.ENTER, found_on, ""), *((act, on, COPIED) for act, on in past if on is not None)]


def doubts(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """Column → what is said beside a row and stops nothing: an earlier year said the same."""
    past, on = lookups.known.get(SIMILAR), values.get("found_on")
    if past is None or on is None or values.get("owner_id") is None:
        return {}
    found = past.similar(values["owner_id"], on.year, values.get("code") or "", values.get("observation") or "")
    return {"observation": f"{proposal(found[0])} Mở kiến nghị vừa ghi để xác nhận lặp lại."} if found else {}


def proposal(earlier: Earlier) -> str:
    """How a finding of an earlier year is proposed."""
    words = " ".join(earlier.observation.split())
    short = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + "…"
    return f"Năm {earlier.year} đã có kiến nghị tương tự: “{short}”."
