"""The check of an import: look, answer, confirm or throw away; undo until the first evidence."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.answers import keep_answers
from tthc.blueprints.plans.check_reply import asked, check_reply, context_of, is_ready
from tthc.blueprints.plans.source_text import passages
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput, Conflict, NotFound
from tthc.kernel.policy import Can
from tthc.web.attachment import attachment
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other, wants_fragment
from tthc.web.turns import look_again


@bp.get("/ke-hoach/nhap/<int:draft_id>")
@needs(Can.PLAN_IMPORT)
def check(draft_id: int) -> Any:
    """Parsed rows beside their source; nothing is a plan before it is confirmed."""
    row = import_queries.one(db.session(), actor(), draft_id)
    return look_again(check_reply(row), "plans.check", is_open=row.is_open, draft_id=draft_id)


@bp.get("/ke-hoach/nhap/<int:draft_id>/toan-van")
@needs(Can.PLAN_IMPORT)
def whole_text(draft_id: int) -> Any:
    """Every paragraph with what became of it; what was taken for mere text can become a task."""
    row = import_queries.one(db.session(), actor(), draft_id)
    if not is_ready(row):
        raise NotFound
    here = url_for("plans.check", draft_id=draft_id)
    return reply("plans/whole_text.html", "plans/_whole_text.html", row=row, passages=passages(row.draft), here=here)


@bp.get("/ke-hoach/nhap/<int:draft_id>/tep")
@needs(Can.PLAN_IMPORT)
def stored_file(draft_id: int) -> Any:
    """The file as it was uploaded, or as it was made for the next year."""
    kept, name = import_queries.file_of(db.session(), actor(), draft_id)
    return attachment(kept, name)


@bp.post("/ke-hoach/nhap/<int:draft_id>/luu")
@needs(Can.PLAN_IMPORT)
@writes
def keep(draft_id: int) -> Any:
    """Keep the answers: at once where a script sends them, else to go on later; an amended plan goes on to its difference."""
    row = import_queries.one(db.session(), actor(), draft_id)
    keep_answers(row)
    if request.form.get("next") == "difference":
        return see_other(url_for("plans.difference", draft_id=draft_id))
    if wants_fragment():
        return reply("", "plans/_check.html", **context_of(row))
    said("Đã lưu lựa chọn. Chưa có nhiệm vụ nào được tạo.")
    return see_other(url_for("plans.check", draft_id=draft_id, xem=asked().view or None))


_CHANGED = "Kết quả đọc vừa được sửa ở trang khác. Trang này đã hiện nội dung mới: xem lại rồi xác nhận."


@bp.post("/ke-hoach/nhap/<int:draft_id>/xac-nhan")
@needs(Can.PLAN_IMPORT)
@writes
def confirm(draft_id: int) -> Any:
    """Make the plan and all its tasks, or nothing."""
    session = db.session()
    row = import_queries.one(session, actor(), draft_id)
    try:
        keep_answers(row)
        plan = import_actions.load(session, actor(), row, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        return check_reply(import_queries.one(session, actor(), draft_id), error)
    except Conflict:
        session.rollback()
        row = import_queries.one(session, actor(), draft_id)
        if not is_ready(row):
            raise
        return check_reply(row, BadInput(_CHANGED), status=409)
    said("Đã tạo kế hoạch và nhiệm vụ. Có thể hoàn tác cho đến khi có minh chứng đầu tiên.")
    return see_other(url_for("plans.document", plan_id=plan.id))


@bp.post("/ke-hoach/nhap/<int:draft_id>/bo")
@needs(Can.PLAN_IMPORT)
@writes
def discard(draft_id: int) -> Any:
    """Throw the import away."""
    import_actions.discard(db.session(), actor(), import_queries.one(db.session(), actor(), draft_id), now=now())
    said("Đã bỏ lần nhập này. Tệp gốc vẫn được lưu.")
    return see_other(url_for("plans.listing"))


@bp.post("/ke-hoach/nhap/<int:draft_id>/hoan-tac")
@needs(Can.PLAN_IMPORT)
@writes
def undo(draft_id: int) -> Any:
    """Take the loaded plan back."""
    import_actions.undo(db.session(), actor(), import_queries.one(db.session(), actor(), draft_id), now=now())
    said("Đã hoàn tác. Nhiệm vụ của kế hoạch đã được gỡ; văn bản và nhật ký vẫn còn.")
    return see_other(url_for("plans.listing"))
