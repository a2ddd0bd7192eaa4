"""Make announced rounds for chosen units of the programme, one after the other on working days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.calendar import queries as calendar_queries
from tthc.core.inspections.actions.register import ROUNDS
from tthc.core.inspections.models import InspectionClass
from tthc.core.inspections.queries import programme
from tthc.core.inspections.rules import Form
from tthc.core.inspections.rules.visits import MOST_LENGTH, spread
from tthc.core.registers import actions as register_actions
from tthc.core.registers.rules import Kind
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import day as day_words


@dataclass(frozen=True)
class NewRounds:
    """Which units are inspected, from which day on, how many working days each; `keeper_id` keeps the rows of the register."""

    unit_ids: Sequence[int]
    first_on: date | None
    length: int
    keeper_id: int
    content: str = ""


def plan_rounds(session: Session, actor: Actor, row: InspectionClass, new: NewRounds, *, today: date, now: datetime) -> list[Any]:
    """The rounds of the chosen units, in the order in which they were chosen; all or none."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    members = {one.unit_id: one for one in programme.members(session, [row.id]).get(row.id, ())}
    faults = _faults(row, new, today)
    if not new.unit_ids or any(unit not in members for unit in new.unit_ids):
        faults["units"] = "Chọn ít nhất một đơn vị trong danh sách đề xuất."
    if faults or new.first_on is None:
        raise BadInput("Chưa xếp được lịch.", faults)
    office = calendar_queries.working_days(session, (new.first_on.year, new.first_on.year + 1))
    days = spread(len(new.unit_ids), new.first_on, new.length, office)
    if days[-1][0].year != row.year:
        outside = f"Đơn vị cuối cùng sẽ được kiểm tra ngày {day_words(days[-1][0])}, ngoài năm {row.year}"
        raise BadInput("Chưa xếp được lịch.", {"first_on": f"{outside}. Chọn ngày sớm hơn hoặc ít đơn vị hơn."})
    planned = zip(new.unit_ids, days, strict=True)
    return [_entered(session, actor, members[unit].name, _values(new, unit, span), today=today, now=now) for unit, span in planned]


def _values(new: NewRounds, unit_id: int, span: tuple[date, date]) -> dict[str, Any]:
    """A row of the register as it would be typed: empty but for what is known."""
    empty: dict[str, Any] = {column.name: None if column.kind is Kind.DAY else "" for column in ROUNDS.entered}
    known = {"unit_id": new.keeper_id, "object_id": unit_id, "form": Form.PLANNED, "content": new.content}
    return empty | known | {"starts_on": span[0], "ends_on": span[1]}


def _entered(session: Session, actor: Actor, name: str, values: dict[str, Any], *, today: date, now: datetime) -> Any:
    try:
        return register_actions.enter(session, actor, ROUNDS, values, today=today, now=now)
    except BadInput as error:
        raise BadInput("Chưa xếp được lịch.", {"units": f"{name}: {' '.join(error.fields.values()) or error}"}) from error


def _faults(row: InspectionClass, new: NewRounds, today: date) -> dict[str, str]:
    faults = {}
    if new.first_on is None:
        faults["first_on"] = "Nhập ngày bắt đầu đợt kiểm tra đầu tiên."
    elif new.first_on.year != row.year:
        faults["first_on"] = f"Ngày {day_words(new.first_on)} không thuộc năm {row.year} của chương trình."
    elif new.first_on < today:
        faults["first_on"] = f"Ngày {day_words(new.first_on)} đã qua. Đợt kiểm tra đã diễn ra được ghi tại Sổ đợt kiểm tra."
    if not 1 <= new.length <= MOST_LENGTH:
        faults["length"] = f"Nhập số ngày làm việc mỗi đơn vị từ 1 đến {MOST_LENGTH}."
    return faults
