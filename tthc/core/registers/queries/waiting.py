"""How much waits in the registers: what the first page of a person says of each, one query for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from tthc.core.registers.queries.book import Book, View
from tthc.core.registers.queries.lists import COUNTED, kept_by, visible
from tthc.kernel.actor import Actor

Desk = Sequence[tuple[Book, Sequence[str]]]  # registers with the pills that say what is to do


def waiting(
    session: Session, actor: Actor, desk: Desk, *, year: int, today: date, units: Collection[int] | None = None
) -> dict[tuple[str, str], int]:
    """(register, pill) -> how many rows the list shows under it; only those kept by `units`, where they are given."""
    asked = [(book, view) for book, slugs in desk for slug in slugs for view in book.views if view.slug == slug]
    if not asked:
        return {}
    counts = [_count(book, _under(actor, book, view, year, today, units)) for book, view in asked]
    found = session.execute(select(*counts)).one()
    return {(book.name, view.slug): number for (book, view), number in zip(asked, found, strict=True)}


def _under(actor: Actor, book: Book, view: View, year: int, today: date, units: Collection[int] | None) -> ColumnElement[bool]:
    own = [] if units is None else [kept_by(book, units)]
    return and_(visible(actor, book), book.of_year(year), view.where(today), *own)


def _count(book: Book, condition: ColumnElement[bool]) -> ColumnElement[int]:
    rows = select(book.model.id).where(condition).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()
