"""Receive feedback: a form whose draft lives on the server, and the rows that seem to say the same."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from tthc.blueprints.feedback import FEEDBACK, bp
from tthc.blueprints.feedback.views import YEAR
from tthc.core.feedback import queries as feedback_queries
from tthc.core.feedback.actions import BOOK, drafts
from tthc.core.feedback.queries import settings
from tthc.core.registers import actions, queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.register_counting import recount
from tthc.web.register_form import RowForm, row_form, writable_units
from tthc.web.register_ui import row_href
from tthc.web.reply import is_htmx, reply, said, see_other

_PLACE = "receive"
_LATER = "satisfaction"  # asked when there is an answer


@bp.get(f"{YEAR}/tiep-nhan")
@needs(Can.FEEDBACK_HANDLE)
def receive(year: int) -> Any:
    """The form of receipt, with the draft of who opens it."""
    draft = settings.draft(db.session(), actor(), _PLACE)
    return _page(year, _form(None, draft.texts if draft else None), saved_at=draft.saved_at if draft else None)


@bp.post(f"{YEAR}/tiep-nhan")
@needs(Can.FEEDBACK_HANDLE)
@writes
def take_in(year: int) -> Any:
    """Write it into the book; its clocks start, its draft goes."""
    session, form = db.session(), _form(request.form, None)
    try:
        if not form.validate():
            return _page(year, form, status=422)
        values = form.values() | {_LATER: ""}
        row = actions.enter(session, actor(), BOOK, values, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        form.take(error)
        return _page(year, form, status=422)
    drafts.drop(session, actor(), _PLACE)
    recount(BOOK, row.year)
    said(f"Đã tiếp nhận phản ánh số {row.entry}.")
    return see_other(url_for("feedback.row", year=row.year, register=FEEDBACK.slug, row_id=row.id))


@bp.post(f"{YEAR}/tiep-nhan/nhap")
@needs(Can.FEEDBACK_HANDLE)
@writes
def receive_draft(year: int) -> Any:
    """Keep what is being written, and say which rows seem to be about the same."""
    form = _form(request.form, None)
    texts = {} if "bo" in request.form else {field.name: field.raw for field in form.columns()}
    draft = drafts.keep(db.session(), actor(), _PLACE, texts, now=now())
    if is_htmx():
        alike = _alike(texts, year)
        saved_at = draft.saved_at if draft else None
        return reply("", "feedback/_draft.html", draft_href=_draft_href(year), saved_at=saved_at, similar=alike)
    said("Đã lưu nháp." if draft else "Đã bỏ bản nháp.")
    return see_other(url_for("feedback.receive", year=year))


def _draft_href(year: int) -> str:
    return url_for("feedback.receive_draft", year=year)


def _alike(texts: dict[str, str], year: int) -> list[tuple[Any, str, str | None]]:
    """Each with its words as this person may read them, and its address."""
    found = feedback_queries.similar(db.session(), actor(), texts.get("content", ""), texts.get("phone", ""), year)
    return [(row, feedback_queries.readable(actor(), row, row.told), row_href(BOOK.name, row.id)) for row in found]


def _form(sent: Any, texts: dict[str, str] | None) -> RowForm:
    known = queries.lookups(db.session(), actor().agency_id or 0, BOOK, today())
    if not writable_units(actor(), BOOK, known):
        raise NotFound
    start = FEEDBACK.prefill() if FEEDBACK.prefill and sent is None else None
    form = row_form(BOOK, actor(), known, formdata=sent, values=start)
    del form[_LATER]
    for field in form.columns() if texts else ():
        field.raw = texts.get(field.name, field.raw) if texts else field.raw
    return form


def _page(year: int, form: RowForm, *, saved_at: Any = None, status: int = 200) -> Any:
    texts = {field.name: field.typed_text() for field in form.columns()}
    alike = _alike(texts, year) if texts.get("content") else []
    more = {"draft_href": _draft_href(year), "saved_at": saved_at, "similar": alike}
    return reply("feedback/receive.html", status=status, year=year, form=form, back=FEEDBACK.href("rows", year), **more)
