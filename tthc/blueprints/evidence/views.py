"""The store of evidence, the queue of the verifier, and downloads."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from tthc.blueprints.evidence import bp
from tthc.blueprints.evidence.forms import ReturnForm
from tthc.blueprints.evidence.queue import queue_page
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence import queries as evidence_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can, ensure
from tthc.web.addresses import asked_number
from tthc.web.attachment import attachment
from tthc.web.evidence_lines import evidence_lines
from tthc.web.frame import current_year
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.lines import page_number, pages
from tthc.web.reply import reply, said, see_other

PAGE = 25


@bp.get("/minh-chung")
@needs(Can.TASK_READ)
def store() -> Any:
    """All evidence of the year the person may see, newest first."""
    session, who, year = db.session(), actor(), current_year()
    words = request.args.get("tu-khoa", "").strip()[:100]
    lines = evidence_queries.store(session, who, year=year, words=words, offset=(page_number() - 1) * PAGE, limit=PAGE)
    total = evidence_queries.count(session, who, year=year)
    paging = None if words and len(lines) < PAGE else pages(lines, total, PAGE)
    return reply(
        "evidence/store.html", "evidence/_store.html", lines=evidence_lines(lines), pages=paging, words=words, year=year, total=total
    )


@bp.get("/cho-duyet")
@needs(Can.EVIDENCE_VERIFY)
def queue() -> Any:
    """What waits for this person's verdict; one item open, evidence left, requirement right."""
    return reply("evidence/queue.html", "evidence/_queue.html", page=queue_page(asked_number("viec")), form=ReturnForm())


@bp.post("/minh-chung/<int:link_id>/duyet")
@needs(Can.EVIDENCE_VERIFY)
@writes
def verify(link_id: int) -> Any:
    """Accept the submission this evidence belongs to."""
    session = db.session()
    link = evidence_queries.link(session, actor(), link_id)
    occurrence = evidence_actions.verify(session, actor(), link, today=today(), now=now())
    said(f"Đã duyệt minh chứng của {evidence_queries.sender(session, link)}.")
    return _next(occurrence.id)


@bp.post("/minh-chung/<int:link_id>/tra-lai")
@needs(Can.EVIDENCE_VERIFY)
@writes
def send_back(link_id: int) -> Any:
    """Return the submission with a reason."""
    session = db.session()
    link = evidence_queries.link(session, actor(), link_id)
    form = ReturnForm()
    try:
        if form.validate():
            occurrence = evidence_actions.send_back(session, actor(), link, form.comment.data or "", today=today(), now=now())
            who = evidence_queries.sender(session, link)
            said(f'Đã trả lại kèm ý kiến. {who} sẽ thấy tại mục "Cần làm ngay".')
            return _next(occurrence.id)
    except BadInput as error:
        session.rollback()
        form.take(error)
    page = queue_page(link.occurrence_id)
    return reply("evidence/queue.html", "evidence/_queue.html", status=422, page=page, form=form)


def _next(settled_id: int) -> Any:
    page = queue_page(None, without=settled_id)
    return see_other(url_for("evidence.queue"), "evidence/_queue.html", page=page, form=ReturnForm(formdata=None))


@bp.get("/minh-chung/<int:link_id>/tep")
@needs(Can.TASK_READ)
def download(link_id: int) -> Any:
    """The bytes as they came in, proved against their hash; always as an attachment."""
    session = db.session()
    link = evidence_queries.link(session, actor(), link_id)
    ensure(actor(), Can.EVIDENCE_READ, link)
    stored = link.evidence.stored_file
    if stored is None:
        raise NotFound
    return attachment(stored, link.evidence.file_name)
