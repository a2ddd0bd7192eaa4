"""The PDF of an edition: how far it is, the file itself, and once more if it failed."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.reports import bp
from tthc.core.reports import actions as report_actions
from tthc.core.reports import queries as report_queries
from tthc.core.signing import actions as signing_actions
from tthc.core.signing import queries as signing_queries
from tthc.extensions import db
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can
from tthc.web.attachment import attachment
from tthc.web.guards import actor, after_commit, needs, now, toolbox, writes
from tthc.web.reply import reply, said, see_other
from tthc.web.report_job import edition_job
from tthc.web.report_lines import address


@bp.get("/bao-cao/<int:edition_id>/tien-do")
@needs(Can.REPORT_READ)
def progress(edition_id: int) -> Any:
    """How far printing and signing are; asks for itself again every five seconds while they run."""
    edition = report_queries.edition(db.session(), actor(), edition_id)
    return reply(
        "reports/progress.html", "macros/_job.html", job=edition_job(edition), title=edition.content["subject"], back=_home(edition)
    )


@bp.get("/bao-cao/<int:edition_id>/tep")
@needs(Can.REPORT_READ)
def download(edition_id: int) -> Any:
    """The signed PDF, or the printed one while nobody has signed; proved against its hash, always as an attachment."""
    session, who = db.session(), actor()
    edition = report_queries.edition(session, who, edition_id)
    signed = signing_queries.signed_of(session, who, edition.id)
    stored = signed.stored_file if signed else edition.stored_file
    if stored is None:
        raise NotFound
    section = edition.report.section
    what = section.slug if section else edition.report.period.value
    name = f"bao-cao-{edition.report.year}-{what}-lan-{edition.number}{'' if signed else '-chua-ky'}.pdf"
    return attachment(stored, name)


@bp.post("/bao-cao/<int:edition_id>/lam-lai")
@needs(Can.REPORT_SEAL)
@writes
def retry(edition_id: int) -> Any:
    """Ask once more for a PDF or a signature that was given up."""
    session, who = db.session(), actor()
    edition = report_queries.edition(session, who, edition_id)
    order = signing_queries.order_of(session, who, edition.id)
    if order is not None and edition.stored_file_id is not None:
        order_id = signing_actions.sign_again(session, who, order, now=now()).id
        after_commit(lambda: toolbox().queue.enqueue("sign_edition", order_id=order_id))
    else:
        report_actions.print_again(session, who, edition, now=now())
        after_commit(lambda: toolbox().queue.enqueue("print_edition", edition_id=edition_id))
    said("Đã yêu cầu làm lại.", "info")
    return see_other(_home(edition))


def _home(edition: Any) -> str:
    section = edition.report.section
    return url_for(f"{section.value}.page", year=edition.report.year) if section else address(edition.report)
