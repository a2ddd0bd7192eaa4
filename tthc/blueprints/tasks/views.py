"""A task, and reporting it done."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from flask import g, redirect, request, url_for
from werkzeug.datastructures import FileStorage

from tthc.blueprints.tasks import bp
from tthc.blueprints.tasks.forms import CompleteForm, DueForm, TriggerForm
from tthc.blueprints.tasks.page import task_page
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.rules import Proof
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks import queries as task_queries
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput, NotFound
from tthc.kernel.policy import Can, ensure
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, settings, today, toolbox, writes
from tthc.web.lines import task_line
from tthc.web.reply import is_htmx, reply, said, see_other

ROW = "section/_task_row.html"
Kept = tuple[list[tuple[str, Stored]], BadFile | None]


@bp.get("/viec/<int:task_id>")
@needs(Can.TASK_READ)
def page(task_id: int) -> Any:
    """The task: what is asked, of whom, by when and why; its evidence and its history."""
    return reply("tasks/page.html", page=task_page(task_id), due_form=DueForm(), trigger_form=TriggerForm())


@bp.get("/viec/<int:task_id>/bao-xong")
@needs(Can.EVIDENCE_SUBMIT)
def complete_current(task_id: int) -> Any:
    """The short address: the person's own open occurrence of the task, the soonest."""
    task = task_queries.task_page(db.session(), actor(), task_id)
    mine = [o for o in task.occurrences if task_queries.may_complete(actor(), o)]
    if not mine:
        return redirect(url_for("tasks.page", task_id=task_id))
    return redirect(url_for("tasks.complete", task_id=task_id, occurrence_id=mine[0].id))


@bp.get("/viec/<int:task_id>/bao-xong/<int:occurrence_id>")
@needs(Can.EVIDENCE_SUBMIT)
def complete(task_id: int, occurrence_id: int) -> Any:
    """The panel "Báo hoàn thành", under its row or as a page of its own."""
    line = _line(task_id, occurrence_id)
    form = CompleteForm(occurrence_id, formdata=None, version=str(line.version))
    return reply("tasks/complete.html", ROW, line=line, form=form)


@bp.get("/viec/<int:task_id>/ky/<int:occurrence_id>")
@needs(Can.TASK_READ)
def row(task_id: int, occurrence_id: int) -> Any:
    """The closed row ("Thu gọn")."""
    line = _line(task_id, occurrence_id)
    if is_htmx():
        return reply("", ROW, line=line)
    return redirect(line.href)


def _store_files(task_id: int, occurrence_id: int) -> Kept:
    """Check the right in a read, end it, then store the files: a slow disk must not hold the write lock."""
    ensure(actor(), Can.EVIDENCE_SUBMIT, _occurrence(task_id, occurrence_id))
    db.session().rollback()
    kept: list[tuple[str, Stored]] = []
    for upload in _uploads():
        try:
            name = upload.filename or ""
            kept.append((name, toolbox().files.put(cast("BinaryIO", upload.stream), name, settings().max_upload_bytes)))
        except BadFile as error:
            return kept, error
    return kept, None


def _uploads() -> list[FileStorage]:
    return [f for f in request.files.getlist("files") if f.filename]


@bp.post("/viec/<int:task_id>/bao-xong/<int:occurrence_id>")
@needs(Can.EVIDENCE_SUBMIT)
@writes(after=_store_files)
def submit(task_id: int, occurrence_id: int) -> Any:
    """Report done; the row then says "Chờ duyệt"."""
    session = db.session()
    form = CompleteForm(occurrence_id)
    kept, problem = g.prepared
    occurrence = task_queries.occurrence(session, actor(), occurrence_id)
    try:
        if not form.validate():
            return _again(task_id, occurrence_id, form, 422)
        if problem is not None:
            raise problem
        proofs = _proofs(form, kept)
        version = row_number(form.version.data)
        evidence_actions.submit(session, actor(), occurrence, proofs, today=today(), now=now(), version=version)
    except BadInput as error:
        session.rollback()
        form.take(error if error.fields else BadInput(str(error), {"files": str(error)}))
        too_large = isinstance(error, BadFile) and error.too_large
        return _again(task_id, occurrence_id, form, 413 if too_large else 422)
    undo = url_for("tasks.withdraw", task_id=task_id, occurrence_id=occurrence_id)
    said('Đã ghi nhận. Nhiệm vụ chuyển sang "Chờ duyệt".', undo_href=undo)
    line = _line(task_id, occurrence_id)
    return see_other(url_for("tasks.page", task_id=task_id), ROW, line=line)


def _proofs(form: CompleteForm, kept: list[tuple[str, Stored]]) -> list[Proof]:
    if form.no_event.data:
        return [Proof("nothing", note=form.reason.data or "")]
    identity: dict[str, Any] = {"doc_number": form.number.data or "", "doc_date": form.dated_on.data, "note": form.note.data or ""}
    proofs = []
    for name, stored in kept:
        row = file_actions.register(db.session(), stored, now=now())
        proofs.append(Proof("file", stored_file_id=row.id, file_name=name, **identity))
    if not proofs and identity["doc_number"]:
        proofs.append(Proof("document", **identity))
    return proofs


def _again(task_id: int, occurrence_id: int, form: CompleteForm, status: int) -> Any:
    return reply("tasks/complete.html", ROW, status=status, line=_line(task_id, occurrence_id), form=form)


def _line(task_id: int, occurrence_id: int) -> Any:
    found = task_queries.line(db.session(), actor(), occurrence_id, today=today())
    if found.task_id != task_id:
        raise NotFound
    return task_line(found, actor())


def _occurrence(task_id: int, occurrence_id: int) -> Any:
    found = task_queries.occurrence(db.session(), actor(), occurrence_id)
    if found.task_id != task_id:
        raise NotFound
    return found


@bp.post("/viec/<int:task_id>/ky/<int:occurrence_id>/hoan-tac")
@needs(Can.EVIDENCE_SUBMIT)
@writes
def withdraw(task_id: int, occurrence_id: int) -> Any:
    """Take one's own report back within ten minutes."""
    occurrence = _occurrence(task_id, occurrence_id)
    evidence_actions.withdraw(db.session(), actor(), occurrence, today=today(), now=now())
    said("Đã hoàn tác. Việc trở lại trạng thái đang thực hiện.")
    return see_other(url_for("tasks.page", task_id=task_id))


@bp.post("/viec/<int:task_id>/ky/<int:occurrence_id>/bat-dau")
@needs(Can.EVIDENCE_SUBMIT)
@writes
def start(task_id: int, occurrence_id: int) -> Any:
    """Say that work has begun."""
    occurrence = _occurrence(task_id, occurrence_id)
    task_actions.start(db.session(), actor(), occurrence, today=today(), now=now())
    said("Đã ghi nhận việc đang thực hiện.")
    return see_other(url_for("tasks.page", task_id=task_id))


@bp.post("/viec/<int:task_id>/ky/<int:occurrence_id>/han")
@needs(Can.TASK_ASSIGN)
@writes
def set_due(task_id: int, occurrence_id: int) -> Any:
    """Set the due date of one occurrence."""
    session = db.session()
    form = DueForm()
    occurrence = _occurrence(task_id, occurrence_id)
    version = row_number(form.version.data)
    try:
        if form.validate() and form.due_on.data:
            task_actions.set_due(
                session, actor(), occurrence, form.due_on.data, confirmed=bool(form.confirmed.data), now=now(), version=version
            )
            said("Đã đổi hạn.")
            return see_other(url_for("tasks.page", task_id=task_id))
    except BadInput as error:
        session.rollback()
        form.take(error)
    return reply(
        "tasks/page.html",
        status=422,
        page=task_page(task_id),
        due_form=form,
        due_open=occurrence_id,
        trigger_form=TriggerForm(formdata=None),
    )


@bp.post("/viec/<int:task_id>/ky/<int:occurrence_id>/phat-sinh")
@needs(Can.TASK_TRIGGER)
@writes
def trigger(task_id: int, occurrence_id: int) -> Any:
    """A request has come: the sleeping task becomes something to tick."""
    session = db.session()
    form = TriggerForm()
    occurrence = _occurrence(task_id, occurrence_id)
    try:
        if form.validate():
            task_actions.trigger(session, actor(), occurrence, form.why.data or "", form.due_on.data, today=today(), now=now())
            said("Đã ghi nhận việc phát sinh.")
            return see_other(url_for("tasks.page", task_id=task_id))
    except BadInput as error:
        session.rollback()
        form.take(error)
    return reply(
        "tasks/page.html",
        status=422,
        page=task_page(task_id),
        due_form=DueForm(formdata=None),
        trigger_form=form,
        trigger_open=occurrence_id,
    )
