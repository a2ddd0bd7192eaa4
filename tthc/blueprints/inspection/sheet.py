"""The on-site sheet: each line saves itself; without script one button saves them all; without network the browser keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.round_files import store
from tthc.blueprints.inspection.round_panel import MARK_BADGES, row_href
from tthc.blueprints.inspection.rounds import HERE, found
from tthc.core.inspections.actions import ROUNDS
from tthc.core.inspections.actions import sheet as actions
from tthc.core.inspections.queries import finding_lines, rounds
from tthc.core.inspections.rules import MARKS, Mark
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from tthc.kernel.policy import Can
from tthc.web.addresses import row_number
from tthc.web.attachment import attachment
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import is_htmx, reply, said, see_other

SHEET = f"{HERE}/phieu"
PHOTO = "photo-"
_LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Line:
    """A line of the sheet: what stands there, what was typed and could not be kept, and why."""

    item_id: int
    code: str
    above: str
    text: str
    answer: str
    mark: str
    note: str
    version: int
    badge: Badge | None
    photos: tuple[Any, ...]
    papers: tuple[Any, ...]
    findings: tuple[Any, ...]
    problem: str = ""
    theirs: str = ""


@bp.get(SHEET)
@needs(Can.INSPECTION_RUN)
def sheet(year: int, round_id: int) -> Any:
    """The whole sheet."""
    return _page(found(round_id, Can.INSPECTION_RUN), year)


@bp.post(SHEET)
@needs(Can.INSPECTION_RUN)
@writes(after=lambda **at: _stored(at["round_id"]))
def sheet_save(year: int, round_id: int) -> Any:
    """Every line at once, with its photos; a line that somebody else wrote meanwhile is shown and not overwritten."""
    row = found(round_id, Can.INSPECTION_RUN)
    actions.ensure_sheet(db.session(), actor(), row, today())
    kept, problem = g.prepared
    problems: dict[int, Exception] = {}
    for item in rounds.items(db.session(), row.id):
        try:
            if f"version-{item.id}" in request.form:
                _put(row, item)
            for name, stored in kept.get(f"{PHOTO}{item.id}", ()):
                actions.attach_photo(db.session(), actor(), row, item, stored, name, today=today(), now=now())
        except (BadInput, Conflict) as error:
            problems[item.id] = error
    if problems or problem:
        return _page(row, year, problems, str(problem or ""), 409 if any(isinstance(one, Conflict) for one in problems.values()) else 422)
    said("Đã lưu phiếu kiểm tra.")
    return see_other(url_for("inspection.sheet", year=year, round_id=round_id))


@bp.post(f"{SHEET}/<int:item_id>")
@needs(Can.INSPECTION_RUN)
@writes
def sheet_mark(year: int, round_id: int, item_id: int) -> Any:
    """One line: the answer is the state of that line."""
    row = found(round_id, Can.INSPECTION_RUN)
    _ensure_writer()
    item = rounds.item(db.session(), row, item_id)
    actions.ensure_sheet(db.session(), actor(), row, today())
    try:
        _put(row, item)
    except (BadInput, Conflict) as error:
        db.session().rollback()
        return _state(row, year, rounds.item(db.session(), row, item_id), error, 409 if isinstance(error, Conflict) else 422)
    if is_htmx():
        return _state(row, year, item)
    return see_other(f"{url_for('inspection.sheet', year=year, round_id=round_id)}#line-{item_id}")


@bp.post(f"{SHEET}/<int:item_id>/anh")
@needs(Can.INSPECTION_RUN)
@writes(after=lambda **at: _stored(at["round_id"]))
def sheet_photo(year: int, round_id: int, item_id: int) -> Any:
    """A photo of one line; the answer is the list of its photos."""
    row = found(round_id, Can.INSPECTION_RUN)
    _ensure_writer()
    item = rounds.item(db.session(), row, item_id)
    kept, problem = g.prepared
    files = [one for name in ("photo", f"{PHOTO}{item_id}") for one in kept.get(name, ())]
    sentence = str(problem or "") or ("" if files else "Chọn ảnh cần thêm.")
    try:
        for name, stored in files:
            actions.attach_photo(db.session(), actor(), row, item, stored, name, today=today(), now=now())
    except BadInput as error:
        db.session().rollback()
        sentence = next(iter(error.fields.values()), str(error))
    if is_htmx() or sentence:
        return _photos(row, year, item_id, sentence)
    return see_other(f"{url_for('inspection.sheet', year=year, round_id=round_id)}#line-{item_id}")


@bp.get(f"{SHEET}/anh/<int:item_file_id>")
@needs(Can.INSPECTION_READ)
def sheet_file(year: int, round_id: int, item_file_id: int) -> Any:  # noqa: ARG001 - the year is part of every address
    """A photo of the sheet, or a file of a report that was sent, for who may read the round."""
    row = rounds.one(db.session(), actor(), round_id)
    kept = rounds.item_file(db.session(), row, item_file_id, is_sent=True)
    return attachment(kept.stored_file, kept.file_name)


@bp.post(f"{SHEET}/anh/<int:item_file_id>/go")
@needs(Can.INSPECTION_RUN)
@writes
def sheet_photo_drop(year: int, round_id: int, item_file_id: int) -> Any:
    """Take a photo off."""
    row = found(round_id, Can.INSPECTION_RUN)
    kept = rounds.item_file(db.session(), row, item_file_id, is_sent=True)
    actions.detach_photo(db.session(), actor(), row, kept, today=today(), now=now())
    said(f'Đã gỡ ảnh "{kept.file_name}". Nhật ký giữ tên ảnh.')
    return see_other(f"{url_for('inspection.sheet', year=year, round_id=round_id)}#line-{kept.item_id}")


def _ensure_writer() -> None:
    """A page that sends by itself says who wrote on it; by then another person may have signed in on the machine."""
    if request.form.get("person", str(actor().person_id)) != str(actor().person_id):
        raise NotAllowed("Máy đang dùng tài khoản khác. Người đã ghi đăng nhập lại để gửi tiếp; nội dung đã ghi vẫn giữ trong máy.")


def _stored(round_id: int) -> Any:
    """Check in a read, then store."""
    actions.ensure_sheet(db.session(), actor(), found(round_id, Can.INSPECTION_RUN), today())
    return store("photo", prefix=PHOTO)


def _typed(item_id: int) -> tuple[str, str]:
    return request.form.get(f"mark-{item_id}", ""), request.form.get(f"note-{item_id}", "")


def _put(row: Any, item: Any) -> None:
    typed, note = _typed(item.id)
    if typed and typed not in set(Mark):
        raise BadInput("Chọn Đạt, Không đạt hoặc Không áp dụng.")
    version = row_number(request.form.get(f"version-{item.id}", "")[:_LONGEST_NUMBER])
    note = note.replace("\r\n", "\n")
    actions.put_mark(db.session(), actor(), row, item, Mark(typed) if typed else None, note, version=version, now=now())


def _line(item: Any, row: Any, files: Any, findings: Any, error: Exception | None = None) -> Line:
    kept = files.get(item.id, ())
    mark, note = _typed(item.id) if error else (item.mark or "", item.note)
    told = error.theirs if isinstance(error, Conflict) else {}
    return Line(
        item_id=item.id,
        code=item.code,
        above=item.above,
        text=item.text,
        answer=item.answer if row.answered_on else "",
        mark=mark,
        note=note,
        version=item.version,
        badge=Badge(MARKS[item.mark], MARK_BADGES[Mark(item.mark)]) if item.mark else None,
        photos=tuple(one for one in kept if not one.is_answer),
        papers=tuple(one for one in kept if one.is_answer) if row.answered_on else (),
        findings=tuple(one for one in findings if one.code == item.code),
        problem=_sentence(error),
        theirs="; ".join(f"{title}: {words}" for title, words in told.items() if words),
    )


def _sentence(error: Exception | None) -> str:
    if isinstance(error, BadInput):
        return next(iter(error.fields.values()), str(error))
    return str(error) if error else ""


def _is_open(row: Any) -> bool:
    try:
        actions.ensure_sheet(db.session(), actor(), row, today())
    except WrongState:
        return False
    return True


def _page(row: Any, year: int, problems: dict[int, Exception] | None = None, sentence: str = "", status: int = 200) -> Any:
    files = rounds.item_files(db.session(), row.id)
    findings = finding_lines.findings_of(db.session(), row.id, today())
    lines = [_line(one, row, files, findings, (problems or {}).get(one.id)) for one in rounds.items(db.session(), row.id)]
    context = {"is_open": _is_open(row), "marks": MARKS, "back": row_href(row, year), "title": ROUNDS.describe(row), "sentence": sentence}
    return reply("inspection/sheet.html", status=status, row=row, year=year, lines=lines, **context)


def _state(row: Any, year: int, item: Any, error: Exception | None = None, status: int = 200) -> Any:
    findings = finding_lines.findings_of(db.session(), row.id, today())
    if not is_htmx():
        return _page(row, year, {item.id: error} if error else None, status=status)
    line = _line(item, row, {}, findings, error)
    return reply("", "inspection/_sheet_state.html", status=status, row=row, year=year, line=line, is_open=True)


def _photos(row: Any, year: int, item_id: int, sentence: str) -> Any:
    if not is_htmx():
        return _page(row, year, None, sentence, 422)
    item = rounds.item(db.session(), row, item_id)
    line = _line(item, row, rounds.item_files(db.session(), row.id), ())
    fragment = "inspection/_sheet_photos.html"
    return reply("", fragment, status=422 if sentence else 200, row=row, year=year, line=line, is_open=True, sentence=sentence)
