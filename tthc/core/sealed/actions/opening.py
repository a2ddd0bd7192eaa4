"""Open a safe when the team stands before the unit: from here on it is a round like any other."""

from __future__ import annotations

from datetime import date, datetime
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.inspections import actions as inspection_actions
from tthc.core.inspections.models import InspectionRound
from tthc.core.inspections.queries.objects import objects
from tthc.core.inspections.rules import MemberRole
from tthc.core.inspections.rules.opening import NewItem, NewMember, NewRound
from tthc.core.inspections.rules.outline import OWN
from tthc.core.plans.models import Plan
from tthc.core.registers.models import RegisterFile
from tthc.core.sealed import queries, rules
from tthc.core.sealed.actions.entries import record
from tthc.core.sealed.models import SealedFile, SealedItem
from tthc.core.sealed.queries import Safe, around
from tthc.core.sealed.rules import TEAM
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure

_REGISTER = InspectionRound.__tablename__


def open_(session: Session, actor: Actor, safe: Safe, *, today: date, now: datetime) -> InspectionRound:
    """Make the round with its team, checklist and papers; the log of the house gets one entry, with the last hash of the safe's own."""
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    row = safe.row
    rules.check_opening(row.starts_on, row.ends_on, today=today)
    found = objects(session, row.agency_id, row.starts_on)
    if row.object_id not in found:
        raise rules.refused("object_id", "Đơn vị được kiểm tra không còn vào ngày kiểm tra. Sửa lại đơn vị trước khi công bố.")
    people = {one.person_id: one.name for one in safe.readers if one.person_id is not None}
    around.check_people(session, people, row.object_id, found[row.object_id], (today, row.starts_on))
    papers = queries.files(session, row.id)
    last = record(session, actor, row, "open", now=now, after={"Đơn vị được kiểm tra": found[row.object_id], "Số tệp": str(len(papers))})
    told = {"Dấu cuối nhật ký chuẩn bị": last.hash} | {
        f"Tệp {place}": f"{one.file_name}, SHA-256 {one.sha256}" for place, one in enumerate(papers, 1)
    }
    made = inspection_actions.open_round(session, actor, _new_round(session, safe, last.hash, told), today=today, now=now)
    for paper in papers:
        stored = file_actions.register(session, Stored(paper.sha256, paper.size, paper.media_type, tuple(paper.warnings)), now=now)
        session.add(_row_file(made, paper, stored.id))
    row.opened_at, row.opened_round_id = now, made.id
    session.flush()
    return made


def _new_round(session: Session, safe: Safe, last_hash: str, told: dict[str, str]) -> NewRound:
    row = safe.row
    items = queries.items(session, row.id)
    # A plan may have been taken back since: nothing here may hold it, so the line then only keeps its words.
    plans = set(session.scalars(select(Plan.id).where(Plan.id.in_({one.plan_id for one in items if one.plan_id is not None}))))
    return NewRound(
        object_id=row.object_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        content=row.content,
        decision_number=row.decision_number,
        decided_on=row.decided_on,
        safe_hash=last_hash,
        team=tuple(NewMember(one.person_id, one.name, one.title, MemberRole(one.role)) for one in safe.readers if one.role in TEAM),
        items=tuple(_new_item(one, own, plans) for one, own in zip(items, accumulate(not one.code for one in items), strict=True)),
        told=told,
    )


def _new_item(one: SealedItem, own: int, plans: set[int]) -> NewItem:
    """As the round numbers its lines: those of a plan as the plan does, its own counted from one."""
    return NewItem(one.code or f"{OWN}.{own}", one.text, one.plan_id if one.plan_id in plans else None, one.above)


def _row_file(made: InspectionRound, paper: SealedFile, stored_file_id: int) -> RegisterFile:
    return RegisterFile(
        agency_id=made.agency_id,
        register=_REGISTER,
        row_id=made.id,
        stored_file_id=stored_file_id,
        file_name=paper.file_name,
        note=paper.note,
        added_by_id=paper.added_by_id,
        added_at=paper.added_at,
    )
