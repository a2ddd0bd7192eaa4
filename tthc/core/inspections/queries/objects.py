"""Whom an agency can inspect: the units of its own tree, itself, and the agencies below it, each in the time in which it existed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tthc.core.people import rules as people_rules
from tthc.core.people.models import Unit
from tthc.core.people.rules import UnitKind
from tthc.kernel.vietnamese import day as day_words


@dataclass(frozen=True)
class ObjectLine:
    """A unit that can be inspected; `agency_id` is its own agency, which answers for it."""

    unit_id: int
    agency_id: int
    parent_id: int | None
    kind: UnitKind
    name: str
    valid_from: date | None
    valid_to: date | None

    def exists_on(self, day: date) -> bool:
        """Whether there was such a unit that day; the last day counts."""
        return people_rules.is_valid_on(self.valid_from, self.valid_to, day)


def lines(session: Session, agency_id: int) -> dict[int, ObjectLine]:
    """Every unit that the agency can or could inspect, of all times: its own in their order, then the agencies below by name."""
    query = select(Unit.id, Unit.agency_id, Unit.parent_id, Unit.kind, Unit.name, Unit.valid_from, Unit.valid_to)
    query = query.where(or_(Unit.agency_id == agency_id, Unit.kind == UnitKind.AGENCY), Unit.kind != UnitKind.GROUP)
    found = session.execute(query.order_by(Unit.kind != UnitKind.AGENCY, Unit.position, Unit.name, Unit.id)).all()
    parents = {one.id: one.parent_id for one in found if one.kind is UnitKind.AGENCY}
    own = [one for one in found if one.agency_id == agency_id]
    below = [one for one in found if one.agency_id != agency_id and agency_id in people_rules.chain(parents, one.id)]
    return {one.id: _line(one) for one in (*own, *below)}


def objects(session: Session, agency_id: int, day: date | None = None) -> dict[int, str]:
    """Unit → name, of one day or of all times; two units of one name are told apart by the day on which one of them ended."""
    found = [line for line in lines(session, agency_id).values() if day is None or line.exists_on(day)]
    return names(found)


def names(found: list[ObjectLine]) -> dict[int, str]:
    """The names under which units are chosen."""
    counted: dict[str, int] = {}
    for line in found:
        counted[line.name] = counted.get(line.name, 0) + 1
    return {line.unit_id: line.name if counted[line.name] == 1 or line.valid_to is None else _ended(line) for line in found}


def agency_name(session: Session, agency_id: int) -> str:
    """The name of an agency, for those whom it inspects."""
    return session.scalars(select(Unit.name).where(Unit.id == agency_id)).one()


def is_within(session: Session, unit_id: int, object_id: int, day: date) -> bool:
    """Whether a unit is the inspected one or stands below it that day (a desk of an inspected agency, a person's post in it)."""
    query = select(Unit.id, Unit.parent_id, Unit.agency_id, Unit.valid_from, Unit.valid_to)
    unit = session.execute(query.where(Unit.id == unit_id)).one_or_none()
    if unit is None or unit_id == object_id:
        return unit is not None
    rows = session.execute(query.where(or_(Unit.agency_id == unit.agency_id, Unit.kind == UnitKind.AGENCY))).all()
    parents = {row.id: row.parent_id for row in rows if people_rules.is_valid_on(row.valid_from, row.valid_to, day)}
    # A unit of an inspected agency belongs to it even where nobody wrote down what it stands below.
    return object_id in people_rules.chain(parents, unit_id) or unit.agency_id == object_id


def _line(one: Any) -> ObjectLine:
    return ObjectLine(one.id, one.agency_id or one.id, one.parent_id, one.kind, one.name, one.valid_from, one.valid_to)


def _ended(line: ObjectLine) -> str:
    return f"{line.name} (đến ngày {day_words(line.valid_to)})" if line.valid_to else line.name
