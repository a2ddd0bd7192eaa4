"""Which unit is meant by each spelling: asked once for the whole plan, and kept for later plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tthc.core.imports import rules
from tthc.core.imports.rules import KnownUnit
from tthc.kernel.text import fold


@dataclass(frozen=True)
class Choice:
    """An answer to "which unit is this?"."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class UnitQuestion:
    """One spelling with its answers; asked once and kept."""

    key: str
    spelling: str
    reason: str
    is_sure: bool
    choices: tuple[Choice, ...]
    uses: int

    @property
    def is_new(self) -> bool:
        """Confirming adds a unit to the agency."""
        return any(choice.is_chosen and not choice.value.startswith(("id:", "outside:")) for choice in self.choices)


def value_of(unit: Mapping[str, Any]) -> str:
    """The answer that stands, as the form sends it."""
    return f"id:{unit['unit_id']}" if unit["unit_id"] is not None else f"{unit['kind']}:{unit['name']}"


def unit_questions(read: Mapping[str, Any], units: Mapping[str, Any], known: Sequence[KnownUnit]) -> tuple[UnitQuestion, ...]:
    """The spellings nobody has answered in an earlier import; those only guessed stand first."""
    uses = rules.uses_of(read)
    fresh = list(dict.fromkeys((unit["name"], unit["kind"]) for unit in units.values() if unit["unit_id"] is None))
    found = [
        UnitQuestion(
            key=str(key),
            spelling=spelling,
            reason=unit["reason"],
            is_sure=rules.is_sure(unit),
            choices=_choices(spelling, unit, known, fresh),
            uses=uses.get(fold(spelling), 0),
        )
        for key, (spelling, unit) in enumerate(units.items())
        if not unit["is_kept"]
    ]
    return tuple(sorted(found, key=lambda question: question.is_sure))


def _choices(spelling: str, unit: Mapping[str, Any], known: Sequence[KnownUnit], fresh: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    choices = [Choice(f"id:{k.id}", k.name, unit["unit_id"] == k.id) for k in known]
    if unit["unit_id"] is not None and not any(choice.is_chosen for choice in choices):
        choices.insert(0, Choice(f"id:{unit['unit_id']}", unit["name"], is_chosen=True))
    chosen = (unit["name"], unit["kind"]) if unit["unit_id"] is None else None
    choices += [Choice(f"{kind}:{name}", _new_words(name, kind), (name, kind) == chosen) for name, kind in fresh]
    others = [(spelling, kind) for kind in ("desk", "group", "outside") if (spelling, kind) not in fresh]
    return (*choices, *(Choice(f"{kind}:{name}", _new_words(name, kind), is_chosen=False) for name, kind in others))


def _new_words(name: str, kind: str) -> str:
    told = {"group": "nhóm đơn vị mới", "outside": "cơ quan ngoài, không giao việc"}.get(kind, "đơn vị mới")
    return f"{name} ({told})"
