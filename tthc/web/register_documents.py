"""Papers printed of a register's rows: ask for one, see how far it is, download it, change its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from wtforms import StringField, TextAreaField

from tthc.core.registers import queries
from tthc.core.registers.actions import documents as document_actions
from tthc.core.registers.queries import documents as document_queries
from tthc.core.registers.queries.book import Document
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.web.addresses import row_number
from tthc.web.attachment import attachment
from tthc.web.document_buttons import ROW
from tthc.web.forms import Form
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.register_ask import asked
from tthc.web.register_ui import RegisterUi
from tthc.web.reply import reply, said, see_other
from tthc.web.report_job import Job
from tthc.web.turns import look_again


def routes(bp: Blueprint, here: str, uis: Mapping[str, RegisterUi]) -> None:
    """The addresses of papers below each register of a section."""
    named = {document_queries.WHOLE_BOOK, *(one.kind for ui in uis.values() for one in document_queries.documents_of(ui.book))}
    kinds = ", ".join(f'"{kind}"' for kind in sorted(named))

    @bp.post(f"{here}/van-ban/<any({kinds}):kind>")
    @needs(Can.REGISTER_READ)
    @writes
    def document_ask(year: int, register: str, kind: str) -> Any:
        """Ask for a paper of the rows named in the address, or of the list as the address narrows it."""
        return _ask(uis[register], year, kind)

    @bp.get(f"{here}/van-ban/<int:document_id>")
    @needs(Can.REGISTER_READ)
    def document_progress(year: int, register: str, document_id: int) -> Any:
        """How far the paper is; the page looks again by itself."""
        ui = uis[register]
        row = document_queries.document(db.session(), actor(), ui.book, document_id)
        kind = document_queries.document_named(ui.book, row.kind)
        back = ui.href("rows", year)
        answer = reply("section/document.html", "macros/_job.html", job=_job(ui, year, row), ui=ui, kind=kind, back=back)
        return look_again(
            answer, f"{bp.name}.document_progress", is_open=row.is_open, year=year, register=register, document_id=document_id
        )

    @bp.get(f"{here}/van-ban/<int:document_id>/tep")
    @needs(Can.REGISTER_READ)
    def document_file(year: int, register: str, document_id: int) -> Any:  # noqa: ARG001 - the year is part of the register's address
        """The paper, proved against its hash."""
        row = document_queries.document(db.session(), actor(), uis[register].book, document_id)
        if row.stored_file is None:
            raise NotFound
        return attachment(row.stored_file, row.file_name)

    @bp.get(f"{here}/van-ban/<any({kinds}):kind>/cau-chu")
    @needs(Can.REGISTER_SET_UP)
    def document_wording(year: int, register: str, kind: str) -> Any:
        """The sentences of a paper."""
        ui = uis[register]
        return _wording_page(ui, year, _worded(ui, kind), None)

    @bp.post(f"{here}/van-ban/<any({kinds}):kind>/cau-chu")
    @needs(Can.REGISTER_SET_UP)
    @writes
    def document_word(year: int, register: str, kind: str) -> Any:
        """Keep the sentences of a paper."""
        return _word(uis[register], year, kind)


def _ask(ui: RegisterUi, year: int, kind: str) -> Any:
    session, book = db.session(), ui.book
    document = document_queries.document_named(book, kind)
    ids = [found for found in map(row_number, request.args.getlist(ROW) + request.form.getlist(ROW)) if found]
    if ids:
        wanted = document_queries.asked(ids)
    else:
        known = queries.lookups(session, actor().agency_id or 0, book, today())
        wanted = document_queries.asked(ask=asked(ui, year, known))
    try:
        row = document_actions.ask_document(session, actor(), book, document, wanted, today=today(), now=now())
    except BadInput as error:
        said(str(error), "late")
        return see_other(ui.href("rows", year))
    document_id, queue = row.id, toolbox().queue
    after_commit(lambda: queue.enqueue("print_document", document_id=document_id))
    return see_other(ui.href("document_progress", year, document_id=document_id))


def _job(ui: RegisterUi, year: int, row: Any) -> Job:
    is_ready = row.stored_file_id is not None
    return Job(
        id=f"document-{row.id}",
        href=ui.href("document_progress", year, document_id=row.id),
        is_running=row.is_open,
        percent=None,
        words="Đang lập tệp PDF." if row.is_open else "Tệp PDF đã sẵn sàng." if is_ready else "",
        problem=row.problem,
        result_href=ui.href("document_file", year, document_id=row.id) if is_ready else None,
        result_words="Tải tệp PDF" if is_ready else None,
    )


def _worded(ui: RegisterUi, kind: str) -> Document:
    document = document_queries.document_named(ui.book, kind)
    if not document.wording:
        raise NotFound
    return document


def _form_of(document: Document, own: Mapping[str, str], version: int) -> type[Form]:
    """A field for each sentence; `{…}` in one is a place that each paper fills."""
    fields: dict[str, Any] = {"version": StringField(default=str(version))}
    for one in document.wording:
        kind = TextAreaField if one.is_long else StringField
        hint = f"Câu mẫu: {one.words}" if one.name in own and one.words else ""
        fields[one.name] = kind(one.title, default=own.get(one.name, one.words), description=hint)
    return type("WordingForm", (Form,), fields)


def _wording_page(ui: RegisterUi, year: int, document: Document, form: Form | None, status: int = 200) -> Any:
    form = form or _fresh(ui, document)
    action = ui.href("document_wording", year, kind=document.kind)
    shown = {"form": form, "names": [one.name for one in document.wording], "action": action, "back": ui.href("rows", year)}
    return reply("section/document_wording.html", status=status, ui=ui, kind=document, **shown)


def _fresh(ui: RegisterUi, document: Document, **options: Any) -> Form:
    found = document_queries.wording(db.session(), actor().agency_id or 0, ui.book.name, document.kind)
    own, version = (found.sentences, found.version) if found else ({}, 0)
    return _form_of(document, own, version)(**({"formdata": None} | options))


def _word(ui: RegisterUi, year: int, kind: str) -> Any:
    document = _worded(ui, kind)
    form = _fresh(ui, document, formdata=request.form)
    typed = {one.name: form[one.name].data or "" for one in document.wording}
    version = row_number(form["version"].data) or 0
    try:
        is_changed = document_actions.word_document(db.session(), actor(), ui.book, document, typed, version=version, now=now())
    except BadInput as error:
        form.take(error)
        return _wording_page(ui, year, document, form, 422)
    said("Đã lưu câu chữ của văn bản." if is_changed else "Không có nội dung nào thay đổi.", "done" if is_changed else "info")
    return see_other(ui.href("document_wording", year, kind=kind))
