"""After a change of a register the figures of targets are counted again, by the worker."""

from __future__ import annotations

from tthc.core.registers.queries import Book
from tthc.web.guards import actor, after_commit, today, toolbox


def recount(book: Book, year: int | None = None) -> None:
    """Ask for it once this request's transaction has been committed; the night counts everything anyway."""
    agency_id, at = actor().agency_id, year or today().year
    if agency_id is not None:
        after_commit(lambda: toolbox().queue.enqueue("count_targets", agency_id=agency_id, year=at, register=book.name))
