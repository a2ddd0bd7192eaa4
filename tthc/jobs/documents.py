"""Print papers of register rows outside the request, as the one who asked may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tthc.core.books import BOOKS
from tthc.core.registers.actions import documents as document_actions
from tthc.core.registers.queries import documents as document_queries
from tthc.core.toolbox import Toolbox
from tthc.jobs.attempts import recorded
from tthc.kernel import queued
from tthc.kernel.actor import system
from tthc.kernel.document import fingerprint
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PDF = "application/pdf"


def print_document(session: Session, toolbox: Toolbox, document_id: int) -> bool:
    """Gather in a read, print outside any transaction, keep in a short write; False if there was nothing to do."""
    clock = toolbox.clock
    with unit_of_work(session):
        row = document_queries.document_for_worker(session, document_id)
        if row is None or not queued.take(row, clock.now()):
            return False

    def again() -> Any:
        return document_queries.document_for_worker(session, document_id)

    with recorded(session, toolbox, again):
        row = again()
        book = BOOKS[row.register]
        document = document_queries.document_named(book, row.kind)
        who = document_queries.reader(session, row, book, clock.today())
        content = document_queries.content(session, who, book, document, row.asked, today=clock.today())
        session.rollback()
        pdf = toolbox.press.print(document.template, content, identifier=fingerprint(content))
        stored = toolbox.files.keep(pdf, PDF)
        with unit_of_work(session):
            document_actions.keep_document(session, system(who.agency_id), book, again(), stored, now=clock.now())
    return True
