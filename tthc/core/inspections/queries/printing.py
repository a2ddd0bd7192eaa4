"""What the papers of a round are filled with, gathered from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionFinding, InspectionRound
from tthc.core.inspections.queries import minutes as minutes_queries
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.rules import FORMS, MARKS, MEMBER_ROLES, SIDES, papers
from tthc.core.inspections.rules.paper_words import CONCLUSION, DECISION, NOTICE
from tthc.core.inspections.rules.papers import PaperRound
from tthc.core.people.models import Unit
from tthc.core.registers.rules.documents import Printing
from tthc.kernel.clock import VIETNAM
from tthc.kernel.document import Content
from tthc.kernel.errors import WrongState
from tthc.kernel.vietnamese import day

__all__ = ["CONCLUSION", "DECISION", "NOTICE", "conclusion", "decision", "minutes", "notice"]


def decision(session: Session, printing: Printing, rows: Sequence[Any]) -> Content:
    """The decision that founds the team."""
    (row,) = rows
    told = _told(session, _own(row))
    if not told.team:
        raise WrongState("Chưa có đoàn kiểm tra nên chưa lập được quyết định. Thêm người vào đoàn trước.")
    return papers.decision(printing, told)


def notice(session: Session, printing: Printing, rows: Sequence[Any]) -> Content:
    """The notice, with the outline of the report."""
    (row,) = rows
    if not rounds.announced(_own(row).form):
        raise WrongState("Hình thức kiểm tra này không thông báo lịch.")
    return papers.notice(printing, _told(session, row))


def conclusion(session: Session, printing: Printing, rows: Sequence[Any]) -> Content:
    """The conclusion as it was given."""
    (row,) = rows
    if row.concluded_on is None:
        raise WrongState("Đợt kiểm tra chưa kết luận. Nhập kết luận trước khi lập thông báo.")
    return papers.conclusion(printing, _told(session, row))


def minutes(session: Session, printing: Printing, rows: Sequence[Any]) -> Content:
    """The minutes as they read, with who has signed them."""
    (row,) = rows
    written = minutes_queries.minutes(session, row.id)
    if written is None:
        raise WrongState("Chưa lập biên bản.")
    signed = minutes_queries.signatures(session, row.id)
    lines = [
        {"side": side, "words": words, "name": one.name if one else "", "title": one.title if one else "", "how": _how(one) if one else ""}
        for side, words in SIDES.items()
        for one in [next((found for found in signed if found.side == side), None)]
    ]
    return papers.minutes(printing, written.content | {"fingerprint": written.content_hash}, lines)


def _how(one: Any) -> str:
    if one.stored_file_id:
        return f"Đã ký trên bản giấy ngày {day(one.signed_on)}"
    at = one.signed_at.astimezone(VIETNAM)
    return f"Đã ký xác nhận trên hệ thống lúc {at:%H:%M} ngày {day(at.date())}"


def _own(row: Any) -> Any:
    if row.body:
        raise WrongState(f"Đợt này do {row.body} kiểm tra nên cơ quan không lập văn bản của đoàn.")
    return row


def _told(session: Session, row: InspectionRound) -> PaperRound:
    team = tuple((one.name, one.title, MEMBER_ROLES[one.role]) for one in rounds.team(session, row.id))
    lines = tuple((one.code, one.above, one.text, MARKS[one.mark] if one.mark else "", one.note) for one in rounds.items(session, row.id))
    return PaperRound(
        row.object_name,
        FORMS[row.form],
        row.starts_on,
        row.ends_on,
        row.content,
        row.decision_number,
        row.decided_on,
        row.notified_on,
        row.report_due_on,
        row.conclusion_number,
        row.concluded_on,
        row.conclusion,
        team,
        lines,
        _findings(session, row.id),
    )


def _findings(session: Session, round_id: int) -> tuple[tuple[str, str, str, str], ...]:
    finding = InspectionFinding
    query = select(finding.observation, finding.remedy, Unit.name, finding.due_on).join(Unit, Unit.id == finding.owner_id)
    found = session.execute(query.where(finding.round_id == round_id, finding.removed_at.is_(None)).order_by(finding.id))
    return tuple((observation, remedy, owner, day(due_on) if due_on else "") for observation, remedy, owner, due_on in found)
