"""The units a plan names: those known, and new ones made as a person confirmed them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from tthc.core.imports.models import ImportDraft
from tthc.core.imports.rules import rows
from tthc.core.people import actions as people_actions
from tthc.core.people import queries as people_queries
from tthc.core.people.rules import UnitKind
from tthc.kernel.actor import Actor, system
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def units_of_draft(session: Session, actor: Actor, row: ImportDraft, *, today: date, now: datetime) -> dict[str, int]:
    """Folded spelling -> unit. New units are made by the program: the plan names them, the clerk only confirms."""
    ensure(actor, Can.PLAN_IMPORT, row)
    program, used = system(row.agency_id), rows.names_in(row.draft)
    wanted = {spelling: unit for spelling, unit in row.units.items() if fold(spelling) in used}
    made: dict[str, int] = {fold(unit.name): unit.id for unit in people_queries.units_of(session, row.agency_id, today)}
    fresh = {unit["name"]: unit for unit in wanted.values() if unit["unit_id"] is None and fold(unit["name"]) not in made}
    for name, unit in sorted(fresh.items(), key=lambda item: item[1]["kind"] == UnitKind.GROUP):
        kind = UnitKind(unit["kind"])
        position = len(made) + (100 if kind in (UnitKind.GROUP, UnitKind.OUTSIDE) else 0)
        new = people_actions.add_unit(session, program, row.agency_id, name=name, kind=kind, position=position, now=now)
        made[fold(name)] = new.id
        if kind is UnitKind.GROUP:
            members = [made[fold(member)] for member in unit["members"] if fold(member) in made]
            _fill(session, program, new.id, members, row, now=now)
    found = {}
    for spelling, unit in wanted.items():
        unit_id = unit["unit_id"] or made[fold(unit["name"])]
        found[fold(spelling)] = unit_id
        if not unit["is_kept"]:
            people_actions.remember_spelling(session, program, row.agency_id, spelling, unit_id, now=now)
    return found


def _fill(session: Session, actor: Actor, group_id: int, members: Sequence[int], row: ImportDraft, *, now: datetime) -> None:
    """The members stand from the first day of the plan on, so that its first period has somebody."""
    first_day = date(row.draft["year"], 1, 1)
    issued = row.draft["date"] or ""
    day = min(first_day, date.fromisoformat(issued)) if len(issued) == len("2024-01-01") else first_day
    valid = {unit.id for unit in people_queries.units_of(session, row.agency_id, day)}
    chosen = [member for member in members if member in valid]
    if chosen:
        people_actions.set_members(session, actor, group_id, chosen, on=day, now=now)
