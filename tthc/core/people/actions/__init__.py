"""Change agencies, units, people and posts."""

from __future__ import annotations

from tthc.core.people.actions.lists import Listed, ListedUnit, UnitList, add_listed, add_units
from tthc.core.people.actions.staff import add_person, add_post, end_post, end_sign_ins, rename_person, set_active
from tthc.core.people.actions.units import (
    add_agency,
    add_unit,
    close_unit,
    move_unit,
    place_below,
    remember_spelling,
    rename_unit,
    set_members,
)

__all__ = [
    "Listed",
    "ListedUnit",
    "UnitList",
    "add_agency",
    "add_listed",
    "add_person",
    "add_post",
    "add_unit",
    "add_units",
    "close_unit",
    "end_post",
    "end_sign_ins",
    "move_unit",
    "place_below",
    "remember_spelling",
    "rename_person",
    "rename_unit",
    "set_active",
    "set_members",
]
