"""What the register of findings chooses from: who can own one, the rounds by their words, and what a round asks of its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionRound
from tthc.core.inspections.queries.objects import ObjectLine, names
from tthc.core.inspections.queries.objects import lines as object_lines
from tthc.core.inspections.rules.findings import FACTS, OWNERS, ROUNDS, RoundFacts
from tthc.core.people import rules as people_rules
from tthc.core.registers.rules import offered, spelt
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day

_OFFERED = 200  # the newest rounds; one before them is named by its page or by a sheet


def look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """Who can own a finding, the rounds by their words and what each asks of its findings: two queries for a whole sheet."""
    lines = object_lines(session, agency_id)
    named = names(list(lines.values()))
    rounds = rounds_of(session, agency_id)
    words = {row.id: words_of(row, named.get(row.object_id, "")) for row in rounds}
    counted = Counter(words.values())
    told = {one: said if counted[said] == 1 else f"{said} (đợt {one})" for one, said in words.items()}
    newest = frozenset(row.id for row in rounds[:_OFFERED])
    return {OWNERS: named, ROUNDS: told, FACTS: _Facts(rounds, lines), spelt(ROUNDS): _Numbers(rounds), offered(ROUNDS): newest}


class _Facts(Mapping[int, RoundFacts]):
    """Round → what it asks of its findings, worked out for the rounds that are asked for: a list shows rounds without asking."""

    def __init__(self, rounds: Sequence[Any], lines: Mapping[int, ObjectLine]) -> None:
        self._rounds, self._lines, self._trees = {row.id: row for row in rounds}, lines, dict[int, frozenset[int]]()

    def __getitem__(self, round_id: int) -> RoundFacts:
        row = self._rounds[round_id]
        if row.object_id not in self._trees:
            self._trees[row.object_id] = tree(self._lines, row.object_id)
        return RoundFacts(row.object_id, row.starts_on, self._trees[row.object_id], bool(row.body))

    def __iter__(self) -> Iterator[int]:
        return iter(self._rounds)

    def __len__(self) -> int:
        return len(self._rounds)


def rounds_of(session: Session, agency_id: int) -> Sequence[Any]:
    """The agency's rounds as findings name them, the newest first."""
    r = InspectionRound
    query = select(r.id, r.object_id, r.starts_on, r.body, r.conclusion_number, r.decision_number)
    return session.execute(query.where(r.agency_id == agency_id, r.removed_at.is_(None)).order_by(r.starts_on.desc(), r.id.desc())).all()


def words_of(row: Any, name: str) -> str:
    """A round in a list to choose from."""
    return f"{name}, {day(row.starts_on)}"


class _Numbers(Mapping[str, int]):
    """Numbers by which sheets name a round, as far as one round alone has them; read when a sheet is, for a list asks for none."""

    def __init__(self, rounds: Sequence[Any]) -> None:
        self._rounds = rounds

    @cached_property
    def _found(self) -> dict[str, int]:
        found: dict[str, int | None] = {}
        for row in self._rounds:
            for number in {fold(row.conclusion_number), fold(row.decision_number)} - {""}:
                found[number] = None if number in found else row.id
        return {number: one for number, one in found.items() if one is not None}

    def __getitem__(self, number: str) -> int:
        return self._found[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def tree(lines: Mapping[int, ObjectLine], root: int) -> frozenset[int]:
    """The unit and everything below it; all of an inspected agency belongs to it."""
    parents = {one.unit_id: one.parent_id for one in lines.values()}
    own = {one.unit_id for one in lines.values() if one.agency_id == root}
    return people_rules.subtree(parents, root) | own
