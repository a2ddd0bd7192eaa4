"""The criteria sets that come with the program: files, offered until an agency takes them as its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tthc.core.criteria.rules import IndicatorKind, Subject
from tthc.core.criteria.rules.sets import CriterionLine, IndicatorLine, SetTable
from tthc.kernel.errors import NotFound

_FOLDER = Path(__file__).parents[1] / "shipped"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A set that comes with the program."""

    code: str
    table: SetTable


@cache
def shipped() -> tuple[Shipped, ...]:
    """All of them, by the day from which they are in force."""
    found = [_shipped(json.loads(path.read_text("utf-8"))) for path in sorted(_FOLDER.glob("*.json"))]
    return tuple(sorted(found, key=lambda one: (one.table.subject, one.table.valid_from or date.min, one.code)))


def named(code: str) -> Shipped:
    """One of them."""
    found = next((one for one in shipped() if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def _shipped(entry: Mapping[str, Any]) -> Shipped:
    table = SetTable(
        title=entry["title"],
        subject=Subject(entry["subject"]),
        criteria=tuple(_criterion(one) for one in entry["criteria"]),
        basis=entry["basis"],
        valid_from=_day(entry["valid_from"]),
        valid_to=_day(entry["valid_to"]),
        least_total=_figure(entry["least_total"]),
        least_share=_figure(entry["least_share"]),
        conditions=tuple(entry["conditions"]),
        is_unsure=entry["is_unsure"],
        note=entry["note"],
    )
    return Shipped(entry["code"], table)


def _criterion(entry: Mapping[str, Any]) -> CriterionLine:
    indicators = tuple(_indicator(one) for one in entry["indicators"])
    return CriterionLine(entry["number"], entry["title"], indicators, _figure(entry["most_points"]), entry["note"], entry["is_unsure"])


def _indicator(entry: Mapping[str, Any]) -> IndicatorLine:
    return IndicatorLine(
        entry["number"],
        entry["title"],
        IndicatorKind(entry["kind"]),
        _figure(entry["threshold"]),
        _figure(entry["most_points"]),
        "\n".join(entry["evidence"]),
        entry["note"],
        entry["is_unsure"],
    )


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
