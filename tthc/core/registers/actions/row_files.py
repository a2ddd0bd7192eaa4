"""Files of a row: the photo of a board, the scan of an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.evidence import queries as evidence_queries
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.registers.models import RegisterFile
from tthc.core.registers.queries.book import Book
from tthc.core.registers.rules import MASK
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import ensure
from tthc.kernel.text import tidy

_LONGEST_NOTE = 300


def attach(
    session: Session, actor: Actor, book: Book, row: Any, stored: Stored, file_name: str, note: str = "", *, now: datetime
) -> RegisterFile:
    """Add a stored file to a row."""
    ensure(actor, book.write, row)
    if row.removed_at is not None:
        raise WrongState("Dòng này đã bị xóa khỏi sổ nên không thêm tệp được.")
    note = tidy(note)
    if len(note) > _LONGEST_NOTE:
        raise BadInput("Chưa thêm được tệp.", {"note": f"Ghi chú dài quá {_LONGEST_NOTE} ký tự. Rút gọn lại."})
    kept = RegisterFile(
        agency_id=row.agency_id,
        register=book.name,
        row_id=row.id,
        file_name=clean_name(file_name),
        note=note,
        is_personal=any(column.is_personal for column in book.columns),
        added_by_id=actor.person_id,
        added_at=now,
    )
    kept.stored_file = file_actions.register(session, stored, now=now)
    session.add(kept)
    session.flush()
    after = {"Tệp": _told(kept, kept.file_name), "SHA-256": stored.sha256} | ({"Ghi chú": _told(kept, note)} if note else {})
    audit.record(session, actor, "attach", book.name, row.id, now=now, after=after, agency_id=row.agency_id)
    return kept


def detach(session: Session, actor: Actor, book: Book, row: Any, kept: RegisterFile, *, now: datetime) -> None:
    """Take a file off a row; its bytes stay, for the log names them."""
    ensure(actor, book.write, row)
    if kept.register != book.name or kept.row_id != row.id:
        raise WrongState("Tệp này không thuộc dòng đang mở. Tải lại trang.")
    if kept.removed_at is not None:
        raise WrongState("Tệp này đã được gỡ khỏi dòng. Tải lại trang.")
    if task := evidence_queries.held_by(session, book.name, [row.id]).get(row.id):  # what was verified is not taken out of the proof
        raise WrongState(f'Dòng này đang là minh chứng của nhiệm vụ "{task}" nên chưa gỡ tệp được. Đề nghị người duyệt trả lại trước.')
    kept.removed_at = now
    session.flush()
    audit.record(session, actor, "detach", book.name, row.id, now=now, before={"Tệp": _told(kept, kept.file_name)}, agency_id=row.agency_id)


def _told(kept: RegisterFile, words: str) -> str:
    """For the log, which more people read than the row: a scan is often called after its sender."""
    return MASK if kept.is_personal else words
