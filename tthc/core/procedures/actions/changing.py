"""Take a decision off a procedure; set the days the agency counts with."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.procedures.actions.settling import keep_life, settle_procedures
from tthc.core.procedures.models import Announcement, Procedure, ProcedureChange, PublicationTerms
from tthc.core.procedures.queries import terms
from tthc.core.procedures.rules import CHANGES, Terms
from tthc.core.registers.actions import Place
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day

_MOST_DAYS = 366
_LONGEST = 500


def withdraw_change(session: Session, actor: Actor, change: ProcedureChange, *, today: date, now: datetime) -> Procedure:
    """Take a decision out of a procedure's life: it was attached by mistake. The row then shows the decision before it."""
    row = session.get_one(Procedure, change.procedure_id)
    ensure(actor, Can.REGISTER_WRITE, row)
    decision = session.get_one(Announcement, change.announcement_id)
    before = {"Số quyết định công bố": decision.number, "Nội dung công bố": CHANGES[change.kind], "Có hiệu lực": day(change.effective_on)}
    session.delete(change)
    row.change_kind = row.decision_number = row.decision_issuer = ""
    row.decision_on = row.decision_effective_on = None
    session.flush()
    keep_life(session, [row])
    audit.record(session, actor, "withdraw_change", "procedure", row.id, now=now, before=before)
    settle_procedures(session, actor, [row], today=today, now=now)
    left = select(ProcedureChange.id).join(Procedure, Procedure.id == ProcedureChange.procedure_id)
    here = left.where(ProcedureChange.announcement_id == decision.id, Procedure.removed_at.is_(None))
    decision.procedure_count = len(session.scalars(here).all())
    session.flush()
    return row


def set_terms(session: Session, actor: Actor, asked: Terms, *, now: datetime) -> None:
    """The days the agency counts with, and the paper that says so."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, Place(agency_id, agency_id))
    faults = {
        name: f"Nhập số ngày từ 0 đến {_MOST_DAYS}."
        for name in ("announce_days", "check_days")
        if not 0 <= getattr(asked, name) <= _MOST_DAYS
    }
    if len(asked.source) > _LONGEST:
        faults["source"] = f"Căn cứ dài quá {_LONGEST} ký tự. Rút gọn lại."
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    before = terms(session, agency_id)
    row = session.scalars(select(PublicationTerms).where(PublicationTerms.agency_id == agency_id)).one_or_none()
    row = row or PublicationTerms(agency_id=agency_id)
    row.announce_days, row.check_days, row.source = asked.announce_days, asked.check_days, tidy(asked.source)
    session.add(row)
    session.flush()
    audit.record(session, actor, "set_terms", "publication_terms", row.id, now=now, before=vars(before), after=vars(asked))
