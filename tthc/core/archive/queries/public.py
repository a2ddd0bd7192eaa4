"""The public pages of an agency: what must be open to everybody, and nothing else."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from tthc.core.archive.rules import Page
from tthc.core.feedback import queries as feedback_queries
from tthc.core.procedures import queries as procedure_queries
from tthc.core.registers.queries import documents as document_queries
from tthc.core.registers.rules import public_pages
from tthc.kernel.actor import Actor


def pages(session: Session, actor: Actor, on: date) -> list[Page]:
    """Every page for that day; a constant number of queries."""
    drawn = public_pages.pages_of(
        document_queries.office_of(session, actor.agency_id or 0),
        on,
        procedure_queries.in_force(session, actor, on),
        procedure_queries.abolished(session, actor, on),
        feedback_queries.published(session, actor, on),
    )
    return [Page(path, template, content) for path, template, content in drawn]
