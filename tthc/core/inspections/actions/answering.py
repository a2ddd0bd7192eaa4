"""The inspected unit's own report: line by line, kept while it is written, sent once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.files.ports import Stored
from tthc.core.inspections.actions.sheet import drop_file, keep_file
from tthc.core.inspections.models import InspectionItem, InspectionItemFile, InspectionRound
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.rules.rounds import ensure_open
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import nfc
from tthc.kernel.vietnamese import day

_LONGEST = 10_000


def ensure_answer(actor: Actor, row: InspectionRound) -> None:
    """Ask whether this person may write the unit's report now."""
    ensure(actor, Can.INSPECTION_ANSWER, rounds.answering(row))
    if not rounds.announced(row.form) or row.notified_on is None:
        raise WrongState("Đợt kiểm tra này không yêu cầu đơn vị gửi báo cáo trước.")
    ensure_open(row)
    if row.answered_on:
        raise WrongState(
            f"Báo cáo đã gửi đoàn kiểm tra ngày {day(row.answered_on)} nên không sửa được. Bổ sung trực tiếp với đoàn khi làm việc."
        )


def keep_answers(
    session: Session,
    actor: Actor,
    row: InspectionRound,
    texts: Mapping[int, tuple[str, int | None]],
    *,
    send: bool = False,
    today: date,
    now: datetime,
) -> int:
    """Keep what is written (line → words, version of the line); with `send` the report goes to the team. How many lines changed."""
    ensure_answer(actor, row)
    lines = {one.id: one for one in rounds.items(session, row.id)}
    changed = [one for item_id, (text, version) in texts.items() if (one := lines.get(item_id)) and _kept(one, nfc(text).strip(), version)]
    if send:
        if missing := {
            f"answer-{one.id}": f"Mục {one.code}: chưa có nội dung. Không có gì để báo cáo thì ghi Không phát sinh."
            for one in lines.values()
            if not one.answer
        }:
            raise BadInput("Chưa gửi được báo cáo.", missing)
        row.answered_on = today
    session.flush()
    if send:
        late = (today - row.report_due_on).days if row.report_due_on else 0
        after = {"Ngày gửi": day(today)} | ({"Trễ": f"{late} ngày"} if late > 0 else {})
        audit.record(session, actor, "send_answer", "inspection_round", row.id, now=now, after=after, agency_id=row.agency_id)
    elif changed:
        after = {"Mục": ", ".join(one.code for one in changed)}
        audit.record(session, actor, "keep_answer", "inspection_round", row.id, now=now, after=after, agency_id=row.agency_id)
    return len(changed)


def _kept(item: InspectionItem, text: str, version: int | None) -> bool:
    if text == item.answer:
        return False
    if len(text) > _LONGEST:
        raise BadInput("Chưa lưu được.", {f"answer-{item.id}": f"Mục {item.code} dài quá 10.000 ký tự. Rút gọn lại."})
    if version is not None and version != item.version:
        raise Conflict(f"Mục {item.code} vừa được người khác trong đơn vị sửa.", {"Nội dung": item.answer}, {"Nội dung": text})
    item.answer = text
    return True


def attach_answer(
    session: Session, actor: Actor, row: InspectionRound, item: InspectionItem, stored: Stored, name: str, *, now: datetime
) -> InspectionItemFile:
    """Add a file to a line of the unit's report."""
    ensure_answer(actor, row)
    return keep_file(session, actor, item, stored, name, is_answer=True, now=now)


def detach_answer(session: Session, actor: Actor, row: InspectionRound, kept: InspectionItemFile, *, now: datetime) -> None:
    """Take a file off the report before it is sent."""
    ensure_answer(actor, row)
    if not kept.is_answer:
        raise WrongState("Ảnh này do đoàn kiểm tra ghi nên đơn vị không gỡ được.")
    drop_file(session, actor, kept, now=now)
