"""What a round looks at: lines of the plan by ticks, in the plan's order, and lines of the team's own after them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.inspections.models import InspectionItem, InspectionRound
from tthc.core.inspections.queries import checklist as checklist_queries
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.rules.opening import NewItem
from tthc.core.inspections.rules.outline import OWN, is_own, key
from tthc.core.inspections.rules.rounds import ensure_open
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import nfc, tidy

_LONGEST = 2_000
_MOST = 200


def choose_items(session: Session, actor: Actor, row: InspectionRound, ticked: Collection[str], own: str, *, now: datetime) -> int:
    """Keep the lines ticked (`key`), and one line of the team's own for each line of `own`; how many lines there are then."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    ensure_open(row)
    offered = checklist_queries.offered_items(session, row.agency_id, row.starts_on.year)
    there = rounds.items(session, row.id)
    kept = {(one.plan_id, one.code, one.text): one for one in there}
    of_plans = [one for one in offered if key(one) in ticked]
    typed = [text for line in nfc(own).splitlines() if (text := tidy(line).lstrip("-•+ "))]
    if any(len(text) > _LONGEST for text in typed):
        raise BadInput("Chưa lưu được.", {"own": "Một dòng nội dung dài quá 2.000 ký tự. Rút gọn lại."})
    wanted = [*of_plans, *_former(there, offered, ticked), *_own_lines(there, typed)]
    if not wanted:
        raise BadInput("Chưa lưu được.", {"own": "Chọn ít nhất một nội dung, hoặc ghi nội dung bổ sung của đoàn."})
    if len(wanted) > _MOST:
        raise BadInput("Chưa lưu được.", {"own": f"Phiếu có {len(wanted)} nội dung; nhiều nhất là {_MOST}. Bỏ bớt nội dung."})
    _ensure_unused(session, row, [one for identity, one in kept.items() if identity not in {_identity(line) for line in wanted}])
    before = len(there)
    _put(session, row, kept, wanted)
    told = {"Số nội dung": str(len(wanted)), "Mục": ", ".join(one.code for one in wanted)}
    audit.record(session, actor, "choose_items", "inspection_round", row.id, now=now, before={"Số nội dung": str(before)}, after=told)
    return len(wanted)


def _identity(line: NewItem | InspectionItem) -> tuple[int | None, str, str]:
    return (line.plan_id, line.code, line.text)


def _former(there: Sequence[InspectionItem], offered: Sequence[NewItem], ticked: Collection[str]) -> list[NewItem]:
    """Lines of a plan that was changed meanwhile stay as they were while they are ticked."""
    known = {key(one) for one in offered}
    return [_as_new(one) for one in there if not is_own(one) and key(one) not in known and key(one) in ticked]


def _own_lines(there: Sequence[InspectionItem], typed: Sequence[str]) -> list[NewItem]:
    """A line that reads as before keeps its code, so that its mark stays with it."""
    codes = {one.text: one.code for one in there if is_own(one)}
    used, found = set(codes.values()), []
    for text in dict.fromkeys(typed):
        code = codes.get(text) or next(name for n in range(1, _MOST * 2) if (name := f"{OWN}.{n}") not in used)
        used.add(code)
        found.append(NewItem(code, text))
    return found


def _as_new(one: InspectionItem) -> NewItem:
    return NewItem(one.code, one.text, one.plan_id, one.above)


def _ensure_unused(session: Session, row: InspectionRound, dropped: Sequence[InspectionItem]) -> None:
    files = rounds.item_files(session, row.id) if dropped else {}
    for one in dropped:
        if one.mark or one.answer or one.note or one.id in files:
            told = f'Nội dung {one.code} "{one.text[:80]}" đã có kết quả, báo cáo hoặc ảnh nên không bỏ được.'
            raise WrongState(f"{told} Ghi Không áp dụng nếu không kiểm tra.")


def _put(
    session: Session, row: InspectionRound, kept: dict[tuple[int | None, str, str], InspectionItem], wanted: Sequence[NewItem]
) -> None:
    identities = {_identity(line) for line in wanted}
    for identity, one in kept.items():
        if identity not in identities:
            session.delete(one)
    moved = [(kept[_identity(line)], at) for at, line in enumerate(wanted, start=1) if _identity(line) in kept]
    moved = [(one, at) for one, at in moved if one.position != at]
    for one, at in moved:  # positions are unique: step aside first
        one.position = -at
    session.flush()
    for one, at in moved:
        one.position = at
    for at, line in enumerate(wanted, start=1):
        if _identity(line) not in kept:
            session.add(
                InspectionItem(round_id=row.id, position=at, code=line.code, above=line.above, text=line.text, plan_id=line.plan_id)
            )
    session.flush()
