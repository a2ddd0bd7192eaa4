"""What is done with a round as a whole: the notice, the conclusion, calling it off; and the agency's terms."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.inspections.actions.holding import refuse_own
from tthc.core.inspections.actions.register import ROUNDS, follow
from tthc.core.inspections.models import InspectionFinding, InspectionRound, InspectionTerm
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.rules import Form
from tthc.core.inspections.rules.rounds import RoundScope, check_version, ensure_open
from tthc.core.registers.queries import told
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import nfc, tidy
from tthc.kernel.vietnamese import day

_THING = "inspection_round"
_MOST_DAYS = 90
_LONGEST_NUMBER = 120
_LONGEST_TEXT = 20_000


def notify(
    session: Session,
    actor: Actor,
    row: InspectionRound,
    *,
    on: date | None,
    report_due_on: date | None,
    is_confirmed: bool = False,
    version: int | None = None,
    today: date,
    now: datetime,
) -> None:
    """Tell the unit when the team comes and until when its own report is asked for; from then on the unit sees the round."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    ensure_open(row)
    check_version(row, version)
    _ensure_ready_to_tell(session, row)
    calendar = rounds.calendar(session, [row.starts_on, today])
    faults = _notice_faults(row, on, report_due_on, today)
    terms = rounds.terms(session, row.agency_id)
    if on and not faults and not is_confirmed and on > (latest := calendar.add(row.starts_on, -terms.notice_days)):
        told_late = (
            f"Thông báo ngày {day(on)} không đủ {terms.notice_days} ngày làm việc trước ngày kiểm tra (chậm nhất ngày {day(latest)})."
        )
        faults["is_confirmed"] = f"{told_late} Đánh dấu xác nhận để vẫn thông báo, hoặc lùi ngày kiểm tra."
    if faults:
        raise BadInput("Chưa thông báo được.", faults)
    row.notified_on, row.report_due_on = on, report_due_on
    session.flush()
    after = {"Ngày thông báo": day(on or today), "Hạn gửi báo cáo": day(report_due_on) if report_due_on else ""}
    audit.record(session, actor, "notify_round", _THING, row.id, now=now, after=after)


def _ensure_ready_to_tell(session: Session, row: InspectionRound) -> None:
    if not rounds.announced(row.form):
        raise WrongState("Chỉ kiểm tra theo kế hoạch mới thông báo lịch cho đơn vị.")
    at = rounds.standing(session, row)
    if not at.has_head:
        raise WrongState("Đoàn kiểm tra chưa có Trưởng đoàn. Thêm Trưởng đoàn trước khi thông báo lịch.")
    if not at.items:
        raise WrongState("Chưa chọn nội dung kiểm tra. Chọn nội dung trước khi thông báo lịch, vì đề cương báo cáo lập từ đó.")


def _notice_faults(row: InspectionRound, on: date | None, report_due_on: date | None, today: date) -> dict[str, str]:
    faults = {}
    if on is None:
        faults["on"] = "Nhập ngày thông báo."
    elif on > today:
        faults["on"] = f"Ngày thông báo {day(on)} sau hôm nay. Nhập ngày đã gửi thông báo."
    elif on > row.starts_on:
        faults["on"] = f"Ngày thông báo {day(on)} sau ngày bắt đầu kiểm tra {day(row.starts_on)}."
    if report_due_on is None:
        faults["report_due_on"] = "Nhập hạn gửi báo cáo."
    elif report_due_on > row.starts_on or (on and report_due_on < on):
        faults["report_due_on"] = f"Hạn gửi báo cáo phải từ ngày thông báo đến ngày bắt đầu kiểm tra {day(row.starts_on)}."
    return faults


def cancel(
    session: Session, actor: Actor, row: InspectionRound, reason: str, *, version: int | None = None, today: date, now: datetime
) -> None:
    """Call a round off; it stays in the register with the reason."""
    ensure(actor, Can.INSPECTION_PLAN, row)
    refuse_own(session, actor, row)
    ensure_open(row)
    check_version(row, version)
    reason = tidy(nfc(reason))
    if not reason:
        raise BadInput("Chưa hủy được.", {"reason": "Nêu lý do hủy đợt kiểm tra; sổ và nhật ký giữ lý do này."})
    found = select(InspectionFinding.id).where(InspectionFinding.round_id == row.id, InspectionFinding.removed_at.is_(None)).limit(1)
    if session.scalar(found) is not None:
        raise WrongState("Đợt kiểm tra đã có kiến nghị nên không hủy được. Xóa các kiến nghị trước.")
    row.cancelled_on, row.cancel_reason = today, reason[:_LONGEST_TEXT]
    session.flush()
    audit.record(session, actor, "cancel_round", _THING, row.id, now=now, after={"Lý do": reason})


def conclude(
    session: Session,
    actor: Actor,
    row: InspectionRound,
    *,
    number: str,
    on: date | None,
    text: str,
    version: int | None = None,
    today: date,
    now: datetime,
) -> None:
    """Give the conclusion; the round is closed with it."""
    ensure(actor, Can.INSPECTION_RUN, rounds.scope(session, row))
    ensure_open(row, signed=False)
    check_version(row, version)
    _ensure_ready_to_conclude(session, row)
    number, text = tidy(nfc(number)), nfc(text).strip()
    if faults := _conclusion_faults(row, number, on, text, today):
        raise BadInput("Chưa kết luận được.", faults)
    row.conclusion_number, row.concluded_on, row.conclusion = number, on, text
    row.folded = told.folded(ROUNDS, row)
    session.flush()
    after = {"Số kết luận": number, "Ngày kết luận": day(on or today), "Kết luận": text}
    audit.record(session, actor, "conclude_round", _THING, row.id, now=now, after=after)


def _ensure_ready_to_conclude(session: Session, row: InspectionRound) -> None:
    at = rounds.standing(session, row)
    if at.unmarked:
        raise WrongState(f"Còn {at.unmarked} nội dung trong phiếu chưa ghi kết quả. Ghi đủ phiếu trước khi kết luận.")
    if row.form != Form.ONLINE and not row.minutes_on:
        raise WrongState("Biên bản chưa được hai bên ký. Ký biên bản trước khi kết luận.")


def _conclusion_faults(row: InspectionRound, number: str, on: date | None, text: str, today: date) -> dict[str, str]:
    faults = {}
    if not number:
        faults["number"] = "Nhập số, ký hiệu thông báo kết luận."
    elif len(number) > _LONGEST_NUMBER:
        faults["number"] = f"Số, ký hiệu dài quá {_LONGEST_NUMBER} ký tự."
    if on is None:
        faults["on"] = "Nhập ngày kết luận."
    elif on > today or on < (row.minutes_on or row.starts_on):
        faults["on"] = f"Ngày kết luận phải từ ngày {day(row.minutes_on or row.starts_on)} đến hôm nay."
    if not text:
        faults["text"] = "Nhập nội dung kết luận."
    elif len(text) > _LONGEST_TEXT:
        faults["text"] = "Kết luận dài quá 20.000 ký tự. Rút gọn lại."
    return faults


def set_terms(
    session: Session,
    actor: Actor,
    notice: int | None,
    report: int | None,
    conclusion: int | None,
    *,
    version: int | None = None,
    now: datetime,
) -> None:
    """The agency's own working days; rounds that are open get the new day of their conclusion."""
    thing = rounds.term_row(session, actor.agency_id or 0)
    ensure(actor, Can.REGISTER_SET_UP, thing or RoundScope(actor.agency_id or 0, 0, frozenset()))
    if thing is not None and version is not None and version != thing.version:
        raise Conflict("Thời hạn vừa được người khác sửa. Tải lại trang trước khi lưu.", {}, {})
    given = {"notice_days": (notice, 0), "report_days": (report, 0), "conclusion_days": (conclusion, 1)}
    faults = {
        name: f"Nhập số ngày làm việc từ {least} đến {_MOST_DAYS}."
        for name, (value, least) in given.items()
        if value is None or not least <= value <= _MOST_DAYS
    }
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    before = {name: str(getattr(thing, name)) for name in given} if thing else None
    if thing is None:
        thing = InspectionTerm(agency_id=actor.agency_id)
        session.add(thing)
    for name, (value, _) in given.items():
        setattr(thing, name, value)
    session.flush()
    _follow_open(session, actor.agency_id or 0)
    after = {name: str(value) for name, (value, _) in given.items()}
    audit.record(session, actor, "set_inspection_terms", "inspection_term", thing.id, now=now, before=before, after=after)


def _follow_open(session: Session, agency_id: int) -> None:
    query = select(InspectionRound).where(InspectionRound.agency_id == agency_id, InspectionRound.removed_at.is_(None), rounds.is_open())
    follow(session, session.scalars(query).all())
