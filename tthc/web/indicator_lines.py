"""Targets with what was reached, as strips and lists draw them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask import url_for

from tthc.core.indicators import queries as indicator_queries
from tthc.core.indicators.queries import Standing
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.web.guards import actor


@dataclass(frozen=True)
class IndicatorLine:
    """Number first, bar second, "Đạt/Chưa đạt" in words."""

    name: str
    value_text: str
    target_text: str
    is_met: bool | None
    percent: Decimal | None
    target_percent: Decimal | None
    words: str
    href: str


def indicator_lines(year: int, *, section: Section | None = None, mine: bool = False) -> list[IndicatorLine]:
    """The year's targets at their latest period, in the order of the plan; those without figures come last."""
    if not may(actor(), Can.INDICATOR_READ):
        return []
    found = indicator_queries.standings(db.session(), actor(), year, section=section, mine=mine)
    return [_line(one, year) for one in sorted(found, key=lambda one: one.judgement.value is None)]


def _line(one: Standing, year: int) -> IndicatorLine:
    is_share = one.goal.is_share
    return IndicatorLine(
        name=one.name[:1].upper() + one.name[1:],
        value_text=one.judgement.value_text,
        target_text=one.goal.words,
        is_met=one.judgement.is_met,
        percent=one.judgement.value if is_share else None,
        target_percent=one.goal.value if is_share else None,
        words=one.judgement.counted or one.judgement.words,
        href=url_for("indicators.one", year=year, target_id=one.target_id),
    )
