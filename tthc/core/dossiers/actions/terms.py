"""The agency's numbers for apologies: how long before the due date the desk is told, how soon after it the apology is sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.dossiers import queries
from tthc.core.dossiers.actions.settling import restart_clocks
from tthc.core.dossiers.models import ApologyTerms
from tthc.core.dossiers.rules.lateness import MOST_DAYS, ApologyRule
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, NotFound
from tthc.kernel.policy import Can, ensure


def set_apology_terms(session: Session, actor: Actor, terms: ApologyRule, *, version: int | None = None, now: datetime) -> ApologyTerms:
    """Set the numbers; the clocks of apologies that were not sent are counted again."""
    ensure(actor, Can.REGISTER_SET_UP)
    if actor.agency_id is None:
        raise NotFound
    numbers = {"tell_before": terms.tell_before, "send_within": terms.send_within}
    if wrong := {name: f"Nhập số ngày làm việc từ 0 đến {MOST_DAYS}." for name, n in numbers.items() if not 0 <= n <= MOST_DAYS}:
        raise BadInput("Chưa lưu được.", wrong)
    before = _words(queries.apology_rule(session, actor.agency_id))
    row = queries.apology_terms(session, actor.agency_id)
    if row is None:
        row = ApologyTerms(agency_id=actor.agency_id)
        session.add(row)
    elif version is not None and version != row.version:
        raise Conflict("Quy định này vừa được người khác sửa. Xem thay đổi trước khi lưu.", before, _words(terms))
    row.tell_before, row.send_within, row.basis = terms.tell_before, terms.send_within, terms.basis.strip()
    session.flush()
    audit.record(session, actor, "set_apology_terms", "apology_terms", row.id, now=now, before=before, after=_words(terms))
    restart_clocks(session, actor, actor.agency_id)
    return row


def _words(terms: ApologyRule) -> dict[str, str]:
    return {
        "Báo bộ phận một cửa trước ngày hẹn trả (ngày làm việc)": str(terms.tell_before),
        "Gửi xin lỗi sau ngày hẹn trả (ngày làm việc)": str(terms.send_within),
        "Căn cứ": terms.basis,
    }
