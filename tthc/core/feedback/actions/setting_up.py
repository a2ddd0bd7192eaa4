"""The terms and the texts of replies, which the clerk changes as data: the law about both may change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.feedback.models import FeedbackReply, FeedbackTerm
from tthc.core.feedback.queries import settings
from tthc.core.feedback.rules.replies import DEFAULTS, check_blanks
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day

_MOST_DAYS = 366
_COUNTS = ("transfer_days", "handle_days", "publish_days", "update_every", "refuse_days", "supplement_days")
_NEEDED = _COUNTS[:3]


def set_term(session: Session, actor: Actor, values: Mapping[str, Any], *, term: FeedbackTerm | None = None, now: datetime) -> FeedbackTerm:
    """A set of terms, new or changed; rows received before keep the set they run under."""
    ensure(actor, Can.REGISTER_SET_UP, term)
    faults = {name: f"Nhập số ngày từ 1 đến {_MOST_DAYS}." for name in _COUNTS if not _is_count(values.get(name), name)}
    if not values.get("name"):
        faults["name"] = "Nhập tên quy định."
    if values.get("valid_from") is None:
        faults["valid_from"] = "Nhập ngày bắt đầu áp dụng."
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    before = _told(term) if term else None
    if term is None:
        term = FeedbackTerm(agency_id=actor.agency_id)
        session.add(term)
    for name, value in values.items():
        setattr(term, name, value)
    session.flush()
    audit.record(session, actor, "set_feedback_term", "feedback_term", term.id, now=now, before=before, after=_told(term))
    return term


def remove_term(session: Session, actor: Actor, term: FeedbackTerm, *, now: datetime) -> None:
    """Stop offering a set of terms; rows that run under it keep it."""
    ensure(actor, Can.REGISTER_SET_UP, term)
    term.removed_at = now
    session.flush()
    audit.record(session, actor, "remove_feedback_term", "feedback_term", term.id, now=now, before=_told(term))


def set_reply(
    session: Session, actor: Actor, code: str, use: str, name: str, text: str, *, version: int | None = None, now: datetime
) -> FeedbackReply:
    """Change a text of replies, or add one (empty code)."""
    ensure(actor, Can.REGISTER_SET_UP)
    faults = {field: sentence for field, value, sentence in _needed(name, text) if not value.strip()}
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    check_blanks(text)
    own = settings.own_replies(session, actor.agency_id or 0)
    row = own.get(code)
    if row is not None and version is not None and version != row.version:
        raise Conflict("Mẫu này vừa được người khác sửa. Xem nội dung mới trước khi lưu.", {"Nội dung": row.text}, {"Nội dung": text})
    before = {"Nội dung": row.text} if row else None
    if row is None:
        row = FeedbackReply(agency_id=actor.agency_id, code=code or _code(name, own), use=use)
        session.add(row)
    row.name, row.text, row.is_left_out = name.strip(), text.strip(), False
    session.flush()
    audit.record(session, actor, "set_reply", "feedback_reply", row.id, now=now, before=before, after={"Nội dung": row.text})
    return row


def reset_reply(session: Session, actor: Actor, code: str, *, now: datetime) -> None:
    """Give up the agency's own text: the one that comes with the program is offered again, an added one no longer."""
    ensure(actor, Can.REGISTER_SET_UP)
    row = settings.own_replies(session, actor.agency_id or 0).get(code)
    if row is None:
        raise WrongState("Mẫu này đang dùng nội dung có sẵn.")
    audit.record(session, actor, "reset_reply", "feedback_reply", row.id, now=now, before={"Nội dung": row.text})
    session.delete(row)
    session.flush()


def _needed(name: str, text: str) -> tuple[tuple[str, str, str], ...]:
    return (("name", name, "Nhập tên mẫu."), ("text", text, "Nhập nội dung mẫu."))


def _code(name: str, own: Mapping[str, Any]) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:30] or "mau"
    taken = set(own) | {reply.code for reply in DEFAULTS}
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, 1_000))) if code not in taken)


def _is_count(value: Any, name: str) -> bool:
    if value is None:
        return name not in _NEEDED
    return isinstance(value, int) and 1 <= value <= _MOST_DAYS


def _told(term: FeedbackTerm) -> dict[str, str]:
    return {"Tên": term.name, "Áp dụng từ": day(term.valid_from), "Căn cứ": term.basis} | {
        name: str(getattr(term, name)) for name in _COUNTS
    }
