"""Print papers of assessments outside the request, as the one who asked may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tthc.core.criteria.actions import papers as paper_actions
from tthc.core.criteria.queries import papers as paper_queries
from tthc.core.toolbox import Toolbox
from tthc.jobs.attempts import recorded
from tthc.kernel import queued
from tthc.kernel.actor import system
from tthc.kernel.document import fingerprint
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PDF = "application/pdf"
TEMPLATE = "criteria_paper"


def print_assessment_paper(session: Session, toolbox: Toolbox, paper_id: int) -> bool:
    """Gather in a read, print outside any transaction, keep in a short write; False if there was nothing to do."""
    clock = toolbox.clock
    with unit_of_work(session):
        row = paper_queries.for_worker(session, paper_id)
        if row is None or not queued.take(row, clock.now()):
            return False

    def again() -> Any:
        return paper_queries.for_worker(session, paper_id)

    with recorded(session, toolbox, again):
        row = again()
        who = paper_queries.reader(session, row, clock.today())
        content = paper_queries.content(session, who, row, today=clock.today())
        session.rollback()
        pdf = toolbox.press.print(TEMPLATE, content, identifier=fingerprint(content))
        stored = toolbox.files.keep(pdf, PDF)
        with unit_of_work(session):
            paper_actions.keep_paper(session, system(who.agency_id), again(), stored, now=clock.now())
    return True
