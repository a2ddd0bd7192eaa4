"""A plan as an office file: asked for, written in the background, downloaded."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.document import FORMS
from tthc.core.plans import actions as plan_actions
from tthc.core.plans import queries as plan_queries
from tthc.extensions import db
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can
from tthc.web.attachment import attachment
from tthc.web.guards import actor, after_commit, needs, now, toolbox, writes
from tthc.web.reply import reply, see_other
from tthc.web.report_job import Job
from tthc.web.turns import look_again


@bp.post("/ke-hoach/<int:plan_id>/tai/<any(docx, xlsx):form>")
@needs(Can.PLAN_EXPORT)
@writes
def export(plan_id: int, form: str) -> Any:
    """Ask for the plan as it stands now; a file of the same state is handed over at once."""
    plan = plan_queries.one(db.session(), actor(), plan_id)
    row = plan_actions.ask_export(db.session(), actor(), plan, form, now=now())
    if row.is_open:
        export_id, queue = row.id, toolbox().queue
        after_commit(lambda: queue.enqueue("export_plan", plan_export_id=export_id))
    return see_other(url_for("plans.export_progress" if row.is_open else "plans.export_file", export_id=row.id))


@bp.get("/ke-hoach/tai/<int:export_id>")
@needs(Can.PLAN_EXPORT)
def export_progress(export_id: int) -> Any:
    """How far the file is; the page looks again by itself."""
    row = plan_queries.export_file(db.session(), actor(), export_id)
    back = url_for("plans.document", plan_id=row.plan_id)
    answer = reply("plans/progress.html", "macros/_job.html", job=_job(row), title=row.plan.title, back=back)
    return look_again(answer, "plans.export_progress", is_open=row.is_open, export_id=export_id)


@bp.get("/ke-hoach/tai/<int:export_id>/tep")
@needs(Can.PLAN_EXPORT)
def export_file(export_id: int) -> Any:
    """The file, proved against its hash."""
    row = plan_queries.export_file(db.session(), actor(), export_id)
    if row.stored_file is None:
        raise NotFound
    return attachment(row.stored_file, row.file_name)


def _job(row: Any) -> Job:
    is_ready = row.stored_file_id is not None
    return Job(
        id=f"plan-export-{row.id}",
        href=url_for("plans.export_progress", export_id=row.id),
        is_running=row.is_open,
        percent=None,
        words=f"Đang lập tệp {FORMS[str(row.form)]}." if row.is_open else "Tệp đã sẵn sàng." if is_ready else "",
        problem=row.problem,
        result_href=url_for("plans.export_file", export_id=row.id) if is_ready else None,
        result_words=f"Tải {FORMS[str(row.form)]}" if is_ready else None,
    )
