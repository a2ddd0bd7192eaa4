"""The way of a proposal, a form a step; and the quarter of which the office says that it had no drafts."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from werkzeug.exceptions import NotFound as PageNotFound

from tthc.blueprints.review import bp
from tthc.blueprints.review.forms import blank, plan_form, step_form
from tthc.blueprints.review.panel import WAYS, step_view
from tthc.blueprints.review.registers import DRAFTS, REVIEWS
from tthc.core.calendar import queries as calendar_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.rules import Lookups
from tthc.core.reviews.rules.drafts import DraftKind, nothing_words, quarters
from tthc.extensions import db
from tthc.kernel.errors import BadInput, Conflict
from tthc.kernel.policy import Can, ensure
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.register_counting import recount
from tthc.web.reply import reply, said, see_other

YEAR = "/<int(min=2000, max=2100):year>/ra-soat"
ROW = f"{YEAR}/ho-so/<int:review_id>"


@bp.get(f"{YEAR}/ke-hoach/them")
@needs(Can.REGISTER_WRITE)
def plan_new(year: int) -> Any:
    """A review to plan: what the year's plan says of it and no more."""
    return _plan_page(year, plan_form(None, _known(), REVIEWS.prefill() if REVIEWS.prefill else {}))


@bp.post(f"{YEAR}/ke-hoach/them")
@needs(Can.REGISTER_WRITE)
@writes
def plan_add(year: int) -> Any:
    """Keep it."""
    session, form = db.session(), plan_form(request.form, _known())
    try:
        if form.validate():
            values = blank(REVIEWS.book) | form.values()
            row = register_actions.enter(session, actor(), REVIEWS.book, values, today=today(), now=now())
            said("Đã thêm thủ tục rà soát vào sổ.")
            recount(REVIEWS.book, year)
            return see_other(
                url_for("review.plan_new", year=year) if "them-nua" in request.form else REVIEWS.href("row", year, row_id=row.id)
            )
    except BadInput as error:
        session.rollback()
        form.take(error)
    return _plan_page(year, form, status=422)


@bp.post(f"{ROW}/hoan-thanh")
@needs(Can.REGISTER_WRITE)
@writes
def finish(year: int, review_id: int) -> Any:
    """The review is done: its day and what it proposes."""
    return _step(year, review_id, "finish")


@bp.post(f"{ROW}/gui")
@needs(Can.REGISTER_WRITE)
@writes
def submit(year: int, review_id: int) -> Any:
    """The proposal went to the level that decides."""
    return _step(year, review_id, "submit")


@bp.post(f"{ROW}/ket-qua")
@needs(Can.REGISTER_WRITE)
@writes
def decide(year: int, review_id: int) -> Any:
    """What that level decided."""
    return _step(year, review_id, "decide")


@bp.post(f"{YEAR}/du-thao/khong-phat-sinh")
@needs(Can.REGISTER_WRITE)
@writes
def tell_nothing(year: int) -> Any:
    """A quarter had no draft with procedures: one press."""
    session, who, day = db.session(), actor(), today()
    schedule = calendar_queries.schedule(session, who.agency_id)
    quarter = next((one for one in quarters(year, schedule) if one.code == request.form.get("quy")), None)
    if quarter is None:
        raise PageNotFound
    unit_id = who.holdings[0].unit_id if who.holdings else who.agency_id
    values = blank(DRAFTS.book) | {
        "kind": DraftKind.NONE,
        "drafted_on": min(quarter.end, day),
        "unit_id": unit_id,
        "title": nothing_words(quarter),
    }
    try:
        register_actions.enter(session, who, DRAFTS.book, values, today=day, now=now())
        said(f"Đã ghi {quarter.title} không phát sinh.")
        recount(DRAFTS.book, year)
    except BadInput as error:
        session.rollback()
        said(" ".join(error.fields.values()), "late")
    return see_other(DRAFTS.href("rows", year))


def _known() -> Lookups:
    return register_queries.lookups(db.session(), actor().agency_id or 0, REVIEWS.book, today())


def _plan_page(year: int, form: Any, status: int = 200) -> Any:
    return reply("review/plan.html", status=status, form=form, action=url_for("review.plan_add", year=year), home=_home(year))


def _step(year: int, review_id: int, verb: str) -> Any:
    session, who, way, book = db.session(), actor(), WAYS[verb], REVIEWS.book
    row = register_queries.one(session, who, book, review_id)
    ensure(who, book.write, row)
    form = step_form(way.columns, register_queries.lookups(session, row.agency_id, book, today()), formdata=request.form)
    back, status = REVIEWS.href("row", year, row_id=review_id), 422
    try:
        if form.validate():
            values = {column.name: getattr(row, column.name) for column in book.entered} | form.values()
            register_actions.edit(session, who, book, row, values, version=form.known_version(), today=today(), now=now())
            said("Đã lưu.")
            recount(book, year)
            return see_other(back)
    except BadInput as error:
        session.rollback()
        form.take(error)
    except Conflict:
        session.rollback()
        form.form_errors.append("Dòng này vừa được người khác sửa. Xem trang của thủ tục, rồi bấm Lưu nếu vẫn ghi như dưới đây.")
        form.version.data = str(register_queries.one(session, who, book, review_id).version)
        status = 409
    found = register_queries.one(session, who, book, review_id)
    return reply(
        "review/step.html", status=status, step=step_view(found, year, way, form), title=found.subject, back=back, home=_home(year)
    )


def _home(year: int) -> str:
    return url_for("review.rows", year=year, register=REVIEWS.slug)
