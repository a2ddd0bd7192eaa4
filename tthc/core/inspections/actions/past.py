"""A conclusion that is there already: the round of an earlier day and all its findings, entered in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.inspections.actions.findings import BOOK
from tthc.core.inspections.actions.register import ROUNDS
from tthc.core.inspections.models import InspectionFinding, InspectionRound
from tthc.core.inspections.rules import findings as rules
from tthc.core.inspections.rules.pasted import Pasted
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure


def enter_conclusion(
    session: Session, actor: Actor, round_values: Mapping[str, Any], lines: Sequence[Pasted], *, today: date, now: datetime
) -> tuple[InspectionRound, list[InspectionFinding]]:
    """Write the round and its findings; one wrong line stops everything and is named by its number."""
    ensure(actor, Can.INSPECTION_PLAN)
    row: InspectionRound = register_actions.enter(session, actor, ROUNDS, round_values, today=today, now=now)
    found_on = row.concluded_on or row.ends_on
    known = register_queries.lookups(session, row.agency_id, BOOK, today)
    start = {"round_id": row.id, "owner_id": row.object_id, "unit_id": row.unit_id, "found_on": found_on, "cause": "", "code": ""}
    made = []
    for line in lines:
        values = start | {"observation": line.observation, "remedy": line.remedy, "due_on": line.due_on, "code": line.code}
        past = {"handed_on": None, "closed_on": line.closed_on}
        faults = dict(rules.faults(values, known)) | rules.brought(values | past, known)
        if faults:
            raise BadInput("Chưa lưu được.", {"findings": f"Kiến nghị, dòng {line.number}: {next(iter(faults.values()))}"})
        made.append(register_actions.enter(session, actor, BOOK, values | past, today=today, now=now))
    return row, made
