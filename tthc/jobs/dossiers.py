"""Form II.06a written as a sheet; apologies opened for dossiers that became late."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from tthc.core.dossiers import actions as dossier_actions
from tthc.core.dossiers import queries as dossier_queries
from tthc.core.dossiers.queries import sheets
from tthc.core.dossiers.rules.figures import FIGURES
from tthc.core.files.ports import SheetColumn
from tthc.core.toolbox import Toolbox
from tthc.jobs.attempts import recorded
from tthc.kernel import queued
from tthc.kernel.actor import system
from tthc.kernel.errors import NotFound
from tthc.kernel.tables import Queued
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 500  # apologies in one transaction
_COLUMNS = (
    SheetColumn("(1) STT", 8),
    SheetColumn("(2) Lĩnh vực, công việc giải quyết theo cấp", 42),
    *(SheetColumn(column.title, 14, "count") for column in FIGURES),
)


def write_form(session: Session, toolbox: Toolbox, form_sheet_id: int) -> bool:
    """Write the sheet of a form with the figures it was asked for; False if there was nothing to do."""
    with unit_of_work(session):
        row = sheets.for_worker(session, form_sheet_id)
        if row is None or not queued.take(row, toolbox.clock.now()):
            return False
        content, agency_id = row.content, row.agency_id

    def again() -> Queued:
        found = sheets.for_worker(session, form_sheet_id)
        if found is None:
            raise NotFound
        return found

    with recorded(session, toolbox, again):
        written = toolbox.sheets.write(content["title"], _COLUMNS, content["rows"], notes=content["notes"])
        stored = toolbox.files.keep(written, XLSX)
        with unit_of_work(session):
            found = sheets.for_worker(session, form_sheet_id)
            if found is not None:
                dossier_actions.keep_form(session, system(agency_id), found, stored, now=toolbox.clock.now())
    return True


def open_apologies(session: Session, *, today: date, now: datetime) -> int:
    """Look through the dossiers of every agency; returns how many apologies were opened.

    Each so many are a transaction of their own: people who write wait for one of them at most, and a killed night goes on where it was.
    """
    agencies = dossier_queries.agencies_with_dossiers(session)
    return sum(_opened(session, agency_id, today, now) for agency_id in agencies)


def _opened(session: Session, agency_id: int, today: date, now: datetime) -> int:
    actor, opened = system(agency_id), 0
    for act in (dossier_actions.take_back_apologies, dossier_actions.open_apologies):
        done = AT_ONCE
        while done == AT_ONCE:
            with unit_of_work(session):
                done = act(session, actor, agency_id, today=today, now=now, most=AT_ONCE)
            opened += done if act is dossier_actions.open_apologies else 0
    return opened
