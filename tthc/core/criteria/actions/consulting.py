"""While the draft hangs out: comments with their answers; the commune's meeting and the council of the appraising agency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.criteria.actions.moving import ensure_appraiser
from tthc.core.criteria.models import Assessment, AssessmentComment, AssessmentMeeting
from tthc.core.criteria.queries.assessments import terms_of
from tthc.core.criteria.queries.sheet import meetings_of
from tthc.core.criteria.rules.assessments import STATES, AssessmentState, MeetingKind, check_council
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day

_REFUSED = "Chưa lưu được."
_LONGEST = 4_000


def comment(
    session: Session,
    actor: Actor,
    row: Assessment,
    *,
    sender: str,
    received_on: date | None,
    words: str,
    indicator_id: int | None,
    today: date,
    now: datetime,
) -> AssessmentComment:
    """Write down what somebody said of the draft, about one line or the whole."""
    _ensure_posted(actor, row)
    faults: dict[str, str] = {}
    if not sender.strip():
        faults["sender"] = "Nhập tên cá nhân, tổ chức góp ý."
    if not words.strip():
        faults["words"] = "Nhập nội dung góp ý."
    if received_on is None or received_on > today:
        faults["received_on"] = f"Nhập ngày nhận góp ý, không sau ngày hôm nay ({day(today)})."
    elif row.posted_from and received_on < row.posted_from:
        faults["received_on"] = f"Ngày nhận góp ý trước ngày niêm yết ({day(row.posted_from)})."
    if faults or received_on is None:
        raise BadInput(_REFUSED, faults)
    made = AssessmentComment(
        assessment_id=row.id,
        indicator_id=indicator_id,
        sender=tidy(sender)[:200],
        received_on=received_on,
        words=words.strip()[:_LONGEST],
    )
    session.add(made)
    session.flush()
    after = {"sender": made.sender, "words": made.words}
    audit.record(session, actor, "comment", "assessment_comment", made.id, now=now, after=after)
    return made


def answer_comment(
    session: Session, actor: Actor, row: Assessment, found: AssessmentComment, answer: str, *, today: date, now: datetime
) -> None:
    """What the commune made of a comment: taken in, or why not."""
    _ensure_posted(actor, row)
    if not answer.strip():
        raise BadInput(_REFUSED, {"answer": "Nhập nội dung tiếp thu, giải trình."})
    before = {"answer": found.answer}
    found.answer, found.answered_on = answer.strip()[:_LONGEST], today
    session.flush()
    audit.record(session, actor, "answer_comment", "assessment_comment", found.id, now=now, before=before, after={"answer": found.answer})


def _ensure_posted(actor: Actor, row: Assessment) -> None:
    ensure(actor, Can.CRITERIA_SCORE, row)
    if row.state is not AssessmentState.POSTED:
        raise WrongState(f"Bảng chấm điểm ở bước “{STATES[row.state]}” nên không ghi ý kiến góp ý được.")


def hold_meeting(
    session: Session,
    actor: Actor,
    row: Assessment,
    kind: MeetingKind,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    today: date,
    now: datetime,
) -> AssessmentMeeting:
    """Write down a meeting, or correct what was written: the commune's over its draft, the council's over the file."""
    _ensure_may_meet(session, actor, row, kind)
    members = [line for line in map(tidy, str(values.get("members") or "").splitlines()) if line]
    present = values.get("present")
    _check(session, row, kind, values, members, present, today)
    made = meetings_of(session, row).get(kind) or AssessmentMeeting(assessment_id=row.id, kind=kind)
    if version is not None and version != (made.version or 0):
        raise Conflict("Cuộc họp này vừa được người khác sửa. Tải lại trang trước khi lưu.")
    before = {"held_on": made.held_on, "present": made.present} if made.id else None
    for name in ("held_on", "papers_on", "in_favour"):
        setattr(made, name, values.get(name))
    for name in ("place", "chair", "secretary", "words"):
        setattr(made, name, str(values.get(name) or "").strip())
    made.members, made.present = "\n".join(members), present or 0
    session.add(made)
    session.flush()
    after = {"kind": kind, "held_on": made.held_on, "members": len(members), "present": made.present}
    thing = "assessment_meeting"
    audit.record(session, actor, "hold_meeting", thing, made.id, now=now, before=before, after=after, agency_id=row.agency_id)
    return made


def _ensure_may_meet(session: Session, actor: Actor, row: Assessment, kind: MeetingKind) -> None:
    if kind is MeetingKind.COUNCIL:
        ensure_appraiser(session, actor, row)
        needed = AssessmentState.SENT
    else:
        ensure(actor, Can.CRITERIA_SCORE, row)
        needed = AssessmentState.POSTED
    if row.state is not needed:
        raise WrongState(f"Hồ sơ ở bước “{STATES[row.state]}” nên không ghi cuộc họp này được.")


def _check(
    session: Session, row: Assessment, kind: MeetingKind, values: Mapping[str, Any], members: list[str], present: int | None, today: date
) -> None:
    faults: dict[str, str] = {}
    held_on, papers_on, in_favour = values.get("held_on"), values.get("papers_on"), values.get("in_favour")
    if held_on is None or held_on > today:
        faults["held_on"] = f"Nhập ngày họp, không sau ngày hôm nay ({day(today)})."
    elif papers_on is not None and papers_on > held_on:
        faults["papers_on"] = "Ngày gửi tài liệu sau ngày họp."
    if not str(values.get("chair") or "").strip():
        faults["chair"] = "Nhập họ tên người chủ trì."
    if present is None:
        faults["present"] = "Nhập số người dự họp."
    elif in_favour is not None and in_favour > present:
        faults["in_favour"] = f"Số người đồng ý ({in_favour}) lớn hơn số người dự họp ({present})."
    if faults:
        raise BadInput(_REFUSED, faults)
    if kind is MeetingKind.COUNCIL:
        terms = terms_of(session, row)
        check_council(len(members), present or 0, terms.council_most, terms.quorum)
