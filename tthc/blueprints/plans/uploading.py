"""Bring a file in: a new plan, or the amended version of one in force."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.forms import UploadForm
from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.imports import actions as import_actions
from tthc.core.imports.rules import ImportPurpose
from tthc.core.plans import queries as plan_queries
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput
from tthc.kernel.policy import Can
from tthc.web.guards import actor, after_commit, needs, now, settings, toolbox, writes
from tthc.web.reply import reply, see_other

_MIB = 1024 * 1024
_WORDS = {
    ".docx": "Word (.docx)",
    ".pdf": "PDF",
    ".xlsx": "Excel (.xlsx)",
    ".txt": "văn bản (.txt)",
    ".doc": "Word đời cũ (.doc)",
    ".odt": "OpenDocument (.odt)",
}


@bp.get("/ke-hoach/nhap")
@needs(Can.PLAN_IMPORT)
def upload() -> Any:
    """Choose the file."""
    return _upload_page(UploadForm(formdata=None))


def _upload_page(form: UploadForm, plan: Any = None, status: int = 200) -> Any:
    suffixes = toolbox().office.suffixes()
    kinds = ", ".join(words for suffix, words in _WORDS.items() if suffix in suffixes)
    form.file.render_kw = {"accept": ",".join(suffixes)}
    return reply(
        "plans/upload.html",
        status=status,
        form=form,
        plan=plan,
        action=url_for("plans.amend_send", plan_id=plan.id) if plan else url_for("plans.send"),
        back=url_for("plans.document", plan_id=plan.id) if plan else url_for("plans.listing"),
        hint=f"{kinds}; tối đa {settings().max_upload_bytes // _MIB} MB.",
    )


def _store(**_: Any) -> tuple[str, Stored | None, BadFile | None]:
    """Look what the file is before it is stored, outside any transaction."""
    found = request.files.get("file")
    if found is None or not found.filename:
        return "", None, None
    name, most = clean_name(found.filename), settings().max_upload_bytes
    content = found.stream.read(most + 1)
    if len(content) > most:
        sentence = f'Tệp "{name}" lớn hơn {most // _MIB} MB. Bỏ bớt ảnh trong tệp hoặc chỉ giữ phần kế hoạch rồi tải lên.'
        return name, None, BadFile(sentence, too_large=True)
    try:
        media_type = toolbox().office.look(content, name)
        return name, toolbox().files.keep(content, media_type), None
    except BadFile as error:
        return name, None, error


@bp.post("/ke-hoach/nhap")
@needs(Can.PLAN_IMPORT)
@writes(after=_store)
def send() -> Any:
    """Keep the file and have it read in the background."""
    return _staged(None)


@bp.get("/ke-hoach/<int:plan_id>/dieu-chinh")
@needs(Can.PLAN_IMPORT)
def amend(plan_id: int) -> Any:
    """Choose the file of the amended plan."""
    return _upload_page(UploadForm(formdata=None), plan_queries.one(db.session(), actor(), plan_id))


def _store_of(plan_id: int) -> Any:
    """A file for a plan that is not there is not stored."""
    plan_queries.one(db.session(), actor(), plan_id)
    db.session.rollback()
    return _store()


@bp.post("/ke-hoach/<int:plan_id>/dieu-chinh")
@needs(Can.PLAN_IMPORT)
@writes(after=_store_of)
def amend_send(plan_id: int) -> Any:
    """Keep the amended file and have it read; the plan in force stays as it is until the difference is confirmed."""
    return _staged(plan_queries.one(db.session(), actor(), plan_id))


def _staged(plan: Any) -> Any:
    name, stored, problem = g.prepared
    if stored is None:
        return _refused(problem or BadInput("Chọn tệp kế hoạch."), plan)
    purpose = ImportPurpose.AMEND if plan else ImportPurpose.NEW
    try:
        row = import_actions.stage(db.session(), actor(), stored, name, purpose=purpose, base_plan=plan, now=now())
    except BadInput as error:
        db.session.rollback()
        return _refused(error, plan)
    wake(row.id)
    return see_other(url_for("plans.check", draft_id=row.id))


def _refused(problem: BadInput, plan: Any) -> Any:
    """The page again, with the sentence at the file."""
    form = UploadForm()
    form.take(BadInput("", {"file": str(problem)}))
    is_too_large = isinstance(problem, BadFile) and problem.too_large
    return _upload_page(form, plan, status=413 if is_too_large else 422)


def wake(draft_id: int, job: str = "read_plan") -> None:
    """Have the worker take the import once its row is committed."""
    queue = toolbox().queue
    after_commit(lambda: queue.enqueue(job, import_draft_id=draft_id))
