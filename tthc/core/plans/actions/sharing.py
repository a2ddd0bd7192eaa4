"""Offer a plan to the agencies below, which then see its tasks and may take them over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.plans.models import Plan, PlanState
from tthc.kernel.actor import Actor
from tthc.kernel.errors import WrongState
from tthc.kernel.policy import Can, ensure


def share(session: Session, actor: Actor, plan: Plan, *, now: datetime) -> None:
    """Offer a plan in force."""
    ensure(actor, Can.PLAN_SHARE, plan)
    if plan.state is not PlanState.ACTIVE:
        raise WrongState("Kế hoạch này không còn hiệu lực nên không giao cho cấp dưới được.")
    if not plan.is_shared:
        plan.is_shared = True
        audit.record(session, actor, "share", "plan", plan.id, now=now, before={"is_shared": False}, after={"is_shared": True})


def unshare(session: Session, actor: Actor, plan: Plan, *, now: datetime) -> None:
    """Offer it no longer; what agencies below have taken over stays theirs."""
    ensure(actor, Can.PLAN_SHARE, plan)
    if plan.is_shared:
        plan.is_shared = False
        audit.record(session, actor, "unshare", "plan", plan.id, now=now, before={"is_shared": True}, after={"is_shared": False})
