"""Whether words of a superior's plan mean an agency below: by its name, or by the name of all agencies of its level."""

from __future__ import annotations

from tthc.core.imports.rules.units import KnownUnit, is_named
from tthc.planreader.unit_names import level_of, taken_apart


def means(written: str, name: str, short_name: str = "") -> bool:
    """The words "UBND các xã, phường" mean every commune, "UBND phường An Bình" only that one."""
    agency = KnownUnit(1, name, "agency", short_name)
    level = level_of(name)
    parts = taken_apart(written)
    if level is None or level not in parts.levels:
        return False
    return parts.is_collective or is_named(agency, written)
