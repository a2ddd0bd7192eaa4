"""A register as a sheet that can be loaded again unchanged: every entered column, computed ones marked, the row's mark last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.files.ports import CellValue, SheetColumn
from tthc.core.registers.queries.book import Book
from tthc.core.registers.queries.lists import Ask, lookups, rows
from tthc.core.registers.rules import MASK, Column, Kind, Lookups, choices_of, exact, shown
from tthc.core.registers.rules.sheets import COMPUTED, ROW_MARK, row_mark
from tthc.kernel.actor import Actor

_KINDS = {Kind.DAY: "day", Kind.COUNT: "count", Kind.NUMBER: "number", Kind.MONEY: "count"}
_WIDTHS = {Kind.LONG: 40, Kind.TEXT: 28, Kind.LINK: 28, Kind.CHOICE: 18, Kind.UNIT: 24}
_WIDTH, _MOST_CHOICES = 14, 100
_PLAIN = frozenset({Kind.DAY, Kind.COUNT, Kind.NUMBER, Kind.MONEY})


@dataclass(frozen=True)
class Exported:
    """What the writer of sheets needs."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    notes: tuple[str, ...]


def exported(session: Session, actor: Actor, book: Book, ask: Ask, *, today: date) -> Exported:
    """The rows of a list as this person may see them; a constant number of queries."""
    known = lookups(session, actor.agency_id or 0, book, today)
    columns = (*book.carried, *(column for column in book.columns if not column.is_in_sheets))
    found = rows(session, actor, book, ask, today=today, limit=None)
    lines = tuple(tuple(_cells(actor, book, row, columns, known)) for row in found)
    heads = (*(_head(column, known) for column in columns), SheetColumn(ROW_MARK, 16))
    return Exported(book.title, heads, lines, tuple(_notes(book, columns)))


def _cells(actor: Actor, book: Book, row: Any, columns: tuple[Column, ...], known: Lookups) -> Iterator[CellValue]:
    is_hidden = book.hides(actor, row)
    for column in columns:
        value = getattr(row, column.name)
        if value is None or value == "":
            yield None
        elif is_hidden and column.is_personal:
            yield MASK
        else:
            yield exact(value) if isinstance(value, Decimal) else value if column.kind in _PLAIN else shown(column, value, known)
    yield row_mark(row.agency_id, book.name, row.id)


def _head(column: Column, known: Lookups) -> SheetColumn:
    title = column.title if column.is_in_sheets else f"{column.title} {COMPUTED}"
    choices: tuple[str, ...] = ()
    if column.is_in_sheets:
        if column.kind is Kind.CHOICE:
            choices = tuple(str(words) for words in choices_of(column, known).values())
        elif column.kind is Kind.FLAG:
            choices = ("Có", "Không")
        elif column.kind is Kind.UNIT:
            choices = tuple(known.unit_names.values())
    return SheetColumn(title, _WIDTHS.get(column.kind, _WIDTH), _KINDS.get(column.kind, "text"), choices[:_MOST_CHOICES])


def _notes(book: Book, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f'Sửa hoặc thêm dòng trong trang "{book.title}" rồi tải tệp này lên sổ để cập nhật. Dòng không sửa thì không thay đổi.'
    yield f'Giữ nguyên cột "{ROW_MARK}" của dòng đã có; để trống ở dòng thêm mới. Xóa dòng khỏi tệp không xóa dòng trong sổ.'
    if not all(column.is_in_sheets for column in columns):
        yield f'Cột ghi "{COMPUTED}" do phần mềm tính, không đọc khi tải lên.'
    if any(column.is_personal for column in columns):
        yield f'Ô "{MASK}" là thông tin cá nhân được che; giữ nguyên thì không thay đổi.'
    if brought := [column.title for column in columns if column.is_carried]:
        yield f"Chỉ đọc cho dòng thêm mới (việc đã làm trước khi dùng phần mềm): {', '.join(brought)}."
    for column in columns:
        if column.hint and column.is_in_sheets:
            yield f"{column.title}: {column.hint}"
