"""Ask again for every row that waits without a live lease: a killed worker or a lost message delays a job and never loses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tthc.core.archive import queries as archive_queries
from tthc.core.criteria.queries import papers as paper_queries
from tthc.core.dossiers.queries import sheets as form_queries
from tthc.core.files import queries as file_queries
from tthc.core.imports import queries as import_queries
from tthc.core.indicators import queries as indicator_queries
from tthc.core.plans import queries as plan_queries
from tthc.core.registers.queries import documents as document_queries
from tthc.core.registers.queries import sheets as register_sheets
from tthc.core.reports import queries as report_queries
from tthc.core.signing import queries as signing_queries
from tthc.core.toolbox import Toolbox

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WAITING = (
    ("read_plan", "import_draft_id", import_queries.unread),
    ("roll_over_plan", "import_draft_id", import_queries.unwritten),
    ("export_plan", "plan_export_id", plan_queries.unwritten),
    ("print_document", "document_id", document_queries.unprinted),
    ("print_assessment_paper", "paper_id", paper_queries.unprinted),
    ("print_edition", "edition_id", report_queries.waiting),
    ("sign_edition", "order_id", signing_queries.waiting),
    ("read_register", "import_id", register_sheets.unread),
    ("load_register", "import_id", register_sheets.unloaded),
    ("export_register", "export_id", register_sheets.unwritten),
    ("export_year", "package_id", archive_queries.waiting),
    ("write_form", "form_sheet_id", form_queries.unwritten),
)


def sweep(session: Session, toolbox: Toolbox) -> int:
    """Wake the worker for each waiting row, and for the work of the night; returns how many rows.

    Doing so twice does no harm: the first to take a row keeps it.
    """
    now = toolbox.clock.now()
    rows: list[tuple[str, dict[str, int | str]]] = [
        (job, {name: row_id}) for job, name, waiting in WAITING for row_id in waiting(session, now)
    ]
    uncounted = indicator_queries.uncounted(session, toolbox.clock.today())
    rows += [("count_targets", {"agency_id": agency_id, "year": year, "register": name}) for agency_id, year, name in uncounted]
    is_night_work = file_queries.is_due(session, now)
    session.rollback()
    for job, ids in rows:
        toolbox.queue.enqueue(job, **ids)
    if is_night_work:
        toolbox.queue.enqueue("night_work")
    return len(rows)
