"""The steps of a finding: hand in what was done, re-check, open again, say that it repeats; a finding from a round's sheet."""

from __future__ import annotations

import re
from typing import Any, BinaryIO, cast

from flask import g, request, url_for

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.finding_forms import CLOSE, HandInForm, RecheckForm, ReopenForm
from tthc.blueprints.inspection.finding_page import finding_page
from tthc.blueprints.inspection.finding_panel import offered
from tthc.blueprints.inspection.finding_register import SLUG
from tthc.core.evidence.rules import Proof
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.inspections.actions import FINDINGS as BOOK
from tthc.core.inspections.actions import remedies, repeats
from tthc.core.inspections.queries import findings as queries
from tthc.core.registers import queries as register_queries
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput, NotFound
from tthc.kernel.policy import Can, ensure, may
from tthc.web.addresses import row_number
from tthc.web.attachment import attachment
from tthc.web.guards import actor, after_commit, needs, now, settings, today, toolbox, writes
from tthc.web.register_ui import known_registers
from tthc.web.reply import said, see_other

YEAR = "/<int(min=2000, max=2100):year>/kiem-tra"
HERE = f"{YEAR}/kien-nghi/<int:finding_id>"
_ROW = re.compile(r"/\d{4}/([a-z-]+)/so/([a-z-]+)/(\d{1,9})(?:[/?#].*)?$")
Kept = tuple[list[tuple[str, Stored]], BadFile | None]


def _store(year: int, finding_id: int) -> Kept:  # noqa: ARG001 - the view's arguments
    """Check the right in a read, end it, then store the files: a slow disk must not hold the write lock."""
    row = queries.known(db.session(), actor(), finding_id)
    ensure(actor(), Can.INSPECTION_ANSWER, queries.owner_scope(db.session(), row))
    db.session().rollback()
    kept: list[tuple[str, Stored]] = []
    for upload in [one for one in request.files.getlist("files") if one.filename]:
        name = upload.filename or ""
        try:
            kept.append((name, toolbox().files.put(cast("BinaryIO", upload.stream), name, settings().max_upload_bytes)))
        except BadFile as error:
            return kept, error
    return kept, None


@bp.post(f"{HERE}/khac-phuc")
@needs(Can.INSPECTION_ANSWER)
@writes(after=_store)
def finding_hand_in(year: int, finding_id: int) -> Any:
    """The owner hands in what was done."""
    kept, problem = g.prepared
    row = queries.known(db.session(), actor(), finding_id)
    form = HandInForm.offering(offered(row))
    try:
        if not form.validate():
            return finding_page(finding_id, year, form, 422)
        _hand_in(row, form, kept, problem)
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return finding_page(finding_id, year, form, 422)
    _counted(row)
    said("Đã nộp kết quả khắc phục. Kiến nghị chuyển sang “Chờ phúc tra”.")
    return see_other(url_for("inspection.inspected_finding", year=year, finding_id=finding_id))


def _hand_in(row: Any, form: HandInForm, kept: list[tuple[str, Stored]], problem: BadFile | None) -> None:
    if problem is not None:
        raise BadInput(str(problem), {"files": str(problem)})
    session = db.session()
    identity: dict[str, Any] = {"doc_number": form.number.data or "", "doc_date": form.dated_on.data}
    files = [(name, file_actions.register(session, stored, now=now()).id) for name, stored in kept]
    proofs = [Proof("file", stored_file_id=file_id, file_name=name, **identity) for name, file_id in files]
    if not proofs and identity["doc_number"]:
        proofs.append(Proof("document", **identity))
    found = row_number(form.evidence.data or "")
    remedies.hand_in(
        session,
        actor(),
        row,
        form.words.data or "",
        proofs=proofs,
        rows=_rows(form.row.data or ""),
        evidence_ids=[found] if found else [],
        version=form.known_version(),
        today=today(),
        now=now(),
    )


def _rows(address: str) -> list[tuple[Any, Any]]:
    """The register's row whose address was pasted."""
    if not address.strip():
        return []
    wrong = BadInput("Chưa lưu được.", {"row": "Dòng trong sổ: không tìm thấy dòng này. Mở trang của dòng rồi chép địa chỉ."})
    parts = _ROW.search(address.strip())
    if parts is None:
        raise wrong
    book = next((ui.book for ui in known_registers().values() if (ui.book.section.slug, ui.slug) == parts.group(1, 2)), None)
    if book is None or not may(actor(), book.read):
        raise wrong
    try:
        return [(book, register_queries.one(db.session(), actor(), book, int(parts[3])))]
    except NotFound as error:
        raise wrong from error


def _counted(row: Any) -> None:
    """Figures of targets follow, those of the agency whose register it is."""
    agency_id, year = row.agency_id, row.year
    after_commit(lambda: toolbox().queue.enqueue("count_targets", agency_id=agency_id, year=year, register=BOOK.name))


@bp.post(f"{HERE}/phuc-tra")
@needs(Can.INSPECTION_RECHECK)
@writes
def finding_recheck(year: int, finding_id: int) -> Any:
    """Another person checks what was handed in: closed, or opened again."""
    row, form = queries.known(db.session(), actor(), finding_id), RecheckForm()
    at: dict[str, Any] = {"version": form.known_version(), "today": today(), "now": now()}
    try:
        if not form.validate():
            return finding_page(finding_id, year, form, 422)
        if form.result.data == CLOSE:
            remedies.close(db.session(), actor(), row, form.words.data or "", **at)
        else:
            remedies.reopen(db.session(), actor(), row, form.words.data or "", form.due_on.data, **at)
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return finding_page(finding_id, year, form, 422)
    _counted(row)
    said("Đã khép kiến nghị." if form.result.data == CLOSE else "Đã mở lại kiến nghị. Đơn vị thấy nội dung còn thiếu và hạn mới.")
    return see_other(_row_href(year, finding_id))


@bp.post(f"{HERE}/mo-lai")
@needs(Can.INSPECTION_RECHECK)
@writes
def finding_reopen(year: int, finding_id: int) -> Any:
    """A closed finding was not put right after all."""
    row, form = queries.known(db.session(), actor(), finding_id), ReopenForm()
    at: dict[str, Any] = {"version": form.known_version(), "today": today(), "now": now()}
    try:
        if not form.validate():
            return finding_page(finding_id, year, form, 422)
        remedies.reopen(db.session(), actor(), row, form.words.data or "", form.due_on.data, **at)
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return finding_page(finding_id, year, form, 422)
    _counted(row)
    said("Đã mở lại kiến nghị. Đơn vị thấy nội dung còn thiếu và hạn mới.")
    return see_other(_row_href(year, finding_id))


@bp.post(f"{HERE}/lap-lai")
@needs(Can.INSPECTION_RUN)
@writes
def finding_repeat(year: int, finding_id: int) -> Any:
    """Confirm that it repeats what earlier years found."""
    row = _of_register(finding_id)
    repeats.confirm(db.session(), actor(), row, queries.scope_of(db.session(), row), today=today(), now=now())
    said(f"Đã ghi nhận: {row.repeats}.")
    return see_other(_row_href(year, finding_id))


@bp.post(f"{HERE}/khong-lap-lai")
@needs(Can.INSPECTION_RUN)
@writes
def finding_unlink(year: int, finding_id: int) -> Any:
    """It repeats nothing after all."""
    row = _of_register(finding_id)
    repeats.unlink(db.session(), actor(), row, queries.scope_of(db.session(), row), now=now())
    said("Đã bỏ ghi nhận lặp lại.")
    return see_other(_row_href(year, finding_id))


@bp.get(f"{HERE}/minh-chung/<int:proof_id>")
@needs(Can.INSPECTION_READ)
def finding_proof(year: int, finding_id: int, proof_id: int) -> Any:  # noqa: ARG001 - the address says the year
    """A file that was handed in, for both sides."""
    row = queries.known(db.session(), actor(), finding_id)
    evidence = queries.proof(db.session(), row, proof_id)
    if evidence.stored_file is None:
        raise NotFound
    return attachment(evidence.stored_file, evidence.file_name)


def _of_register(finding_id: int) -> Any:
    return register_queries.one(db.session(), actor(), BOOK, finding_id)


def _row_href(year: int, finding_id: int) -> str:
    return url_for("inspection.row", year=year, register=SLUG, row_id=finding_id)
