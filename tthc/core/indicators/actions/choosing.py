"""A person says which figures of the registers a target asks for, or takes the register's figure in place of a typed one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.indicators import queries
from tthc.core.indicators.actions.counting import follow, put
from tthc.core.indicators.models import IndicatorValue, RegisterFigure, TargetMeasure
from tthc.core.indicators.queries import Cell
from tthc.core.plans.models import Target
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold


def choose_measure(session: Session, actor: Actor, target: Target, code: str, *, year: int, today: date, now: datetime) -> bool:
    """Count the target with this measure, or with none (""); False when it is so. The open periods follow what was counted last."""
    ensure(actor, Can.REGISTER_SET_UP, target)
    measure = queries.MEASURES.get(code)
    if code and (measure is None or fold(measure.unit) != fold(target.measure)):
        raise BadInput("Chưa lưu được.", {"code": f"Chọn cách tính có đơn vị tính là {target.measure}."})
    row = queries.choice(session, actor, target.id)
    if row is not None and row.code == code and row.chosen_by_id is not None:
        return False
    before = {"measure": row.code} if row is not None else None
    row = row or TargetMeasure(agency_id=target.agency_id, target_id=target.id)
    row.code, row.chosen_by_id, row.chosen_at = code, actor.person_id, now
    session.add(row)
    session.flush()
    after = {"measure": code}
    audit.record(session, actor, "choose_measure", "target", target.id, now=now, before=before, after=after, agency_id=target.agency_id)
    follow(session, actor, target, code, year, today=today, now=now)
    return True


def take_over(session: Session, actor: Actor, cell: Cell, *, year: int, now: datetime) -> bool:
    """The register's figure in place of the typed one; from then on it follows the register. False when it does so already."""
    ensure(actor, Can.INDICATOR_ENTER, cell)
    if cell.is_closed or queries.is_closed(session, cell.agency_id, year, cell.period):
        raise WrongState("Số liệu của kỳ này đã được khóa. Nếu cần thay đổi, lập báo cáo bổ sung.")
    if cell.counted is None:
        raise WrongState("Sổ theo dõi chưa có số liệu cho chỉ tiêu này.")
    figure = session.scalars(
        select(RegisterFigure).where(
            RegisterFigure.agency_id == cell.agency_id,
            RegisterFigure.year == year,
            RegisterFigure.period == cell.period,
            RegisterFigure.code == cell.counted.code,
        )
    ).one()
    query = select(IndicatorValue).where(IndicatorValue.target_id == cell.target_id, IndicatorValue.year == year)
    row = session.scalars(query.where(IndicatorValue.period == cell.period)).one_or_none()
    return put(session, actor, session.get_one(Target, cell.target_id), row, figure, cell.period, year, now)
