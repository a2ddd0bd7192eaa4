"""Papers printed of a register's rows: which there are, what stands on one, and how far one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from tthc.core.people import queries as people_queries
from tthc.core.registers.models import DocumentWording, RegisterDocument
from tthc.core.registers.queries import lists
from tthc.core.registers.queries.book import Book, Document
from tthc.core.registers.queries.lists import Ask
from tthc.core.registers.rules import MASK, Column, Kind, Lookups, choices_of, documents, shown
from tthc.core.registers.rules.documents import Content, Office, Printing
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import ensure, may
from tthc.kernel.vietnamese import day

WHOLE_BOOK = "so"
_WIDTHS = {Kind.LONG: 22, Kind.TEXT: 16, Kind.LINK: 16, Kind.CODE: 11, Kind.UNIT: 13, Kind.CHOICE: 11, Kind.DAY: 9}
_NARROW = 8


def documents_of(book: Book, of: str = "") -> tuple[Document, ...]:
    """The papers of a register: its own, and the book itself; `of` is "list", "row" or nothing for all."""
    own = book.documents
    if all(one.template != "book" for one in own):  # an office's own book takes the place of the plain one
        own = (*own, Document(WHOLE_BOOK, "In sổ (PDF)", "book", partial(_whole_book, book)))
    return tuple(one for one in own if not of or one.of in (of, "both"))


def document_named(book: Book, kind: str) -> Document:
    """The paper of that kind; NotFound for a kind the register does not have."""
    for one in documents_of(book):
        if one.kind == kind:
            return one
    raise NotFound


def asked(rows: Sequence[int] = (), ask: Ask | None = None) -> dict[str, Any]:
    """What a paper is to show, as it is kept: rows by their ids, or a list as it was narrowed."""
    if ask is None:
        return {"rows": sorted(set(rows))}
    return {"ask": ask.as_json()}


def count_of(session: Session, actor: Actor, book: Book, wanted: Mapping[str, Any], *, today: date) -> int:
    """How many rows the paper would hold."""
    if "rows" in wanted:
        return session.scalar(select(func.count()).select_from(_by_id(actor, book, wanted["rows"]).subquery())) or 0
    return lists.count(session, actor, book, Ask.from_json(wanted["ask"]), today=today)


def rows_of(session: Session, actor: Actor, book: Book, wanted: Mapping[str, Any], *, today: date, most: int) -> list[Any]:
    """The rows of a paper that this person may see, in the register's order."""
    if "rows" in wanted:
        return list(session.scalars(_by_id(actor, book, wanted["rows"]).order_by(*book.order(), book.model.id.desc())))
    return lists.rows(session, actor, book, Ask.from_json(wanted["ask"]), today=today, limit=most)


def content(session: Session, actor: Actor, book: Book, document: Document, wanted: Mapping[str, Any], *, today: date) -> Content:
    """What the paper holds for this reader; names are left out unless the reader handles every row of it."""
    rows = rows_of(session, actor, book, wanted, today=today, most=document.most)
    if not rows:
        raise NotFound("Các dòng cần in không còn trong sổ.")
    agency_id = actor.agency_id or 0
    known = lists.lookups(session, agency_id, book, today)
    printing = Printing(
        office=office_of(session, agency_id),
        today=today,
        year=wanted.get("ask", {}).get("year"),
        is_masked=any(book.hides(actor, row) for row in rows),
        lookups=known,
        wording=sentences(session, agency_id, book.name, document.kind),
        narrowed=_narrowed(book, Ask.from_json(wanted["ask"]), known) if "ask" in wanted else "",
    )
    return document.content(session, printing, rows)


def office_of(session: Session, agency_id: int) -> Office:
    """The agency as its papers and public pages name it."""
    unit = people_queries.agency(session, agency_id)
    return Office(unit.name, unit.superior, unit.place, unit.symbol or "UBND", unit.public_address, unit.feedback_contact)


def sentences(session: Session, agency_id: int, register: str, kind: str) -> dict[str, str]:
    """The sentences of a paper that the agency changed."""
    found = wording(session, agency_id, register, kind)
    return {name: str(words) for name, words in found.sentences.items()} if found else {}


def wording(session: Session, agency_id: int, register: str, kind: str) -> DocumentWording | None:
    """The row that keeps them, if there is one."""
    query = select(DocumentWording).where(DocumentWording.agency_id == agency_id, DocumentWording.register == register)
    return session.scalars(query.where(DocumentWording.kind == kind)).one_or_none()


def document(session: Session, actor: Actor, book: Book, document_id: int) -> RegisterDocument:
    """A paper with its file, for who asked for it: it may name people whom others may not see. NotFound for everybody else."""
    query = select(RegisterDocument).where(RegisterDocument.id == document_id, RegisterDocument.register == book.name)
    found = session.scalars(query.options(joinedload(RegisterDocument.stored_file))).one_or_none()
    if found is None or not may(actor, book.read, found) or found.asked_by_id != actor.person_id:
        raise NotFound
    return found


def document_for_worker(session: Session, document_id: int) -> RegisterDocument | None:
    """The paper a job was woken for."""
    return session.get(RegisterDocument, document_id)


def unprinted(session: Session, now: datetime) -> list[int]:
    """Papers that nobody is printing, for the sweeper."""
    return queued.waiting(session, RegisterDocument, now)


def reader(session: Session, row: RegisterDocument, book: Book, today: date) -> Actor:
    """Who asked for the paper, with the rights of today: what was taken away meanwhile is not printed."""
    found = people_queries.load_actor(session, row.asked_by_id or 0, today)
    if found is None or found.agency_id != row.agency_id:
        raise NotFound("Người yêu cầu in không còn vị trí công tác trong cơ quan.")
    ensure(found, book.read, row)
    return found


def _by_id(actor: Actor, book: Book, ids: Sequence[int]) -> Select[Any]:
    return select(book.model).where(book.model.id.in_(ids), lists.visible(actor, book))


def _narrowed(book: Book, ask: Ask, known: Lookups) -> str:
    """How the list was narrowed, so that a part of a book is not taken for the whole."""
    said = [view.title for view in book.views if view.slug == ask.view]
    said += [f"{one.title}: {_chosen(one, ask.filters[one.name], known)}" for one in book.columns if ask.filters.get(one.name)]
    said += [f"{book.day_words.lower()} {day(ask.on)}"] if ask.on else []
    return "; ".join([*said, *([f"có từ “{ask.words}”"] if ask.words else [])])


def _chosen(column: Column, stored: str, known: Lookups) -> str:
    if column.kind is Kind.FLAG:
        return "Có" if stored == "1" else "Không"
    words = known.unit_names if column.kind is Kind.UNIT else choices_of(column, known)
    return {str(value): told for value, told in words.items()}.get(stored, stored)


def _whole_book(book: Book, _session: Session, printing: Printing, rows: Sequence[Any]) -> Content:
    """The columns of the list, a line a row; what is personal is masked in all rows or in none."""
    columns = [one for one in book.columns if one.is_listed]
    told = [("TT", "center", 5), *((one.title, _align(one), _WIDTHS.get(one.kind, _NARROW)) for one in columns)]
    lines = [[str(number), *(_cell(one, row, printing) for one in columns)] for number, row in enumerate(rows, start=1)]
    return documents.book(printing, book.title.upper(), told, lines)


def _align(column: Column) -> str:
    return "right" if column.kind in (Kind.COUNT, Kind.NUMBER, Kind.MONEY) else "center" if column.kind in (Kind.DAY, Kind.FLAG) else "left"


def _cell(column: Column, row: Any, printing: Printing) -> str:
    value = getattr(row, column.name)
    if column.is_personal and printing.is_masked and value:
        return MASK
    return shown(column, value, printing.lookups)
