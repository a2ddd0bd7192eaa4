"""Write in a register: enter, edit, remove; each asks, checks, changes, records, and lets the room do what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.evidence import queries as evidence_queries
from tthc.core.registers import queries
from tthc.core.registers.queries import told
from tthc.core.registers.queries.book import Book
from tthc.core.registers.rules import Lookups, is_same
from tthc.kernel.actor import Actor
from tthc.kernel.clock import VIETNAM
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import ensure


@dataclass(frozen=True)
class Place:
    """Where a row will stand, before there is one."""

    agency_id: int
    unit_id: int


def enter(session: Session, actor: Actor, book: Book, values: Mapping[str, Any], *, today: date, now: datetime) -> Any:
    """A new row of the unit in `values["unit_id"]`; raises BadInput with a sentence for each wrong column, a duplicate among them."""
    ensure(actor, book.write, Place(actor.agency_id or 0, values["unit_id"]))
    values = book.complete(values)
    known = queries.lookups(session, actor.agency_id or 0, book, today)
    _check(session, actor, book, values, known)
    row = book.model(**values, agency_id=actor.agency_id, entered_by_id=actor.person_id, entered_at=now)
    row.folded = told.folded(book, row)
    with _unique(session, book):
        session.add(row)
    audit.record(session, actor, "enter", book.name, row.id, now=now, after=told.said(book, row, known))
    book.settle(session, actor, [row], today=today, now=now)
    return row


def edit(
    session: Session,
    actor: Actor,
    book: Book,
    row: Any,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    today: date,
    now: datetime,
) -> bool:
    """Change a row; False when nothing is different. The log keeps what stood before and after, changed columns only."""
    ensure(actor, book.write, row)
    _ensure_there(row)
    known = queries.lookups(session, row.agency_id, book, today)
    if version is not None and version != row.version:
        raise Conflict(
            "Dòng này vừa được người khác sửa. Xem thay đổi trước khi lưu.",
            told.said(book, row, known),
            told.of_values(book, values, known),
        )
    stored = {column.name: getattr(row, column.name) for column in book.entered}
    before, values = told.said(book, row, known), book.complete(stored | dict(values))
    ensure(actor, book.write, Place(row.agency_id, values["unit_id"]))
    is_elsewhere = any(not is_same(getattr(row, name), values.get(name)) for name in book.key)
    _check(session, actor, book, values, known, row_id=row.id, is_key_new=is_elsewhere)
    book.hold(session, actor, [(row, values)])
    with _unique(session, book):
        is_changed = put(book, row, values)
    if not is_changed:
        return False
    after = told.said(book, row, known)
    changed = {title for title in before.keys() | after.keys() if before.get(title) != after.get(title)}
    audit.record(session, actor, "edit", book.name, row.id, now=now, before=_only(before, changed), after=_only(after, changed))
    book.settle(session, actor, [row], today=today, now=now)
    return True


def put(book: Book, row: Any, values: Mapping[str, Any]) -> bool:
    """Set what differs, for an action that has asked; an equal value written again would raise the version. False if nothing does."""
    different = {name: value for name, value in values.items() if not is_same(getattr(row, name), value)}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.folded = told.folded(book, row)
    return bool(different)


def remove(
    session: Session,
    actor: Actor,
    book: Book,
    row: Any,
    reason: str,
    *,
    version: int | None = None,
    today: date | None = None,
    now: datetime,
) -> None:
    """Take a row out of its register, with a reason; it stays in the database for the log, and what it opened is settled."""
    ensure(actor, book.write, row)
    _ensure_there(row)
    if version is not None and version != row.version:
        raise Conflict("Dòng này vừa được người khác sửa. Tải lại trang trước khi xóa.", {}, {})
    if not reason.strip():
        raise BadInput("Nêu lý do xóa.", {"reason": "Nêu lý do xóa; nhật ký giữ lý do này."})
    if task := evidence_queries.held_by(session, book.name, [row.id]).get(row.id):
        raise WrongState(f'Dòng này đang là minh chứng của nhiệm vụ "{task}" nên chưa xóa được. Đề nghị người duyệt trả lại trước.')
    today = today or now.astimezone(VIETNAM).date()
    before = told.said(book, row, queries.lookups(session, row.agency_id, book, today))
    row.removed_at, row.removal_reason = now, reason.strip()
    session.flush()
    audit.record(session, actor, "remove", book.name, row.id, now=now, before=before, after={"reason": reason.strip()})
    book.settle(session, actor, [row], today=today, now=now)


def _ensure_there(row: Any) -> None:
    if row.removed_at is not None:
        raise WrongState("Dòng này đã bị xóa khỏi sổ. Tải lại trang để xem sổ hiện tại.")


def _only(words: Mapping[str, str], titles: set[str]) -> dict[str, str]:
    return {title: words.get(title, "") for title in sorted(titles)}


def _check(
    session: Session,
    actor: Actor,
    book: Book,
    values: Mapping[str, Any],
    known: Lookups,
    *,
    row_id: int | None = None,
    is_key_new: bool = True,
) -> None:
    faults = dict(book.check(values, known))
    # A row that keeps its key is no new duplicate: numbers of decisions begin again each year.
    twin = _twin(session, actor, book, values, row_id) if is_key_new else None
    if twin is not None:
        faults = _doubled(book) | faults
    if faults:
        raise BadInput("Chưa lưu được.", faults)


def _twin(session: Session, actor: Actor, book: Book, values: Mapping[str, Any], row_id: int | None) -> int | None:
    if not any(values.get(name) not in (None, "") for name in book.key):  # an empty key is none
        return None
    same = [getattr(book.model, name) == values.get(name) for name in book.key]
    query = select(book.model.id).where(queries.visible(actor, book), *same)
    return session.scalar(query.where(book.model.id != row_id).limit(1)) if row_id else session.scalar(query.limit(1))


def _doubled(book: Book) -> dict[str, str]:
    titles = [column.title for column in book.columns if column.name in book.key]
    named = next((column.name for column in book.entered if column.name in book.key), book.entered[0].name)
    return {named: f"Sổ đã có dòng trùng {_listed(titles)}. Sửa dòng đó hoặc nhập giá trị khác."}


@contextmanager
def _unique(session: Session, book: Book) -> Iterator[None]:
    """Who enters the same key in the same moment gets the same sentence as who comes later."""
    try:
        with session.begin_nested():
            yield
            session.flush()
    except IntegrityError as error:
        if book.key and "unique" in str(error.orig).lower():
            raise BadInput("Chưa lưu được.", _doubled(book)) from error
        raise


def _listed(titles: Sequence[str]) -> str:
    small = [title[:1].lower() + title[1:] for title in titles]
    return small[0] if len(small) == 1 else f"{', '.join(small[:-1])} và {small[-1]}"
