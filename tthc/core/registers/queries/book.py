"""A register as the core knows it: its table, its columns and what its room adds to the common work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from tthc.core.registers.rules import Column, Lookups
from tthc.core.registers.rules.documents import Printing, Sentence
from tthc.core.tasks.rules import Badge
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can
from tthc.kernel.sections import Section

Values = Mapping[str, Any]
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_MOST_PRINTED = 1_400  # the press prints 1,500 rows of tables at most


@dataclass(frozen=True)
class View:
    """A pill above the list: "Quá hạn", "Chờ gỡ"; `where` gets the office's day."""

    slug: str
    title: str
    where: Callable[[date], ColumnElement[bool]]
    is_pill: bool = True  # else only the address asks for it: rows behind a figure


@dataclass(frozen=True)
class Document:
    """A paper that is printed of rows: content(session, printing, rows) -> the plain values its template is filled with.

    `of` says where it is offered: "row" on a row's page, "list" above the list, "both".
    """

    kind: str  # its place in addresses and in the file's name
    title: str  # words of the button
    template: str  # a file of templates/documents
    content: Callable[[Session, Printing, Sequence[Any]], dict[str, Any]]
    of: str = "list"
    wording: tuple[Sentence, ...] = ()  # what an agency may say in its own way
    most: int = _MOST_PRINTED  # rows that one file holds


def _no_faults(_values: Values, _lookups: Lookups) -> Mapping[str, str]:
    return _NOTHING


def _nothing_known(_session: Session, _agency_id: int) -> Mapping[str, Any]:
    return _NOTHING


def _nothing_more(*_: Any, **__: Any) -> None:
    """Rows of this register ask for nothing further."""


def _as_they_are(cells: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any] | str]:
    return cells


def _never(_values: Values) -> bool:
    return False


def _as_the_sheet_says(_kept: Values, written: Values) -> Values:
    return written


def _no_badge(_row: Any, _today: date) -> Badge | None:
    return None


def _nobody(_actor: Actor, _row: Any) -> bool:
    return False


def _as_typed(values: Values) -> Values:
    return values


@dataclass(frozen=True)
class Book:
    """One register. Its `name` is its table's name, and the word by which jobs and addresses find it.

    check(values, lookups) -> column name -> sentence: what is wrong with values that were each read well.
    look_up(session, agency_id): what `check` needs to know of other rows; one or two queries for a whole sheet.
    settle(session, actor, rows, today=, now=): what follows from rows that were entered or changed, many at a time; a register
    that opens duties, clocks or apologies does so here. It runs in the transaction of the change and may set computed columns.
    A removed row is settled once more, with its `removed_at` set.
    warn(values, lookups) -> column name -> sentence: what is said beside a row and stops nothing.
    arrange(cells): rows of a sheet as they stand in it, by column name (a first column without a name under ""), before they are read;
    each comes back, completed where it belongs to a group, or as a sentence that says why it is left out.
    merges(values): whether a sheet's row without "Mã dòng" changes the row that has its key; what the sheet leaves empty stays.
    joined(kept, written): what such a row changes, where some of what is kept says more than the sheet.
    badge(row, today): how the row stands on this day, from its dates.
    on_day(day): the rows that hold on that day, asked for under `day_words` above the list.
    complete(values): values with what the room computes of them alone, before the check and the search for twins.
    hides(actor, row): whether the row's personal columns are masked for this reader.
    brought(values, lookups) -> column name -> sentence: what is wrong with carried columns that a sheet brings for a new row.
    bring: the right that is asked for such a row besides `write`.
    finds(actor, word): another place where a word of the search is looked for, by who may; nobody else learns that it is there.
    hold(session, actor, changes): raises where a row that has gone further may not change so; (row, new values), before they are set.
    describe(row): the words under which the row is frozen when it is offered as evidence.
    """

    name: str
    title: str  # "Danh mục thủ tục hành chính"
    row_words: str  # "thủ tục": "Thêm thủ tục", "12 thủ tục"
    section: Section
    model: type[Any]
    columns: tuple[Column, ...]
    key: tuple[str, ...]  # columns that together may not occur twice; empty where nothing is a duplicate
    of_year: Callable[[int], ColumnElement[bool]]
    order: Callable[[], tuple[ColumnElement[Any], ...]]
    describe: Callable[[Any], str]
    views: tuple[View, ...] = ()
    check: Callable[[Values, Lookups], Mapping[str, str]] = _no_faults
    look_up: Callable[[Session, int], Mapping[str, Any]] = _nothing_known
    settle: Callable[..., None] = _nothing_more
    hold: Callable[[Session, Actor, Sequence[tuple[Any, Values]]], None] = _nothing_more
    complete: Callable[[Values], Values] = _as_typed
    warn: Callable[[Values, Lookups], Mapping[str, str]] = _no_faults
    brought: Callable[[Values, Lookups], Mapping[str, str]] = _no_faults
    bring: Can | None = None
    finds: Callable[[Actor, str], ColumnElement[bool]] | None = None
    arrange: Callable[[Sequence[Mapping[str, Any]]], Sequence[Mapping[str, Any] | str]] = _as_they_are
    merges: Callable[[Values], bool] = _never
    joined: Callable[[Values, Values], Values] = _as_the_sheet_says
    badge: Callable[[Any, date], Badge | None] = _no_badge
    on_day: Callable[[date], ColumnElement[bool]] | None = None
    day_words: str = ""
    hides: Callable[[Actor, Any], bool] = _nobody
    documents: tuple[Document, ...] = ()
    read: Can = Can.REGISTER_READ
    write: Can = Can.REGISTER_WRITE
    searched: Sequence[str] = ()  # columns that search looks through; all words, codes and links when empty

    @property
    def entered(self) -> tuple[Column, ...]:
        """The columns that people type."""
        return tuple(column for column in self.columns if not column.is_computed)

    @property
    def carried(self) -> tuple[Column, ...]:
        """The columns that sheets are read for: those that people type, then those that only a sheet brings."""
        return (*self.entered, *(column for column in self.columns if column.is_carried))
