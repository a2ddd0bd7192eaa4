"""Keep a plan as a document: head, outline, every paragraph, targets; and take it out of force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.plans import rules
from tthc.core.plans.models import Plan, PlanNode, PlanParagraph, PlanState, Target
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold


def keep(
    session: Session, actor: Actor, agency_id: int, stored_file_id: int | None, file_name: str, read: Mapping[str, Any], *, now: datetime
) -> Plan:
    """The document of an import; `read` has the keys that `plan read --json` prints, with `rows` for the tasks."""
    plan = Plan(
        agency_id=agency_id,
        stored_file_id=stored_file_id,
        file_name=file_name,
        state=PlanState.ACTIVE,
        year=read["year"],
        year_end=read.get("year_end"),
        **rules.head_of(read, file_name),
    )
    ensure(actor, Can.PLAN_IMPORT, plan)
    session.add(plan)
    session.flush()
    outline(session, plan, read)
    session.add_all(Target(**values) for values in rules.target_values(plan.id, plan.agency_id, read))
    session.flush()
    after = {"title": plan.title, "year": plan.year, "paragraphs": len(read["paragraphs"])}
    audit.record(session, actor, "keep", "plan", plan.id, now=now, after=after, agency_id=agency_id)
    return plan


def outline(session: Session, plan: Plan, read: Mapping[str, Any]) -> None:
    """Outline and ledger by bulk insert: a plan has hundreds of paragraphs."""
    nodes = [
        {"plan_id": plan.id, "position": n, "code": node["code"][:60], "title": node["title"]} for n, node in enumerate(read["sections"])
    ]
    paragraphs = [
        {
            "plan_id": plan.id,
            "position": n,
            "role": p["role"],
            "code": (p.get("section") or "")[:60] or None,
            "text": p["text"],
            "folded": fold(p["text"]),
        }
        for n, p in enumerate(read["paragraphs"])
    ]
    for model, rows in ((PlanNode, nodes), (PlanParagraph, paragraphs)):
        if rows:
            session.execute(insert(model), rows)


def withdraw(session: Session, actor: Actor, plan: Plan, *, now: datetime) -> None:
    """Out of force after an undone import: document and targets stay, the ledger still tells what was tried."""
    ensure(actor, Can.PLAN_IMPORT, plan)
    plan.state = PlanState.UNDONE
    audit.record(session, actor, "withdraw", "plan", plan.id, now=now, before={"state": "active"}, after={"state": plan.state})
