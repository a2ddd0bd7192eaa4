"""The steps of feedback: one page each, which is also the form inside a row's panel."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for

from tthc.blueprints.feedback import bp
from tthc.blueprints.feedback.forms import LONG_TEXTS, StepForm, step_form
from tthc.blueprints.feedback.panel import place, step_view, units_of
from tthc.blueprints.feedback.taking import take
from tthc.core.feedback import queries as feedback_queries
from tthc.core.feedback.actions import BOOK, drafts
from tthc.core.feedback.rules.steps import BY_SLUG, WAYS, Act, ensure_follows
from tthc.core.registers import queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can, ensure, may
from tthc.web.guards import actor, needs, now, writes
from tthc.web.register_counting import recount
from tthc.web.reply import is_htmx, reply, said, see_other

YEAR = "/<int(min=2000, max=2100):year>/phan-anh"
STEP = f"{YEAR}/<int:feedback_id>/buoc/<string:act>"


@bp.get(STEP)
@needs(Can.FEEDBACK_HANDLE)
def step(year: int, feedback_id: int, act: str) -> Any:
    """The form of a step."""
    row, chosen = _row_and_act(feedback_id, act)
    ensure_follows(chosen, feedback_queries.standing(row))
    return _page(row, year, chosen)


@bp.post(STEP)
@needs(Can.FEEDBACK_HANDLE)
@writes
def take_step(year: int, feedback_id: int, act: str) -> Any:
    """Carry a step out; its draft goes with it."""
    row, chosen = _row_and_act(feedback_id, act)
    form = step_form(chosen, list(units_of(row).items()), classed=row.classed)
    try:
        if not form.validate():
            return _page(row, year, chosen, form)
        take(row, chosen, form)
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _page(queries.one(db.session(), actor(), BOOK, feedback_id), year, chosen, form)
    drafts.drop(db.session(), actor(), place(row, chosen))
    recount(BOOK, year)
    said(f"Đã ghi nhận: {WAYS[chosen].told}.")
    return see_other(url_for("feedback.row", year=year, register="phan-anh", row_id=feedback_id))


@bp.post(f"{STEP}/nhap")
@needs(Can.FEEDBACK_HANDLE)
@writes
def step_draft(year: int, feedback_id: int, act: str) -> Any:
    """Keep what is being written at a step; with `bo` let it go."""
    row, chosen = _row_and_act(feedback_id, act)
    if chosen not in LONG_TEXTS:
        abort(404)
    texts = {} if "bo" in request.form else step_form(chosen, (), classed=row.classed).texts()
    draft = drafts.keep(db.session(), actor(), place(row, chosen), texts, row=row, now=now())
    href = url_for("feedback.step_draft", year=year, feedback_id=feedback_id, act=act)
    if is_htmx():
        return reply("", "feedback/_draft.html", draft_href=href, saved_at=draft.saved_at if draft else None, similar=())
    said("Đã lưu nháp." if draft else "Đã bỏ bản nháp.")
    return see_other(url_for("feedback.step", year=year, feedback_id=feedback_id, act=act))


def _row_and_act(feedback_id: int, slug: str) -> tuple[Any, Act]:
    """The row and the step; a row of others is not there, one that somebody else handles may not be touched."""
    row = queries.one(db.session(), actor(), BOOK, feedback_id)
    act = BY_SLUG.get(slug)
    if act is None:
        abort(404)
    if request.method == "GET" and not may(actor(), WAYS[act].right, row):
        raise NotFound  # as the kit's own forms: what one may not do has no page
    ensure(actor(), WAYS[act].right, row)
    return row, act


def _page(row: Any, year: int, act: Act, form: StepForm | None = None) -> Any:
    view = step_view(row, year, act, units_of(row), form)
    back = url_for("feedback.row", year=year, register="phan-anh", row_id=row.id)
    status = 422 if form is not None else 200
    return reply("feedback/step.html", status=status, step=view, year=year, back=back, told=row.told, clocks=(), now_due=row.next_due_on)
