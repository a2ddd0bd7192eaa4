"""What is done on the page of a safe: people, papers, notes, giving up, opening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, cast

from flask import g, request

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.safe import ONE, found_safe, one_page, refused
from tthc.blueprints.inspection.safe_forms import DiscardForm, NoteForm, PapersForm, ReaderForm, role_of
from tthc.blueprints.inspection.safe_page import Forms, round_href
from tthc.core.files.ports import Stored
from tthc.core.sealed import actions, queries
from tthc.core.sealed.queries import Safe
from tthc.core.sealed.rules import MOST_FILES, ROLES
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput
from tthc.kernel.policy import Can, ensure
from tthc.web.addresses import row_number
from tthc.web.attachment import attachment
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, settings, today, toolbox, writes
from tthc.web.reply import back_to, said, see_other

Kept = tuple[list[tuple[str, Stored]], BadInput | None]


def _store(safe_id: int) -> Kept:
    """Check the right in a read, end it, then store the files: a slow disk must not hold the write lock."""
    found = found_safe(safe_id)
    ensure(actor(), Can.INSPECTION_UNSEAL, found.led)
    found.check_not_over()
    count = len(queries.files(db.session(), safe_id))
    db.session().rollback()
    uploads = [upload for upload in request.files.getlist("files") if upload.filename]
    if not uploads or count + len(uploads) > MOST_FILES or not PapersForm().validate():
        sentence = f"Một đợt giữ nhiều nhất {MOST_FILES} tệp." if uploads else "Chọn ít nhất một tệp."
        return [], BadInput(sentence, {"files": sentence})
    kept: list[tuple[str, Stored]] = []
    for upload in uploads:
        name = upload.filename or ""
        try:
            kept.append((name, toolbox().files.put(cast("BinaryIO", upload.stream), name, settings().max_upload_bytes)))
        except BadFile as error:
            return kept, error
    return kept, None


@bp.post(f"{ONE}/nguoi")
@needs(Can.INSPECTION_UNSEAL)
@writes
def safe_reader_add(safe_id: int) -> Any:
    """Somebody more on the list."""
    form = ReaderForm()

    def add(found: Safe) -> str:
        chosen: dict[str, Any] = {
            "person_id": row_number(form.person_id.data),
            "name": form.name.data or "",
            "title": form.title.data or "",
        }
        made = actions.add_reader(db.session(), actor(), found, role_of(form.role.data), **chosen, today=today(), now=now())
        return f"{made.name}: {ROLES[made.role].lower()}."

    return _done(safe_id, form, Forms(reader=form, wrong=form), add)


@bp.post(f"{ONE}/nguoi/<int:reader_id>/bo")
@needs(Can.INSPECTION_UNSEAL)
@writes
def safe_reader_remove(safe_id: int, reader_id: int) -> Any:
    """Somebody less; whoever leaves it himself no longer finds it."""
    form = ReaderForm(formdata=None)
    answer = _done(
        safe_id,
        None,
        Forms(reader=form, wrong=form),
        lambda found: f"Đã đưa {actions.remove_reader(db.session(), actor(), found, reader_id, now=now()).name} khỏi danh sách.",
    )
    is_still_in = any(one.safe_id == safe_id for one in queries.safes(db.session(), actor()))
    return answer if is_still_in else back_to("inspection.safes")


@bp.post(f"{ONE}/tep")
@needs(Can.INSPECTION_UNSEAL)
@writes(after=_store)
def safe_paper_keep(safe_id: int) -> Any:
    """Papers whose bytes are stored already."""
    form = PapersForm()
    kept, problem = g.prepared

    def keep(found: Safe) -> str:
        if problem is not None and not kept:
            raise problem if problem.fields else _on_files(problem)
        for name, stored in kept:  # those that are good are kept also where another is not: bytes without a row would be counted at night
            actions.keep_file(db.session(), actor(), found, stored, name, form.note.data or "", now=now())
        return f"Đã thêm {len(kept)} tệp." if problem is None else f"Đã thêm {len(kept)} tệp; các tệp còn lại chưa thêm được. {problem}"

    return _done(safe_id, form, Forms(papers=form, wrong=form), keep)


@bp.get(f"{ONE}/tep/<int:paper_id>")
@needs(Can.INSPECTION_UNSEAL)
def safe_paper(safe_id: int, paper_id: int) -> Any:
    """A paper, proved against its hash."""
    paper = queries.one_file(db.session(), found_safe(safe_id), paper_id)
    return attachment(paper, paper.file_name)


@bp.post(f"{ONE}/tep/<int:paper_id>/go")
@needs(Can.INSPECTION_UNSEAL)
@writes
def safe_paper_drop(safe_id: int, paper_id: int) -> Any:
    """Take a paper off."""
    found = found_safe(safe_id)
    paper = queries.one_file(db.session(), found, paper_id)
    actions.drop_file(db.session(), actor(), found, paper, now=now())
    said(f'Đã gỡ tệp "{paper.file_name}". Nhật ký giữ tên tệp.')
    return back_to("inspection.safe", safe_id=safe_id)


@bp.post(f"{ONE}/ghi-chu")
@needs(Can.INSPECTION_UNSEAL)
@writes
def safe_note(safe_id: int) -> Any:
    """A note for the team."""
    form = NoteForm()

    def keep(found: Safe) -> str:
        actions.note(db.session(), actor(), found, form.text.data or "", now=now())
        return "Đã ghi."

    return _done(safe_id, form, Forms(note=form, wrong=form), keep)


@bp.post(f"{ONE}/bo")
@needs(Can.INSPECTION_UNSEAL)
@writes
def safe_discard(safe_id: int) -> Any:
    """Give it up."""
    form = DiscardForm()

    def give_up(found: Safe) -> str:
        actions.discard(db.session(), actor(), found, form.reason.data or "", now=now())
        return "Đã bỏ việc chuẩn bị. Nội dung chỉ còn những người trong danh sách xem được."

    return _done(safe_id, form, Forms(discard=form, wrong=form), give_up)


@bp.post(f"{ONE}/cong-bo")
@needs(Can.INSPECTION_UNSEAL)
@writes
def safe_open(safe_id: int) -> Any:
    """The team has arrived: from here on it is a round like any other."""
    form = ReaderForm(formdata=None)
    found = found_safe(safe_id)
    try:
        made = actions.open_(db.session(), actor(), found, today=today(), now=now())
    except BadInput as error:
        return one_page(found_safe(safe_id), Forms(reader=refused(form, error), wrong=form), 422)
    said("Đã công bố đợt kiểm tra. Đơn vị được kiểm tra thấy đợt này từ bây giờ.")
    return see_other(round_href(made.id) or "/")


def _done(safe_id: int, form: Form | None, forms: Forms, act: Callable[[Safe], str]) -> Any:
    """Do one thing in a safe and go back to its page, or show the page with what was refused."""
    found = found_safe(safe_id)
    try:
        if form is not None and not form.validate():
            return one_page(found, forms, 422)
        words = act(found)
    except BadInput as error:
        refused(forms.wrong or Form(formdata=None), error)
        is_too_large = isinstance(error, BadFile) and error.too_large
        return one_page(found_safe(safe_id), forms, 413 if is_too_large else 422)
    said(words)
    return back_to("inspection.safe", safe_id=safe_id)


def _on_files(problem: BadInput) -> BadInput:
    problem.fields = {"files": str(problem)}
    return problem
