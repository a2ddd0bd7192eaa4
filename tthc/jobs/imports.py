"""Read an uploaded plan outside the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.toolbox import Toolbox
from tthc.kernel.actor import system
from tthc.kernel.errors import DomainError, NotFound
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def read_plan(session: Session, toolbox: Toolbox, import_draft_id: int) -> None:
    """Bytes to blocks to draft; asked twice it does nothing the second time. A bad file leaves its sentence on the row."""
    file = import_queries.file_to_read(session, import_draft_id)
    session.rollback()
    if file is None:
        return
    clock = toolbox.clock
    try:
        blocks = toolbox.office.read(toolbox.files.read(file.sha256), file.name)
        with unit_of_work(session):
            row = import_queries.for_worker(session, import_draft_id)
            import_actions.read(session, system(row.agency_id), row, blocks, today=clock.today(), now=clock.now())
    except NotFound:
        return  # thrown away in the meantime
    except DomainError as error:
        with unit_of_work(session):
            row = import_queries.for_worker(session, import_draft_id)
            import_actions.refuse(session, system(row.agency_id), row, str(error), now=clock.now())
