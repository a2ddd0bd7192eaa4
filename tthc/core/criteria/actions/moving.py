"""The steps of an assessment: posted, sent, sent back, appraised, decided, announced; each with its entry in both histories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.criteria.models import Assessment, AssessmentComment, AssessmentStep, ScoreLine
from tthc.core.criteria.queries.assessments import appraising_agency
from tthc.core.criteria.queries.sheet import Sheet, scorers
from tthc.core.criteria.rules.assessments import MOVES, LineVerdict, MeetingKind, Move, check_appraised, check_complete, ensure_follows
from tthc.core.criteria.rules.clocks import Facts, check_posting
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, NotAllowed
from tthc.kernel.policy import Can, ensure, may
from tthc.kernel.vietnamese import day

_REFUSED = "Chưa lưu được."
OWN_SCORE = "Người đã chấm hoặc gửi bảng điểm này không thẩm định được. Người thẩm định khác thực hiện."
OWN_DECISION = "Người đã chấm hoặc gửi bảng điểm này không quyết định được. Lãnh đạo khác quyết định."


def ensure_appraiser(session: Session, actor: Actor, row: Assessment) -> None:
    """An appraiser of the agency that has the file, who scored none of its lines."""
    ensure(actor, Can.CRITERIA_APPRAISE, row)
    if scorers(session, actor, row):
        raise NotAllowed(OWN_SCORE)


def post(session: Session, actor: Actor, sheet: Sheet, posting: Mapping[str, Any], *, today: date, **at: Any) -> None:
    """Hang the draft out at the office and on the portal or the radio; every line is answered and has its ground."""
    row = sheet.row
    ensure(actor, Can.CRITERIA_SCORE, row)
    ensure_follows(Move.POST, row.state)
    check_complete([line.scored for line in sheet.lines])
    conditions = [*row.own_conditions, *([None] * len(sheet.table.conditions))][: len(sheet.table.conditions)]
    if None in conditions:
        raise BadInput("Trả lời các điều kiện kèm theo (Đáp ứng hoặc Không đáp ứng) trước khi niêm yết.")
    if not posting["posted_place"].strip():
        raise BadInput(_REFUSED, {"posted_place": "Nhập nơi niêm yết."})
    days = {name: posting[name] for name in ("posted_from", "posted_to", "portal_from", "portal_to", "radio_times")}
    check_posting(sheet.terms, Facts(**days), today)
    told = f"{posting['posted_place'].strip()}, từ {day(posting['posted_from'])} đến {day(posting['posted_to'])}."
    _move(session, actor, row, Move.POST, told, changes=dict(posting), today=today, **at)


def recall(session: Session, actor: Actor, row: Assessment, reason: str, **at: Any) -> None:
    """Take the draft back before it is sent."""
    ensure(actor, Can.CRITERIA_SCORE, row)
    ensure_follows(Move.RECALL, row.state)
    _move(session, actor, row, Move.RECALL, _reason(reason), changes={}, **at)


def send(session: Session, actor: Actor, row: Assessment, letter_number: str, on: date, *, today: date, **at: Any) -> None:
    """Send the file to the agency that appraises, once the draft hung out and every comment is answered."""
    ensure(actor, Can.CRITERIA_SCORE, row)
    ensure_follows(Move.SEND, row.state)
    if actor.person_id is None:
        raise NotAllowed("Chỉ người dùng mới gửi hồ sơ được.")
    last = max(found for found in (row.posted_to, row.portal_to, row.posted_from) if found is not None)
    _not_after(on, today, "on")
    if on < last:
        raise BadInput(_REFUSED, {"on": f"Thời gian niêm yết đến hết ngày {day(last)}; gửi hồ sơ từ ngày này trở đi."})
    open_ones = select(AssessmentComment.id).where(AssessmentComment.assessment_id == row.id, AssessmentComment.answer == "")
    if waiting := len(session.scalars(open_ones).all()):
        raise BadInput(f"Còn {waiting} ý kiến góp ý chưa được tiếp thu, giải trình. Trả lời trước khi gửi.")
    judge = appraising_agency(session, row.agency_id, today)
    changes = {"sent_on": on, "letter_number": letter_number.strip(), "submitted_by_id": actor.person_id}
    changes |= {"appraising_agency_id": judge, "returned_by_agency_id": None}
    _move(session, actor, row, Move.SEND, letter_number.strip(), changes=changes, today=today, **at)


def send_back(session: Session, actor: Actor, row: Assessment, reason: str, **at: Any) -> None:
    """Give the file back to the commune, which then scores again; until it is sent anew the draft is the commune's alone."""
    ensure_appraiser(session, actor, row)
    ensure_follows(Move.SEND_BACK, row.state)
    told = _reason(reason)
    changes = {"returned_by_agency_id": actor.agency_id, "appraising_agency_id": None, "sent_on": None}
    _move(session, actor, row, Move.SEND_BACK, told, changes=changes, **at)


def finish(session: Session, actor: Actor, sheet: Sheet, *, today: date, **at: Any) -> None:
    """The appraisal is complete: a verdict on every line, no open question, the council has met."""
    ensure_appraiser(session, actor, sheet.row)
    ensure_follows(Move.FINISH, sheet.row.state)
    check_appraised([line.scored for line in sheet.lines])
    if MeetingKind.COUNCIL not in sheet.meetings:
        raise BadInput("Chưa ghi cuộc họp Hội đồng đánh giá. Ghi cuộc họp trước khi hoàn thành thẩm định.")
    _move(session, actor, sheet.row, Move.FINISH, "", changes={"appraised_on": today}, today=today, **at)


def reopen(session: Session, actor: Actor, row: Assessment, reason: str, **at: Any) -> None:
    """The leader asks the appraiser to look again."""
    ensure(actor, Can.CRITERIA_DECIDE, row)
    ensure_follows(Move.REOPEN, row.state)
    _move(session, actor, row, Move.REOPEN, _reason(reason), changes={"appraised_on": None}, **at)


def decide(
    session: Session,
    actor: Actor,
    sheet: Sheet,
    *,
    is_met: bool,
    number: str,
    on: date,
    conditions: Sequence[bool | None],
    today: date,
    **at: Any,
) -> None:
    """The leader of the appraising agency decides: met or not, with the decision's number and day, each condition answered."""
    row = sheet.row
    ensure(actor, Can.CRITERIA_DECIDE, row)
    if scorers(session, actor, row):
        raise NotAllowed(OWN_DECISION)
    ensure_follows(Move.DECIDE, row.state)
    if not number.strip():
        raise BadInput(_REFUSED, {"number": "Nhập số, ký hiệu quyết định. Ví dụ: 45/QĐ-UBND."})
    _not_after(on, today, "on")
    council = sheet.meetings.get(MeetingKind.COUNCIL)
    if council and on < council.held_on:
        raise BadInput(_REFUSED, {"on": f"Ngày quyết định trước ngày họp Hội đồng ({day(council.held_on)})."})
    if None in conditions or len(conditions) != len(sheet.table.conditions):
        raise BadInput(_REFUSED, {"conditions": "Chọn Đáp ứng hoặc Không đáp ứng cho từng điều kiện."})
    if is_met and (sheet.final.is_met is False or False in conditions):
        why = " ".join(sheet.final.sentences) or "Chưa đủ điều kiện."
        raise BadInput(_REFUSED, {"is_met": f"Kết quả thẩm định chưa đạt: {why} Chọn Chưa đạt, hoặc yêu cầu thẩm định lại."})
    changes = {"is_met": is_met, "decision_number": number.strip(), "decided_on": on, "decided_by_id": actor.person_id}
    told = f"{'Đạt' if is_met else 'Chưa đạt'}. Quyết định số {number.strip()} ngày {day(on)}."
    _move(session, actor, row, Move.DECIDE, told, changes=changes | {"conditions": list(conditions)}, today=today, **at)


def announce(session: Session, actor: Actor, row: Assessment, place: str, on: date, *, today: date, **at: Any) -> None:
    """Make the decision public."""
    _ensure_publisher(actor, row)
    ensure_follows(Move.ANNOUNCE, row.state)
    if not place.strip():
        raise BadInput(_REFUSED, {"announced_place": "Nhập nơi công bố."})
    _not_after(on, today, "on")
    if row.decided_on and on < row.decided_on:
        raise BadInput(_REFUSED, {"on": f"Ngày công bố trước ngày quyết định ({day(row.decided_on)})."})
    changes = {"announced_on": on, "announced_place": place.strip()}
    _move(session, actor, row, Move.ANNOUNCE, f"{place.strip()}, ngày {day(on)}.", changes=changes, today=today, **at)


def report_up(session: Session, actor: Actor, row: Assessment, number: str, on: date, *, today: date, now: datetime) -> None:
    """Note that the level above was told (before 15/02)."""
    _ensure_publisher(actor, row)
    _ensure_decided(row)
    _not_after(on, today, "on")
    before = {"number": row.report_number, "on": row.reported_on} if row.reported_on else None
    row.reported_on, row.report_number = on, number.strip()
    session.flush()
    after = {"number": row.report_number, "on": on}
    audit.record(session, actor, "report_up", "assessment", row.id, now=now, before=before, after=after, agency_id=row.agency_id)


def _ensure_decided(row: Assessment) -> None:
    """A report upward follows the decision."""
    if row.decided_on is None:
        raise BadInput("Chưa có quyết định nên chưa ghi báo cáo cấp trên được.")


def _ensure_publisher(actor: Actor, row: Assessment) -> None:
    if not may(actor, Can.CRITERIA_APPRAISE, row):
        ensure(actor, Can.CRITERIA_DECIDE, row)


def _not_after(on: date, today: date, name: str) -> None:
    if on > today:
        raise BadInput(_REFUSED, {name: f"Ngày không được sau ngày hôm nay ({day(today)})."})


def _reason(words: str) -> str:
    if not words.strip():
        raise BadInput(_REFUSED, {"reason": "Nêu lý do."})
    return words.strip()


def _move(
    session: Session,
    actor: Actor,
    row: Assessment,
    move: Move,
    told: str,
    *,
    changes: Mapping[str, Any],
    today: date,
    now: datetime,
    version: int | None = None,
) -> None:
    if version is not None and version != row.version:
        raise Conflict("Bảng chấm điểm vừa được người khác sửa. Tải lại trang trước khi thực hiện.")
    way, before = MOVES[move], row.state
    for name, value in changes.items():
        setattr(row, name, value)
    row.state = way.after
    session.add(AssessmentStep(assessment_id=row.id, move=move, words=told, done_by_id=actor.person_id, done_on=today, done_at=now))
    if move is Move.SEND_BACK:  # what was asked has been answered by giving the file back
        asked = update(ScoreLine).where(ScoreLine.assessment_id == row.id, ScoreLine.verdict == LineVerdict.ASKED)
        session.execute(asked.values(verdict=None), execution_options={"synchronize_session": False})
    session.flush()
    after = {"state": row.state} | ({"words": told} if told else {})
    audit.record(session, actor, move.value, "assessment", row.id, now=now, before={"state": before}, after=after, agency_id=row.agency_id)
