"""The rows of a draft as tasks about to be made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tthc.core.imports.rules import number_of
from tthc.core.tasks.rules import NewDuty, NewTask
from tthc.kernel.text import fold, tidy
from tthc.planreader.draft import DUTY_ROLES


def kept(read: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    """Key and row of what is to be loaded, in the plan's order: what a person added stands where its paragraph does."""
    found: list[tuple[int, Mapping[str, Any]]] = []
    for key, row in enumerate(read["rows"]):
        if row["is_skipped"]:
            continue
        earlier = [n for n, (_, one) in enumerate(found) if one["kind"] == row["kind"] and one["block"] <= row["block"]]
        place = (earlier[-1] + 1 if earlier else 0) if row.get("is_added") else len(found)
        found.insert(place, (key, row))
    return found


def names_in(read: Mapping[str, Any]) -> set[str]:
    """The folded spellings of units in the rows that are to be loaded: only these are made and remembered."""
    return {fold(name) for _, row in kept(read) for role in DUTY_ROLES for name in row[role]}


def new_tasks(read: Mapping[str, Any], units: Mapping[str, int]) -> list[NewTask]:
    """What is to be made of the rows; `units` gives the unit of each folded spelling."""
    return [new_task(row, position, units) for position, (_, row) in enumerate(kept(read))]


def new_task(row: Mapping[str, Any], position: int, units: Mapping[str, int]) -> NewTask:
    """One row as a task about to be made."""
    return NewTask(
        kind=row["kind"],
        section=row["theme"],
        section_reason=row["theme_reason"][:300],
        position=position,
        code=row["section"][:60],
        number=number_of(row["section"])[:20],
        title=row["short_title"],
        text=row["text"],
        deliverable=row["deliverable"],
        time_text=row["time_text"],
        due_rule=row["due_rule"],
        confidence=row["confidence"],
        doubts=tuple(row["doubts"]),
        duties=tuple(NewDuty(units[fold(name)], role, tidy(name)[:500]) for role in DUTY_ROLES for name in row[role]),
    )
