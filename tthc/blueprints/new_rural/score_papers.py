"""The file of papers of an assessment: which there are, which are missing and why, each printed by the worker."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.new_rural import bp
from tthc.blueprints.new_rural.score_page import score_page
from tthc.blueprints.new_rural.scoring import ONE, shown
from tthc.core.criteria.actions import papers as paper_actions
from tthc.core.criteria.queries import papers as paper_queries
from tthc.core.criteria.rules.papers import BY_KIND
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.web.attachment import attachment
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.reply import reply, said, see_other
from tthc.web.report_job import Job
from tthc.web.turns import look_again

_KINDS = ", ".join(f'"{kind}"' for kind in BY_KIND)


@bp.get(f"{ONE}/ho-so")
@needs(Can.CRITERIA_READ)
def score_papers(year: int, assessment_id: int) -> Any:
    """The file of papers."""
    found = shown(year, assessment_id, with_offers=False)
    page = score_page(found, is_appraising=found.row.agency_id != actor().agency_id)
    return reply("new_rural/score_papers.html", page=page, papers=paper_queries.states(db.session(), actor(), found))


@bp.post(f"{ONE}/ho-so/<any({_KINDS}):paper>")
@needs(Can.CRITERIA_READ)
@writes
def score_paper_ask(year: int, assessment_id: int, paper: str) -> Any:
    """Ask for a paper."""
    found = shown(year, assessment_id, with_offers=False)
    try:
        row = paper_actions.ask_paper(db.session(), actor(), found, BY_KIND[paper], today=today(), now=now())
    except BadInput as error:
        said(str(error), "late")
        return see_other(url_for("new_rural.score_papers", year=year, assessment_id=assessment_id))
    paper_id, queue = row.id, toolbox().queue
    after_commit(lambda: queue.enqueue("print_assessment_paper", paper_id=paper_id))
    return see_other(url_for("new_rural.score_paper", year=year, assessment_id=assessment_id, assessment_paper_id=paper_id))


@bp.get(f"{ONE}/van-ban/<int:assessment_paper_id>")
@needs(Can.CRITERIA_READ)
def score_paper(year: int, assessment_id: int, assessment_paper_id: int) -> Any:
    """How far the paper is; the page looks again by itself."""
    row = paper_queries.one(db.session(), actor(), assessment_id, assessment_paper_id)
    at: dict[str, Any] = {"year": year, "assessment_id": assessment_id, "assessment_paper_id": assessment_paper_id}
    job = _job(row, at)
    back = url_for("new_rural.score_papers", year=year, assessment_id=assessment_id)
    answer = reply("new_rural/score_paper.html", "macros/_job.html", job=job, title=BY_KIND[row.kind].title, back=back)
    return look_again(answer, "new_rural.score_paper", is_open=row.is_open, **at)


@bp.get(f"{ONE}/van-ban/<int:assessment_paper_id>/tep")
@needs(Can.CRITERIA_READ)
def score_paper_file(year: int, assessment_id: int, assessment_paper_id: int) -> Any:  # noqa: ARG001 - the address says the year
    """The paper, proved against its hash."""
    row = paper_queries.one(db.session(), actor(), assessment_id, assessment_paper_id)
    if row.stored_file is None:
        raise NotFound
    return attachment(row.stored_file, row.file_name)


def _job(row: Any, at: dict[str, Any]) -> Job:
    is_ready = row.stored_file_id is not None
    return Job(
        id=f"paper-{row.id}",
        href=url_for("new_rural.score_paper", **at),
        is_running=row.is_open,
        percent=None,
        words="Đang lập tệp PDF." if row.is_open else "Tệp PDF đã sẵn sàng." if is_ready else "",
        problem=row.problem,
        result_href=url_for("new_rural.score_paper_file", **at) if is_ready else None,
        result_words="Tải tệp PDF" if is_ready else None,
    )
