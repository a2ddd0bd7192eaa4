"""A sheet on its way into a register: kept, read by the worker, asked about, loaded in one piece or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.audit.rules import Act
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.registers.actions.writing import Place, put
from tthc.core.registers.models import ColumnMapping, RegisterImport, RegisterImportState
from tthc.core.registers.queries import lookups, told
from tthc.core.registers.queries.book import Book
from tthc.core.registers.queries.sheets import Checked, taken_keys
from tthc.core.registers.rules import Lookups
from tthc.core.registers.rules.sheets import Judged, Preview, refused
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import ensure

_AT_ONCE = 400
CHANGED = "Sổ đã thay đổi từ lúc kiểm tra tệp; chưa ghi dòng nào. Xem lại kết quả kiểm tra mới rồi xác nhận."


def stage(
    session: Session,
    actor: Actor,
    book: Book,
    stored: Stored,
    file_name: str,
    *,
    given: Mapping[str, str] | None = None,
    unit_id: int | None = None,
    now: datetime,
) -> RegisterImport:
    """A row for a sheet that is safely stored; the worker reads it. `unit_id` keeps the rows that name no unit."""
    if actor.agency_id is None:
        raise BadInput("Chưa xác định cơ quan của sổ.")
    own = unit_id or next(iter(sorted(actor.units)), actor.agency_id)
    ensure(actor, book.write, Place(actor.agency_id, own))
    row = RegisterImport(
        agency_id=actor.agency_id,
        unit_id=own,
        register=book.name,
        file_name=clean_name(file_name),
        mapping={},
        given={name: text for name, text in (given or {}).items() if text.strip()},
        preview={},
        created_by_id=actor.person_id,
        created_at=now,
    )
    row.stored_file = file_actions.register(session, stored, now=now)
    queued.ask(row, now)
    session.add(row)
    session.flush()
    after = {"register": book.name, "file": row.file_name, "sha256": stored.sha256}
    audit.record(session, actor, "stage", "register_import", row.id, now=now, after=after)
    return row


def answer_mapping(session: Session, actor: Actor, book: Book, row: RegisterImport, answers: Mapping[str, str], *, now: datetime) -> None:
    """Which header is which column, as a person said; remembered for the source, and the sheet is read again."""
    ensure(actor, book.write, row)
    _ensure_waiting(row)
    names = {column.name: column.title for column in book.carried}
    chosen = {key: name for key, name in answers.items() if name in names or name == ""}
    taken = [name for name in chosen.values() if name]
    if twice := next((name for name in taken if taken.count(name) > 1), None):
        sentence = f"Cột {names[twice]} được chọn cho hai cột của tệp. Chọn mỗi cột một lần."
        raise BadInput("Chưa lưu được.", {"mapping": sentence})
    row.mapping = chosen
    source = Preview.from_json(row.preview).source
    if source:
        same = (ColumnMapping.agency_id == row.agency_id, ColumnMapping.register == book.name, ColumnMapping.source == source)
        kept = session.scalars(select(ColumnMapping).where(*same)).one_or_none()
        if kept is None:
            kept = ColumnMapping(agency_id=row.agency_id, register=book.name, source=source)
            session.add(kept)
        kept.mapping = chosen
    row.preview = {}
    queued.ask(row, now)
    session.flush()
    audit.record(session, actor, "answer_mapping", "register_import", row.id, now=now, after=chosen)


def keep_preview(session: Session, actor: Actor, book: Book, row: RegisterImport, preview: Preview, *, now: datetime) -> None:
    """What reading and checking found; nothing of the register is changed."""
    ensure(actor, book.write, row)
    _ensure_waiting(row)
    row.preview = preview.as_json()
    queued.finish(row, now)
    after = {**preview.counts, "problems": preview.problem_count}
    audit.record(session, actor, "keep_preview", "register_import", row.id, now=now, after=after, agency_id=row.agency_id)


def refuse(session: Session, actor: Actor, book: Book, row: RegisterImport, sentence: str, *, now: datetime) -> None:
    """The file holds no table that can be read; the sentence says why."""
    keep_preview(session, actor, book, row, refused(sentence), now=now)


def ask_load(session: Session, actor: Actor, book: Book, row: RegisterImport, *, version: int | None = None, now: datetime) -> None:
    """Confirm what the preview shows; the worker writes it."""
    ensure(actor, book.write, row)
    _ensure_waiting(row)
    if version is not None and version != row.version:
        raise Conflict("Kết quả kiểm tra vừa thay đổi. Xem lại trước khi xác nhận.")
    if row.is_open or not Preview.from_json(row.preview).is_loadable:
        raise WrongState("Tệp này chưa nhập được. Xem các lỗi trong kết quả kiểm tra.")
    row.state = RegisterImportState.LOADING
    queued.ask(row, now)
    session.flush()
    audit.record(session, actor, "ask_load", "register_import", row.id, now=now, after={"file": row.file_name})


def put_back(session: Session, actor: Actor, book: Book, row: RegisterImport, preview: Preview, sentence: str, *, now: datetime) -> None:
    """What was confirmed is no longer what would be written: nothing was, and the preview is shown anew."""
    ensure(actor, book.write, row)
    row.state = RegisterImportState.WAITING
    row.preview = preview.as_json()
    queued.finish(row, now)
    row.problem = sentence
    session.flush()
    after = {**preview.counts, "problems": preview.problem_count}
    audit.record(session, actor, "put_back", "register_import", row.id, now=now, after=after, agency_id=row.agency_id)


def load(session: Session, actor: Actor, book: Book, row: RegisterImport, checked: Checked, *, today: date, now: datetime) -> int:
    """Write all rows that were looked at, or raise Conflict and write none; returns how many were written."""
    ensure(actor, book.write, row)
    if row.state is not RegisterImportState.LOADING:
        raise WrongState("Tệp này đã được nhập hoặc đã bỏ.")
    shown = Preview.from_json(row.preview)
    if not checked.preview.is_loadable or checked.preview.fingerprint != shown.fingerprint:
        raise Conflict(CHANGED)
    if taken_keys(session, actor, book, checked.rows):
        raise Conflict(CHANGED)
    known = lookups(session, row.agency_id, book, today)
    new = [one for one in checked.rows if one.verdict == "new"]
    changed = [one for one in checked.rows if one.verdict == "changed"]
    made, words = _entered(session, actor, book, row, new, known, now)
    edited, more = _edited(session, actor, book, changed, known)
    session.flush()
    acts = [Act("enter", book.name, one.id, {}, after) for one, after in zip(made, words, strict=True)] + more
    row.state = RegisterImportState.LOADED
    queued.finish(row, now)
    totals = {"file": row.file_name, "entered": len(made), "edited": len(edited)}
    acts.append(Act("load", "register_import", row.id, {}, totals))
    audit.record_many(session, actor, acts, now=now, agency_id=row.agency_id)
    book.settle(session, actor, [*made, *edited], today=today, now=now)
    session.flush()
    return len(made) + len(edited)


def _entered(
    session: Session, actor: Actor, book: Book, of: RegisterImport, rows: Sequence[Judged], known: Lookups, now: datetime
) -> tuple[list[Any], list[dict[str, str]]]:
    made, words = [], []
    for one in rows:
        made.append(
            book.model(**one.values, agency_id=of.agency_id, entered_by_id=actor.person_id, entered_at=now, register_import_id=of.id)
        )
        made[-1].folded = told.folded(book, made[-1])
        words.append(told.brought(book, one.values, known))
    _number(session, book, made)
    session.add_all(made)
    session.flush()
    return made, words


def _number(session: Session, book: Book, made: Sequence[Any]) -> None:
    """SQLite tells the numbers of new rows one at a time; its writers are alone, so they are given here and all rows written at once."""
    if made and session.get_bind().dialect.name == "sqlite":
        last = session.scalar(select(func.max(book.model.id))) or 0  # no row of a register is ever deleted
        for count, row in enumerate(made, start=1):
            row.id = last + count


def _edited(session: Session, actor: Actor, book: Book, rows: Sequence[Judged], known: Lookups) -> tuple[list[Any], list[Act]]:
    by_id = {one.known.row_id: one for one in rows if one.known}
    ids = sorted(by_id)
    found: list[Any] = []
    acts: list[Act] = []
    for start in range(0, len(ids), _AT_ONCE):
        found += session.scalars(
            select(book.model).where(book.model.id.in_(ids[start : start + _AT_ONCE]), book.model.removed_at.is_(None))
        )
    versions = {one.known.row_id: one.known.version for one in rows if one.known}
    if {row.id: row.version for row in found} != versions:
        raise Conflict(CHANGED)
    book.hold(session, actor, [(row, by_id[row.id].values) for row in found])
    for row in found:
        one = by_id[row.id]
        before = told.of_values(book, one.before, known)
        put(book, row, one.values)
        after = told.of_values(book, {name: one.values.get(name) for name in one.before}, known)
        acts.append(Act("edit", book.name, row.id, before, after))
    return found, acts


def discard(session: Session, actor: Actor, book: Book, row: RegisterImport, *, now: datetime) -> None:
    """Throw a sheet away; its file stays in the store for the log."""
    ensure(actor, book.write, row)
    _ensure_waiting(row)
    row.state = RegisterImportState.DISCARDED
    queued.finish(row, now)
    audit.record(session, actor, "discard", "register_import", row.id, now=now, before={"file": row.file_name})


def _ensure_waiting(row: RegisterImport) -> None:
    if row.state is not RegisterImportState.WAITING:
        raise WrongState("Tệp này đã được nhập hoặc đã bỏ. Tải tệp lên lại nếu cần.")
