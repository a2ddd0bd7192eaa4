"""Who knows of it: the list of a safe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.inspections.queries.objects import objects
from tthc.core.sealed import rules
from tthc.core.sealed.actions.entries import record
from tthc.core.sealed.models import SealedReader
from tthc.core.sealed.queries import Safe, around
from tthc.core.sealed.rules import ROLES, SafeRole
from tthc.kernel.actor import Actor
from tthc.kernel.errors import WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import tidy

_LONGEST_NAME = 200


def add_reader(
    session: Session,
    actor: Actor,
    safe: Safe,
    role: SafeRole,
    *,
    person_id: int | None = None,
    name: str = "",
    title: str = "",
    today: date,
    now: datetime,
) -> SealedReader:
    """Put a colleague on the list or give him another role, or name somebody of the team who has no account here and so reads nothing.

    A new head takes the place of the one before, who stays as a member.
    """
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    there = next((one for one in safe.readers if person_id is not None and one.person_id == person_id), None)
    if there is None and len(safe.readers) >= rules.MOST_PEOPLE:
        raise rules.refused("person_id", f"Danh sách có nhiều nhất {rules.MOST_PEOPLE} người.")
    made = there or (_colleague(session, safe, person_id, today) if person_id is not None else _guest(safe, name, title, role))
    old = {one: one.role for one in safe.readers}
    new = {one: SafeRole.MEMBER if role is SafeRole.HEAD and held is SafeRole.HEAD else held for one, held in old.items()} | {made: role}
    rules.check_roles(new.values())
    for one, held in new.items():
        one.role = held
    session.add(made)
    session.flush()
    changed = {one: held for one, held in new.items() if old.get(one) is not held}
    if changed:
        before = _said({one: old[one] for one in changed if one in old})
        record(session, actor, safe.row, "add_reader", now=now, before=before, after=_said(changed))
    return made


def remove_reader(session: Session, actor: Actor, safe: Safe, reader_id: int, *, now: datetime) -> SealedReader:
    """Take somebody off the list; the last head stays."""
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    found = next((one for one in safe.readers if one.id == reader_id), None)
    if found is None:
        raise WrongState("Người này không còn trong danh sách. Tải lại trang.")
    rules.check_roles(one.role for one in safe.readers if one is not found)
    session.delete(found)
    session.flush()
    record(session, actor, safe.row, "remove_reader", now=now, before=_said({found: found.role}))
    return found


def _said(roles: Mapping[SealedReader, SafeRole]) -> dict[str, str]:
    return {", ".join(filter(None, (one.name, one.title))): ROLES[role] for one, role in roles.items()}


def _colleague(session: Session, safe: Safe, person_id: int, today: date) -> SealedReader:
    known = around.colleagues(session, safe.row.agency_id, today).get(person_id)
    if known is None:
        raise rules.refused("person_id", "Chọn người của cơ quan đang công tác.")
    object_name = objects(session, safe.row.agency_id).get(safe.row.object_id, "đơn vị được kiểm tra")
    around.check_people(session, {person_id: known.name}, safe.row.object_id, object_name, (today, safe.row.starts_on))
    return SealedReader(safe_id=safe.row.id, person_id=person_id, name=known.name, title=known.title)


def _guest(safe: Safe, name: str, title: str, role: SafeRole) -> SealedReader:
    name, title = tidy(name), tidy(title)
    if not name:
        raise rules.refused("person_id", "Chọn người của cơ quan hoặc nhập họ tên người ngoài cơ quan.")
    if len(name) > _LONGEST_NAME or len(title) > rules.LONGEST_NOTE:
        raise rules.refused("name", f"Họ tên dài tối đa {_LONGEST_NAME} ký tự, chức vụ tối đa {rules.LONGEST_NOTE} ký tự.")
    if role is SafeRole.ORDERER:
        raise rules.refused("role", "Người ngoài cơ quan không có tài khoản để xem. Chọn vai trò trong đoàn.")
    if role is SafeRole.HEAD:
        raise rules.refused("role", "Trưởng đoàn phải có tài khoản để công bố đợt kiểm tra.")
    return SealedReader(safe_id=safe.row.id, name=name, title=title)
