"""Count the registers for the periods that are open, and let the figures of targets follow.

What a person typed stays until he takes the register's figure; what is closed is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.indicators import queries
from tthc.core.indicators.models import IndicatorValue, RegisterFigure, TargetMeasure
from tthc.core.indicators.rules.periods import Span, spans
from tthc.core.plans.models import Target
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure

Key = tuple[str, str]  # code of a measure, code of a period


@dataclass(frozen=True)
class _Scope:
    """The figures of an agency, of no unit in particular."""

    agency_id: int
    unit_id: None = None


def count(session: Session, actor: Actor, agency_id: int, year: int, *, register: str = "", today: date, now: datetime) -> int:
    """Count all registers, or one of them, for the open periods of a year; returns how many figures of targets changed."""
    ensure(actor, Can.INDICATOR_ENTER, _Scope(agency_id))
    open_spans = _open(session, agency_id, year, today)
    if not open_spans:
        return 0
    codes = {code for code, one in queries.MEASURES.items() if register in ("", one.register)}
    figures = _counted(session, agency_id, year, open_spans, codes, now)
    targets = queries.targets_of(session, agency_id, year)
    chosen = _chosen(session, actor, agency_id, targets, now)
    return _follow(session, actor, [t for t in targets if chosen.get(t.id, "") in codes | {""}], chosen, figures, open_spans, year, now)


def _open(session: Session, agency_id: int, year: int, today: date) -> Sequence[Span]:
    closed = select(IndicatorValue.period).where(
        IndicatorValue.agency_id == agency_id, IndicatorValue.year == year, IndicatorValue.closed_at.is_not(None)
    )
    periods = set(session.scalars(closed.distinct()))
    schedule = calendar_queries.schedule(session, agency_id)
    return [span for span in spans(year, today, schedule) if span.code not in periods]


def _counted(
    session: Session, agency_id: int, year: int, open_spans: Sequence[Span], codes: set[str], now: datetime
) -> Mapping[Key, RegisterFigure]:
    """What the registers say; a register without a row says nothing, and then nothing is kept."""
    query = select(RegisterFigure).where(RegisterFigure.agency_id == agency_id, RegisterFigure.year == year)
    kept = {(one.code, one.period): one for one in session.scalars(query)}
    registers = {queries.MEASURES[code].register for code in codes}
    used = {register for register in registers if queries.is_kept(session, agency_id, register)}
    for code in codes:
        measure = queries.MEASURES[code]
        for span in open_spans:
            row = kept.get((code, span.code))
            if measure.register not in used:
                if row is not None:
                    session.delete(kept.pop((code, span.code)))
                continue
            found = measure.count(session, agency_id, span.first, span.last)
            row = row or RegisterFigure(agency_id=agency_id, year=year, period=span.code, code=code)
            row.numerator, row.denominator, row.rows = found.numerator, found.denominator, list(found.rows)
            row.until, row.counted_at = span.last, now
            session.add(row)
            kept[code, span.code] = row
    session.flush()
    return kept


def _chosen(session: Session, actor: Actor, agency_id: int, targets: Sequence[Target], now: datetime) -> dict[int, str]:
    """Target id -> code: what a person said, else what the program reads in the target's words (kept, so that pages need not read)."""
    rows = {row.target_id: row for row in session.scalars(select(TargetMeasure).where(TargetMeasure.agency_id == agency_id))}
    read = queries.recognised(session, agency_id, targets)
    for target in targets:
        row, code = rows.get(target.id), read.get(target.id, "")
        if (row is None and not code) or (row is not None and (row.chosen_by_id is not None or row.code == code)):
            continue
        before = {"measure": row.code} if row is not None else None
        row = row or TargetMeasure(agency_id=agency_id, target_id=target.id)
        row.code, row.chosen_at = code, now
        session.add(row)
        rows[target.id] = row
        after = {"measure": code}
        audit.record(session, actor, "choose_measure", "target", target.id, now=now, before=before, after=after, agency_id=agency_id)
    session.flush()
    return {target.id: rows[target.id].code for target in targets if target.id in rows}


def _follow(
    session: Session,
    actor: Actor,
    targets: Sequence[Target],
    chosen: Mapping[int, str],
    figures: Mapping[Key, RegisterFigure],
    open_spans: Sequence[Span],
    year: int,
    now: datetime,
) -> int:
    """Let the figures of targets that nobody typed say what the registers say."""
    periods = [span.code for span in open_spans]
    query = select(IndicatorValue).where(
        IndicatorValue.target_id.in_([target.id for target in targets]), IndicatorValue.year == year, IndicatorValue.period.in_(periods)
    )
    standing = {(row.target_id, row.period): row for row in session.scalars(query)}
    changed = 0
    for target in targets:
        for period in periods:
            row, figure = standing.get((target.id, period)), figures.get((chosen.get(target.id, ""), period))
            if row is not None and not row.measure:
                continue  # a person typed it
            changed += put(session, actor, target, row, figure, period, year, now)
    session.flush()
    return changed


def put(
    session: Session,
    actor: Actor,
    target: Target,
    row: IndicatorValue | None,
    figure: RegisterFigure | None,
    period: str,
    year: int,
    now: datetime,
) -> bool:
    """Write what the register says as the figure of one target, or take away what it no longer says; False when nothing is different."""
    ensure(actor, Can.INDICATOR_ENTER, _Scope(target.agency_id))
    before = {"numerator": row.numerator, "denominator": row.denominator, "measure": row.measure} if row else None
    if figure is None:
        if row is None:
            return False
        session.delete(row)
        audit.record(
            session, actor, "clear", "target", target.id, now=now, before=before, after={"period": period}, agency_id=target.agency_id
        )
        return True
    same = row is not None and (row.numerator, row.denominator, row.rows, row.measure) == (
        figure.numerator,
        figure.denominator,
        figure.rows,
        figure.code,
    )
    if same:
        return False
    row = row or IndicatorValue(target_id=target.id, agency_id=target.agency_id, year=year, period=period)
    row.numerator, row.denominator, row.rows = figure.numerator, figure.denominator, list(figure.rows)
    row.measure, row.until = figure.code, figure.until
    row.entered_by_id, row.entered_at = actor.person_id, now
    session.add(row)
    after = {"period": period, "numerator": figure.numerator, "denominator": figure.denominator, "measure": figure.code}
    audit.record(session, actor, "count", "target", target.id, now=now, before=before, after=after, agency_id=target.agency_id)
    return True
