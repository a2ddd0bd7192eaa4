"""Procedures with the decisions of their life, decisions with their procedures, and sheets as they hang."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tthc.core.procedures.models import Announcement, Procedure, ProcedureChange, PublicationTerms
from tthc.core.procedures.queries.conditions import abolished_by, in_force_on, is_public
from tthc.core.procedures.rules import CHANGES, ONLINE, PARTS, ChangeKind, Terms, decision_words
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may

MOST_SHOWN = 300


@dataclass(frozen=True)
class ChangeLine:
    """One decision in the life of a procedure, or one procedure of a decision."""

    change_id: int
    kind: ChangeKind
    words: str
    announcement_id: int
    number: str
    issued_on: date
    issuer: str
    effective_on: date
    procedure_id: int
    code: str
    name: str


def _lines(session: Session, actor: Actor, condition: Any, order: Sequence[Any]) -> list[ChangeLine]:
    if not may(actor, Can.REGISTER_READ):
        return []
    query = (
        select(ProcedureChange, Announcement.number, Announcement.issued_on, Announcement.issuer, Procedure.code, Procedure.name)
        .join(Announcement, ProcedureChange.announcement_id == Announcement.id)
        .join(Procedure, ProcedureChange.procedure_id == Procedure.id)
        .where(ProcedureChange.agency_id == actor.agency_id, Procedure.removed_at.is_(None), condition)
    )
    return [
        ChangeLine(
            one.id, one.kind, CHANGES[one.kind], one.announcement_id, number, issued, issuer, one.effective_on, one.procedure_id, code, name
        )
        for one, number, issued, issuer, code, name in session.execute(query.order_by(*order).limit(MOST_SHOWN))
    ]


def life(session: Session, actor: Actor, procedure_id: int) -> list[ChangeLine]:
    """The decisions that touched a procedure, the latest first."""
    order = (ProcedureChange.effective_on.desc(), ProcedureChange.id.desc())
    return _lines(session, actor, ProcedureChange.procedure_id == procedure_id, order)


def touched(session: Session, actor: Actor, announcement_id: int) -> list[ChangeLine]:
    """The procedures of a decision, in the order of the register; at most MOST_SHOWN."""
    order = (Procedure.field, Procedure.short_code, Procedure.id)
    return _lines(session, actor, ProcedureChange.announcement_id == announcement_id, order)


def kinds_of(session: Session, actor: Actor, announcement_id: int) -> dict[ChangeKind, int]:
    """How many procedures a decision makes, amends and abolishes."""
    query = (
        select(ProcedureChange.kind, func.count())
        .join(Procedure, ProcedureChange.procedure_id == Procedure.id)
        .where(
            ProcedureChange.agency_id == actor.agency_id,
            ProcedureChange.announcement_id == announcement_id,
            Procedure.removed_at.is_(None),
        )
        .group_by(ProcedureChange.kind)
    )
    return {kind: number for kind, number in session.execute(query)}  # noqa: C416 - a row is no pair for mypy


def change(session: Session, actor: Actor, change_id: int) -> ProcedureChange:
    """One step of a life; NotFound outside the actor's agency."""
    query = select(ProcedureChange).where(ProcedureChange.id == change_id, ProcedureChange.agency_id == actor.agency_id)
    found = session.scalars(query).one_or_none()
    if found is None or not may(actor, Can.REGISTER_READ):
        raise NotFound
    return found


def terms(session: Session, agency_id: int) -> Terms:
    """The days the agency counts with."""
    found = session.scalars(select(PublicationTerms).where(PublicationTerms.agency_id == agency_id)).one_or_none()
    return Terms(found.announce_days, found.check_days, found.source) if found else Terms()


def sheet(row: Procedure) -> dict[str, Any]:
    """A procedure as it hangs: only the parts that are filled, in the order of Decree 63/2010, article 8."""
    effective_on = row.decision_effective_on or row.in_force_from
    return {
        "code": row.code,
        "name": row.name,
        "field": row.field,
        "level": row.level,
        "parts": [{"title": title, "text": getattr(row, name)} for name, title in PARTS if getattr(row, name)],
        "online": ONLINE.get(row.online_level, "") if row.online_level != "none" else "",
        "time_limit": row.time_limit,
        "decision": decision_words(row.decision_number, row.decision_on, row.decision_issuer),
        "effective_on": effective_on.isoformat() if effective_on else "",
        "link": row.national_link,
    }


def _public(actor: Actor, *conditions: Any) -> Any:
    if not may(actor, Can.REGISTER_READ):
        raise NotFound
    own = (Procedure.agency_id == actor.agency_id, Procedure.removed_at.is_(None), is_public())
    return select(Procedure).where(*own, *conditions).order_by(Procedure.field, Procedure.short_code, Procedure.id)


def in_force(session: Session, actor: Actor, day: date) -> list[dict[str, Any]]:
    """The sheets of all procedures for citizens in force on the day, by field and code; one query."""
    return [sheet(row) for row in session.scalars(_public(actor, in_force_on(day)))]


def abolished(session: Session, actor: Actor, day: date) -> list[dict[str, Any]]:
    """The procedures that are no longer in force on the day, with the decision that abolished them."""
    return [
        {
            "code": row.code,
            "name": row.name,
            "decision": decision_words(row.decision_number, row.decision_on, row.decision_issuer),
            "abolished_on": row.in_force_until.isoformat(),
        }
        for row in session.scalars(_public(actor, abolished_by(day)))
    ]
