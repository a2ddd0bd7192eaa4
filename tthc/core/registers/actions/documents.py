"""Ask for a paper printed of rows, keep it, and say its sentences in the agency's own way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.registers.models import DocumentWording, RegisterDocument
from tthc.core.registers.queries import documents as document_queries
from tthc.core.registers.queries.book import Book, Document
from tthc.core.registers.rules.documents import field_name
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import nfc, tidy
from tthc.kernel.vietnamese import number

_LONGEST = 2_000


def ask_document(
    session: Session, actor: Actor, book: Book, document: Document, asked: Mapping[str, Any], *, today: date, now: datetime
) -> RegisterDocument:
    """Order the paper for the rows or the list in `asked`; BadInput where there is nothing to print or more than a file holds."""
    row = RegisterDocument(agency_id=actor.agency_id, register=book.name, kind=document.kind, asked=dict(asked))
    ensure(actor, book.read, row)
    found = document_queries.count_of(session, actor, book, asked, today=today)
    if not found:
        raise BadInput("Không có dòng nào để in. Đổi bộ lọc hoặc thêm dòng vào sổ.")
    if found > document.most:
        most = number(document.most)
        raise BadInput(f"Có {number(found)} dòng; một tệp PDF in được tối đa {most} dòng. Thu hẹp bộ lọc hoặc xuất ra tệp Excel (.xlsx).")
    row.asked_by_id = actor.person_id
    title = field_name(book.title)[:60]
    row.file_name = f"{title if document.template == 'book' else f'{document.kind}-{title}'}-{today:%Y-%m-%d}.pdf"
    queued.ask(row, now)
    session.add(row)
    session.flush()
    after = {"register": book.name, "kind": document.kind, "rows": found}
    audit.record(session, actor, "ask_document", "register_document", row.id, now=now, after=after)
    return row


def keep_document(session: Session, actor: Actor, book: Book, row: RegisterDocument, stored: Stored, *, now: datetime) -> None:
    """The paper is printed and stored."""
    ensure(actor, book.read, row)
    row.stored_file = file_actions.register(session, stored, now=now)
    session.flush()
    queued.finish(row, now)
    after = {"sha256": stored.sha256, "size": stored.size}
    audit.record(session, actor, "keep_document", "register_document", row.id, now=now, after=after, agency_id=row.agency_id)


def word_document(
    session: Session,
    actor: Actor,
    book: Book,
    document: Document,
    sentences: Mapping[str, str],
    *,
    version: int | None = None,
    now: datetime,
) -> bool:
    """Say the paper's sentences as given; one that reads like the default follows the default. False if nothing changed."""
    agency_id = actor.agency_id or 0
    row = document_queries.wording(session, agency_id, book.name, document.kind)
    thing = row or DocumentWording(agency_id=agency_id, register=book.name, kind=document.kind, sentences={})
    ensure(actor, Can.REGISTER_SET_UP, thing)
    if version is not None and version != (row.version if row else 0):
        raise Conflict("Câu chữ vừa được người khác sửa. Tải lại trang trước khi lưu.", {}, {})
    said = {one.name: _words(sentences.get(one.name, one.words), is_long=one.is_long) for one in document.wording}
    long = {name: f"Dài quá {number(_LONGEST)} ký tự. Rút gọn lại." for name, words in said.items() if len(words) > _LONGEST}
    if long:
        raise BadInput("Chưa lưu được.", long)
    own = {one.name: said[one.name] for one in document.wording if said[one.name] != one.words}
    if own == thing.sentences:
        return False
    before, thing.sentences = dict(thing.sentences), own
    session.add(thing)
    session.flush()
    audit.record(session, actor, "word_document", "document_wording", thing.id, now=now, before=before, after=own)
    return True


def _words(typed: str, *, is_long: bool) -> str:
    return "\n".join(line for line in map(tidy, nfc(typed).splitlines()) if line) if is_long else tidy(typed)
