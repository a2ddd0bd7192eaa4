"""The on-site sheet: a mark, a note and photos for each line of the checklist, from several hands at once."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.inspections.models import InspectionItem, InspectionItemFile, InspectionRound
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.rules import MARKS, Mark
from tthc.core.inspections.rules.rounds import ensure_open, has_begun
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import nfc
from tthc.kernel.vietnamese import day

_THING = "inspection_item"
_LONGEST = 5_000
MOST_FILES = 10


def ensure_sheet(session: Session, actor: Actor, row: InspectionRound, today: date) -> None:
    """Ask whether this person may write on the sheet now."""
    ensure(actor, Can.INSPECTION_RUN, rounds.scope(session, row))
    ensure_open(row)
    if not has_begun(row, today):
        raise WrongState(f"Đợt kiểm tra bắt đầu ngày {day(row.starts_on)}. Phiếu mở từ ngày đó.")


def mark(
    session: Session,
    actor: Actor,
    row: InspectionRound,
    item: InspectionItem,
    value: Mark | None,
    note: str,
    *,
    version: int | None = None,
    today: date,
    now: datetime,
) -> bool:
    """Write what the team found of one line; sent again it changes nothing. False if it says what stands there."""
    ensure_sheet(session, actor, row, today)
    return put_mark(session, actor, row, item, value, note, version=version, now=now)


def put_mark(
    session: Session,
    actor: Actor,
    row: InspectionRound,
    item: InspectionItem,
    value: Mark | None,
    note: str,
    *,
    version: int | None,
    now: datetime,
) -> bool:
    """The same for a caller who has asked once for the whole sheet."""
    if item.round_id != row.id:
        raise WrongState("Nội dung này không thuộc đợt kiểm tra. Tải lại trang.")
    note = nfc(note).strip()
    if len(note) > _LONGEST:
        raise BadInput("Chưa lưu được.", {"note": "Ghi chú dài quá 5.000 ký tự. Rút gọn lại."})
    if (item.mark, item.note) == (value, note):
        return False
    before, after = _told(item.mark, item.note), _told(value, note)
    if version is not None and version != item.version:
        sentence = f"Nội dung {item.code} vừa được người khác trong đoàn ghi. Xem hai bản trước khi lưu."
        raise Conflict(sentence, before, after)
    item.mark, item.note = value, note
    item.marked_at, item.marked_by_id = (now, actor.person_id) if value else (None, None)
    session.flush()
    audit.record(session, actor, "mark_item", _THING, item.id, now=now, before=before, after=after | {"Mục": item.code})
    return True


def _told(value: Mark | None, note: str) -> dict[str, str]:
    """A line of the sheet in words."""
    return {"Kết quả": MARKS[value] if value else "Chưa ghi", "Ghi chú": note}


def attach_photo(
    session: Session, actor: Actor, row: InspectionRound, item: InspectionItem, stored: Stored, name: str, *, today: date, now: datetime
) -> InspectionItemFile:
    """Add a photo to a line; the same photo sent again is there once."""
    ensure_sheet(session, actor, row, today)
    return keep_file(session, actor, item, stored, name, is_answer=False, now=now)


def keep_file(
    session: Session, actor: Actor, item: InspectionItem, stored: Stored, name: str, *, is_answer: bool, now: datetime
) -> InspectionItemFile:
    """A file of a line, for an action that has asked."""
    there = [one for one in rounds.item_files(session, item.round_id).get(item.id, []) if one.is_answer is is_answer]
    twin = next((one for one in there if one.stored_file.sha256 == stored.sha256), None)
    if twin is not None:
        return twin
    if len(there) >= MOST_FILES:
        raise BadInput("Chưa thêm được tệp.", {"files": f"Mỗi nội dung có nhiều nhất {MOST_FILES} tệp. Gỡ bớt tệp trước."})
    kept = InspectionItemFile(
        round_id=item.round_id, item_id=item.id, file_name=clean_name(name), is_answer=is_answer, added_by_id=actor.person_id, added_at=now
    )
    kept.stored_file = file_actions.register(session, stored, now=now)
    session.add(kept)
    session.flush()
    after = {"Mục": item.code, "Tệp": kept.file_name, "SHA-256": stored.sha256}
    audit.record(session, actor, "attach", _THING, item.id, now=now, after=after)
    return kept


def detach_photo(session: Session, actor: Actor, row: InspectionRound, kept: InspectionItemFile, *, today: date, now: datetime) -> None:
    """Take a photo off; its bytes stay, for the log names them."""
    ensure_sheet(session, actor, row, today)
    if kept.is_answer:
        raise WrongState("Tệp này thuộc báo cáo của đơn vị nên đoàn không gỡ được.")
    drop_file(session, actor, kept, now=now)


def drop_file(session: Session, actor: Actor, kept: InspectionItemFile, *, now: datetime) -> None:
    """Take a file off, for an action that has asked."""
    if kept.removed_at is not None:
        raise WrongState("Tệp này đã được gỡ. Tải lại trang.")
    kept.removed_at = now
    session.flush()
    audit.record(session, actor, "detach", _THING, kept.item_id, now=now, before={"Tệp": kept.file_name})
