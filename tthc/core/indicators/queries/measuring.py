"""Count the registers for the periods that are open. It only reads: on a large register it takes seconds, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.calendar import queries as calendar_queries
from tthc.core.indicators.models import IndicatorValue
from tthc.core.indicators.queries.measures import MEASURES, is_kept
from tthc.core.indicators.rules.periods import Span, spans
from tthc.core.registers.queries.measure import Counted

Key = tuple[str, str]  # code of a measure, code of a period


@dataclass(frozen=True)
class Measured:
    """What was counted: `figures` hold nothing of a measure whose register the agency does not keep; `codes` are those asked for."""

    spans: tuple[Span, ...]
    codes: frozenset[str]
    figures: Mapping[Key, Counted]


def closed_periods(session: Session, agency_id: int, year: int) -> set[str]:
    """The periods of a year whose figures are fixed."""
    query = select(IndicatorValue.period).where(IndicatorValue.agency_id == agency_id, IndicatorValue.year == year)
    return set(session.scalars(query.where(IndicatorValue.closed_at.is_not(None)).distinct()))


def open_spans(session: Session, agency_id: int, year: int, today: date) -> Sequence[Span]:
    """The periods of a year that have begun and whose figures are not fixed."""
    closed, schedule = closed_periods(session, agency_id, year), calendar_queries.schedule(session, agency_id)
    return [span for span in spans(year, today, schedule) if span.code not in closed]


def measured(session: Session, agency_id: int, year: int, *, register: str = "", today: date) -> Measured:
    """Every measure of all registers, or of one, in each open period; a number of queries that no row changes."""
    open_ones = tuple(open_spans(session, agency_id, year, today))
    codes = frozenset(code for code, one in MEASURES.items() if register in ("", one.register))
    registers = {MEASURES[code].register for code in codes}
    used = {name for name in registers if open_ones and is_kept(session, agency_id, name)}
    figures = {
        (code, span.code): MEASURES[code].count(session, agency_id, span.first, span.last)
        for code in codes
        if MEASURES[code].register in used
        for span in open_ones
    }
    return Measured(open_ones, codes, figures)
