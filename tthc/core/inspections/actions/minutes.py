"""The minutes of a round: written, signed by both sides, frozen; a change after one signature takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.inspections.models import InspectionMinutes, InspectionRound, InspectionSignature
from tthc.core.inspections.queries import minutes as minutes_queries
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.rules import SIDES, MemberRole, Side
from tthc.core.inspections.rules import minutes as rules
from tthc.core.inspections.rules.minutes import Wording
from tthc.core.inspections.rules.rounds import ensure_open, has_begun
from tthc.kernel.actor import Actor
from tthc.kernel.document import fingerprint
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import nfc, tidy
from tthc.kernel.vietnamese import day

_THING = "inspection_minutes"
_LONGEST, _LONGEST_LINE, _LONGEST_NAME = 20_000, 300, 200
CHANGED = "Biên bản đã thay đổi sau khi mở trang này. Đọc lại bản mới trước khi ký."


def write_minutes(
    session: Session, actor: Actor, row: InspectionRound, wording: Wording, version: int | None = None, *, today: date, now: datetime
) -> bool:
    """Write the minutes anew from the sheet and these words; True if signatures that were there had to be taken back."""
    ensure(actor, Can.INSPECTION_RUN, rounds.scope(session, row))
    ensure_open(row)
    kept = minutes_queries.minutes(session, row.id)
    if version is not None and version != (kept.version if kept else 0):
        raise Conflict("Biên bản vừa được người khác trong đoàn sửa. Tải lại trang để xem bản mới.", {}, {})
    wording = _checked(row, wording, today)
    items = rounds.items(session, row.id)
    if unmarked := sum(one.mark is None for one in items):
        raise WrongState(f"Còn {unmarked} nội dung trong phiếu chưa ghi kết quả. Ghi đủ phiếu trước khi lập biên bản.")
    content = rules.content(row, rounds.team(session, row.id), items, wording)
    found = fingerprint(content)
    if kept is not None and kept.content_hash == found:
        return False
    before = {"SHA-256": kept.content_hash} if kept else None
    if kept is None:
        kept = InspectionMinutes(round_id=row.id)
        session.add(kept)
    for name in ("held_on", "place", "unit_side", "findings", "opinion"):
        setattr(kept, name, getattr(wording, name))
    kept.content, kept.content_hash = content, found
    session.flush()
    audit.record(session, actor, "write_minutes", _THING, kept.id, now=now, before=before, after={"SHA-256": found})
    return _take_back(session, actor, row, now=now)


def _checked(row: InspectionRound, wording: Wording, today: date) -> Wording:
    if not has_begun(row, today):
        raise WrongState(f"Đợt kiểm tra bắt đầu ngày {day(row.starts_on)}. Lập biên bản từ ngày đó.")
    faults = {}
    if not row.starts_on <= wording.held_on <= today:
        faults["held_on"] = f"Ngày lập biên bản phải từ ngày bắt đầu kiểm tra {day(row.starts_on)} đến hôm nay."
    tidied = Wording(
        wording.held_on,
        tidy(nfc(wording.place)),
        nfc(wording.unit_side).strip(),
        nfc(wording.findings).strip(),
        nfc(wording.opinion).strip(),
    )
    if not tidied.unit_side:
        faults["unit_side"] = "Ghi họ tên, chức vụ đại diện đơn vị được kiểm tra, mỗi người một dòng."
    if not tidied.findings:
        faults["findings"] = "Nhập nhận xét của đoàn kiểm tra."
    if len(tidied.place) > _LONGEST_LINE:
        faults["place"] = "Địa điểm dài quá 300 ký tự. Rút gọn lại."
    faults |= {
        name: "Nội dung dài quá 20.000 ký tự. Rút gọn lại."
        for name in ("unit_side", "findings", "opinion")
        if len(getattr(tidied, name)) > _LONGEST
    }
    if faults:
        raise BadInput("Chưa lưu được biên bản.", faults)
    return tidied


def _take_back(session: Session, actor: Actor, row: InspectionRound, *, now: datetime) -> bool:
    """What was signed reads differently now, so nobody stands by it any more."""
    held = minutes_queries.signatures(session, row.id)
    for one in held:
        one.taken_back_at = now
        before = {"Bên": SIDES[one.side], "Người ký": one.name, "SHA-256": one.content_hash}
        audit.record(session, actor, "take_back_signature", "inspection_signature", one.id, now=now, before=before)
    session.flush()
    return bool(held)


def sign_minutes(
    session: Session, actor: Actor, row: InspectionRound, side: Side, content_hash: str, *, today: date, now: datetime
) -> InspectionSignature:
    """Stand by the minutes with one's own account: the head or the secretary for the team, whoever may answer for the unit."""
    team = rounds.team(session, row.id)
    if side is Side.TEAM:
        ensure(actor, Can.INSPECTION_RUN, rounds.scope(session, row))
        own = next((one for one in team if one.person_id == actor.person_id and one.role in (MemberRole.HEAD, MemberRole.SECRETARY)), None)
        if own is None:
            raise NotAllowed("Trưởng đoàn hoặc Thư ký ký biên bản thay mặt đoàn kiểm tra.")
    else:
        ensure(actor, Can.INSPECTION_ANSWER, rounds.answering(row))
        if any(one.person_id == actor.person_id for one in team):
            raise NotAllowed("Người trong đoàn kiểm tra không ký thay đơn vị được kiểm tra.")
    new = InspectionSignature(round_id=row.id, side=side, name=actor.name, title=actor.title, person_id=actor.person_id)
    return _signed(session, actor, row, new, content_hash, today, now=now)


@dataclass(frozen=True)
class Paper:
    """The minutes on paper, signed by hand and scanned: who signed for the unit, and when."""

    name: str
    title: str
    signed_on: date | None
    stored: Stored | None
    file_name: str


def take_paper(
    session: Session, actor: Actor, row: InspectionRound, paper: Paper, content_hash: str, *, today: date, now: datetime
) -> InspectionSignature:
    """The unit has no account here, or signed by hand: the scan stands for its signature."""
    ensure(actor, Can.INSPECTION_RUN, rounds.scope(session, row))
    name, title = tidy(nfc(paper.name)), tidy(nfc(paper.title))
    faults = {}
    if not name or len(name) > _LONGEST_NAME:
        faults["name"] = "Nhập họ tên người ký thay mặt đơn vị (tối đa 200 ký tự)."
    if len(title) > _LONGEST_LINE:
        faults["title"] = "Chức vụ dài quá 300 ký tự. Rút gọn lại."
    if paper.signed_on is None or not row.starts_on <= paper.signed_on <= today:
        faults["signed_on"] = f"Nhập ngày ký, từ ngày {day(row.starts_on)} đến hôm nay."
    if paper.stored is None:
        faults["files"] = "Chọn tệp quét biên bản đã ký."
    if faults or paper.stored is None or paper.signed_on is None:
        raise BadInput("Chưa ghi nhận được chữ ký.", faults)
    new = InspectionSignature(round_id=row.id, side=Side.UNIT, name=name, title=title, file_name=clean_name(paper.file_name))
    new.stored_file = file_actions.register(session, paper.stored, now=now)
    return _signed(session, actor, row, new, content_hash, paper.signed_on, now=now)


def _signed(
    session: Session,
    actor: Actor,
    row: InspectionRound,
    new: InspectionSignature,
    content_hash: str,
    on: date,
    *,
    now: datetime,
) -> InspectionSignature:
    ensure_open(row)
    kept = minutes_queries.minutes(session, row.id)
    if kept is None:
        raise WrongState("Chưa lập biên bản nên chưa ký được.")
    if kept.content_hash != content_hash or fingerprint(kept.content) != content_hash:
        raise Conflict(CHANGED, {}, {})
    if rules.is_stale(kept, row, rounds.team(session, row.id), rounds.items(session, row.id)):
        raise WrongState("Phiếu hoặc đoàn kiểm tra đã thay đổi sau khi lập biên bản. Đoàn lưu lại biên bản từ phiếu mới trước khi ký.")
    held = minutes_queries.signatures(session, row.id)
    if any(one.side == new.side for one in held):
        raise WrongState(f"{SIDES[new.side]} đã ký biên bản này.")
    new.content_hash, new.recorded_by_id, new.signed_on, new.signed_at = content_hash, actor.person_id or 0, on, now
    session.add(new)
    session.flush()
    after = {"Bên": SIDES[new.side], "Người ký": new.name, "SHA-256": content_hash} | ({"Bản giấy": new.file_name} if new.file_name else {})
    audit.record(session, actor, "sign_minutes", "inspection_signature", new.id, now=now, after=after, agency_id=row.agency_id)
    if held:
        row.minutes_on = max(on, *(one.signed_on for one in held))
        session.flush()
        after = {"Ngày ký biên bản": day(row.minutes_on)}
        audit.record(session, actor, "close_minutes", "inspection_round", row.id, now=now, after=after, agency_id=row.agency_id)
    return new
