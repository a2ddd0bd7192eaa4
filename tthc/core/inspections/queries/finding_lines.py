"""Findings in short, on other pages: of a round, of a unit that is inspected again, of what is left to the next year's plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from tthc.core.evidence.models import Evidence, EvidenceKind
from tthc.core.inspections.models import InspectionFinding, InspectionItem, InspectionRound
from tthc.core.inspections.queries import findings as finding_queries
from tthc.core.inspections.queries import rounds as round_queries
from tthc.core.inspections.queries.finding_choices import tree
from tthc.core.inspections.queries.objects import lines as object_lines
from tthc.core.inspections.rules.findings import OwnerScope
from tthc.core.people import queries as people_queries
from tthc.core.people import rules as people_rules
from tthc.core.people.models import Unit
from tthc.core.tasks.rules import Badge
from tthc.kernel.actor import Actor, Role
from tthc.kernel.policy import Can, may

F = InspectionFinding


@dataclass(frozen=True)
class FindingLine:
    """A finding on the page of a round, of the next round, of the next plan."""

    row_id: int
    year: int
    code: str
    observation: str
    remedy: str
    owner_id: int
    owner: str
    due_on: date | None
    badge: Badge
    is_open: bool  # nothing handed in, or sent back
    is_closed: bool


def _lines(session: Session, where: Sequence[ColumnElement[bool]], today: date, *, most: int) -> list[FindingLine]:
    query = select(F, Unit.name).join(Unit, Unit.id == F.owner_id).where(F.removed_at.is_(None), *where)
    found = session.execute(query.order_by(F.turn_on, F.id).limit(most))
    return [
        FindingLine(
            row.id,
            row.year,
            row.code,
            row.observation,
            row.remedy,
            row.owner_id,
            name,
            row.due_on,
            finding_queries.badge(row, today),
            row.closed_on is None and row.handed_on is None,
            row.closed_on is not None,
        )
        for row, name in found
    ]


MOST = 200  # lines on one page


def findings_of(session: Session, round_id: int, today: date) -> list[FindingLine]:
    """The findings of a round: one query."""
    return _lines(session, [F.round_id == round_id], today, most=MOST)


def unanswered(session: Session, agency_id: int, object_id: int, today: date, *, before: int | None = None) -> list[FindingLine]:
    """What earlier rounds asked of this unit, those below it and those it succeeds, and was not closed; `before` leaves a round out."""
    own = family(session, object_id) | set(tree(object_lines(session, agency_id), object_id))
    where = [F.agency_id == agency_id, F.owner_id.in_(own), F.closed_on.is_(None)]
    return _lines(session, [*where, F.round_id != before] if before else where, today, most=MOST)


def left_open(session: Session, actor: Actor, year: int, today: date) -> list[FindingLine]:
    """What the findings of this year and before leave to the plan of the next."""
    if not may(actor, Can.INSPECTION_READ):
        return []
    where = [F.agency_id == actor.agency_id, F.year <= year, F.closed_on.is_(None)]
    return _lines(session, where, today, most=MOST)


def family(session: Session, unit_id: int) -> set[int]:
    """The unit and those whose work it took over."""
    links = session.execute(select(Unit.id, Unit.succeeded_by_id).where(Unit.succeeded_by_id.is_not(None))).all()
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        after = waiting.pop()
        new = {row.id for row in links if row.succeeded_by_id == after} - found
        found |= new
        waiting.extend(new)
    return found


# --- the side of the inspected


def places(actor: Actor) -> list[int]:
    """The units for which this person answers: those he works in or heads; the clerk and the leader also for the agency as a whole."""
    if not may(actor, Can.INSPECTION_ANSWER):
        return []
    whole = {actor.agency_id} if actor.agency_id and actor.has_role(Role.CLERK, Role.LEADER) else set()
    units = actor.units | actor.desks if actor.has_role(Role.OFFICER, Role.HEAD, Role.CLERK) else frozenset()
    return sorted(units | whole)


def to_answer(session: Session, actor: Actor, year: int, today: date) -> list[FindingLine]:
    """The findings that the person's units have to put right, also those of another agency above: what is due first stands first."""
    mine = places(actor)
    where = [F.owner_id.in_(mine), finding_queries.of_year(year)]
    return _lines(session, where, today, most=MOST) if mine else []


@dataclass(frozen=True)
class Asked:
    """How much waits for the person: what must be put right, and how much of it is late."""

    open: int = 0
    late: int = 0


def asked_of(session: Session, actor: Actor, today: date) -> Asked:
    """For the first page: one query, none for who answers for nothing."""
    mine = places(actor)
    if not mine:
        return Asked()
    late = func.coalesce(func.sum(case((F.due_on < today, 1), else_=0)), 0)
    query = select(func.count(), late).where(F.owner_id.in_(mine), F.removed_at.is_(None), finding_queries.is_open())
    return Asked(*session.execute(query).one())


@dataclass(frozen=True)
class ToldRound:
    """A round of which the inspected unit was told; `by` is who inspects."""

    row: InspectionRound
    by: str
    unit: str


def told_rounds(session: Session, actor: Actor, year: int, today: date) -> list[ToldRound]:
    """The rounds at the person's units that were announced or have begun, of whatever agency, the latest first: two queries."""
    mine = places(actor)
    if not mine:
        return []
    r = InspectionRound
    query = select(r).where(r.object_id.in_(mine), round_queries.is_told(today), r.body == "")
    rows = session.scalars(query.where(round_queries.of_year(year)).order_by(r.starts_on.desc(), r.id.desc()).limit(MOST)).all()
    wanted = {one for row in rows for one in (row.agency_id, row.object_id)}
    names = {row.id: row.name for row in session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(wanted)))}
    return [ToldRound(row, names[row.agency_id], names[row.object_id]) for row in rows]


# --- evidence that an owner has already


def own_evidence(session: Session, owner: OwnerScope, *, most: int = 30) -> list[Evidence]:
    """What the unit that has to put a finding right handed in before, the newest first."""
    units = select(Unit.id).where(Unit.agency_id == owner.agency_id)
    if owner.unit_id != owner.agency_id:
        units = units.where(Unit.id.in_(people_rules.subtree(people_queries.parents_of(session, owner.agency_id), owner.unit_id)))
    query = select(Evidence).where(
        Evidence.agency_id == owner.agency_id, Evidence.unit_id.in_(units), Evidence.kind != EvidenceKind.NOTHING
    )
    return list(session.scalars(query.order_by(Evidence.id.desc()).limit(most)))


@dataclass(frozen=True)
class Around:
    """What a finding's page says besides its own columns."""

    owner: str
    by: str
    item: str


def around(session: Session, row: InspectionFinding) -> Around:
    """Its owner, who inspected, and the words of the checklist's line: two queries."""
    query = select(InspectionRound.body, InspectionItem.text).select_from(InspectionRound)
    query = query.outerjoin(InspectionItem, InspectionItem.id == row.item_id).where(InspectionRound.id == row.round_id)
    body, item = session.execute(query).one()
    names = {one.id: one.name for one in session.execute(select(Unit.id, Unit.name).where(Unit.id.in_((row.owner_id, row.agency_id))))}
    return Around(names[row.owner_id], body or names[row.agency_id], item or "")
