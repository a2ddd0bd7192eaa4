"""Which unit a plan means: one unit under several spellings is one unit, and a person confirms it once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tthc.kernel.text import fold, tidy
from tthc.planreader.unit_names import UnitName, likeness, neat, taken_apart
from tthc.planreader.wording import low

_SURE = 0.85  # from this score on a proposal needs no second look
_JOINS = 0.6
_DISTRICT_AND_UP = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|phường|thị trấn|xã)\s+(?P<place>.+)$", re.IGNORECASE)
_DESKS = {"côngchức", "bộphận", "ban", "tổ", "trạm", "đội", "đài"}
_DEPARTMENT_NOUNS = {"phong", "ban", "nganh", "so"}
_ANY_NOUNS = {"bophan", "donvi", "coquan", "tochuc"}


@dataclass(frozen=True)
class KnownUnit:
    """A unit of the agency as matching sees it."""

    id: int
    name: str
    kind: str
    short_name: str = ""


@dataclass(frozen=True)
class Proposal:
    """What one spelling is taken for: a unit that exists, or a new one of that name and kind."""

    spelling: str
    name: str
    kind: str
    unit_id: int | None = None
    score: float = 0.0
    reason: str = ""
    members: tuple[str, ...] = ()
    is_kept: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the draft keeps it."""
        return {
            "unit_id": self.unit_id,
            "name": self.name,
            "kind": self.kind,
            "score": round(self.score, 2),
            "reason": self.reason,
            "members": list(self.members),
            "is_kept": self.is_kept,
        }


def is_sure(unit: Mapping[str, Any]) -> bool:
    """Whether a proposal, as the draft keeps it, needs no second look."""
    return unit["is_kept"] or unit["score"] >= _SURE


def propose_units(spellings: Iterable[str], agency: KnownUnit, known: Sequence[KnownUnit], kept: Mapping[str, int]) -> tuple[Proposal, ...]:
    """One proposal a spelling, in the order given; `kept` holds folded spellings answered before."""
    wanted = list({fold(spelling): tidy(spelling) for spelling in spellings}.values())
    by_id = {unit.id: unit for unit in (agency, *known)}
    found: dict[str, Proposal] = {}
    for spelling in wanted:
        unit = by_id.get(kept.get(fold(spelling), 0))
        if unit:
            found[spelling] = Proposal(spelling, unit.name, unit.kind, unit.id, 1.0, "đã chọn ở lần nhập trước", is_kept=True)
    matching = _Matching(agency, known)
    rest = [spelling for spelling in wanted if spelling not in found]
    # The fullest names first: they name the unit that shorter spellings then join.
    for spelling in sorted(rest, key=matching.fullness):
        found[spelling] = matching.place(spelling)
    return tuple(matching.with_members(found[spelling]) for spelling in wanted)


def is_named(agency: KnownUnit, issuer: str) -> bool:
    """Whether the issuer a plan names is this agency."""
    return propose_units([issuer], agency, (), {})[0].unit_id == agency.id


class _Matching:
    """The units known, and those that the spellings seen so far make."""

    def __init__(self, agency: KnownUnit, known: Sequence[KnownUnit]) -> None:
        self.agency = agency
        place = _DISTRICT_AND_UP.search(agency.name)
        self.place_name = place["place"] if place else ""
        self.own = self._parts(agency.name)
        self.level = max(self.own.levels, default=None)
        self.units = [(self._parts(name), Proposal("", unit.name, unit.kind, unit.id)) for unit in known for name in _names(unit)]

    def fullness(self, spelling: str) -> tuple[bool, bool, int, bool]:
        """Sort key: units before groups, groups called so first, more telling words first, written out before abbreviated."""
        parts = self._parts(spelling)
        return parts.is_collective, not low(spelling).startswith("các "), -len(parts.core), bool(parts.shorts)

    def place(self, spelling: str) -> Proposal:
        """Take one spelling for a unit, and remember what it made."""
        parts = self._parts(spelling)
        same = next((made for name, made in self.units if fold(name.written) == fold(spelling)), None)
        if same:
            return replace(same, spelling=spelling, score=1.0, reason="trùng tên")
        if self._is_agency(parts):
            return Proposal(spelling, self.agency.name, self.agency.kind, self.agency.id, 0.95, "chính cơ quan ban hành")
        kind, score, reason = self._kind(parts)
        found = self._group_like(parts) if kind == "group" else self._unit_like(parts, kind)
        if found and found.score >= _JOINS:
            return replace(found, spelling=spelling)
        made = Proposal(spelling, neat(spelling), kind, None, score, reason)
        self.units.append((parts, made))
        return made

    def with_members(self, proposal: Proposal) -> Proposal:
        """A new group with the units it stands for, by their names."""
        if proposal.kind != "group" or proposal.unit_id is not None:
            return proposal
        workers = [(name, made) for name, made in self.units if made.kind in {"desk", "department"}]
        group = self._parts(proposal.name)
        chosen = self._listed(group, workers) if group.parts else [made.name for name, made in workers if self._belongs(name, made, group)]
        return replace(proposal, members=tuple(dict.fromkeys(chosen)))

    def _parts(self, name: str) -> UnitName:
        return taken_apart(name, self.place_name)

    def _is_agency(self, parts: UnitName) -> bool:
        is_own_level = not parts.levels or self.level is None or parts.levels == {self.level}
        return (
            is_own_level
            and not parts.is_collective
            and (parts.is_committee or (parts.core == self.own.core and parts.head == self.own.head))
        )

    def _kind(self, parts: UnitName) -> tuple[str, float, str]:
        if parts.is_beside:
            return "outside", _SURE, "tổ chức ngoài cơ quan ban hành"
        if self.level and parts.levels and min(parts.levels) > self.level:
            return "outside", _SURE, "cơ quan cấp trên"
        is_lower = bool(self.level and parts.levels and max(parts.levels) < self.level)
        if parts.is_collective or (is_lower and parts.is_committee):
            return "group", _SURE, "tên gọi chung của nhiều đơn vị"
        return ("desk" if parts.head in _DESKS else "department"), _SURE, "đơn vị mới"

    def _unit_like(self, parts: UnitName, kind: str) -> Proposal | None:
        best: Proposal | None = None
        for name, made in self.units:
            if (made.kind == "outside") != (kind == "outside") or made.kind == "group":
                continue
            if kind == "outside" and name.levels != parts.levels:
                continue
            score, reason = likeness(parts, name)
            if best is None or score > best.score:
                best = replace(made, score=score, reason=f'{reason} của "{made.name}"')
        return best

    def _group_like(self, parts: UnitName) -> Proposal | None:
        key = self._group_key(parts)
        alike = (made for name, made in self.units if made.kind == "group" and self._group_key(name) == key)
        found = next(alike, None)
        return replace(found, score=0.9, reason=f'khác cách viết của "{found.name}"') if found else None

    def _group_key(self, parts: UnitName) -> tuple[frozenset[str], frozenset[int]]:
        words = {*parts.core, *parts.nouns} - {"chuyenmon", "canbo"}
        owner = {"ubnd"} if parts.nouns - {"ubnd"} else set()
        return frozenset(words - owner), frozenset(parts.levels - {self.level})

    def _belongs(self, name: UnitName, made: Proposal, group: UnitName) -> bool:
        if group.levels - {self.level}:  # "UBND cấp xã": agencies below, not units of this one
            return False
        if group.nouns & _ANY_NOUNS:
            return True
        if "congchuc" in group.nouns:
            return name.head == "côngchức" or (made.kind == "desk" and not name.head)
        return made.kind == "department" and bool(group.nouns & _DEPARTMENT_NOUNS)

    def _listed(self, group: UnitName, workers: Sequence[tuple[UnitName, Proposal]]) -> list[str]:
        chosen = []
        for part in group.parts:
            scored = [(likeness(self._parts(part), name)[0], made.name) for name, made in workers]
            best = max(scored, default=(0.0, ""))
            if best[0] >= _JOINS:
                chosen.append(best[1])
        return chosen


def _names(unit: KnownUnit) -> tuple[str, ...]:
    return (unit.name, unit.short_name) if unit.short_name else (unit.name,)
