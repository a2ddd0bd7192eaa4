"""What a row has been offered for, and what it could prove."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.evidence import queries as evidence_queries
from tthc.core.registers.queries.book import Book
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.rules import Line as TaskLine
from tthc.kernel.actor import Actor
from tthc.kernel.sections import Section


def offers(session: Session, actor: Actor, book: Book, row: Any) -> list[evidence_queries.Line]:
    """The tasks for which the row was offered, with verdicts, as far as the person may see the evidence; oldest first."""
    return evidence_queries.of_row(session, actor, book.name, row.id)


def open_for(session: Session, actor: Actor, section: Section, today: date, year: int) -> list[TaskLine]:
    """Open work that this person may report as done: that of the section first, then the rest, each the soonest first."""
    return task_queries.to_report(session, actor, section=section, today=today, year=year)
