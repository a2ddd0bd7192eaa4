"""Sheets on their way in and out: a sheet checked against the register as it stands, the rows of an export, what waits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, column, select, update, values
from sqlalchemy.orm import Session, joinedload

from tthc.core.files.ports import Sheet
from tthc.core.registers.models import ColumnMapping, RegisterExport, RegisterImport, RegisterImportState
from tthc.core.registers.queries.book import Book
from tthc.core.registers.queries.lists import lookups, visible
from tthc.core.registers.rules import UNIT, Lookups, column_named, read, sheets
from tthc.core.registers.rules.sheets import Bench, Judged, Known, Preview, RawRow
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import may
from tthc.kernel.vietnamese import number

_AT_ONCE = 400  # keys or ids in one statement
_SILENT: Callable[[int], None] = lambda _percent: None  # noqa: E731 - a default that does nothing


@dataclass(frozen=True)
class _Place:
    agency_id: int
    unit_id: int


@dataclass(frozen=True)
class Checked:
    """A sheet with every row judged; `rows` may be written if the preview is loadable."""

    preview: Preview
    rows: tuple[Judged, ...] = ()


def checked(
    session: Session,
    actor: Actor,
    book: Book,
    found: Sequence[Sheet],
    of: RegisterImport,
    *,
    today: date,
    tell: Callable[[int], None] = _SILENT,
) -> Checked:
    """Judge every row of a workbook for one import; `tell` hears how many percent are done."""
    given_text, unit_id, agency_id = dict(of.given), of.unit_id, of.agency_id
    answers = remembered(session, agency_id, book) | ({"": dict(of.mapping)} if of.mapping else {})
    columns = {column.name: column for column in book.carried}
    known = lookups(session, agency_id, book, today)
    table = sheets.choose(found, book.columns, answers, given_text | {UNIT.name: "unit"})
    if table is None:
        return Checked(sheets.refused(sheets.NO_TABLE))
    preview = sheets.outline(table, found)
    if table.missing:
        return Checked(preview)
    given, faults = _given(book, given_text, known)
    if faults:
        return Checked(replace(preview, problems=tuple(faults), problem_count=len(faults)))
    body = sheets.body(table, columns)
    if len(body.rows) > sheets.MOST_ROWS:
        return Checked(sheets.refused(too_long(len(body.rows))))
    rows, skipped = _arranged(book, body.rows)
    write, bring = (lambda unit: may(actor, book.write, _Place(agency_id, unit))), (lambda unit: _may_bring(actor, book, agency_id, unit))
    bench = Bench(book, known, {UNIT.name: unit_id} | given, write, bring)
    judged = _judged(session, actor, book, bench, rows, tell)
    return Checked(sheets.tell(preview, table, judged, skipped, columns, known, body.notes), tuple(judged))


def _may_bring(actor: Actor, book: Book, agency_id: int, unit_id: int) -> bool:
    return book.bring is None or may(actor, book.bring, _Place(agency_id, unit_id))


def too_long(count: int) -> str:
    """The sentence for a file that has too many rows."""
    return f"Bảng có {number(count)} dòng, một tệp nhập được nhiều nhất {number(sheets.MOST_ROWS)} dòng. Chia thành nhiều tệp rồi tải lên."


def remembered(session: Session, agency_id: int, book: Book) -> dict[str, dict[str, str]]:
    """Source -> what was once answered about its headers."""
    query = select(ColumnMapping).where(ColumnMapping.agency_id == agency_id, ColumnMapping.register == book.name)
    return {one.source: dict(one.mapping) for one in session.scalars(query)}


def _given(book: Book, texts: Mapping[str, str], known: Lookups) -> tuple[dict[str, Any], list[sheets.Problem]]:
    values, faults = {}, []
    for name, text in texts.items():
        column = column_named(book.entered, name)
        try:
            if str(text).strip():
                values[name] = read(column, text, known)
        except BadInput as error:
            faults.append(sheets.Problem("", 0, "", column.title, sheets.sentence(error)))
    return values, faults


def _arranged(book: Book, rows: Sequence[RawRow]) -> tuple[list[RawRow], list[RawRow]]:
    """Rows to be read and rows left out; the room may complete a row from its group, and decides where it does.

    A row that the program wrote itself ("Mã dòng") says all it has to say: what is empty in it is empty.
    """
    strange = [row for row in rows if not row.mark]
    for raw, cells in zip(strange, book.arrange([row.cells for row in strange]), strict=True):
        if isinstance(cells, str):
            raw.left_out = cells
        elif cells is not raw.cells:
            raw.cells, raw.left_out = dict(cells), ""
    return [row for row in rows if not row.left_out], [row for row in rows if row.left_out]


def _judged(session: Session, actor: Actor, book: Book, bench: Bench, rows: Sequence[RawRow], tell: Callable[[int], None]) -> list[Judged]:
    total = max(1, len(rows))
    by_mark = _marked(session, actor, book, {raw.mark for raw in rows if raw.mark})
    tell(10)
    judged = sheets.read_rows(bench, rows, by_mark, lambda done: tell(10 + done * 40 // total))
    by_key = _keyed(session, actor, book, list(sheets.keys_of(bench, judged)))
    tell(60)
    sheets.compare(bench, judged, by_key, lambda done: tell(60 + done * 35 // total))
    return judged


def _marked(session: Session, actor: Actor, book: Book, marks: Collection[str]) -> dict[str, Known]:
    agency_id = actor.agency_id or 0
    ids = {row_id: mark for mark in marks if (row_id := sheets.marked_row(agency_id, book.name, mark)) is not None}
    return {ids[one.row_id]: one for one in _known(session, actor, book, ("id",), [(row_id,) for row_id in sorted(ids)])}


def _keyed(session: Session, actor: Actor, book: Book, keys: Sequence[tuple[Any, ...]]) -> dict[tuple[Any, ...], Known]:
    """Rows of the register by key; keys that lack the same parts are looked for together."""
    by_parts: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for key in keys:
        there = tuple(name for name, part in zip(book.key, key, strict=True) if part is not None)
        by_parts.setdefault(there, []).append(tuple(part for part in key if part is not None))
    found = [one for there, parts in by_parts.items() for one in _known(session, actor, book, there, parts)]
    wanted = set(keys)
    pairs = [(sheets.key_of(book, one.values), one) for one in found]
    return {key: one for key, one in pairs if key is not None and key in wanted}


def taken_keys(session: Session, actor: Actor, book: Book, rows: Sequence[Judged]) -> bool:
    """Whether a key that would be written is by now another row's."""
    written = [one for one in rows if one.verdict in ("new", "changed")]
    named = ((sheets.key_of(book, one.values), one) for one in written)
    keys = {key: one for key, one in named if key is not None and not sheets.keeps_key(book, one, key)}
    found = _keyed(session, actor, book, list(keys))
    return any(keys[key].known is None or keys[key].known.row_id != one.row_id for key, one in found.items() if key in keys)  # type: ignore[union-attr]


def _known(session: Session, actor: Actor, book: Book, names: Sequence[str], wanted: Sequence[tuple[Any, ...]]) -> list[Known]:
    """Rows by values of these columns. They are joined as a table: a list of values leads SQLite to another index (of the agency)."""
    model, found = book.model, []
    parts = [getattr(model, name) for name in names]
    for start in range(0, len(wanted), _AT_ONCE):
        table = values(*(column(name, part.type) for name, part in zip(names, parts, strict=True)), name="wanted")
        asked = table.data(wanted[start : start + _AT_ONCE]).cte("wanted")
        same = and_(*(asked.c[name] == part for name, part in zip(names, parts, strict=True)))
        rows = session.scalars(select(model).join(asked, same).where(visible(actor, book)))
        found += [_as_known(actor, book, row) for row in rows]
    return found


def _as_known(actor: Actor, book: Book, row: Any) -> Known:
    mark = sheets.row_mark(row.agency_id, book.name, row.id)
    stands = {column.name: getattr(row, column.name) for column in book.columns}
    return Known(row.id, row.version, mark, stands, book.hides(actor, row), may(actor, book.write, row))


def register_import(session: Session, actor: Actor, book: Book, import_id: int) -> RegisterImport:
    """A sheet of this register, for who sent it and for who may write for the whole agency; NotFound for everybody else.

    A colleague of the unit is neither: it is read and loaded with the rights of who sent it, and may hold rows of other units.
    """
    query = select(RegisterImport).where(RegisterImport.id == import_id, RegisterImport.register == book.name)
    found = session.scalars(query.where(RegisterImport.agency_id == actor.agency_id).options(*_WHOLE)).one_or_none()
    if found is None or not may(actor, book.write, found):
        raise NotFound
    if found.created_by_id != actor.person_id and not may(actor, book.write, _Place(found.agency_id, found.agency_id)):
        raise NotFound
    return found


_WHOLE = (joinedload(RegisterImport.stored_file), joinedload(RegisterImport.created_by))


def imports_waiting(session: Session, actor: Actor, book: Book) -> list[RegisterImport]:
    """Sheets that wait for this person's decision, the newest first."""
    query = select(RegisterImport).where(RegisterImport.register == book.name, RegisterImport.agency_id == actor.agency_id)
    query = query.where(RegisterImport.state.in_((RegisterImportState.WAITING, RegisterImportState.LOADING)))
    query = query.where(RegisterImport.created_by_id == actor.person_id).options(*_WHOLE)
    return list(session.scalars(query.order_by(RegisterImport.id.desc()).limit(20)))


def import_for_worker(session: Session, import_id: int) -> RegisterImport | None:
    """A sheet with its file."""
    return session.scalars(select(RegisterImport).where(RegisterImport.id == import_id).options(*_WHOLE)).one_or_none()


def _waiting(session: Session, state: RegisterImportState, now: datetime) -> list[int]:
    ids = queued.waiting(session, RegisterImport, now)
    return list(session.scalars(select(RegisterImport.id).where(RegisterImport.id.in_(ids), RegisterImport.state == state)))


def unread(session: Session, now: datetime) -> list[int]:
    """Sheets that nobody is reading."""
    return _waiting(session, RegisterImportState.WAITING, now)


def unloaded(session: Session, now: datetime) -> list[int]:
    """Sheets that nobody is loading."""
    return _waiting(session, RegisterImportState.LOADING, now)


def note_progress(session: Session, import_id: int, percent: int) -> None:
    """How far the worker is with a sheet; no version rises, for nothing that a person decided is changed."""
    session.execute(update(RegisterImport).where(RegisterImport.id == import_id).values(progress=percent))


def export(session: Session, actor: Actor, book: Book, export_id: int) -> RegisterExport:
    """An export that this person asked for; NotFound for others, for it shows what he may see."""
    query = select(RegisterExport).where(RegisterExport.id == export_id, RegisterExport.register == book.name)
    query = query.where(RegisterExport.agency_id == actor.agency_id, RegisterExport.asked_by_id == actor.person_id)
    found = session.scalars(query.options(joinedload(RegisterExport.stored_file))).one_or_none()
    if found is None or not may(actor, book.read):
        raise NotFound
    return found


def export_for_worker(session: Session, export_id: int) -> RegisterExport | None:
    """An export to be written."""
    return session.get(RegisterExport, export_id)


def unwritten(session: Session, now: datetime) -> list[int]:
    """Exports that nobody is writing."""
    return queued.waiting(session, RegisterExport, now)
