"""Who carries out a round: accounts and guests; nobody inspects the unit in which he works."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.inspections.models import InspectionMember, InspectionRound
from tthc.core.inspections.queries import people as people_queries
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.rules import MEMBER_ROLES, MemberRole
from tthc.core.inspections.rules.opening import NewMember
from tthc.core.inspections.rules.rounds import ensure_open
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import nfc, tidy
from tthc.kernel.vietnamese import day

_ONE_ONLY = (MemberRole.HEAD, MemberRole.SECRETARY)
_LONGEST_NAME, _LONGEST_TITLE = 200, 300


def add_member(session: Session, actor: Actor, row: InspectionRound, new: NewMember, *, now: datetime) -> InspectionMember:
    """Put somebody on the team: an account of the agency (name and title are taken from it), or a guest by name."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    ensure_open(row)
    team = rounds.team(session, row.id)
    if new.role in _ONE_ONLY and any(one.role == new.role for one in team):
        raise BadInput("Chưa thêm được.", {"role": f"Đoàn đã có {MEMBER_ROLES[new.role]}. Mỗi đoàn có một người giữ nhiệm vụ này."})
    found = _account(session, row, new.person_id) if new.person_id else _guest(new)
    if any((one.person_id, one.name) == (found.person_id, found.name) for one in team):
        raise BadInput("Chưa thêm được.", {"person_id" if new.person_id else "name": f"{found.name} đã ở trong đoàn."})
    member = InspectionMember(round_id=row.id, person_id=found.person_id, name=found.name, title=found.title, role=new.role)
    session.add(member)
    session.flush()
    after = {"Thành viên": _told(member)}
    audit.record(session, actor, "add_member", "inspection_round", row.id, now=now, after=after)
    return member


def _account(session: Session, row: InspectionRound, person_id: int | None) -> NewMember:
    known = {one.person_id: one for one in people_queries.candidates(session, row.agency_id, row.object_id, row.starts_on, row.ends_on)}
    found = known.get(person_id or 0)
    if found is None:
        raise BadInput("Chưa thêm được.", {"person_id": "Chọn một người đang giữ vị trí trong cơ quan vào những ngày kiểm tra."})
    if found.is_inside:
        unit = people_queries.where_inside(session, found.person_id, row.object_id, row.starts_on, row.ends_on)
        told = f"{found.name} làm việc tại {unit}, thuộc đơn vị được kiểm tra ({_days(row.starts_on, row.ends_on)})"
        raise BadInput("Chưa thêm được.", {"person_id": f"{told}, nên không tham gia đoàn kiểm tra đơn vị này. Chọn người khác."})
    return NewMember(
        found.person_id, found.name, found.title if found.title == found.unit else f"{found.title}, {found.unit}", MemberRole.MEMBER
    )


def _guest(new: NewMember) -> NewMember:
    name, title = tidy(nfc(new.name)), tidy(nfc(new.title))
    if not name:
        raise BadInput("Chưa thêm được.", {"person_id": "Chọn người trong cơ quan, hoặc nhập họ tên người ngoài cơ quan."})
    if len(name) > _LONGEST_NAME or len(title) > _LONGEST_TITLE:
        raise BadInput("Chưa thêm được.", {"name": "Họ tên dài quá 200 ký tự hoặc chức vụ dài quá 300 ký tự. Rút gọn lại."})
    return NewMember(None, name, title, new.role)


def remove_member(session: Session, actor: Actor, row: InspectionRound, member_id: int, *, now: datetime) -> None:
    """Take somebody off the team; what he has marked stays his."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    ensure_open(row)
    member = session.get(InspectionMember, member_id)
    if member is None or member.round_id != row.id:
        raise WrongState("Người này không còn trong đoàn. Tải lại trang.")
    before = {"Thành viên": _told(member)}
    session.delete(member)
    session.flush()
    audit.record(session, actor, "remove_member", "inspection_round", row.id, now=now, before=before)


def _told(member: InspectionMember) -> str:
    return f"{member.name} ({MEMBER_ROLES[member.role]})"


def _days(first: date, last: date) -> str:
    return f"ngày {day(first)}" if first == last else f"từ {day(first)} đến {day(last)}"
