"""Correct what was read, row by row: its words, its units, its time; leave a row out; make a task of a paragraph."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.check_reply import asked, context_of, is_ready, row_reply
from tthc.blueprints.plans.forms import RowForm, mark_of
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput, Conflict, NotFound
from tthc.kernel.policy import Can
from tthc.web.guards import actor, needs, now, writes
from tthc.web.reply import reply, said, see_other, wants_fragment


def _row(draft_id: int, key: int) -> Any:
    row = import_queries.one(db.session(), actor(), draft_id)
    if not is_ready(row) or key >= len(row.draft["rows"]):
        raise NotFound
    return row


def _prefix(key: int) -> str:
    """Several rows may be open on one page, and no two fields may share an id."""
    return f"row-{key}-"


@bp.get("/ke-hoach/nhap/<int:draft_id>/dong/<int:key>")
@needs(Can.PLAN_IMPORT)
def row_form(draft_id: int, key: int) -> Any:
    """One row to correct beside its source; with `thoi` the row as it stands."""
    row = _row(draft_id, key)
    if "thoi" in request.args:
        return row_reply(row, key)
    return _form_page(row, key, RowForm.of(row.draft["rows"][key], _prefix(key)))


def _form_page(row: Any, key: int, form: RowForm, status: int = 200) -> Any:
    context = context_of(row, key=key)
    line = context["page"].rows[key]
    fragments = ("plans/_row_form.html", "plans/_source.html")
    is_apart = wants_fragment()
    return reply("plans/row_form.html", *fragments, status=status, form=form, line=line, view=asked().view, is_apart=is_apart, **context)


@bp.post("/ke-hoach/nhap/<int:draft_id>/dong/<int:key>")
@needs(Can.PLAN_IMPORT)
@writes
def correct(draft_id: int, key: int) -> Any:
    """Keep what a person wrote instead of what was read."""
    session, form = db.session(), RowForm(prefix=_prefix(key))
    row = _row(draft_id, key)
    before, line = set(row.units), row.draft["rows"][key]
    if form.seen.data and form.seen.data != mark_of(line):
        raise Conflict("Dòng này vừa được người khác sửa. Tải lại trang để xem thay đổi trước khi lưu.")
    try:
        import_actions.correct(session, actor(), row, key, **form.values(), now=now())
    except BadInput as error:
        session.rollback()
        form.take(error)
        return _form_page(_row(draft_id, key), key, form, status=422)
    said("Đã lưu dòng đã sửa.")
    return row_reply(row, key, has_new_units=set(row.units) != before)


@bp.post("/ke-hoach/nhap/<int:draft_id>/dong/<int:key>/bo")
@needs(Can.PLAN_IMPORT)
@writes
def skip_row(draft_id: int, key: int) -> Any:
    """Make no task of a row."""
    return _skipped(draft_id, key, is_skipped=True)


@bp.post("/ke-hoach/nhap/<int:draft_id>/dong/<int:key>/lay-lai")
@needs(Can.PLAN_IMPORT)
@writes
def take_row(draft_id: int, key: int) -> Any:
    """Make a task of the row after all."""
    return _skipped(draft_id, key, is_skipped=False)


def _skipped(draft_id: int, key: int, *, is_skipped: bool) -> Any:
    row = _row(draft_id, key)
    import_actions.skip(db.session(), actor(), row, key, is_skipped=is_skipped, now=now())
    return row_reply(row, key)


@bp.post("/ke-hoach/nhap/<int:draft_id>/doan/<int:position>")
@needs(Can.PLAN_IMPORT)
@writes
def add_row(draft_id: int, position: int) -> Any:
    """Make a task of a paragraph that was taken for mere text; it opens to be corrected."""
    row = import_queries.one(db.session(), actor(), draft_id)
    if not is_ready(row) or position >= len(row.draft["paragraphs"]):
        raise NotFound
    key = import_actions.add_row(db.session(), actor(), row, position, now=now())
    said("Đã thêm một dòng từ đoạn văn. Bổ sung đơn vị và thời gian.")
    return see_other(url_for("plans.row_form", draft_id=draft_id, key=key))
