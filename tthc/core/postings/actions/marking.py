"""Say that sheets hang, or that they are gone: one or many at once, with one photo for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.audit.rules import Act
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.postings import queries, rules
from tthc.core.postings.actions.settling import settle_postings
from tthc.core.postings.models import Posting
from tthc.core.postings.rules import FORMS, Standing
from tthc.core.registers.models import RegisterFile
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day

_TO_POST = (Standing.COMING, Standing.DUE, Standing.LATE)
_TO_REMOVE = (Standing.MUST_GO, Standing.HANGING)
_LONGEST_LINK, _LONGEST_NOTE = 1000, 300


@dataclass(frozen=True)
class Proof:
    """What shows that it was done: photos, an address, or the word of who looked."""

    on: date
    form: str = ""
    link: str = ""
    note: str = ""
    files: Sequence[tuple[str, Stored]] = ()  # file name, what the store keeps


def mark_posted(session: Session, actor: Actor, row_ids: Collection[int], proof: Proof, *, today: date, now: datetime) -> list[Posting]:
    """These sheets hang since that day; a photo or an address proves it."""
    rows = _rows(session, actor, row_ids, _TO_POST, today, "đã được ghi nhận niêm yết hoặc không còn phải niêm yết")
    faults = _faults(proof, today, "niêm yết")
    if not proof.files and not proof.link:
        faults["photos"] = "Chụp ảnh nơi niêm yết hoặc nhập liên kết của trang đã đăng."
    if proof.form and proof.form not in FORMS:
        faults["form"] = "Chọn hình thức niêm yết."
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    for row in rows:
        row.posted_on, row.form, row.link = proof.on, proof.form or row.form, proof.link or row.link
    told = {"Ngày niêm yết": day(proof.on), "Hình thức": FORMS.get(proof.form, ""), "Liên kết": proof.link}
    return _keep(session, actor, "mark_posted", rows, proof, told, today=today, now=now)


def mark_removed(session: Session, actor: Actor, row_ids: Collection[int], proof: Proof, *, today: date, now: datetime) -> list[Posting]:
    """These sheets are gone since that day; a photo, an address or the note of who looked proves it."""
    rows = _rows(session, actor, row_ids, _TO_REMOVE, today, "không còn treo nên không gỡ được")
    faults = _faults(proof, today, "gỡ")
    first = max((row.posted_on for row in rows if row.posted_on), default=proof.on)
    if proof.on < first:
        faults["on"] = f"Ngày gỡ không được trước ngày niêm yết ({day(first)})."
    if not proof.files and not proof.link and not proof.note:
        faults["photos"] = "Chụp ảnh sau khi gỡ, hoặc ghi người đã kiểm tra vào ô ghi chú."
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    for row in rows:
        row.removed_on = proof.on
    return _keep(session, actor, "mark_removed", rows, proof, {"Ngày gỡ": day(proof.on), "Liên kết": proof.link}, today=today, now=now)


def _rows(
    session: Session, actor: Actor, row_ids: Collection[int], wanted: Sequence[Standing], today: date, otherwise: str
) -> list[Posting]:
    if not row_ids:
        raise BadInput("Chọn ít nhất một thủ tục.", {"rows": "Chọn ít nhất một thủ tục."})
    rows = queries.postings(session, actor, row_ids)
    for row in rows:
        ensure(actor, Can.REGISTER_WRITE, row)
        if rules.standing(row.due_on, row.posted_on, row.remove_on, row.removed_on, today) not in wanted:
            raise WrongState(f"Tờ niêm yết thủ tục {row.procedure_code} {otherwise}. Tải lại trang để xem tình trạng mới.")
    return rows


def _faults(proof: Proof, today: date, act: str) -> dict[str, str]:
    faults: dict[str, str] = {}
    if proof.on > today:
        faults["on"] = f"Ngày {act} không được sau ngày hôm nay ({day(today)})."
    if proof.link and not proof.link.startswith(("https://", "http://")):
        faults["link"] = "Nhập địa chỉ bắt đầu bằng https://."
    elif len(proof.link) > _LONGEST_LINK:
        faults["link"] = f"Liên kết dài quá {_LONGEST_LINK} ký tự. Rút gọn lại."
    if len(proof.note) > _LONGEST_NOTE:
        faults["note"] = f"Ghi chú dài quá {_LONGEST_NOTE} ký tự. Rút gọn lại."
    return faults


def _keep(
    session: Session, actor: Actor, verb: str, rows: list[Posting], proof: Proof, told: dict[str, str], *, today: date, now: datetime
) -> list[Posting]:
    note = tidy(proof.note)
    for row in rows:
        row.marked_by_id, row.marked_at = actor.person_id, now
        if note:
            row.note = f"{row.note}\n{note}".strip()
    session.flush()
    names = _attach(session, actor, rows, proof, note, now)
    after = {title: words for title, words in (told | {"Tệp": ", ".join(names), "Ghi chú": note}).items() if words}
    _record(session, actor, verb, rows, after, now)
    settle_postings(session, actor, rows, today=today, now=now)
    return rows


def _record(session: Session, actor: Actor, verb: str, rows: Sequence[Posting], after: dict[str, str], now: datetime) -> None:
    audit.record_many(session, actor, [Act(verb, "posting", row.id, {}, after) for row in rows], now=now, agency_id=rows[0].agency_id)


def _attach(session: Session, actor: Actor, rows: Sequence[Posting], proof: Proof, note: str, now: datetime) -> list[str]:
    """One photo shows many sheets: its bytes are kept once, and each row names it."""
    names = []
    for name, stored in proof.files:
        kept, file_name = file_actions.register(session, stored, now=now), clean_name(name)
        session.add_all(
            RegisterFile(
                agency_id=row.agency_id,
                register="posting",
                row_id=row.id,
                stored_file_id=kept.id,
                file_name=file_name,
                note=note,
                added_by_id=actor.person_id,
                added_at=now,
            )
            for row in rows
        )
        names.append(file_name)
    session.flush()
    return names
