"""Rows of a register as its list shows them: of a year, narrowed, searched without tone marks, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from tthc.core.people import queries as people_queries
from tthc.core.people.models import Unit, UnitSpelling
from tthc.core.people.rules import UnitKind
from tthc.core.registers.queries.book import Book
from tthc.core.registers.rules import MASK, Column, Kind, Lookups, shown
from tthc.core.tasks.rules import Badge
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import may
from tthc.kernel.text import fold

PAGE = 25
COUNTED = 10_000
SOUGHT = 2_000  # hits of a search: who has more says another word
OWN = "cua-toi"  # a unit filter's word for the units of who asks
_LONGEST_ID = 10
_NO_KEEPERS = (UnitKind.GROUP, UnitKind.OUTSIDE)  # they keep no rows


@dataclass(frozen=True)
class Ask:
    """What a list is asked for."""

    year: int | None = None
    view: str = ""
    words: str = ""
    on: date | None = None  # only rows that hold on this day (Book.on_day)
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # column -> stored word, id, several ids or OWN

    def as_json(self) -> dict[str, Any]:
        """For the row of who asked: a sheet or a paper of this list, made later by the worker."""
        return {
            "year": self.year,
            "view": self.view,
            "words": self.words,
            "on": self.on.isoformat() if self.on else None,
            "filters": dict(self.filters),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Ask:
        """What `as_json` gave."""
        on = date.fromisoformat(kept["on"]) if kept.get("on") else None
        return cls(kept.get("year"), kept.get("view") or "", kept.get("words") or "", on, dict(kept.get("filters") or {}))


@dataclass(frozen=True)
class Line:
    """A row as lists and sheets show it: `cells` are words, `values` what stands behind them, both by column name."""

    row_id: int
    version: int
    unit_id: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]
    badge: Badge | None = None


def visible(actor: Actor, book: Book) -> ColumnElement[bool]:
    """The rows this person may know of: those of the own agency that are not removed."""
    model = book.model
    if not may(actor, book.read):
        return model.id.is_(None)
    return and_(model.agency_id == actor.agency_id, model.removed_at.is_(None))


def kept_by(book: Book, units: Collection[int]) -> ColumnElement[bool]:
    """The rows of these units."""
    kept: ColumnElement[bool] = book.model.unit_id.in_(sorted(units))
    return kept


def _asked(actor: Actor, book: Book, ask: Ask, today: date) -> ColumnElement[bool]:
    # Words first: what they leave out is not asked for its days.
    conditions = [visible(actor, book), *(_says(actor, book, word) for word in fold(ask.words).split())]
    if ask.year is not None:
        conditions.append(book.of_year(ask.year))
    conditions += [view.where(today) for view in book.views if view.slug == ask.view]
    known = {column.name: column for column in book.columns if column.is_filter}
    conditions += [_chosen(actor, book, known[name], value) for name, value in ask.filters.items() if name in known and value]
    if ask.on is not None and book.on_day is not None:
        conditions.append(book.on_day(ask.on))
    return and_(*conditions)


def _says(actor: Actor, book: Book, word: str) -> ColumnElement[bool]:
    in_words: ColumnElement[bool] = book.model.folded.contains(word, autoescape=True)
    return or_(in_words, book.finds(actor, word)) if book.finds else in_words


def _chosen(actor: Actor, book: Book, column: Column, value: str) -> ColumnElement[bool]:
    """One choice of a filter, or several ids; words that are no choice find nothing."""
    if column.kind is Kind.UNIT and value == OWN:
        return kept_by(book, actor.units | actor.desks)
    stored: Any = value
    if column.kind is Kind.FLAG:
        stored = {"1": True, "0": False}.get(value)
    elif column.kind is Kind.UNIT or column.choices_from:
        ids = [int(one) for one in value.split(",") if one.isascii() and one.isdecimal() and len(one) < _LONGEST_ID]
        if len(ids) > 1:
            among: ColumnElement[bool] = getattr(book.model, column.name).in_(ids)
            return among
        stored = ids[0] if ids else None
    if stored is None:
        return book.model.id.is_(None)
    found: ColumnElement[bool] = getattr(book.model, column.name) == stored
    return found


def rows(session: Session, actor: Actor, book: Book, ask: Ask, *, today: date, offset: int = 0, limit: int | None = PAGE) -> list[Any]:
    """The mapped rows, in the register's order."""
    query: Select[Any] = select(book.model).where(_asked(actor, book, ask, today)).order_by(*book.order(), book.model.id.desc())
    return list(session.scalars(query.offset(offset).limit(limit)))


def count(session: Session, actor: Actor, book: Book, ask: Ask, *, today: date, most: int | None = COUNTED) -> int:
    """How many rows the list has; one more than `most` where there are more: nobody reads on to the end of such a list."""
    query = select(book.model.id).where(_asked(actor, book, ask, today))
    counted = query if most is None else query.limit(most + 1)
    return session.scalar(select(func.count()).select_from(counted.subquery())) or 0


def most(ask: Ask) -> int:
    """Up to how many rows `found` counts."""
    return SOUGHT if ask.words else COUNTED


def found(session: Session, actor: Actor, book: Book, ask: Ask, *, today: date, offset: int = 0) -> tuple[list[Any], int]:
    """A page of the list and how many rows it has, up to `most`: two statements."""
    if not ask.words:
        total = count(session, actor, book, ask, today=today)
        return (rows(session, actor, book, ask, today=today, offset=offset) if total else []), total
    # Where hits are few, all rows are read: in the order in which they lie, which is the quickest.
    ids = list(session.scalars(select(book.model.id).where(_asked(actor, book, ask, today)).limit(most(ask) + 1)))
    if len(ids) > most(ask):
        return rows(session, actor, book, ask, today=today, offset=offset), len(ids)
    query = select(book.model).where(book.model.id.in_(ids)).order_by(*book.order(), book.model.id.desc())
    return list(session.scalars(query.offset(offset).limit(PAGE))) if ids else [], len(ids)


def sums(session: Session, actor: Actor, book: Book, ask: Ask, *, today: date) -> dict[str, Any]:
    """Column -> its sum over the whole list; one query, none where no column is summed."""
    summed = [column.name for column in book.columns if column.is_summed]
    if not summed:
        return {}
    query = select(*(func.coalesce(func.sum(getattr(book.model, name)), 0) for name in summed)).where(_asked(actor, book, ask, today))
    return dict(zip(summed, session.execute(query).one(), strict=True))


def lines(found: Sequence[Any], actor: Actor, book: Book, known: Lookups) -> list[Line]:
    """Rows in words; personal columns are masked for who is not handling the row."""
    return [_line(row, actor, book, known) for row in found]


def _line(row: Any, actor: Actor, book: Book, known: Lookups) -> Line:
    is_hidden = book.hides(actor, row)
    values = {column.name: getattr(row, column.name) for column in book.columns}
    if is_hidden:
        values |= {column.name: MASK for column in book.columns if column.is_personal and values[column.name]}
    cells = {
        column.name: MASK if is_hidden and column.is_personal and values[column.name] else shown(column, values[column.name], known)
        for column in book.columns
    }
    return Line(row.id, row.version, row.unit_id, cells, values, book.badge(row, known.today))


def one(session: Session, actor: Actor, book: Book, row_id: int) -> Any:
    """A row; NotFound outside the actor's scope."""
    found = session.scalars(select(book.model).where(book.model.id == row_id, visible(actor, book))).one_or_none()
    if found is None:
        raise NotFound
    return found


def lookups(session: Session, agency_id: int, book: Book, today: date) -> Lookups:
    """What reading and showing values needs: the agency's units by every spelling, and what the room looks up."""
    kept = select(Unit.id, Unit.name, Unit.short_name).where(Unit.agency_id == agency_id, Unit.kind.not_in(_NO_KEEPERS))
    kept = kept.where(people_queries.valid_on(today, Unit)).order_by(Unit.kind != UnitKind.AGENCY, Unit.position, Unit.id)
    units = session.execute(kept).all()  # an office names many bodies outside: they are no keepers
    ever = select(Unit.id, func.coalesce(func.nullif(Unit.short_name, ""), Unit.name).label("name")).where(Unit.agency_id == agency_id)
    spellings = select(UnitSpelling.folded, UnitSpelling.unit_id).where(UnitSpelling.agency_id == agency_id)
    named: dict[str, int] = {row.folded: row.unit_id for row in session.execute(spellings)}
    for unit in units:
        named |= {fold(name): unit.id for name in (unit.name, unit.short_name) if name}
    names = {unit.id: unit.short_name or unit.name for unit in units}
    former = {row.id: row.name for row in session.execute(ever) if row.id not in names}
    return Lookups(today, named, names, book.look_up(session, agency_id), former)
