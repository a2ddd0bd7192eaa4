"""Change agencies, their trees of units and groups, and how plans spell them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.people import queries, rules
from tthc.core.people.actions.records import LETTERHEAD, facts, logged, same_version
from tthc.core.people.actions.staff import end_sign_ins
from tthc.core.people.models import GroupMember, Post, Unit, UnitSpelling
from tthc.core.people.rules import Scope, UnitKind, is_valid_on, refuse_oneself, refused
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, tidy

_ONE_DAY = timedelta(days=1)


def add_agency(session: Session, actor: Actor, *, valid_from: date | None = None, now: datetime, **texts: str) -> Unit:
    """A new agency with its letterhead (name, short_name, superior, place, symbol), the root of its own tree; only the system adds one."""
    ensure(actor, Can.PEOPLE_MANAGE, Scope(None))
    session.add(unit := _write(Unit(kind=UnitKind.AGENCY, valid_from=valid_from), {"name": "", **texts}))
    session.flush()
    unit.agency_id = unit.id
    return logged(session, actor, "add_agency", unit, now)


def place_below(session: Session, actor: Actor, agency_id: int, superior_id: int | None, *, now: datetime) -> Unit:
    """Put an agency below another one, whose shared plans it then sees, or below none; only the system knows both."""
    ensure(actor, Can.PEOPLE_MANAGE, Scope(None))
    unit = queries.agency(session, agency_id)
    if superior_id is not None:
        above = [queries.agency(session, superior_id).id, *queries.agencies_above(session, superior_id)]
        if agency_id in above:
            raise refused("parent_id", "Không đặt được: cơ quan cấp trên đang là chính cơ quan này hoặc ở dưới nó.")
    before = facts(unit)
    unit.parent_id = superior_id
    return logged(session, actor, "place_below", unit, now, before)


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
    return logged(session, actor, "add_unit", unit, now)


def rename_unit(session: Session, actor: Actor, unit_id: int, version: int, *, now: datetime, **texts: str) -> Unit:
    """Correct a unit's texts (name and letterhead). Papers already frozen keep the old ones."""
    unit = _unit(session, actor, unit_id)
    same_version(session, unit, version, texts)
    before = facts(unit)
    return logged(session, actor, "rename_unit", _write(unit, texts), now, before)


def move_unit(session: Session, actor: Actor, unit_id: int, version: int, parent_id: int, *, position: int = 0, now: datetime) -> Unit:
    """Put a unit below another one of the same agency, never below itself."""
    unit = _unit(session, actor, unit_id)
    same_version(session, unit, version, {"parent_id": str(parent_id)})
    parents = queries.parents_of(session, unit.agency_id or 0)
    if parent_id not in parents or unit.kind is UnitKind.AGENCY:
        raise NotFound
    if rules.makes_cycle(parents, unit.id, parent_id):
        raise refused("parent_id", "Không chuyển được: đơn vị cấp trên đang nằm trong chính đơn vị này.")
    before = facts(unit)
    unit.parent_id, unit.position = parent_id, position
    return logged(session, actor, "move_unit", unit, now, before)


def close_unit(session: Session, actor: Actor, unit_id: int, version: int, *, on: date, successor_id: int | None, now: datetime) -> Unit:
    """The unit's last day, and who carries its work on; its posts end with it."""
    unit = _unit(session, actor, unit_id)
    same_version(session, unit, version, {"valid_to": f"{on:%d/%m/%Y}"})
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
    before = facts(unit)
    unit.valid_to, unit.succeeded_by_id = on, successor_id
    return logged(session, actor, "close_unit", unit, now, before, posts=[post.id for post in posts])


def set_members(session: Session, actor: Actor, group_id: int, unit_ids: Collection[int], *, on: date, now: datetime) -> Unit:
    """The units a group stands for from that day on, agencies below among them; who left it stays a member on the days before."""
    group = _unit(session, actor, group_id)
    active = {*queries.parents_of(session, group.agency_id or 0, on)}
    if not active >= set(unit_ids):  # asked for only where somebody is no unit of the own tree
        active |= {one.id for one in queries.agencies_below(session, group.agency_id or 0, on)}
    if group.kind is not UnitKind.GROUP or group.id in unit_ids or not active >= set(unit_ids):
        raise refused("members", "Nhóm chỉ gồm các đơn vị đang hoạt động của cơ quan và các cơ quan cấp dưới.")
    rows = {row.unit_id: row for row in session.scalars(select(GroupMember).where(GroupMember.group_id == group_id))}
    before = {unit_id for unit_id, row in rows.items() if is_valid_on(row.valid_from, row.valid_to, on)}
    for unit_id in before - set(unit_ids):
        rows[unit_id].valid_to = on - _ONE_DAY
    for unit_id in sorted(set(unit_ids) - before):
        row = rows.get(unit_id) or GroupMember(group_id=group_id, unit_id=unit_id, valid_from=on)
        row.valid_to = None
        session.add(row)
    return logged(session, actor, "set_members", group, now, {"members": sorted(before)}, members=sorted(unit_ids))


def remember_spelling(session: Session, actor: Actor, agency_id: int, spelling: str, unit_id: int, *, now: datetime) -> UnitSpelling:
    """The unit that plans of this agency mean by a spelling; a later answer replaces an earlier one."""
    ensure(actor, Can.PLAN_IMPORT, Scope(agency_id))
    if unit_id not in queries.parents_of(session, agency_id):
        raise NotFound
    key = fold(spelling)[:500]
    row = session.scalar(select(UnitSpelling).where(UnitSpelling.agency_id == agency_id, UnitSpelling.folded == key))
    if row and row.unit_id == unit_id:
        return row
    before = facts(row) if row else {}
    row = row or UnitSpelling(agency_id=agency_id, folded=key)
    row.unit_id, row.spelling = unit_id, tidy(spelling)[:500]
    session.add(row)
    return logged(session, actor, "remember_spelling", row, now, before)


def _write(unit: Unit, texts: Mapping[str, str]) -> Unit:
    for key in texts.keys() & LETTERHEAD.keys():
        if key == "name":
            text = rules.check_text(texts[key], key, "Nhập tên đơn vị.", LETTERHEAD[key])
        else:
            text = rules.check_link(texts[key], key) if key == "public_address" else tidy(texts[key])
        setattr(unit, key, text[: LETTERHEAD[key]])
    return unit


def _unit(session: Session, actor: Actor, unit_id: int) -> Unit:
    """A unit that the actor may change."""
    unit = queries.unit(session, actor, unit_id)
    ensure(actor, Can.PEOPLE_MANAGE, unit)
    return unit
