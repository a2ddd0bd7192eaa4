"""One line of a score sheet with its proofs: evidence of the plan taken by one press, files, documents, rows of registers."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from flask import g, request, url_for

from tthc.blueprints.new_rural import bp
from tthc.blueprints.new_rural.score_forms import ProofForm, ReplyForm
from tthc.blueprints.new_rural.score_page import score_page
from tthc.blueprints.new_rural.scoring import LINE, ONE, shown
from tthc.core.books import BOOKS
from tthc.core.criteria.actions import scoring
from tthc.core.criteria.queries import assessments
from tthc.core.criteria.queries import sheet as sheet_queries
from tthc.core.criteria.rules.assessments import AssessmentState, LineVerdict
from tthc.core.evidence.rules import Proof
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import Ask, lists
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput, NotFound
from tthc.kernel.policy import Can, ensure, may
from tthc.kernel.text import nfc
from tthc.web.addresses import sent_number
from tthc.web.attachment import attachment
from tthc.web.guards import actor, needs, now, settings, today, toolbox, writes
from tthc.web.reply import reply, said, see_other

_ROWS_A_BOOK = 4
_LEAST_WORDS = 2


@bp.get(LINE)
@needs(Can.CRITERIA_READ)
def score_line(year: int, assessment_id: int, score_line_id: int) -> Any:
    """A line, its proofs, and what else may prove it."""
    return _page(year, assessment_id, score_line_id)


def _page(
    year: int,
    assessment_id: int,
    score_line_id: int,
    *,
    form: ProofForm | None = None,
    reply_form: ReplyForm | None = None,
    status: int = 200,
) -> Any:
    found = shown(year, assessment_id)
    line = found.line(score_line_id)
    page = score_page(found)
    can_score = may(actor(), Can.CRITERIA_SCORE, found.row)
    is_asked = found.row.state is AssessmentState.SENT and line.row.verdict is LineVerdict.ASKED
    can_prove = can_score and (found.row.state is AssessmentState.SCORING or is_asked)
    words = nfc(request.args.get("tu-khoa", "")).strip()[:100]
    told = {"can_prove": can_prove, "can_reply": can_score and is_asked, "offered": line.offered, "words": words}
    view = next(one for one in page.lines if one.id == score_line_id)
    rows = _rows_of_registers(words) if can_prove and len(words) >= _LEAST_WORDS else ()
    forms = {"form": form or ProofForm(formdata=None), "reply_form": reply_form or ReplyForm(formdata=None, reply=line.row.reply)}
    return reply("new_rural/score_line.html", status=status, page=page, line=view, rows=rows, **told, **forms)


def _rows_of_registers(words: str) -> list[tuple[str, str, int, str]]:
    """Rows whose words hold all of these, of every register the person reads: register, its title, row, how it is named."""
    session, who = db.session(), actor()
    found: list[tuple[str, str, int, str]] = []
    for book in BOOKS.values():
        if may(who, book.read):
            rows = lists.rows(session, who, book, Ask(words=words), today=today(), limit=_ROWS_A_BOOK)
            found += [(book.name, book.title, row.id, book.describe(row)) for row in rows]
    return found


@bp.post(f"{LINE}/minh-chung/dung")
@needs(Can.CRITERIA_SCORE)
@writes
def score_take(year: int, assessment_id: int, score_line_id: int) -> Any:
    """Use accepted evidence of the plan, or a row of a register, by one press."""
    session = db.session()
    row = assessments.one(session, actor(), assessment_id, year)
    line = sheet_queries.score_line(session, row, score_line_id)
    try:
        if register := request.form.get("register", ""):
            scoring.prove(session, actor(), row, line, _row_proof(register), today=today(), now=now())
        else:
            scoring.take(session, actor(), row, line, sent_number("evidence_id") or 0, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        form = ProofForm(formdata=None)
        form.take(BadInput(" ".join(error.fields.values()) or str(error)))
        return _page(year, assessment_id, score_line_id, form=form, status=422)
    said("Đã dùng minh chứng cho chỉ tiêu này.")
    return see_other(url_for("new_rural.score_line", year=year, assessment_id=assessment_id, score_line_id=score_line_id))


def _row_proof(register: str) -> Proof:
    """A row of a register that the person may read, frozen in today's words."""
    refused, book = BadInput(scoring.NOT_OURS, {"row_id": scoring.NOT_OURS}), BOOKS.get(register)
    if book is None:
        raise refused
    try:
        row = register_queries.one(db.session(), actor(), book, sent_number("row_id") or 0)
    except NotFound:
        raise refused from None
    return Proof("row", register=book.name, row_id=row.id, subject=nfc(book.describe(row)).strip())


@bp.post(f"{LINE}/minh-chung")
@needs(Can.CRITERIA_SCORE)
@writes(after=lambda **at: _store(at["year"], at["assessment_id"]))
def score_prove(year: int, assessment_id: int, score_line_id: int) -> Any:
    """New proofs: files, or a document's number."""
    session, form = db.session(), ProofForm()
    kept, problem = g.prepared
    row = assessments.one(session, actor(), assessment_id, year)
    line = sheet_queries.score_line(session, row, score_line_id)
    try:
        if problem is not None:
            raise problem
        if not form.validate():
            return _page(year, assessment_id, score_line_id, form=form, status=422)
        for proof in _proofs(form, kept):
            scoring.prove(session, actor(), row, line, proof, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        form.take(error if error.fields else BadInput(str(error), {"files": str(error)}))
        status = 413 if isinstance(error, BadFile) and error.too_large else 422
        return _page(year, assessment_id, score_line_id, form=form, status=status)
    said("Đã thêm minh chứng.")
    return see_other(url_for("new_rural.score_line", year=year, assessment_id=assessment_id, score_line_id=score_line_id))


def _store(year: int, assessment_id: int) -> tuple[list[tuple[str, Stored]], BadInput | None]:
    """Check the right in a read, end it, then store the files: a slow disk must not hold the write lock."""
    ensure(actor(), Can.CRITERIA_SCORE, assessments.one(db.session(), actor(), assessment_id, year))
    db.session().rollback()
    kept: list[tuple[str, Stored]] = []
    for upload in request.files.getlist("files"):
        name = upload.filename or ""
        if not name:
            continue
        try:
            kept.append((name, toolbox().files.put(cast("BinaryIO", upload.stream), name, settings().max_upload_bytes)))
        except BadFile as error:
            return kept, error
    return kept, None


def _proofs(form: ProofForm, kept: list[tuple[str, Stored]]) -> list[Proof]:
    """A document is named by its number; files carry it along."""
    number, dated_on, note = form.number.data or "", form.dated_on.data, form.note.data or ""
    if not kept:
        sentence = "Đính kèm ít nhất một minh chứng hoặc nhập số văn bản."
        if not number:
            raise BadInput(sentence, {"files": sentence})
        return [Proof("document", doc_number=number, doc_date=dated_on, note=note, subject=note)]
    stored = [(name, file_actions.register(db.session(), one, now=now())) for name, one in kept]
    return [
        Proof("file", stored_file_id=row.id, file_name=name, doc_number=number, doc_date=dated_on, note=note, subject=note)
        for name, row in stored
    ]


@bp.post(f"{ONE}/minh-chung/<int:score_proof_id>/go")
@needs(Can.CRITERIA_SCORE)
@writes
def score_take_off(year: int, assessment_id: int, score_proof_id: int) -> Any:
    """Take a proof off its line."""
    session = db.session()
    row = assessments.one(session, actor(), assessment_id, year)
    link = sheet_queries.proof(session, row, score_proof_id)
    score_line_id = link.score_line_id
    scoring.take_off(session, actor(), row, link, now=now())
    said("Đã gỡ minh chứng khỏi chỉ tiêu. Minh chứng vẫn còn trong kho.")
    return see_other(url_for("new_rural.score_line", year=year, assessment_id=assessment_id, score_line_id=score_line_id))


@bp.get(f"{ONE}/minh-chung/<int:score_proof_id>/tep")
@needs(Can.CRITERIA_READ)
def score_file(year: int, assessment_id: int, score_proof_id: int) -> Any:
    """The file of a proof: the appraiser of another agency reads it here, as far as the sheet was sent."""
    session = db.session()
    evidence = sheet_queries.proof(session, assessments.one(session, actor(), assessment_id, year), score_proof_id).evidence
    if evidence.stored_file is None:
        raise NotFound
    return attachment(evidence.stored_file, evidence.file_name)


@bp.post(f"{LINE}/lam-ro")
@needs(Can.CRITERIA_SCORE)
@writes
def score_reply(year: int, assessment_id: int, score_line_id: int) -> Any:
    """Answer what the appraiser asked."""
    session, form = db.session(), ReplyForm()
    row = assessments.one(session, actor(), assessment_id, year)
    line = sheet_queries.score_line(session, row, score_line_id)
    ensure(actor(), Can.CRITERIA_SCORE, row)
    if not form.validate():
        return _page(year, assessment_id, score_line_id, reply_form=form, status=422)
    scoring.reply(session, actor(), row, line, form.reply.data or "", today=today(), now=now())
    said("Đã gửi nội dung làm rõ.")
    return see_other(url_for("new_rural.score", year=year, assessment_id=assessment_id))
