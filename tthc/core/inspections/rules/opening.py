"""A round that did not stand in the register while it was prepared: everything that its opening writes there at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from tthc.core.inspections.rules import MemberRole

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody for a team: an account, or a guest by name."""

    person_id: int | None
    name: str
    title: str
    role: MemberRole


@dataclass(frozen=True, slots=True)
class NewItem:
    """A line for a checklist, as its plan numbers it."""

    code: str
    text: str
    plan_id: int | None = None
    above: str = ""  # what it stands below there


@dataclass(frozen=True, slots=True)
class NewRound:
    """An unannounced round as the safe hands it over when the team arrives. `told`: what the log is to say besides."""

    object_id: int
    starts_on: date
    ends_on: date
    content: str
    decision_number: str
    decided_on: date | None
    safe_hash: str
    team: tuple[NewMember, ...]
    items: tuple[NewItem, ...]
    told: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
