"""What the register may no longer change of a round or a finding: its own steps and its judges would be passed by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionFinding, InspectionRound
from tthc.core.inspections.queries import findings, rounds
from tthc.core.inspections.rules.rounds import Reached, held
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, NotAllowed
from tthc.kernel.policy import Can, ensure

Changes = Sequence[tuple[Any, Mapping[str, Any]]]
OWN_UNIT = (
    "Đơn vị phải khắc phục: người ghi làm việc tại đơn vị này nên không ghi, sửa, xóa kiến nghị về đơn vị mình. "
    "Đề nghị người khác của bên kiểm tra thực hiện."
)

OWN_ROUND = "Người của đơn vị được kiểm tra không hủy, xóa đợt kiểm tra đơn vị mình. Đề nghị người khác của bên kiểm tra thực hiện."


def hold_rounds(session: Session, actor: Actor, changes: Changes) -> None:
    """A round under way or concluded goes on by its own steps only."""
    ids = [row.id for row, _ in changes]
    standings = rounds.standings(session, ids)
    finding = InspectionFinding
    found = set(session.scalars(select(finding.round_id).where(finding.round_id.in_(ids), finding.removed_at.is_(None))))
    own = findings.workplaces(session, actor)
    for row, values in changes:
        ensure(actor, Can.INSPECTION_PLAN, row)
        at = standings[row.id]
        reached = Reached(at.items, at.items - at.unmarked, row.id in found, row.object_id in own)
        if faults := held(row, values, reached):
            raise BadInput("Chưa lưu được.", faults)


def refuse_own(session: Session, actor: Actor, row: InspectionRound) -> None:
    """Nobody calls off the inspection of the unit in which he works."""
    if not actor.is_system and row.object_id in findings.workplaces(session, actor):
        raise NotAllowed(OWN_ROUND)


def hold_findings(session: Session, actor: Actor, changes: Changes) -> None:
    """Nobody takes a finding off the unit in which he works, nor carries it into a round of another unit or body."""
    ensure(actor, Can.INSPECTION_FIND)
    rows = [row for row, _ in changes if row.judged_unit_id is not None]
    if rows and not actor.is_system and findings.workplaces(session, actor) & {row.owner_id for row in rows}:
        raise BadInput("Chưa lưu được.", {"owner_id": OWN_UNIT})
