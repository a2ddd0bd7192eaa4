"""Findings of earlier years that a finding may repeat, and those that it was found to repeat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionFinding
from tthc.core.inspections.queries.finding_lines import family
from tthc.core.inspections.rules import repeats as rules
from tthc.core.inspections.rules.repeats import Earlier

F = InspectionFinding
_LOOKED_THROUGH = 1_000
_ALL = 20_000


def similar(session: Session, row: InspectionFinding) -> list[Earlier]:
    """Findings of earlier years about the same unit, or one whose work it took over, that seem to say the same, the newest first."""
    where = (F.agency_id == row.agency_id, F.owner_id.in_(family(session, row.owner_id)), F.year < row.year, F.removed_at.is_(None))
    query = select(F.id, F.year, F.code, F.observation, F.repeat_of_id).where(*where, F.id != row.id)
    found = session.execute(query.order_by(F.year.desc(), F.id.desc()).limit(_LOOKED_THROUGH)).all()
    return rules.similar(
        row.code, row.observation, [Earlier(one.id, one.year, one.code, one.observation, one.repeat_of_id) for one in found]
    )


def _earlier(one: Any) -> Earlier:
    return Earlier(one.id, one.year, one.code, one.observation, one.repeat_of_id)


class Past:
    """What the agency's findings of all years said, asked once and only when a row is compared."""

    def __init__(self, session: Session, agency_id: int) -> None:
        """Whose findings."""
        self._session, self._agency_id = session, agency_id
        self._rows: dict[int, list[Earlier]] | None = None
        self._families: dict[int, set[int]] = {}

    def similar(self, owner_id: int, year: int, code: str, observation: str) -> list[Earlier]:
        """Findings of earlier years that these words seem to repeat."""
        rows = self._loaded()
        if owner_id not in self._families:
            self._families[owner_id] = family(self._session, owner_id)
        among = (one for unit_id in self._families[owner_id] for one in rows.get(unit_id, ()))
        return rules.similar(code, observation, (one for one in among if one.year < year))

    def _loaded(self) -> dict[int, list[Earlier]]:
        if self._rows is None:
            query = select(F.id, F.year, F.code, F.observation, F.repeat_of_id, F.owner_id)
            query = query.where(F.agency_id == self._agency_id, F.removed_at.is_(None)).order_by(F.year.desc(), F.id.desc()).limit(_ALL)
            self._rows = {}
            for one in self._session.execute(query):
                self._rows.setdefault(one.owner_id, []).append(_earlier(one))
        return self._rows


def repeated(session: Session, row: InspectionFinding) -> list[InspectionFinding]:
    """The findings that this one repeats, the nearest first: two queries, none where it repeats nothing."""
    if row.repeat_of_id is None:
        return []
    family_of = (F.agency_id == row.agency_id, F.removed_at.is_(None), F.year < row.year)
    links = {
        one.id: one.repeat_of_id for one in session.execute(select(F.id, F.repeat_of_id).where(*family_of, F.repeat_of_id.is_not(None)))
    }
    ids = rules.chain(row.id, links | {row.id: row.repeat_of_id})
    found = {one.id: one for one in session.scalars(select(F).where(F.id.in_(ids), F.removed_at.is_(None)))}
    return [found[one] for one in ids if one in found]


def followers(session: Session, ids: Sequence[int]) -> Sequence[InspectionFinding]:
    """The findings that were found to repeat one of these."""
    return session.scalars(select(F).where(F.repeat_of_id.in_(ids), F.removed_at.is_(None)).order_by(F.id)).all()


def all_of(session: Session, ids: Sequence[int]) -> dict[int, InspectionFinding]:
    """These findings by id."""
    return {row.id: row for row in session.scalars(select(F).where(F.id.in_(ids), F.removed_at.is_(None)))}
