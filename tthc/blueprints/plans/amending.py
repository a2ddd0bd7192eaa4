"""The difference an amended plan makes, and its confirmation; evidence and progress stay with the tasks that stay."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.check_reply import is_ready
from tthc.blueprints.plans.difference_page import difference_view
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.core.imports.rules import ImportPurpose, states
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.kernel.text import nfc
from tthc.web.addresses import sent_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other


@bp.get("/ke-hoach/nhap/<int:draft_id>/thay-doi")
@needs(Can.PLAN_IMPORT)
def difference(draft_id: int) -> Any:
    """The plan in force and its amended version side by side; nothing has changed yet."""
    row = import_queries.one(db.session(), actor(), draft_id)
    if row.purpose != ImportPurpose.AMEND or not is_ready(row):
        return redirect(url_for("plans.check", draft_id=draft_id))
    return _page(row, {}, None)


def _page(row: Any, reasons: dict[int, str], error: BadInput | None) -> Any:
    found = import_queries.difference(db.session(), actor(), row)
    errors = error.fields if error else {}
    view = difference_view(found, row, reasons, errors)
    return reply("plans/difference.html", status=422 if error else 200, row=row, page=view, error=error, common=_common())


def _common() -> str:
    return nfc(request.form.get("reason", "")).strip()


@bp.post("/ke-hoach/nhap/<int:draft_id>/thay-doi")
@needs(Can.PLAN_IMPORT)
@writes
def amend_confirm(draft_id: int) -> Any:
    """Change the plan in force, all of it or nothing."""
    session = db.session()
    row = import_queries.one(session, actor(), draft_id)
    if row.purpose != ImportPurpose.AMEND:
        raise NotFound
    states.ensure_seen(row, sent_number("version"))
    typed = _reasons()
    try:
        reasons = {line: reason or _common() for line, reason in typed.items()}
        plan = import_actions.amend(session, actor(), row, reasons=reasons, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        return _page(import_queries.one(session, actor(), draft_id), typed, error)
    said("Đã điều chỉnh kế hoạch. Minh chứng và tiến độ của nhiệm vụ còn lại được giữ nguyên.")
    return see_other(url_for("plans.document", plan_id=plan.id))


def _reasons() -> dict[int, str]:
    """Why each task goes, as typed; the page has a field for each."""
    found = {}
    for name, value in request.form.items():
        task_id = name.removeprefix("reason-")
        if name != task_id and task_id.isdecimal() and len(task_id) <= _DIGITS:
            found[int(task_id)] = nfc(value).strip()
    return found


_DIGITS = 10  # of the largest id
