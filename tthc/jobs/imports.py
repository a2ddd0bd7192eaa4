"""Read an uploaded plan outside the request."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.toolbox import Toolbox
from tthc.jobs.attempts import recorded
from tthc.kernel import queued
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LEASE = timedelta(minutes=8)  # longer than the office reads at the most: a scan, or a file that LibreOffice rewrites first


def read_plan(session: Session, toolbox: Toolbox, import_draft_id: int) -> bool:
    """Bytes to blocks to draft; False if there was nothing to do. A file that is no plan leaves its sentence on the row."""
    clock = toolbox.clock
    with unit_of_work(session):
        row = import_queries.for_worker(session, import_draft_id)
        if row is None or row.stored_file is None or not queued.take(row, clock.now(), _LEASE):
            return False
        sha256, name, actor = row.stored_file.sha256, row.file_name, system(row.agency_id)

    def again() -> Any:
        return import_queries.for_worker(session, import_draft_id)

    with recorded(session, toolbox, again):
        try:
            draft = toolbox.office.draft(toolbox.files.read(sha256), name)
            with unit_of_work(session):
                row = again()
                import_actions.read(session, actor, row, draft, today=clock.today(), now=clock.now())
        except BadInput as error:
            with unit_of_work(session):
                import_actions.refuse(session, actor, again(), str(error), now=clock.now())
    return True
