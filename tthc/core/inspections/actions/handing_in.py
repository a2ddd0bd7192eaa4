"""A unit hands in its own report on a year's inspections: a row of the register of the agency that asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.inspections.actions.returns import RETURNS
from tthc.core.inspections.models import InspectionReturn
from tthc.core.inspections.queries.asked import Reporting, ReturnAsked
from tthc.core.inspections.rules.returns import UNITS, faults
from tthc.core.registers.actions.writing import put
from tthc.core.registers.queries import told
from tthc.core.registers.rules import Lookups
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import day

_THING = "inspection_return"


def hand_in(
    session: Session,
    actor: Actor,
    asked: ReturnAsked,
    values: Mapping[str, Any],
    year: int,
    *,
    version: int | None = None,
    today: date,
    now: datetime,
) -> InspectionReturn:
    """The report of a year, or its correction until the last day for it; later the agency that asked corrects its register."""
    ensure(actor, Can.INSPECTION_ANSWER, Reporting(asked.agency_id, asked.object_id))
    whole = dict(values) | {"object_id": asked.object_id, "year": str(year), "unit_id": asked.agency_id}
    if wrong := faults(whole, Lookups(today)):
        raise BadInput("Chưa gửi được.", dict(wrong))
    row = asked.row
    if row is not None and asked.terms.due_on is not None and today > asked.terms.due_on:
        raise WrongState(f"Đã hết hạn báo cáo ngày {day(asked.terms.due_on)}. Đề nghị {asked.agency} sửa số liệu trong sổ.")
    if row is not None and version is not None and version != row.version:
        raise Conflict("Báo cáo này vừa được người khác sửa. Tải lại trang trước khi gửi.", {}, {})
    known = Lookups(today, unit_names={asked.agency_id: asked.agency}, known={UNITS: {asked.object_id: asked.unit}})
    before = told.said(RETURNS, row, known) if row is not None else {}
    if row is None:
        row = InspectionReturn(agency_id=asked.agency_id, entered_by_id=actor.person_id, entered_at=now, **whole)
        row.folded = told.folded(RETURNS, row)
        session.add(row)
    elif not put(RETURNS, row, whole):
        return row
    session.flush()
    after = told.said(RETURNS, row, known)
    audit.record(session, actor, "hand_in", _THING, row.id, now=now, before=before, after=after, agency_id=asked.agency_id)
    return row
