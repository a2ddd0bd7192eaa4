"""The codes an agency knows, for checks of sheets and for other registers that name procedures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.procedures.models import Procedure
from tthc.core.procedures.rules import ChangeKind, short_code

CODES = "codes"  # the name in Lookups.known


@dataclass(frozen=True)
class KnownProcedure:
    """A procedure of the register, as another register names it."""

    procedure_id: int
    code: str
    name: str
    field: str
    is_abolished: bool  # by the latest decision, whenever that takes effect
    decision_number: str
    unit_id: int
    announcement_id: int | None


def known(session: Session, agency_id: int) -> dict[str, KnownProcedure]:
    """Every procedure of the agency, abolished ones too, by its code and by its short code; one query."""
    query = select(
        Procedure.short_code,
        Procedure.id,
        Procedure.code,
        Procedure.name,
        Procedure.field,
        Procedure.change_kind,
        Procedure.decision_number,
        Procedure.unit_id,
        Procedure.announcement_id,
    ).where(Procedure.agency_id == agency_id, Procedure.removed_at.is_(None))
    found: dict[str, KnownProcedure] = {}
    for short, row_id, code, name, field, kind, number, unit_id, announcement_id in session.execute(query.order_by(Procedure.id)):
        found[code] = found[short] = KnownProcedure(
            row_id, code, name, field, kind == ChangeKind.ABOLISHED, number, unit_id, announcement_id
        )
    return found


class Codes:
    """The known codes, asked for when the first check needs them: lists never do."""

    def __init__(self, session: Session, agency_id: int) -> None:
        self._session, self._agency_id = session, agency_id

    @cached_property
    def _all(self) -> Mapping[str, KnownProcedure]:
        return known(self._session, self._agency_id)

    def find(self, code: str) -> KnownProcedure | None:
        """The procedure of this code, in its long or its short form."""
        return self._all.get(code) or self._all.get(short_code(code))


def look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """What the checks of both registers may ask."""
    return {CODES: Codes(session, agency_id)}
