"""The routes of a row's files, and of the row as evidence: photos from the phone, one press to use it for a task."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from flask import Blueprint, g, request, url_for

from tthc.core.files.ports import Stored
from tthc.core.registers import actions, queries
from tthc.core.tasks import queries as task_queries
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput
from tthc.kernel.policy import Can, ensure
from tthc.web.addresses import row_number
from tthc.web.attachment import attachment
from tthc.web.guards import actor, needs, now, settings, today, toolbox, writes
from tthc.web.register_form import FilesForm
from tthc.web.register_row import show_row
from tthc.web.register_ui import RegisterUi
from tthc.web.reply import said, see_other

Kept = tuple[list[tuple[str, Stored]], BadInput | None]


def add_proofs(bp: Blueprint, here: str, uis: dict[str, RegisterUi]) -> None:
    """The routes of files and of offering."""

    @bp.post(f"{here}/<int:row_id>/tep")
    @needs(Can.REGISTER_WRITE)
    @writes(after=lambda **at: _store(uis[at["register"]], at["row_id"]))
    def row_attach(year: int, register: str, row_id: int) -> Any:
        """Add files to a row."""
        return _attach(uis[register], year, row_id)

    @bp.get(f"{here}/<int:row_id>/tep/<int:row_file_id>")
    @needs(Can.REGISTER_READ)
    def row_file(year: int, register: str, row_id: int, row_file_id: int) -> Any:  # noqa: ARG001 - the address says the year
        """A file of a row, proved against its hash."""
        found = queries.file(db.session(), actor(), uis[register].book, row_id, row_file_id)
        return attachment(found.stored_file, found.file_name)

    @bp.post(f"{here}/<int:row_id>/tep/<int:row_file_id>/go")
    @needs(Can.REGISTER_WRITE)
    @writes
    def row_detach(year: int, register: str, row_id: int, row_file_id: int) -> Any:
        """Take a file off a row."""
        book = uis[register].book
        row = queries.one(db.session(), actor(), book, row_id)
        kept = queries.file(db.session(), actor(), book, row_id, row_file_id)
        actions.detach(db.session(), actor(), book, row, kept, now=now())
        said(f'Đã gỡ tệp "{kept.file_name}" khỏi dòng. Nhật ký giữ tên tệp.')
        return see_other(uis[register].href("row", year, row_id=row_id))

    @bp.post(f"{here}/<int:row_id>/minh-chung/<int:occurrence_id>")
    @needs(Can.EVIDENCE_SUBMIT)
    @writes
    def row_offer(year: int, register: str, row_id: int, occurrence_id: int) -> Any:
        """Use the row as evidence of a task: nothing is typed again."""
        return _offer(uis[register], year, row_id, occurrence_id)


def _store(ui: RegisterUi, row_id: int) -> Kept:
    """Check the right in a read, end it, then store the files: a slow disk must not hold the write lock."""
    ensure(actor(), ui.book.write, queries.one(db.session(), actor(), ui.book, row_id))
    db.session().rollback()
    kept: list[tuple[str, Stored]] = []
    for upload in [*request.files.getlist("files"), *request.files.getlist("photo")]:
        name = upload.filename or ""
        if not name:
            continue
        try:
            kept.append((name, toolbox().files.put(cast("BinaryIO", upload.stream), name, settings().max_upload_bytes)))
        except BadFile as error:
            return kept, error
    return kept, None if kept else BadInput("Chọn ít nhất một tệp.")


def _attach(ui: RegisterUi, year: int, row_id: int) -> Any:
    session, form = db.session(), FilesForm()
    kept, problem = g.prepared
    row = queries.one(session, actor(), ui.book, row_id)
    try:
        if problem is not None:
            raise problem
        for name, stored in kept:
            actions.attach(session, actor(), ui.book, row, stored, name, form.note.data or "", now=now())
    except BadInput as error:
        session.rollback()
        form.take(error if error.fields else BadInput(str(error), {"files": str(error)}))
        too_large = isinstance(error, BadFile) and error.too_large
        return show_row(ui, year, row_id, form, 413 if too_large else 422)
    said("Đã thêm tệp." if len(kept) == 1 else f"Đã thêm {len(kept)} tệp.")
    return see_other(ui.href("row", year, row_id=row_id))


def _offer(ui: RegisterUi, year: int, row_id: int, occurrence_id: int) -> Any:
    session = db.session()
    row = queries.one(session, actor(), ui.book, row_id)
    occurrence = task_queries.occurrence(session, actor(), occurrence_id)
    version = row_number(request.form.get("version"))
    actions.offer(session, actor(), ui.book, row, occurrence, today=today(), now=now(), version=version)
    undo = url_for("tasks.withdraw", task_id=occurrence.task_id, occurrence_id=occurrence_id)
    said('Đã dùng dòng này làm minh chứng. Nhiệm vụ chuyển sang "Chờ duyệt".', undo_href=undo)
    return see_other(ui.href("row", year, row_id=row_id))
