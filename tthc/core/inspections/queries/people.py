"""Who can be on a team: people of the agency, and where each of them works on the days of the round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tthc.core.people import rules as people_rules
from tthc.core.people.models import Person, Post, Unit
from tthc.core.people.rules import UnitKind
from tthc.kernel.actor import Role


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be chosen; `unit` names where he works."""

    person_id: int
    name: str
    title: str
    unit: str
    is_inside: bool  # works in the inspected unit or below it on one of the days


def candidates(session: Session, agency_id: int, object_id: int, first: date, last: date) -> list[Candidate]:
    """The agency's people with a post on the days of the round, by name; those of the inspected unit are told apart."""
    held = _held(session, agency_id, first, last)
    inside = {post.person_id for post, _, _ in held} & insiders(session, object_id, first, last)
    found: dict[int, Candidate] = {}
    for post, person, unit in held:
        if post.role is not Role.ADMIN:
            found.setdefault(person.id, Candidate(person.id, person.full_name, post.title, unit, person.id in inside))
    return sorted(found.values(), key=lambda one: (one.name, one.person_id))


def insiders(session: Session, object_id: int, first: date, last: date) -> set[int]:
    """Everybody who holds a post in the inspected unit, or below it, on one of these days."""
    return set(_inside(session, object_id, first, last))


def where_inside(session: Session, person_id: int, object_id: int, first: date, last: date) -> str | None:
    """The unit inside the inspected one where the person works on one of these days; None if he works elsewhere."""
    return _inside(session, object_id, first, last).get(person_id)


def _held(session: Session, agency_id: int, first: date, last: date) -> list[tuple[Post, Person, str]]:
    query = select(Post, Person, Unit.name).join(Person, Person.id == Post.person_id).join(Unit, Unit.id == Post.unit_id)
    begins, ends = or_(Post.valid_from.is_(None), Post.valid_from <= last), or_(Post.valid_to.is_(None), Post.valid_to >= first)
    rows = session.execute(query.where(Unit.agency_id == agency_id, Person.is_active, begins, ends).order_by(Post.id))
    return [(post, person, unit) for post, person, unit in rows]


def _inside(session: Session, object_id: int, first: date, last: date) -> dict[int, str]:
    """Person → the name of the unit, by his posts on the days; ended units count too: three queries."""
    top = session.get(Unit, object_id)
    if top is None:
        return {}
    units = session.scalars(select(Unit).where(or_(Unit.agency_id == top.agency_id, Unit.kind == UnitKind.AGENCY))).all()
    parents = {one.id: one.parent_id for one in units}
    below = people_rules.subtree(parents, object_id)
    # All of an inspected agency belongs to it, also a desk of which nobody wrote down what it stands below.
    within = {one.id: one.name for one in units if one.id in below or one.agency_id == object_id}
    query = select(Post.person_id, Post.unit_id).where(Post.unit_id.in_(within), Post.person_id.is_not(None))
    begins, ends = or_(Post.valid_from.is_(None), Post.valid_from <= last), or_(Post.valid_to.is_(None), Post.valid_to >= first)
    return {row.person_id: within[row.unit_id] for row in session.execute(query.where(begins, ends).order_by(Post.id.desc()))}
