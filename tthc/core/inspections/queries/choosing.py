"""Which units a class may be filled with: by tick, by group, by a pasted list of names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.queries.objects import ObjectLine
from tthc.core.inspections.queries.objects import lines as object_lines
from tthc.core.inspections.rules.naming import Resolved, key, resolve
from tthc.core.inspections.rules.programme import Member
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Unit, UnitSpelling
from tthc.core.people.rules import UnitKind


@dataclass(frozen=True)
class Group:
    """A group of units that can be taken at once."""

    group_id: int
    name: str
    unit_ids: tuple[int, ...]


def choices(session: Session, agency_id: int, year: int) -> list[ObjectLine]:
    """The units that exist at some time of the year; one query."""
    found = object_lines(session, agency_id).values()
    return [one for one in found if not Member(one.unit_id, one.name, one.valid_from, one.valid_to).left_out(year)]


def groups(session: Session, agency_id: int, year: int, units: list[ObjectLine]) -> list[Group]:
    """The agency's groups with those of their members that can be inspected; two queries."""
    query = select(Unit.id, Unit.name).where(Unit.agency_id == agency_id, Unit.kind == UnitKind.GROUP)
    named = {row.id: row.name for row in session.execute(query.order_by(Unit.position, Unit.name, Unit.id))}
    held = people_queries.members(session, list(named), date(year, 12, 31))
    known = {one.unit_id for one in units}
    found = [Group(one, name, tuple(unit for unit in held[one] if unit in known)) for one, name in named.items()]
    return [one for one in found if one.unit_ids]


def group_named(found: list[Group], title: str) -> Group | None:
    """The group that bears the name of a class ("UBND cấp xã trên địa bàn tỉnh" is the group "UBND cấp xã")."""
    asked = key(title).removeprefix("cac ")
    alike = [one for one in found if asked.startswith(key(one.name).removeprefix("cac "))]
    return max(alike, key=lambda one: len(one.name), default=None)


def named(session: Session, agency_id: int, text: str, units: list[ObjectLine]) -> Resolved:
    """The units that a pasted list names, by name, short name or a spelling that a plan used; two queries."""
    ids = [one.unit_id for one in units]
    names = [(row.name, row.id) for row in session.execute(select(Unit.name, Unit.id).where(Unit.id.in_(ids)))]
    names += [(row.short_name, row.id) for row in session.execute(select(Unit.short_name, Unit.id).where(Unit.id.in_(ids)))]
    written = select(UnitSpelling.spelling, UnitSpelling.unit_id).where(UnitSpelling.agency_id == agency_id, UnitSpelling.unit_id.in_(ids))
    names += [(row.spelling, row.unit_id) for row in session.execute(written)]
    return resolve(text, sorted(set(names)), {one.unit_id: one.name for one in units})
