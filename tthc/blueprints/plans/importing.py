"""Bring a plan in: upload, check, confirm; undo until the first evidence."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for

from tthc.blueprints.plans import bp
from tthc.blueprints.plans.check_page import check_page
from tthc.blueprints.plans.forms import UploadForm
from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.core.imports import actions as import_actions
from tthc.core.imports import queries as import_queries
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput
from tthc.kernel.policy import Can
from tthc.web.addresses import sent_number
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.reply import reply, said, see_other, wants_fragment

MOST_BYTES = 2 * 1024 * 1024  # the text of some six hundred pages
LAST_TURN = 4
_TEXT = "text/plain; charset=utf-8"


@bp.get("/ke-hoach/nhap")
@needs(Can.PLAN_IMPORT)
def upload() -> Any:
    """Choose the file."""
    return reply("plans/upload.html", form=UploadForm(formdata=None))


def _store() -> tuple[str, Stored | None, BadFile | None]:
    """Look whether the file can be read at all, then store it, outside any transaction."""
    found = request.files.get("file")
    if found is None or not found.filename:
        return "", None, None
    name = clean_name(found.filename)
    content = found.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return name, None, BadFile(f'Tệp "{name}" lớn hơn 2 MB. Chỉ giữ phần chữ của kế hoạch rồi tải lên.', too_large=True)
    try:
        toolbox().office.read(content, name)
        return name, toolbox().files.keep(content, _TEXT), None
    except BadFile as error:
        return name, None, error


@bp.post("/ke-hoach/nhap")
@needs(Can.PLAN_IMPORT)
@writes(after=_store)
def send() -> Any:
    """Keep the file and have it read in the background."""
    name, stored, problem = g.prepared
    if stored is None:
        form = UploadForm()
        form.take(BadInput("", {"file": str(problem or "Chọn tệp kế hoạch.")}))
        return reply("plans/upload.html", status=413 if problem and problem.too_large else 422, form=form)
    row = import_actions.stage(db.session(), actor(), stored, name, now=now())
    draft_id, queue = row.id, toolbox().queue
    after_commit(lambda: queue.enqueue("read_plan", import_draft_id=draft_id))
    return see_other(url_for("plans.check", draft_id=draft_id))


@bp.get("/ke-hoach/nhap/<int:draft_id>")
@needs(Can.PLAN_IMPORT)
def check(draft_id: int) -> Any:
    """Parsed rows beside their source; nothing is a plan before it is confirmed."""
    asked = request.args.get("lan", "0")
    turn = int(asked) if asked.isdecimal() and len(asked) == 1 else LAST_TURN
    answer = _check(draft_id)
    row = import_queries.one(db.session(), actor(), draft_id)
    if wants_fragment():
        if not row.is_open:  # the fragment that says "done" brings the whole page
            answer.headers["HX-Refresh"] = "true"
    elif row.is_open and turn < LAST_TURN:
        # A plan is read in under a second: the page looks again by itself, also without script, and then leaves it to a link.
        answer.headers["Refresh"] = f"{1 + turn}; url={url_for('plans.check', draft_id=draft_id, lan=turn + 1)}"
    return answer


def _check(draft_id: int, errors: BadInput | None = None) -> Any:
    session = db.session()
    row = import_queries.one(session, actor(), draft_id)
    page = None
    if row.is_read and row.state == "waiting":
        _, known = import_queries.known_units(session, row.agency_id, today())
        page = check_page(row.draft, row.units, known, import_queries.warnings(session, row))
    status = 422 if errors else 200
    return reply("plans/check.html", "plans/_reading.html", status=status, row=row, page=page, job=_job(row), errors=errors)


def _job(row: Any) -> dict[str, Any]:
    here = url_for("plans.check", draft_id=row.id)
    return {
        "id": f"import-{row.id}",
        "href": here,
        "is_running": row.is_open,
        "percent": None,
        "words": f'Đang đọc tệp "{row.file_name}".' if row.is_open else "Đã đọc xong.",
        "problem": row.problem,
        "result_href": here if row.is_read else None,
        "result_words": "Xem kết quả đọc",
    }


@bp.post("/ke-hoach/nhap/<int:draft_id>/luu")
@needs(Can.PLAN_IMPORT)
@writes
def keep(draft_id: int) -> Any:
    """Keep the answers and go on later."""
    row = import_queries.one(db.session(), actor(), draft_id)
    _answer(row)
    said("Đã lưu lựa chọn. Chưa có nhiệm vụ nào được tạo.")
    return see_other(url_for("plans.check", draft_id=draft_id))


@bp.post("/ke-hoach/nhap/<int:draft_id>/xac-nhan")
@needs(Can.PLAN_IMPORT)
@writes
def confirm(draft_id: int) -> Any:
    """Make the plan and all its tasks, or nothing."""
    session = db.session()
    row = import_queries.one(session, actor(), draft_id)
    try:
        _answer(row)
        plan = import_actions.load(session, actor(), row, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        return _check(draft_id, error)
    said("Đã tạo kế hoạch và nhiệm vụ. Có thể hoàn tác cho đến khi có minh chứng đầu tiên.")
    return see_other(url_for("plans.document", plan_id=plan.id))


def _answer(row: Any) -> None:
    form = request.form
    units = {spelling: form.get(f"unit-{n}", "") for n, spelling in enumerate(row.units)}
    keys = range(len(row.draft.get("rows", ())))
    sections = {n: form[f"section-{n}"] for n in keys if form.get(f"section-{n}")}
    skipped = frozenset(n for n in keys if form.get(f"skip-{n}"))
    import_actions.answer(
        db.session(),
        actor(),
        row,
        units=units,
        sections=sections,
        skipped=skipped,
        year=sent_number("year"),
        version=sent_number("version"),
        now=now(),
    )


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
