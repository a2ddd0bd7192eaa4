"""Many units at once: a province has dozens of departments, districts and communes, and one form each is no way to enter them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tthc.core.people import queries, rules
from tthc.core.people.actions.records import logged
from tthc.core.people.actions.units import add_agency, add_unit, close_unit, place_below
from tthc.core.people.models import GroupMember, Unit
from tthc.core.people.rules import Scope, UnitKind, refused
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, tidy


@dataclass(frozen=True)
class UnitList:
    """Names as they were pasted, and what holds for all of them; `new_group` is the name of a group to be made."""

    names: str
    kind: str = UnitKind.DEPARTMENT
    parent_id: int | None = None
    group_id: int | None = None
    new_group: str = ""
    valid_from: date | None = None


@dataclass(frozen=True)
class ListedUnit:
    """One row of a table of units: its place, its group and its days are its own."""

    name: str
    short_name: str = ""
    kind: str = UnitKind.DEPARTMENT
    parent: str = ""
    group: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Listed:
    """What became of a list: new units, names that the agency has already, and the group that holds them all."""

    made: tuple[Unit, ...]
    known: tuple[str, ...]
    group: Unit | None


def add_units(session: Session, actor: Actor, agency_id: int, given: UnitList, *, today: date, now: datetime) -> Listed:
    """Every name a unit, in the order of the list; a name that the agency or an agency below has already is not made again."""
    ensure(actor, Can.PEOPLE_MANAGE, Scope(agency_id))
    if given.kind not in (UnitKind.DEPARTMENT, UnitKind.DESK, UnitKind.OUTSIDE):
        raise refused("kind", "Chọn phòng, bộ phận, vị trí công tác hoặc đơn vị ngoài.")
    names = rules.read_names(given.names)
    group = _group(session, actor, agency_id, given, now)
    known = {
        fold(name): one for one in _there(session, agency_id, given.valid_from or today) for name in (one.short_name, one.name) if name
    }
    last = session.scalar(select(func.max(Unit.position)).where(Unit.agency_id == agency_id)) or 0
    made: list[Unit] = []
    for place, (name, short_name) in enumerate((pair for pair in names if fold(pair[0]) not in known), start=last + 1):
        unit = add_unit(
            session,
            actor,
            agency_id,
            kind=given.kind,
            parent_id=given.parent_id,
            position=place,
            valid_from=given.valid_from,
            now=now,
            name=name,
            short_name=short_name,
        )
        made.append(unit)
    met = [known[fold(name)] for name, _ in names if fold(name) in known]
    if group is not None:
        _join(session, actor, group, [*met, *made], given.valid_from, now)
    return Listed(tuple(made), tuple(one.name for one in met), group)


def _group(session: Session, actor: Actor, agency_id: int, given: UnitList, now: datetime) -> Unit | None:
    title = tidy(given.new_group)
    if title:
        same = [one for one in _groups(session, agency_id) if fold(one.name) == fold(title)]
        if same:
            return same[0]
        return add_unit(session, actor, agency_id, kind=UnitKind.GROUP, name=title, valid_from=given.valid_from, now=now)
    if given.group_id is None:
        return None
    found = next((one for one in _groups(session, agency_id) if one.id == given.group_id), None)
    if found is None:
        raise NotFound
    return found


def _groups(session: Session, agency_id: int) -> list[Unit]:
    query = select(Unit).where(Unit.agency_id == agency_id, Unit.kind == UnitKind.GROUP, Unit.valid_to.is_(None))
    return list(session.scalars(query.order_by(Unit.position, Unit.id)))


def _join(session: Session, actor: Actor, group: Unit, units: list[Unit], valid_from: date | None, now: datetime) -> None:
    """They belong to the group from the day on which they exist; a list without a day holds for all times."""
    rows = {row.unit_id: row for row in session.scalars(select(GroupMember).where(GroupMember.group_id == group.id))}
    before = sorted(rows)
    for unit in units:
        row = rows.get(unit.id)
        if row is None:
            session.add(GroupMember(group_id=group.id, unit_id=unit.id, valid_from=valid_from))
        elif row.valid_to is not None:
            row.valid_to = None
    members = sorted({*before, *(unit.id for unit in units)})
    if members != before:
        logged(session, actor, "set_members", group, now, {"members": before}, members=members)


def add_listed(
    session: Session, actor: Actor, agency_id: int, rows: Sequence[ListedUnit], *, today: date, now: datetime
) -> tuple[int, int]:
    """A whole table of units, each with its own place, group and days; returns how many are new and how many were there.

    A row of kind "agency" is an agency below, with a tree of its own: only the system makes one.
    """
    ensure(actor, Can.PEOPLE_MANAGE, Scope(agency_id))
    known = {fold(name): one for one in _there(session, agency_id, today) for name in (one.short_name, one.name) if name}
    made = 0
    for place, row in enumerate(rows, start=1):
        unit = known.get(fold(row.name))
        above = known.get(fold(row.parent)) if row.parent else None
        if row.parent and above is None:
            raise refused("parent", f'Dòng {place}: không có đơn vị "{row.parent}". Ghi đơn vị cấp trên trước các đơn vị trực thuộc.')
        if unit is None:
            unit = known[fold(row.name)] = _one(session, actor, above.id if above else agency_id, agency_id, row, now)
            made += 1
        if row.group:
            group = _group(session, actor, agency_id, UnitList("", new_group=row.group), now)
            if group is not None:
                _join(session, actor, group, [unit], row.valid_from, now)
    return made, len(rows) - made


def _there(session: Session, agency_id: int, day: date) -> list[Unit]:
    own = [one for one in queries.units_of(session, agency_id, day) if one.kind is not UnitKind.GROUP]
    return own + queries.agencies_below(session, agency_id, day)


def _one(session: Session, actor: Actor, above_id: int, agency_id: int, row: ListedUnit, now: datetime) -> Unit:
    rules.check_span(row.valid_from, row.valid_to)
    if row.kind == UnitKind.AGENCY:
        unit = add_agency(session, actor, valid_from=row.valid_from, now=now, name=row.name, short_name=row.short_name)
        place_below(session, actor, unit.id, above_id, now=now)
    else:
        unit = add_unit(
            session,
            actor,
            agency_id,
            kind=row.kind,
            parent_id=above_id,
            valid_from=row.valid_from,
            now=now,
            name=row.name,
            short_name=row.short_name,
        )
    if row.valid_to is not None:
        close_unit(session, actor, unit.id, unit.version, on=row.valid_to, successor_id=None, now=now)
    return unit
