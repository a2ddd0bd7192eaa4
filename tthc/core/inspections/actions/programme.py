"""The programme of a year: classes from the plan or typed, their units, and what the year counts with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.inspections.models import InspectionClass, InspectionObject, InspectionProgramme
from tthc.core.inspections.queries import choosing, programme
from tthc.core.inspections.rules.asked import LONGEST_TITLE
from tthc.core.inspections.rules.programme import Quota
from tthc.core.inspections.rules.visits import GAP_DAYS, MOST_GAP
from tthc.core.people.models import Unit
from tthc.core.people.rules import Scope
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import day as day_words
from tthc.kernel.vietnamese import number

_THING = "inspection_class"
_MOST_SHARE, _MOST_UNITS = 100, 9_999
_CENTS = Decimal("0.01")
_LONGEST_NOTE = 500


@dataclass(frozen=True)
class NewClass:
    """A class as it is typed."""

    title: str
    quota: Decimal | None
    is_number: bool = False
    is_internal: bool = False


def derive_classes(session: Session, actor: Actor, year: int, *, now: datetime) -> int:
    """Take the classes that the year's plans ask for, with the units of the group of that name; returns how many are new."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.INSPECTION_PLAN, Scope(agency_id))
    asked = programme.proposed(session, agency_id, year)
    if not asked:
        raise WrongState(f"Kế hoạch năm {year} không đặt chỉ tiêu kiểm tra đơn vị nào. Thêm nhóm đối tượng bằng tay.")
    known = programme.known_targets(session, agency_id, year)
    units = choosing.choices(session, agency_id, year)
    groups = choosing.groups(session, agency_id, year, units)
    new = [one for one in asked if one.target_id not in known]
    last = _last_position(session, agency_id, year)
    for position, one in enumerate(new, last + 1):
        values = {"title": one.title, "quota": one.quota.value, "is_number": one.quota.is_number, "is_internal": one.is_internal}
        row = InspectionClass(agency_id=agency_id, year=year, position=position, target_id=one.target_id, source=one.source, **values)
        session.add(row)
        session.flush()
        group = choosing.group_named(groups, one.title)
        session.add_all(InspectionObject(class_id=row.id, unit_id=unit) for unit in (group.unit_ids if group else ()))
    session.flush()
    if new:
        told = {"year": year, "classes": [f"{one.title}: {one.quota.words}" for one in new]}
        audit.record(session, actor, "derive_classes", "unit", agency_id, now=now, after=told, agency_id=agency_id)
    return len(new)


def add_class(session: Session, actor: Actor, year: int, new: NewClass, *, now: datetime) -> InspectionClass:
    """A class of the office's own."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.INSPECTION_PLAN, Scope(agency_id))
    values = _checked(session, agency_id, year, new)
    row = InspectionClass(agency_id=agency_id, year=year, position=_last_position(session, agency_id, year) + 1, **values)
    session.add(row)
    session.flush()
    audit.record(session, actor, "add_class", _THING, row.id, now=now, after=_told(row), agency_id=agency_id)
    return row


def edit_class(session: Session, actor: Actor, row: InspectionClass, new: NewClass, *, version: int | None = None, now: datetime) -> bool:
    """Change a class; False when nothing is different."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    values = _checked(session, row.agency_id, row.year, new, row.id)
    before = _told(row)
    if version is not None and version != row.version:
        quota = Quota(values["quota"], values["is_number"]).words
        mine = {"Đối tượng": values["title"], "Chỉ tiêu": quota, "Tự kiểm tra nội bộ": "Có" if values["is_internal"] else "Không"}
        raise Conflict("Nhóm đối tượng này vừa được người khác sửa. Xem thay đổi trước khi lưu.", before, mine)
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    audit.record(session, actor, "edit_class", _THING, row.id, now=now, before=before, after=_told(row), agency_id=row.agency_id)
    return True


def remove_class(session: Session, actor: Actor, row: InspectionClass, reason: str, *, now: datetime) -> None:
    """Take a class out of the year, with a reason; rounds stay as they are, and the plan does not bring it back."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    words = tidy(reason)
    if not words:
        raise BadInput("Chưa bỏ được.", {"reason": "Nêu lý do bỏ; nhật ký giữ lý do này."})
    before = _told(row)
    row.removed_at, row.removal_reason = now, words
    session.flush()
    told = {"Lý do": words}
    audit.record(session, actor, "remove_class", _THING, row.id, now=now, before=before, after=told, agency_id=row.agency_id)


def set_units(session: Session, actor: Actor, row: InspectionClass, unit_ids: Collection[int], *, now: datetime) -> tuple[int, int]:
    """The units of a class are these; returns how many came and how many went. A unit that has ended stays until it is taken out."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    known = {one.unit_id for one in choosing.choices(session, row.agency_id, row.year)}
    held = {one.unit_id: one for one in session.scalars(select(InspectionObject).where(InspectionObject.class_id == row.id))}
    wanted = {unit for unit in unit_ids if unit in known or unit in held}
    come, go = sorted(wanted - held.keys()), sorted(held.keys() - wanted)
    if len(set(unit_ids)) != len(wanted):
        raise BadInput("Chưa lưu được.", {"units": f"Có đơn vị không tồn tại trong năm {row.year}. Tải lại trang rồi chọn lại."})
    for unit in go:
        session.delete(held[unit])
    session.add_all(InspectionObject(class_id=row.id, unit_id=unit) for unit in come)
    session.flush()
    if come or go:
        names = {one.id: one.name for one in session.execute(select(Unit.id, Unit.name).where(Unit.id.in_([*come, *go])))}
        after = {"Thêm": [names[one] for one in come]} if come else {}
        before = {"Bỏ": [names[one] for one in go]} if go else {}
        audit.record(session, actor, "set_class_units", _THING, row.id, now=now, before=before, after=after, agency_id=row.agency_id)
    return len(come), len(go)


@dataclass(frozen=True)
class NewTerms:
    """What a year counts with, as it is typed; no day where the plan's own counts."""

    gap_days: int
    due_on: date | None = None
    note: str = ""


def set_programme(session: Session, actor: Actor, year: int, new: NewTerms, *, version: int | None = None, now: datetime) -> bool:
    """What the programme of a year counts with; False when nothing is different."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.INSPECTION_PLAN, Scope(agency_id))
    if faults := _wrong_terms(year, new):
        raise BadInput("Chưa lưu được.", faults)
    row = programme.settings(session, agency_id, year)
    before = _counted_with(row) if row else {}
    if version is not None and version != (row.version if row else 0):
        raise Conflict("Quy ước của chương trình vừa được người khác sửa. Xem thay đổi trước khi lưu.", before, {})
    if row is None:
        row = InspectionProgramme(agency_id=agency_id, year=year, gap_days=GAP_DAYS)
        session.add(row)
    row.gap_days, row.return_due_on, row.note = new.gap_days, new.due_on, tidy(new.note)
    after = _counted_with(row)
    if after == before:
        return False
    session.flush()
    audit.record(session, actor, "set_programme", "inspection_programme", row.id, now=now, before=before, after=after, agency_id=agency_id)
    return True


def _wrong_terms(year: int, new: NewTerms) -> dict[str, str]:
    faults = {}
    if not 0 <= new.gap_days <= MOST_GAP:
        faults["gap_days"] = f"Nhập số ngày từ 0 đến {MOST_GAP}."
    if new.due_on is not None and new.due_on.year not in (year, year + 1):
        faults["due_on"] = f"Hạn báo cáo của năm {year} phải trong năm {year} hoặc {year + 1}."
    if len(tidy(new.note)) > _LONGEST_NOTE:
        faults["note"] = f"Căn cứ dài quá {_LONGEST_NOTE} ký tự. Rút gọn lại."
    return faults


def _counted_with(row: InspectionProgramme) -> dict[str, Any]:
    due = day_words(row.return_due_on) if row.return_due_on else "theo kế hoạch"
    return {"Khoảng cách giữa hai đoàn (ngày)": row.gap_days, "Hạn báo cáo của đơn vị": due, "Căn cứ": row.note}


def _last_position(session: Session, agency_id: int, year: int) -> int:
    query = select(func.max(InspectionClass.position)).where(InspectionClass.agency_id == agency_id, InspectionClass.year == year)
    return session.scalar(query) or 0


def _checked(session: Session, agency_id: int, year: int, new: NewClass, own_id: int | None = None) -> dict[str, Any]:
    faults, title = {}, tidy(new.title)
    if not title:
        faults["title"] = "Nhập tên nhóm đối tượng."
    elif len(title) > LONGEST_TITLE:
        faults["title"] = f"Tên nhóm đối tượng dài quá {LONGEST_TITLE} ký tự. Rút gọn lại."
    elif any(fold(one.title) == fold(title) and one.class_id != own_id for one in programme.classes(session, agency_id, year)):
        faults["title"] = f'Chương trình năm {year} đã có nhóm "{title}".'
    if why := _wrong_quota(new.quota, is_number=new.is_number):
        faults["quota"] = why
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    return {"title": title, "quota": new.quota, "is_number": new.is_number, "is_internal": new.is_internal}


def _wrong_quota(quota: Decimal | None, *, is_number: bool) -> str:
    most = _MOST_UNITS if is_number else _MOST_SHARE
    if quota is None or not 0 < quota <= most:
        return f"Nhập chỉ tiêu lớn hơn 0 và không quá {number(most)}."
    if quota != quota.quantize(Decimal(1) if is_number else _CENTS):
        return f"Chỉ tiêu {number(quota)}: nhập số nguyên đơn vị, hoặc tỷ lệ có nhiều nhất hai chữ số thập phân."
    return ""


def _told(row: InspectionClass) -> dict[str, str]:
    quota = Quota(row.quota, row.is_number).words
    return {"Đối tượng": row.title, "Chỉ tiêu": quota, "Tự kiểm tra nội bộ": "Có" if row.is_internal else "Không"}
