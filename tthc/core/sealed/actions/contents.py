"""What lies in a safe besides its facts: the checklist, papers, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.sealed import queries, rules
from tthc.core.sealed.actions.entries import record
from tthc.core.sealed.models import SealedFile, SealedItem
from tthc.core.sealed.queries import Safe
from tthc.core.sealed.rules import Item
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import tidy

_LONGEST_CODE, _LONGEST_LINE = 60, 2000


def set_items(session: Session, actor: Actor, safe: Safe, lines: Sequence[Item], *, now: datetime) -> None:
    """The checklist as a whole, in this order."""
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    if len(lines) > rules.MOST_ITEMS:
        raise rules.refused("lines", f"Danh mục kiểm tra có nhiều nhất {rules.MOST_ITEMS} dòng.")
    if any(not one.text.strip() or len(one.text) > _LONGEST_LINE or len(one.code) > _LONGEST_CODE for one in lines):
        raise rules.refused("lines", f"Mỗi dòng có nội dung dài tối đa {_LONGEST_LINE} ký tự.")
    old = [Item(one.code, one.text, one.plan_id, one.above) for one in queries.items(session, safe.row.id)]
    if list(lines) == old:
        return
    session.execute(delete(SealedItem).where(SealedItem.safe_id == safe.row.id))
    session.add_all(
        SealedItem(safe_id=safe.row.id, position=place, code=one.code, text=one.text, plan_id=one.plan_id, above=one.above)
        for place, one in enumerate(lines, start=1)
    )
    session.flush()
    record(session, actor, safe.row, "set_items", now=now, before=_said(old), after=_said(lines))


def _said(lines: Sequence[Item]) -> dict[str, str]:
    return {"Danh mục kiểm tra": "\n".join(f"{one.code} {one.text}".strip() for one in lines)}


def keep_file(session: Session, actor: Actor, safe: Safe, stored: Stored, file_name: str, words: str = "", *, now: datetime) -> SealedFile:
    """A paper whose bytes lie safely in the store already."""
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    words = tidy(words)
    if len(words) > rules.LONGEST_NOTE:
        raise rules.refused("note", f"Ghi chú dài quá {rules.LONGEST_NOTE} ký tự. Rút gọn lại.")
    made = SealedFile(
        safe_id=safe.row.id,
        sha256=stored.sha256,
        size=stored.size,
        media_type=stored.media_type,
        warnings=list(stored.warnings),
        file_name=clean_name(file_name),
        note=words,
        added_by_id=actor.person_id,
        added_at=now,
    )
    session.add(made)
    session.flush()
    record(session, actor, safe.row, "keep_file", now=now, after={"Tệp": made.file_name, "SHA-256": stored.sha256, "Ghi chú": words})
    return made


def drop_file(session: Session, actor: Actor, safe: Safe, paper: SealedFile, *, now: datetime) -> None:
    """Take a paper off; its bytes stay, for the log names them."""
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    paper.removed_at = now
    record(session, actor, safe.row, "drop_file", now=now, before={"Tệp": paper.file_name, "SHA-256": paper.sha256})


def note(session: Session, actor: Actor, safe: Safe, text: str, *, now: datetime) -> None:
    """A note of the team: it stands in the log and is never changed."""
    ensure(actor, Can.INSPECTION_UNSEAL, safe.led)
    safe.check_not_over()
    text = text.strip()
    if not text:
        raise BadInput("Nhập ghi chú.", {"text": "Nhập ghi chú."})
    if len(text) > rules.LONGEST_TEXT:
        raise rules.refused("text", f"Ghi chú dài tối đa {rules.LONGEST_TEXT} ký tự.")
    record(session, actor, safe.row, "note", now=now, after={"Ghi chú": text})
