"""The places where an agency posts: made with the first sheet, added, renamed, closed by the clerk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.people import queries as people_queries
from tthc.core.postings.models import PostingPlace
from tthc.core.postings.rules import MEDIA, USUAL_PLACES, Medium
from tthc.core.registers.actions import Place
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import day

_LONGEST = 200


@dataclass(frozen=True)
class NewPlace:
    """What a clerk says of a place."""

    name: str
    medium: str
    unit_id: int | None = None
    active_from: date | None = None


def places_of(session: Session, actor: Actor, agency_id: int, *, now: datetime) -> Sequence[PostingPlace]:
    """All places of the agency in their order; an agency that has none yet gets the usual ones."""
    query = select(PostingPlace).where(PostingPlace.agency_id == agency_id).order_by(PostingPlace.position, PostingPlace.id)
    found = session.scalars(query).all()
    if found:
        return found
    rows = [
        PostingPlace(agency_id=agency_id, name=name, folded=fold(name), medium=medium, position=number)
        for number, (medium, name) in enumerate(USUAL_PLACES, 1)
    ]
    session.add_all(rows)
    session.flush()
    after = {"Nơi niêm yết": [row.name for row in rows]}
    audit.record(session, actor, "begin_places", "posting_place", None, now=now, after=after, agency_id=agency_id)
    return rows


def begin_places(session: Session, actor: Actor, *, now: datetime) -> Sequence[PostingPlace]:
    """Give the agency the usual places before its first sheet."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, Place(agency_id, agency_id))
    return places_of(session, actor, agency_id, now=now)


def write_place(
    session: Session, actor: Actor, row: PostingPlace | None, asked: NewPlace, *, version: int | None = None, now: datetime
) -> PostingPlace:
    """Add a place, or change what an existing one is called and who hangs sheets there."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, row or Place(agency_id, agency_id))
    name = tidy(asked.name)
    _check(session, agency_id, row, name, asked)
    if row is not None and version is not None and version != row.version:
        raise Conflict("Nơi niêm yết này vừa được người khác sửa. Tải lại trang trước khi lưu.", _told(row), {"Tên": name})
    before = _told(row) if row else {}
    if row is None:
        last = session.scalars(
            select(PostingPlace.position).where(PostingPlace.agency_id == agency_id).order_by(PostingPlace.position.desc()).limit(1)
        ).first()
        row = PostingPlace(agency_id=agency_id, position=(last or 0) + 1, active_from=asked.active_from)
        session.add(row)
    row.name, row.folded, row.medium, row.unit_id = name, fold(name), Medium(asked.medium), asked.unit_id
    session.flush()
    audit.record(session, actor, "write_place", "posting_place", row.id, now=now, before=before, after=_told(row))
    return row


def end_place(session: Session, actor: Actor, row: PostingPlace, on: date | None, *, today: date, now: datetime) -> None:
    """From that day on nothing hangs there; what hangs there has to go."""
    ensure(actor, Can.REGISTER_SET_UP, row)
    if row.active_to is not None and row.active_to <= today:
        raise WrongState("Nơi niêm yết này đã thôi sử dụng. Tải lại trang.")
    on = on or today
    if row.active_from and on < row.active_from:
        raise BadInput("Chưa lưu được.", {"on": f"Ngày thôi niêm yết không được trước ngày bắt đầu ({day(row.active_from)})."})
    before = _told(row)
    row.active_to = on
    session.flush()
    audit.record(session, actor, "end_place", "posting_place", row.id, now=now, before=before, after=_told(row))


def _check(session: Session, agency_id: int, row: PostingPlace | None, name: str, asked: NewPlace) -> None:
    faults: dict[str, str] = {}
    if not name:
        faults["name"] = "Nhập tên nơi niêm yết."
    elif len(name) > _LONGEST:
        faults["name"] = f"Tên nơi niêm yết dài quá {_LONGEST} ký tự. Rút gọn lại."
    same = select(PostingPlace.id).where(PostingPlace.agency_id == agency_id, PostingPlace.folded == fold(name))
    twin = session.scalar(same)
    if twin is not None and (row is None or row.id != twin):
        faults["name"] = "Đã có nơi niêm yết tên này. Nhập tên khác."
    if asked.medium not in MEDIA:
        faults["medium"] = "Chọn loại nơi niêm yết."
    if asked.unit_id is not None and asked.unit_id not in people_queries.parents_of(session, agency_id):
        faults["unit_id"] = "Chọn một đơn vị của cơ quan."
    if faults:
        raise BadInput("Chưa lưu được.", faults)


def _told(row: PostingPlace) -> dict[str, str]:
    told = {"Tên": row.name, "Loại": MEDIA[row.medium], "Từ ngày": day(row.active_from) if row.active_from else ""}
    return {title: words for title, words in (told | {"Đến ngày": day(row.active_to) if row.active_to else ""}).items() if words}
