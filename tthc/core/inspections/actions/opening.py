"""An unannounced round comes into the register at the moment when its team arrives, and not before."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.inspections.actions.register import ROUNDS, follow
from tthc.core.inspections.models import InspectionItem, InspectionMember, InspectionRound
from tthc.core.inspections.queries import people as people_queries
from tthc.core.inspections.rules import Form, MemberRole
from tthc.core.inspections.rules.opening import NewRound
from tthc.core.inspections.rules.rounds import RoundScope
from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import told
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure


def open_round(session: Session, actor: Actor, new: NewRound, *, today: date, now: datetime) -> InspectionRound:
    """Write the round that a safe hands over: it was not announced, and now the team is there. One entry of the log says all of it."""
    team = frozenset(one.person_id for one in new.team if one.person_id is not None)
    ensure(actor, Can.INSPECTION_RUN, RoundScope(actor.agency_id or 0, new.object_id, team))
    if sum(one.role is MemberRole.HEAD for one in new.team) != 1:
        raise WrongState("Đoàn kiểm tra phải có một Trưởng đoàn.")
    inside = people_queries.insiders(session, new.object_id, new.starts_on, new.ends_on)
    if names := [one.name for one in new.team if one.person_id in inside]:
        raise WrongState(f"{', '.join(names)} làm việc tại đơn vị được kiểm tra nên không ở trong đoàn. Thay người trước khi mở đợt.")
    values = {
        name: getattr(new, name) for name in ("object_id", "starts_on", "ends_on", "content", "decision_number", "decided_on", "safe_hash")
    }
    row = InspectionRound(**values, form=Form.UNANNOUNCED, agency_id=actor.agency_id, unit_id=_keeper(actor), entered_at=now)
    row.entered_by_id = actor.person_id
    known = register_queries.lookups(session, actor.agency_id or 0, ROUNDS, today)
    read = {column.name: getattr(row, column.name) for column in ROUNDS.entered}
    if faults := ROUNDS.check(read, known):
        raise BadInput("Chưa mở được đợt kiểm tra.", faults)
    session.add(row)
    session.flush()
    _fill(session, row, new)
    follow(session, [row])
    audit.record(session, actor, "open", "inspection_round", row.id, now=now, after=told.said(ROUNDS, row, known) | dict(new.told))
    return row


def _keeper(actor: Actor) -> int:
    return actor.holdings[0].unit_id if actor.holdings else actor.agency_id or 0


def _fill(session: Session, row: InspectionRound, new: NewRound) -> None:
    for one in new.team:
        session.add(InspectionMember(round_id=row.id, person_id=one.person_id, name=one.name, title=one.title, role=one.role))
    for position, line in enumerate(new.items, start=1):
        session.add(
            InspectionItem(round_id=row.id, position=position, code=line.code, above=line.above, text=line.text, plan_id=line.plan_id)
        )
    session.flush()
