"""The document of a plan becomes its amended version; the earlier file stays with the import that brought it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.plans import rules
from tthc.core.plans.actions.keeping import outline
from tthc.core.plans.models import Plan, PlanNode, PlanParagraph, Target
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure


class TargetChange(Protocol):
    """What becomes of a target; `key` is its place in the amended draft."""

    @property
    def kind(self) -> str:
        """same, changed, added or removed."""

    @property
    def target_id(self) -> int | None:
        """The target in force."""

    @property
    def key(self) -> int | None:
        """The target of the draft."""


def replace(
    session: Session,
    actor: Actor,
    plan: Plan,
    stored_file_id: int | None,
    file_name: str,
    read: Mapping[str, Any],
    *,
    today: date,
    now: datetime,
) -> None:
    """Head, outline, paragraphs and file of the amended version; the plan's year stays what it was."""
    ensure(actor, Can.PLAN_IMPORT, plan)
    before = {"file": plan.file_name, "stored_file_id": plan.stored_file_id, "number": plan.number, "title": plan.title}
    for name, value in rules.head_of(read, file_name).items():
        setattr(plan, name, value)
    plan.stored_file_id, plan.file_name = stored_file_id, file_name
    plan.amendments, plan.amended_on = plan.amendments + 1, today
    for model in (PlanNode, PlanParagraph):
        session.execute(delete(model).where(model.plan_id == plan.id))
    outline(session, plan, read)
    after = {"file": file_name, "stored_file_id": stored_file_id, "number": plan.number, "title": plan.title, "amendments": plan.amendments}
    audit.record(session, actor, "amend", "plan", plan.id, now=now, before=before, after=after, agency_id=plan.agency_id)


def change_targets(
    session: Session,
    actor: Actor,
    plan: Plan,
    targets: Mapping[int, Target],
    changes: Iterable[TargetChange],
    read: Mapping[str, Any],
    *,
    today: date,
    now: datetime,
) -> None:
    """Targets that go on keep their figures; those the amended plan no longer sets leave every list."""
    ensure(actor, Can.PLAN_IMPORT, plan)
    values = rules.target_values(plan.id, plan.agency_id, read)
    told: dict[str, list[int | None]] = {"changed": [], "added": [], "removed": []}
    for change in changes:
        target = targets.get(change.target_id or 0)
        if change.kind == "removed" and target is not None:
            target.removed_on = today
        elif change.key is not None:
            target = target or Target(plan_id=plan.id, agency_id=plan.agency_id)
            for name, value in values[change.key].items():
                setattr(target, name, value)
            session.add(target)
        if change.kind in told:
            told[change.kind].append(change.target_id)
    session.flush()
    audit.record(session, actor, "change_targets", "plan", plan.id, now=now, after=told, agency_id=plan.agency_id)
