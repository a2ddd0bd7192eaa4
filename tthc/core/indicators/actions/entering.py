"""A person enters what was reached; a period's figures are fixed at its cut-off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.indicators import queries, rules
from tthc.core.indicators.actions.choosing import take_over
from tthc.core.indicators.models import IndicatorValue
from tthc.core.indicators.queries import Cell
from tthc.kernel.actor import Actor
from tthc.kernel.errors import Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import number


@dataclass(frozen=True)
class _Scope:
    """The figures of an agency, of no unit in particular."""

    agency_id: int
    unit_id: None = None


def enter(
    session: Session,
    actor: Actor,
    cell: Cell,
    numerator: Decimal | None,
    denominator: Decimal | None,
    *,
    year: int,
    rows: Sequence[int] = (),
    version: int | None = None,
    now: datetime,
) -> IndicatorValue | None:
    """Keep the figures of one cell; two empty fields take them away. The share is computed from them."""
    ensure(actor, Can.INDICATOR_ENTER, cell)
    if cell.is_closed or queries.is_closed(session, cell.agency_id, year, cell.period):
        raise WrongState("Số liệu của kỳ này đã được khóa. Nếu cần thay đổi, lập báo cáo bổ sung.")
    if not cell.goal.is_share:
        denominator = None
    rules.check_entry(cell.goal, numerator, denominator)
    # A plan of several years has each period once a year.
    query = select(IndicatorValue).where(IndicatorValue.target_id == cell.target_id, IndicatorValue.year == year)
    row = session.scalars(query.where(IndicatorValue.period == cell.period)).one_or_none()
    _same_version(row, version, numerator, denominator)
    before = {"numerator": row.numerator, "denominator": row.denominator} if row else None
    if numerator is None:
        if row and cell.counted is not None:  # an emptied cell says what the registers say
            take_over(session, actor, cell, year=year, now=now)
        elif row:
            session.delete(row)
            audit.record(session, actor, "clear", "target", cell.target_id, now=now, before=before, after={"period": cell.period})
        return None
    row = row or IndicatorValue(target_id=cell.target_id, agency_id=cell.agency_id, year=year, period=cell.period)
    row.numerator, row.denominator, row.rows, row.measure, row.until = numerator, denominator, list(rows), "", None
    row.unit_id, row.entered_by_id, row.entered_at = cell.unit_id, actor.person_id, now
    session.add(row)
    after = {"period": cell.period, "numerator": numerator, "denominator": denominator}
    audit.record(session, actor, "enter", "target", cell.target_id, now=now, before=before, after=after, agency_id=cell.agency_id)
    return row


def _same_version(row: IndicatorValue | None, version: int | None, numerator: Decimal | None, denominator: Decimal | None) -> None:
    if version is None or version == (row.version if row else 0):
        return
    theirs = _said(row.numerator, row.denominator) if row else "Chưa có số liệu"
    raise Conflict(
        "Số liệu này vừa được người khác sửa. Xem thay đổi trước khi lưu.", {"Số liệu": theirs}, {"Số liệu": _said(numerator, denominator)}
    )


def _said(numerator: Decimal | None, denominator: Decimal | None) -> str:
    return "/".join(number(value) for value in (numerator, denominator) if value is not None) or "Chưa có số liệu"


def close_period(session: Session, actor: Actor, agency_id: int, year: int, period: str, *, now: datetime) -> int:
    """Fix the figures of a period as of its cut-off; returns how many. Signing a report does this as the system."""
    ensure(actor, Can.INDICATOR_ENTER, _Scope(agency_id))
    query = select(IndicatorValue).where(
        IndicatorValue.agency_id == agency_id,
        IndicatorValue.year == year,
        IndicatorValue.period == period,
        IndicatorValue.closed_at.is_(None),
    )
    rows = list(session.scalars(query.order_by(IndicatorValue.id)))
    for row in rows:
        row.closed_at = now
    after = {"year": year, "period": period, "values": len(rows)}
    audit.record(session, actor, "close_period", "unit", agency_id, now=now, after=after, agency_id=agency_id)
    return len(rows)
