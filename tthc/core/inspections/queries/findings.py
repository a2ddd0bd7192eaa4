"""Findings as their register, the pages of both sides and the next round see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tthc.core.evidence.models import Evidence
from tthc.core.inspections.models import (
    InspectionFinding,
    InspectionFindingStep,
    InspectionItem,
    InspectionProof,
    InspectionRemedy,
    InspectionRound,
)
from tthc.core.inspections.queries import rounds as round_queries
from tthc.core.inspections.rules import findings as rules
from tthc.core.inspections.rules.findings import FINDING_STATES, FindingState, OwnerScope, RecheckScope
from tthc.core.inspections.rules.rounds import RoundScope
from tthc.core.people import queries as people_queries
from tthc.core.people import rules as people_rules
from tthc.core.people.models import Unit
from tthc.core.tasks.rules import Badge
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may

F = InspectionFinding
BOOK_NAME = "inspection_finding"


# --- what the book asks


def of_year(year: int) -> ColumnElement[bool]:
    """Found in the year, or earlier and still open when it began: nothing unanswered drops out of the book at New Year."""
    return and_(F.year <= year, F.until_year >= year)


def due_first() -> tuple[ColumnElement[Any], ...]:
    """What is due first stands first; what is closed comes last."""
    return (F.turn_on.expression,)


def is_open() -> ColumnElement[bool]:
    """To be put right: nothing handed in, or sent back."""
    return and_(F.closed_on.is_(None), F.handed_on.is_(None))


def is_waiting() -> ColumnElement[bool]:
    """Handed in and not checked yet."""
    return and_(F.closed_on.is_(None), F.handed_on.is_not(None))


def is_late(today: date) -> ColumnElement[bool]:
    """Past its day with nothing handed in."""
    return and_(is_open(), F.due_on < today)


def is_again() -> ColumnElement[bool]:
    """Opened again and not closed since."""
    return and_(F.closed_on.is_(None), F.reopened_on.is_not(None))


def badge(row: InspectionFinding, today: date) -> Badge:
    """How it stands today: late and due soon before everything else."""
    at = rules.state(row.handed_on, row.closed_on, row.reopened_on)
    if at is FindingState.CLOSED:
        late = (row.handed_on - row.original_due_on).days if row.handed_on and row.original_due_on else 0
        return Badge(f"Đã khép, trễ {late} ngày" if late > 0 else "Đã khép", "done")
    if at is FindingState.WAITING:
        return Badge(FINDING_STATES[at], "waiting")
    left = (row.due_on - today).days if row.due_on else None
    again = "Mở lại, " if at is FindingState.REOPENED else ""
    if left is not None and left < 0:
        return Badge(f"{again}{'quá' if again else 'Quá'} hạn {-left} ngày", "late")
    if left is not None and left <= rules.SOON:
        words = f"còn {left} ngày" if left else "hạn hôm nay"
        return Badge(again + words if again else words[0].upper() + words[1:], "soon")
    return Badge(FINDING_STATES[at], "returned" if again else "idle")


def describe(row: InspectionFinding) -> str:
    """For evidence and for the head of its page."""
    words = " ".join(row.observation.split())
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"


_LONGEST_NAME = 160


# --- one finding


def known(session: Session, actor: Actor, finding_id: int) -> InspectionFinding:
    """A finding for who reads the register it stands in or answers for its owner; NotFound for everybody else."""
    found = session.get(F, finding_id)
    if found is None or found.removed_at is not None:
        raise NotFound
    if not may(actor, Can.INSPECTION_READ, found) and not may(actor, Can.INSPECTION_ANSWER, owner_scope(session, found)):
        raise NotFound
    return found


def owned(session: Session, actor: Actor, finding_id: int) -> InspectionFinding:
    """A finding as its owner sees it, also from another agency; NotFound for everybody else."""
    found = session.get(F, finding_id)
    if found is None or found.removed_at is not None or not may(actor, Can.INSPECTION_ANSWER, owner_scope(session, found)):
        raise NotFound
    return found


def owner_scope(session: Session, row: InspectionFinding) -> OwnerScope:
    """The unit that has to put it right, in its own agency."""
    unit = session.get_one(Unit, row.owner_id)
    return OwnerScope(unit.agency_id or unit.id, unit.id)


def recheck_scope(row: InspectionFinding, remedy: InspectionRemedy | None) -> RecheckScope:
    """Whom the re-check must not be done by."""
    return RecheckScope(row.agency_id, row.owner_id, remedy.submitted_by_id if remedy else None)


def workplaces(session: Session, actor: Actor) -> frozenset[int]:
    """The units the person works in or below; the agency as a whole only for who holds a post of it."""
    places = actor.units | actor.desks
    if actor.agency_id is None or not places:
        return frozenset()
    parents = people_queries.parents_of(session, actor.agency_id)
    above = {unit for place in places for unit in people_rules.chain(parents, place)}
    return frozenset(places | {unit for unit in above if unit in parents and unit != actor.agency_id})


def belongs_to(session: Session, unit_id: int, owner: OwnerScope) -> bool:
    """Whether what this unit keeps is the owner's: of the unit itself or of one below it."""
    if owner.unit_id in (unit_id, owner.agency_id):
        return unit_id == owner.unit_id or session.get_one(Unit, unit_id).agency_id == owner.agency_id
    return owner.unit_id in people_rules.chain(people_queries.parents_of(session, owner.agency_id), unit_id)


def remedies(session: Session, row: InspectionFinding) -> Sequence[InspectionRemedy]:
    """What its owner handed in, the newest first, with the evidence."""
    query = select(InspectionRemedy).where(InspectionRemedy.finding_id == row.id).order_by(InspectionRemedy.id.desc())
    proofs = selectinload(InspectionRemedy.proofs).joinedload(InspectionProof.evidence).joinedload(Evidence.stored_file)
    people = (joinedload(InspectionRemedy.submitted_by), joinedload(InspectionRemedy.verified_by))
    return session.scalars(query.options(proofs, *people)).all()


def waiting_remedy(session: Session, row: InspectionFinding) -> InspectionRemedy | None:
    """What waits for the re-check."""
    query = select(InspectionRemedy).where(InspectionRemedy.finding_id == row.id, InspectionRemedy.verified_at.is_(None))
    return session.scalars(query.order_by(InspectionRemedy.id.desc()).limit(1)).first()


def proof(session: Session, row: InspectionFinding, proof_id: int) -> Evidence:
    """A piece of evidence of a finding that the caller has found visible, with its file."""
    query = select(InspectionProof).join(InspectionRemedy, InspectionRemedy.id == InspectionProof.remedy_id)
    query = query.where(InspectionProof.id == proof_id, InspectionRemedy.finding_id == row.id)
    found = session.scalars(query.options(joinedload(InspectionProof.evidence).joinedload(Evidence.stored_file))).one_or_none()
    if found is None:
        raise NotFound
    return found.evidence


def steps(session: Session, row: InspectionFinding) -> Sequence[InspectionFindingStep]:
    """What was done, the newest first."""
    query = select(InspectionFindingStep).where(InspectionFindingStep.finding_id == row.id)
    return session.scalars(query.options(joinedload(InspectionFindingStep.done_by)).order_by(InspectionFindingStep.id.desc())).all()


def item_of(session: Session, round_id: int, item_id: int) -> InspectionItem | None:
    """The line of a round's checklist to which a finding belongs."""
    return session.scalars(select(InspectionItem).where(InspectionItem.id == item_id, InspectionItem.round_id == round_id)).one_or_none()


def round_named(session: Session, actor: Actor, round_id: int) -> InspectionRound | None:
    """The round that a link names, if the person may read it."""
    found = session.get(InspectionRound, round_id)
    return found if found is not None and found.removed_at is None and may(actor, Can.INSPECTION_READ, found) else None


def scope_of(session: Session, row: InspectionFinding) -> RoundScope:
    """The round of a finding as rights see it: whose it is, whom it inspected, its team."""
    return round_queries.scope(session, session.get_one(InspectionRound, row.round_id))
