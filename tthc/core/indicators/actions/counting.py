"""Count the registers for the periods that are open, and let the figures of targets follow.

What a person typed stays until he takes the register's figure; what is closed is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.indicators import queries
from tthc.core.indicators.models import IndicatorValue, RegisterCount, RegisterFigure, TargetMeasure
from tthc.core.indicators.queries import Key, Measured
from tthc.core.plans.models import Target
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure


@dataclass(frozen=True)
class _Scope:
    """The figures of an agency, of no unit in particular."""

    agency_id: int
    unit_id: None = None


def count(session: Session, actor: Actor, agency_id: int, year: int, found: Measured, *, now: datetime) -> int:
    """Keep what was measured, and let the targets follow; returns how many of their figures changed."""
    ensure(actor, Can.INDICATOR_ENTER, _Scope(agency_id))
    _noted(session, agency_id, year, found)
    closed = queries.closed_periods(session, agency_id, year)  # a report may have been signed since it was measured
    found = replace(found, spans=tuple(span for span in found.spans if span.code not in closed))
    if not found.spans:
        return 0
    figures = _kept(session, agency_id, year, found, now)
    targets = queries.targets_of(session, agency_id, year)
    chosen = _chosen(session, actor, agency_id, targets, now)
    touched = [target for target in targets if chosen.get(target.id, "") in found.codes | {""}]
    return _follow(session, actor, touched, chosen, figures, [span.code for span in found.spans], year, now)


def _noted(session: Session, agency_id: int, year: int, found: Measured) -> None:
    """How far the registers are counted, in the transaction that keeps the figures."""
    query = select(RegisterCount).where(RegisterCount.agency_id == agency_id, RegisterCount.year == year)
    known = {row.register: row for row in session.scalars(query)}
    for register in sorted(found.registers):
        row = known.get(register) or RegisterCount(agency_id=agency_id, year=year, register=register)
        row.entry_id, row.counted_on = found.entry_id, found.today
        session.add(row)
    session.flush()


def follow(session: Session, actor: Actor, target: Target, code: str, year: int, *, today: date, now: datetime) -> int:
    """Let one target follow what was counted last with this measure; nothing is counted."""
    ensure(actor, Can.INDICATOR_ENTER, _Scope(target.agency_id))
    query = select(RegisterFigure).where(RegisterFigure.agency_id == target.agency_id, RegisterFigure.year == year)
    figures = {(one.code, one.period): one for one in session.scalars(query.where(RegisterFigure.code == code))}
    periods = [span.code for span in queries.open_spans(session, target.agency_id, year, today)]
    return _follow(session, actor, [target], {target.id: code}, figures, periods, year, now)


def _kept(session: Session, agency_id: int, year: int, found: Measured, now: datetime) -> Mapping[Key, RegisterFigure]:
    """What the registers say now; where a register has no row any more, nothing is kept."""
    query = select(RegisterFigure).where(RegisterFigure.agency_id == agency_id, RegisterFigure.year == year)
    kept = {(one.code, one.period): one for one in session.scalars(query)}
    for span in found.spans:
        for code in found.codes:
            key = (code, span.code)
            figure, row = found.figures.get(key), kept.get(key)
            if figure is None:
                if row is not None:
                    session.delete(kept.pop(key))
                continue
            row = row or RegisterFigure(agency_id=agency_id, year=year, period=span.code, code=code)
            row.numerator, row.denominator, row.rows = figure.numerator, figure.denominator, list(figure.rows)
            row.until, row.counted_at = span.last, now
            session.add(row)
            kept[key] = row
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
    periods: Sequence[str],
    year: int,
    now: datetime,
) -> int:
    """Let the figures of targets that nobody typed say what the registers say."""
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
