"""Write plans as office files outside the request: the plan as it stands now, and the plan of the next year."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.imports.rules import current, years
from tthc.core.plans import actions as plan_actions
from tthc.core.plans import queries as plan_queries
from tthc.core.toolbox import Toolbox
from tthc.jobs.attempts import recorded
from tthc.jobs.imports import read_plan
from tthc.kernel import queued
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, Unavailable
from tthc.kernel.transaction import unit_of_work
from tthc.planreader.revised import revised

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LEASE = timedelta(minutes=8)  # the document is read again first


def roll_over_plan(session: Session, toolbox: Toolbox, import_draft_id: int) -> bool:
    """The document of the next year's plan, stored, then read like an upload; False if there was nothing to do."""
    clock = toolbox.clock
    with unit_of_work(session):
        row = import_queries.for_worker(session, import_draft_id)
        if row is not None and row.stored_file is not None:
            return read_plan(session, toolbox, import_draft_id)
        if row is None or not queued.take(row, clock.now(), _LEASE):
            return False
        base, to_year, actor = plan_queries.document(session, row.base_plan_id or 0), row.year or 0, system(row.agency_id)

    def again() -> Any:
        return import_queries.for_worker(session, import_draft_id)

    with recorded(session, toolbox, again):
        try:
            draft = toolbox.office.draft(toolbox.files.read(base.sha256), base.file_name)
            blocks = toolbox.office.apart(years.next_year, draft.blocks, base.year, to_year, base.year_end)
            stored = toolbox.files.keep(toolbox.office.apart(toolbox.writer.write, blocks, "docx"), MEDIA["docx"])
            with unit_of_work(session):
                import_actions.keep_rolled_over(session, actor, again(), stored, now=clock.now())
        except BadInput as error:
            with unit_of_work(session):
                import_actions.refuse(session, actor, again(), str(error), now=clock.now())
            return True
    return read_plan(session, toolbox, import_draft_id)


def export_plan(session: Session, toolbox: Toolbox, plan_export_id: int) -> bool:
    """The stored document with the words that hold now, written and stored; False if there was nothing to do."""
    clock = toolbox.clock
    with unit_of_work(session):
        row = plan_queries.export_for_worker(session, plan_export_id)
        if row is None or not queued.take(row, clock.now(), _LEASE):
            return False
        form, actor = row.form, system(row.agency_id)
        document, rows = plan_queries.document(session, row.plan_id), import_queries.rows_now(session, row.plan_id)

    def again() -> Any:
        return plan_queries.export_for_worker(session, plan_export_id)

    with recorded(session, toolbox, again):
        try:
            draft = toolbox.office.draft(toolbox.files.read(document.sha256), document.file_name)
        except BadInput as error:
            raise Unavailable(str(error)) from error
        blocks = toolbox.office.apart(revised, draft, current.current_tasks(draft, rows))
        stored = toolbox.files.keep(toolbox.office.apart(toolbox.writer.write, blocks, form.value), MEDIA[form])
        with unit_of_work(session):
            plan_actions.keep_export(session, actor, again(), stored, now=clock.now())
    return True
