"""Seal a new inspection, change whom and when, give it up."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.inspections.queries.objects import objects
from tthc.core.sealed import rules
from tthc.core.sealed.actions.entries import record
from tthc.core.sealed.models import SealedReader, SealedRound
from tthc.core.sealed.queries import Safe, around
from tthc.core.sealed.rules import LABELS, ROLES, Facts, SafeRole, Seen
from tthc.kernel.actor import Actor
from tthc.kernel.errors import Conflict
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day as day_words


def seal(
    session: Session, actor: Actor, facts: Facts, role: SafeRole, head_id: int | None = None, *, today: date, now: datetime
) -> SealedRound:
    """Begin an unannounced inspection: who begins it stands on its list in this role, with a head if he is none himself."""
    agency_id, person_id = actor.agency_id or 0, actor.person_id or 0
    ensure(actor, Can.INSPECTION_SEAL, Seen(agency_id, facts.object_id, frozenset()))
    facts, name = _checked(session, facts, agency_id, today=today)
    known = around.colleagues(session, agency_id, today)
    people = {person_id: role}
    if role is SafeRole.HEAD and head_id not in (None, person_id):
        raise rules.refused("head_id", "Người lập đang là trưởng đoàn. Chọn vai trò khác của người lập, hoặc để trống ô này.")
    if role is not SafeRole.HEAD:
        if head_id is None or head_id not in known or head_id == person_id:
            raise rules.refused("head_id", "Chọn trưởng đoàn.")
        people[head_id] = SafeRole.HEAD
    names = {one: known[one].name if one in known else actor.name for one in people}
    around.check_people(session, names, facts.object_id, name, (today, facts.starts_on))
    row = SealedRound(agency_id=agency_id, sealed_at=now, **_columns(facts))
    session.add(row)
    session.flush()
    for one, held in people.items():
        title = known[one].title if one in known else actor.title
        session.add(SealedReader(safe_id=row.id, person_id=one, name=names[one], title=title, role=held))
    told = _told(facts, name) | {"Người biết": ", ".join(f"{names[one]} ({ROLES[held]})" for one, held in people.items())}
    record(session, actor, row, "seal", now=now, after=told)
    return row


def change(session: Session, actor: Actor, safe: Safe, facts: Facts, *, version: int | None, today: date, now: datetime) -> None:
    """Another unit, other days, another decision; everybody of the list must still be allowed to know of it."""
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    row, agency_id = safe.row, safe.row.agency_id
    names = objects(session, agency_id)
    old = _told(safe.facts, names.get(row.object_id, ""))
    if version != row.version:
        mine = _told(facts, names.get(facts.object_id, ""))
        raise Conflict("Phần này vừa được người khác trong đoàn sửa. So sánh rồi lưu lại.", *rules.changes(old, mine))
    facts, name = _checked(session, facts, agency_id, today=today)
    people = {one.person_id: one.name for one in safe.readers if one.person_id is not None}
    around.check_people(session, people, facts.object_id, name, (today, facts.starts_on))
    before, after = rules.changes(old, _told(facts, name))
    if not after:
        return
    for column, value in _columns(facts).items():
        setattr(row, column, value)
    row.version += 1
    record(session, actor, row, "change", now=now, before=before, after=after)


def discard(session: Session, actor: Actor, safe: Safe, reason: str, *, now: datetime) -> None:
    """Give the inspection up; it stays in the safe with its log, for its own people."""
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    reason = tidy(reason)
    if not reason:
        raise rules.refused("reason", "Nêu lý do bỏ việc chuẩn bị.")
    if len(reason) > rules.LONGEST_TEXT:
        raise rules.refused("reason", f"Lý do dài tối đa {rules.LONGEST_TEXT} ký tự.")
    safe.row.discarded_at, safe.row.discard_reason = now, reason
    record(session, actor, safe.row, "discard", now=now, after={"Lý do": reason})


def _checked(session: Session, facts: Facts, agency_id: int, *, today: date) -> tuple[Facts, str]:
    found = objects(session, agency_id, facts.starts_on)
    return rules.check_facts(facts, found, agency_id, today=today), found.get(facts.object_id, "")


def _columns(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in LABELS}


def _told(facts: Facts, object_name: str) -> dict[str, str]:
    values = {
        "object_id": object_name,
        "starts_on": day_words(facts.starts_on),
        "ends_on": day_words(facts.ends_on),
        "content": facts.content,
        "decision_number": facts.decision_number,
        "decided_on": day_words(facts.decided_on) if facts.decided_on else "",
    }
    return {LABELS[name]: words for name, words in values.items()}
