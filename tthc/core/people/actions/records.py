"""What the log says of units, people and posts, and that nobody saves over somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit_actions
from tthc.core.audit import queries as audit_queries
from tthc.core.people import rules
from tthc.core.people.models import Person, Post, Unit, UnitSpelling
from tthc.kernel.actor import Actor
from tthc.kernel.clock import VIETNAM
from tthc.kernel.errors import Conflict

Facts = Mapping[str, Any]
Row = TypeVar("Row", Unit, Person, Post, UnitSpelling)
LETTERHEAD = {"name": 300, "short_name": 120, "superior": 300, "place": 120, "symbol": 60, "public_address": 300, "feedback_contact": 500}
FACTS: dict[type, tuple[str, ...]] = {
    Unit: (*LETTERHEAD, "kind", "parent_id", "position", "valid_from", "valid_to", "succeeded_by_id"),
    Person: ("username", "full_name", "is_active"),
    Post: ("unit_id", "person_id", "role", "title", "valid_from", "valid_to"),
    UnitSpelling: ("unit_id", "spelling"),
}


def facts(row: Row) -> dict[str, Any]:
    """What the log tells of a row."""
    return {key: getattr(row, key) for key in FACTS[type(row)] if getattr(row, key) not in (None, "")}


def same_version(session: Session, row: Unit | Person | Post, version: int, mine: Mapping[str, str]) -> None:
    """Refuse a save over somebody else's, with both texts."""
    if row.version == version:
        return
    last = audit_queries.histories(session, {row.__tablename__: [row.id]})[:1]
    who = f"{last[0].actor_name} đã sửa nội dung này lúc {last[0].at.astimezone(VIETNAM):%H:%M}" if last else "Nội dung này vừa được sửa"
    theirs = {rules.LABELS[key]: str(getattr(row, key) or "") for key in mine}
    raise Conflict(f"{who}. Xem thay đổi trước khi lưu.", theirs, {rules.LABELS[key]: text for key, text in mine.items()})


def logged(session: Session, actor: Actor, verb: str, row: Row, now: datetime, before: Facts | None = None, **more: Any) -> Row:
    """The row, once its change is in the log."""
    session.flush()  # a new row gets its id here
    after = {**facts(row), **more}
    agency_id = getattr(session.get(Unit, row.unit_id) if isinstance(row, Post) else row, "agency_id", actor.agency_id)
    audit_actions.record(session, actor, verb, row.__tablename__, row.id, now=now, before=before, after=after, agency_id=agency_id)
    return row
