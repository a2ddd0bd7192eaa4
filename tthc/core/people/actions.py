"""Change units, people and posts. Whose rights change loses every open sign-in at once (SE-05)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit_actions
from tthc.core.audit import queries as audit_queries
from tthc.core.people import queries, rules
from tthc.core.people.models import GroupMember, LoginSession, Person, Post, Unit, UnitSpelling
from tthc.core.people.rules import Scope, UnitKind, is_valid_on, refuse_oneself, refused
from tthc.kernel.actor import Actor, Role
from tthc.kernel.clock import VIETNAM
from tthc.kernel.errors import Conflict, NotFound, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, tidy

Facts = Mapping[str, Any]
Row = TypeVar("Row", Unit, Person, Post, UnitSpelling)
_NO_NAME = "Nhập họ và tên."
_ONE_DAY = timedelta(days=1)
_LETTERHEAD = {"name": 300, "short_name": 120, "superior": 300, "place": 120, "symbol": 60}
_FACTS: dict[type, tuple[str, ...]] = {
    Unit: (*_LETTERHEAD, "kind", "parent_id", "position", "valid_from", "valid_to", "succeeded_by_id"),
    Person: ("username", "full_name", "is_active"),
    Post: ("unit_id", "person_id", "role", "title", "valid_from", "valid_to"),
    UnitSpelling: ("unit_id", "spelling"),
}


def add_agency(session: Session, actor: Actor, *, valid_from: date | None = None, now: datetime, **texts: str) -> Unit:
    """A new agency with its letterhead (name, short_name, superior, place, symbol), the root of its own tree; only the system adds one."""
    ensure(actor, Can.PEOPLE_MANAGE, Scope(None))
    session.add(unit := _write(Unit(kind=UnitKind.AGENCY, valid_from=valid_from), {"name": "", **texts}))
    session.flush()
    unit.agency_id = unit.id
    return _logged(session, actor, "add_agency", unit, now)


def add_unit(
    session: Session,
    actor: Actor,
    agency_id: int,
    *,
    kind: str = UnitKind.DESK,
    parent_id: int | None = None,
    position: int = 0,
    valid_from: date | None = None,
    now: datetime,
    **texts: str,
) -> Unit:
    """A new unit (name, short_name) below `parent_id`, or directly below the agency."""
    ensure(actor, Can.PEOPLE_MANAGE, Scope(agency_id))
    if kind == UnitKind.AGENCY:
        raise refused("kind", "Chọn phòng, bộ phận, nhóm hoặc đơn vị ngoài.")
    unit = Unit(agency_id=agency_id, parent_id=parent_id or agency_id, kind=UnitKind(kind), position=position, valid_from=valid_from)
    _write(unit, {"name": "", **texts})
    if unit.parent_id not in queries.parents_of(session, queries.agency(session, agency_id).id):
        raise NotFound
    session.add(unit)
    return _logged(session, actor, "add_unit", unit, now)


def rename_unit(session: Session, actor: Actor, unit_id: int, version: int, *, now: datetime, **texts: str) -> Unit:
    """Correct a unit's texts (name and letterhead). Papers already frozen keep the old ones."""
    unit = _unit(session, actor, unit_id)
    _same_version(session, unit, version, texts)
    before = _facts(unit)
    return _logged(session, actor, "rename_unit", _write(unit, texts), now, before)


def move_unit(session: Session, actor: Actor, unit_id: int, version: int, parent_id: int, *, position: int = 0, now: datetime) -> Unit:
    """Put a unit below another one of the same agency, never below itself."""
    unit = _unit(session, actor, unit_id)
    _same_version(session, unit, version, {"parent_id": str(parent_id)})
    parents = queries.parents_of(session, unit.agency_id or 0)
    if parent_id not in parents or unit.kind is UnitKind.AGENCY:
        raise NotFound
    if rules.makes_cycle(parents, unit.id, parent_id):
        raise refused("parent_id", "Không chuyển được: đơn vị cấp trên đang nằm trong chính đơn vị này.")
    before = _facts(unit)
    unit.parent_id, unit.position = parent_id, position
    return _logged(session, actor, "move_unit", unit, now, before)


def close_unit(session: Session, actor: Actor, unit_id: int, version: int, *, on: date, successor_id: int | None, now: datetime) -> Unit:
    """The unit's last day, and who carries its work on; its posts end with it."""
    unit = _unit(session, actor, unit_id)
    _same_version(session, unit, version, {"valid_to": f"{on:%d/%m/%Y}"})
    rules.check_span(unit.valid_from, on, "on")
    still_there = queries.parents_of(session, unit.agency_id or 0, on + _ONE_DAY)
    if unit.valid_to is not None or unit.id in still_there.values():
        raise WrongState("Đơn vị này đã có ngày kết thúc hoặc còn đơn vị trực thuộc. Chuyển hoặc kết thúc các đơn vị đó trước.")
    if successor_id == unit.id or (successor_id is not None and successor_id not in still_there):
        raise refused("successor_id", "Chọn một đơn vị khác còn hoạt động.")
    posts = session.scalars(select(Post).where(Post.unit_id == unit.id)).all()
    for post in posts:
        refuse_oneself(actor, post.person_id)
        post.valid_to = min(post.valid_to or on, max(on, post.valid_from or on))
        end_sign_ins(session, actor, post.person_id, now=now)
    before = _facts(unit)
    unit.valid_to, unit.succeeded_by_id = on, successor_id
    return _logged(session, actor, "close_unit", unit, now, before, posts=[post.id for post in posts])


def set_members(session: Session, actor: Actor, group_id: int, unit_ids: Collection[int], *, on: date, now: datetime) -> Unit:
    """The units a group stands for from that day on; who left it stays a member on the days before."""
    group = _unit(session, actor, group_id)
    active = queries.parents_of(session, group.agency_id or 0, on)
    if group.kind is not UnitKind.GROUP or group.id in unit_ids or not active.keys() >= set(unit_ids):
        raise refused("members", "Nhóm chỉ gồm các đơn vị đang hoạt động của cơ quan.")
    rows = {row.unit_id: row for row in session.scalars(select(GroupMember).where(GroupMember.group_id == group_id))}
    before = {unit_id for unit_id, row in rows.items() if is_valid_on(row.valid_from, row.valid_to, on)}
    for unit_id in before - set(unit_ids):
        rows[unit_id].valid_to = on - _ONE_DAY
    for unit_id in sorted(set(unit_ids) - before):
        row = rows.get(unit_id) or GroupMember(group_id=group_id, unit_id=unit_id, valid_from=on)
        row.valid_to = None
        session.add(row)
    return _logged(session, actor, "set_members", group, now, {"members": sorted(before)}, members=sorted(unit_ids))


def remember_spelling(session: Session, actor: Actor, agency_id: int, spelling: str, unit_id: int, *, now: datetime) -> UnitSpelling:
    """The unit that plans of this agency mean by a spelling; a later answer replaces an earlier one."""
    ensure(actor, Can.PLAN_IMPORT, Scope(agency_id))
    if unit_id not in queries.parents_of(session, agency_id):
        raise NotFound
    key = fold(spelling)[:500]
    row = session.scalar(select(UnitSpelling).where(UnitSpelling.agency_id == agency_id, UnitSpelling.folded == key))
    if row and row.unit_id == unit_id:
        return row
    before = _facts(row) if row else {}
    row = row or UnitSpelling(agency_id=agency_id, folded=key)
    row.unit_id, row.spelling = unit_id, tidy(spelling)[:500]
    session.add(row)
    return _logged(session, actor, "remember_spelling", row, now, before)


def add_person(session: Session, actor: Actor, *, username: str, full_name: str, now: datetime) -> Person:
    """A login that cannot be used yet: a post gives it rights, a code or a password a way in."""
    ensure(actor, Can.PEOPLE_MANAGE)
    person = Person(username=rules.check_username(username), full_name=rules.check_text(full_name, "full_name", _NO_NAME))
    if queries.person_named(session, person.username):
        raise refused("username", "Tên đăng nhập đã có người dùng. Chọn tên khác.")
    session.add(person)
    return _logged(session, actor, "add_person", person, now)


def rename_person(session: Session, actor: Actor, person_id: int, version: int, *, full_name: str, now: datetime) -> Person:
    """Correct a person's name; papers already frozen keep the old one."""
    person = queries.person(session, actor, person_id)
    ensure(actor, Can.PEOPLE_MANAGE, Scope(queries.home_of(session, person_id)))
    _same_version(session, person, version, {"full_name": full_name})
    before = _facts(person)
    person.full_name = rules.check_text(full_name, "full_name", _NO_NAME)
    return _logged(session, actor, "rename_person", person, now, before)


def set_active(session: Session, actor: Actor, person_id: int, version: int, *, is_active: bool, now: datetime) -> Person:
    """Switch a login off or on again."""
    person = queries.person(session, actor, person_id)
    ensure(actor, Can.PEOPLE_MANAGE, Scope(queries.home_of(session, person_id)))
    refuse_oneself(actor, person_id)
    _same_version(session, person, version, {})
    before, person.is_active = _facts(person), is_active
    end_sign_ins(session, actor, person_id, now=now)
    return _logged(session, actor, "activate" if is_active else "deactivate", person, now, before)


def add_post(
    session: Session,
    actor: Actor,
    unit_id: int,
    *,
    person_id: int | None,
    role: Role,
    title: str,
    valid_from: date | None = None,
    now: datetime,
) -> Post:
    """A position in a unit, held by a person or empty."""
    unit = _unit(session, actor, unit_id)
    refuse_oneself(actor, person_id)
    if person_id is not None and not actor.is_system and queries.home_of(session, person_id) not in (None, actor.agency_id):
        raise NotFound
    if unit.kind in (UnitKind.GROUP, UnitKind.OUTSIDE):
        raise refused("unit_id", "Nhóm và đơn vị ngoài không có vị trí công tác. Chọn phòng hoặc bộ phận.")
    title = rules.check_text(title, "title", "Nhập chức danh.")
    session.add(post := Post(unit_id=unit_id, person_id=person_id, role=role, title=title, valid_from=valid_from))
    end_sign_ins(session, actor, person_id, now=now)
    return _logged(session, actor, "add_post", post, now)


def end_post(session: Session, actor: Actor, post_id: int, version: int, *, on: date, now: datetime) -> Post:
    """The last day of a post."""
    post = queries.post(session, actor, post_id)
    ensure(actor, Can.PEOPLE_MANAGE, post.unit)
    refuse_oneself(actor, post.person_id)
    _same_version(session, post, version, {"valid_to": f"{on:%d/%m/%Y}"})
    rules.check_span(post.valid_from, on, "on")
    before, post.valid_to = _facts(post), on
    end_sign_ins(session, actor, post.person_id, now=now)
    return _logged(session, actor, "end_post", post, now, before)


def end_sign_ins(session: Session, actor: Actor, person_id: int | None, *, now: datetime) -> None:
    """End every open sign-in of a person: oneself, or another by right of administration."""
    if actor.person_id is None or actor.person_id != person_id:
        ensure(actor, Can.PEOPLE_MANAGE)
    session.execute(update(LoginSession).where(LoginSession.person_id == person_id, LoginSession.ended_at.is_(None)).values(ended_at=now))


def _unit(session: Session, actor: Actor, unit_id: int) -> Unit:
    unit = queries.unit(session, actor, unit_id)
    ensure(actor, Can.PEOPLE_MANAGE, unit)
    return unit


def _write(unit: Unit, texts: Mapping[str, str]) -> Unit:
    for key in texts.keys() & _LETTERHEAD.keys():
        text = rules.check_text(texts[key], key, "Nhập tên đơn vị.", _LETTERHEAD[key]) if key == "name" else tidy(texts[key])
        setattr(unit, key, text[: _LETTERHEAD[key]])
    return unit


def _facts(row: Row) -> dict[str, Any]:
    return {key: getattr(row, key) for key in _FACTS[type(row)] if getattr(row, key) not in (None, "")}


def _same_version(session: Session, row: Unit | Person | Post, version: int, mine: Mapping[str, str]) -> None:
    """Refuse a save over somebody else's, with both texts."""
    if row.version == version:
        return
    last = audit_queries.histories(session, {row.__tablename__: [row.id]})[:1]
    who = f"{last[0].actor_name} đã sửa nội dung này lúc {last[0].at.astimezone(VIETNAM):%H:%M}" if last else "Nội dung này vừa được sửa"
    theirs = {rules.LABELS[key]: str(getattr(row, key) or "") for key in mine}
    raise Conflict(f"{who}. Xem thay đổi trước khi lưu.", theirs, {rules.LABELS[key]: text for key, text in mine.items()})


def _logged(session: Session, actor: Actor, verb: str, row: Row, now: datetime, before: Facts | None = None, **more: Any) -> Row:
    session.flush()  # a new row gets its id here
    after = {**_facts(row), **more}
    agency_id = getattr(session.get(Unit, row.unit_id) if isinstance(row, Post) else row, "agency_id", actor.agency_id)
    audit_actions.record(session, actor, verb, row.__tablename__, row.id, now=now, before=before, after=after, agency_id=agency_id)
    return row
