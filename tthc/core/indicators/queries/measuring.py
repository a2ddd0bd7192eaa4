"""Count the registers for the periods that are open. It only reads: on a large register it takes seconds, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import queries as audit_queries
from tthc.core.calendar import queries as calendar_queries
from tthc.core.indicators.models import IndicatorValue
from tthc.core.indicators.queries.counts import counted_registers
from tthc.core.indicators.queries.measures import MEASURES, is_kept
from tthc.core.indicators.rules.periods import Span, spans
from tthc.core.registers.queries.measure import Counted, Measure

Key = tuple[str, str]  # code of a measure, code of a period


@dataclass(frozen=True)
class Measured:
    """What was counted: `figures` hold nothing of a measure whose register the agency does not keep; `codes` are those asked for."""

    spans: tuple[Span, ...]
    codes: frozenset[str]
    figures: Mapping[Key, Counted]
    registers: frozenset[str]  # whose changes are counted herewith, up to the entry of the log that was the newest, and up to a day
    entry_id: int
    today: date


def closed_periods(session: Session, agency_id: int, year: int) -> set[str]:
    """The periods of a year whose figures are fixed."""
    query = select(IndicatorValue.period).where(IndicatorValue.agency_id == agency_id, IndicatorValue.year == year)
    return set(session.scalars(query.where(IndicatorValue.closed_at.is_not(None)).distinct()))


def open_spans(session: Session, agency_id: int, year: int, today: date) -> Sequence[Span]:
    """The periods of a year that have begun and whose figures are not fixed."""
    closed, schedule = closed_periods(session, agency_id, year), calendar_queries.schedule(session, agency_id)
    return [span for span in spans(year, today, schedule) if span.code not in closed]


def measured(session: Session, agency_id: int, year: int, *, register: str = "", today: date) -> Measured:
    """Every measure of all registers, or those that follow one, in each open period; a number of queries that no row changes."""
    entry_id = audit_queries.newest(session, agency_id)  # read first: what is written from now on is counted once more
    open_ones = tuple(open_spans(session, agency_id, year, today))
    asked = {code: one for code, one in MEASURES.items() if not register or one.follows(register)}
    used = {name for name in {one.register for one in asked.values()} if open_ones and is_kept(session, agency_id, name)}
    found = _counted(session, agency_id, [one for one in asked.values() if one.register in used], open_ones)
    registers = frozenset([register] if register else counted_registers())
    return Measured(open_ones, frozenset(asked), found, registers, entry_id, today)


def _counted(session: Session, agency_id: int, measures: Sequence[Measure], open_ones: Sequence[Span]) -> dict[Key, Counted]:
    """Those that are counted together are asked for once."""
    days = {span.code: (span.first, span.last) for span in open_ones}
    together = {one.together for one in measures if one.together is not None}
    passes = {ask: ask(session, agency_id, list(days.values())) for ask in together}
    return {
        (one.code, period): passes[one.together][one.code, at] if one.together else one.count(session, agency_id, *at)
        for one in measures
        for period, at in days.items()
    }
