"""The inspected unit's own report, line by line; and the agency's terms of inspections."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.round_files import store
from tthc.blueprints.inspection.round_forms import FilesForm, TermsForm
from tthc.blueprints.inspection.rounds import YEAR
from tthc.core.inspections.actions import ROUNDS
from tthc.core.inspections.actions import answering as actions
from tthc.core.inspections.actions import rounds as round_actions
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.queries.objects import agency_name
from tthc.extensions import db
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.web.addresses import row_number
from tthc.web.attachment import attachment
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other

REPORT = f"{YEAR}/duoc-kiem-tra/<int:round_id>/bao-cao"
TERMS = f"{YEAR}/thoi-han"
_MOST = 12


@bp.get(REPORT)
@needs(Can.INSPECTION_ANSWER)
def self_report(year: int, round_id: int) -> Any:
    """When the team comes and what it asks; the report as far as it is written."""
    return _page(_asked(round_id), year)


@bp.post(REPORT)
@needs(Can.INSPECTION_ANSWER)
@writes
def self_report_keep(year: int, round_id: int) -> Any:
    """Keep what is written; with `send` it goes to the team."""
    row = _asked(round_id)
    send = "send" in request.form
    try:
        actions.keep_answers(db.session(), actor(), row, _typed(row), send=send, today=today(), now=now())
    except BadInput as error:
        typed = {item_id: text for item_id, (text, _) in _typed(row).items()}
        db.session().rollback()
        return _page(_asked(round_id), year, error, typed)
    said("Đã gửi báo cáo cho đoàn kiểm tra." if send else "Đã lưu báo cáo; chưa gửi đoàn kiểm tra.")
    return see_other(url_for("inspection.self_report", year=year, round_id=round_id))


@bp.post(f"{REPORT}/<int:item_id>/tep")
@needs(Can.INSPECTION_ANSWER)
@writes(after=lambda **at: _stored(at["round_id"]))
def self_report_attach(year: int, round_id: int, item_id: int) -> Any:
    """Files of one line."""
    row = _asked(round_id)
    item = rounds.item(db.session(), row, item_id)
    kept, problem = g.prepared
    files = kept.get("files", [])
    sentence = str(problem or ("" if files else "Chọn ít nhất một tệp."))
    try:
        for name, stored in files if not sentence else ():
            actions.attach_answer(db.session(), actor(), row, item, stored, name, now=now())
    except BadInput as error:
        db.session().rollback()
        sentence = next(iter(error.fields.values()), str(error))
    if sentence:
        return _page(_asked(round_id), year, BadInput(sentence, {f"answer-{item_id}": sentence}))
    said("Đã thêm tệp.")
    return see_other(f"{url_for('inspection.self_report', year=year, round_id=round_id)}#line-{item_id}")


@bp.get(f"{REPORT}/tep/<int:item_file_id>")
@needs(Can.INSPECTION_ANSWER)
def self_report_file(year: int, round_id: int, item_file_id: int) -> Any:  # noqa: ARG001 - the year is part of every address
    """A file of the unit's own report."""
    kept = rounds.item_file(db.session(), _asked(round_id), item_file_id, is_own=True)
    return attachment(kept.stored_file, kept.file_name)


@bp.post(f"{REPORT}/tep/<int:item_file_id>/go")
@needs(Can.INSPECTION_ANSWER)
@writes
def self_report_detach(year: int, round_id: int, item_file_id: int) -> Any:
    """Take a file off before the report is sent."""
    row = _asked(round_id)
    kept = rounds.item_file(db.session(), row, item_file_id, is_own=True)
    actions.detach_answer(db.session(), actor(), row, kept, now=now())
    said(f'Đã gỡ tệp "{kept.file_name}".')
    return see_other(f"{url_for('inspection.self_report', year=year, round_id=round_id)}#line-{kept.item_id}")


def _asked(round_id: int) -> Any:
    row = rounds.inspected(db.session(), actor(), round_id, today())
    ensure(actor(), Can.INSPECTION_ANSWER, rounds.answering(row))
    return row


def _stored(round_id: int) -> Any:
    """Check in a read, then store."""
    actions.ensure_answer(actor(), _asked(round_id))
    return store("files")


def _typed(row: Any) -> dict[int, tuple[str, int | None]]:
    """The texts that were sent, by line, each with the version it was written on."""
    sent = request.form
    return {
        one.id: (sent[f"answer-{one.id}"].replace("\r\n", "\n"), row_number(sent.get(f"version-{one.id}", "")[:_MOST]))
        for one in rounds.items(db.session(), row.id)
        if f"answer-{one.id}" in sent
    }


def _page(row: Any, year: int, error: BadInput | None = None, typed: dict[int, str] | None = None) -> Any:
    items, files = rounds.items(db.session(), row.id), rounds.item_files(db.session(), row.id)
    try:
        actions.ensure_answer(actor(), row)
        closed = ""
    except WrongState as refusal:
        closed = str(refusal)
    wrong = dict(error.fields) if error else {}
    lines = [
        (
            one,
            (typed or {}).get(one.id, one.answer),
            tuple(kept for kept in files.get(one.id, ()) if kept.is_answer),
            wrong.get(f"answer-{one.id}", ""),
        )
        for one in items
    ]
    late = (today() - row.report_due_on).days if row.report_due_on and not row.answered_on else 0
    context = {"closed": closed, "late": max(late, 0), "wrong": wrong, "problem": str(error) if error and not wrong else ""}
    context |= {"body": agency_name(db.session(), row.agency_id), "files_form": FilesForm(formdata=None)}
    team = rounds.team(db.session(), row.id)
    return reply(
        "inspection/self_report.html",
        status=422 if error else 200,
        row=row,
        year=year,
        lines=lines,
        title=ROUNDS.describe(row),
        team=team,
        **context,
    )


# --- terms


@bp.get(TERMS)
@needs(Can.REGISTER_SET_UP)
def terms(year: int) -> Any:
    """How many working days the agency gives."""
    return _terms_page(year)


@bp.post(TERMS)
@needs(Can.REGISTER_SET_UP)
@writes
def terms_set(year: int) -> Any:
    """Keep them."""
    form = TermsForm()
    try:
        if not form.validate():
            return _terms_page(year, form)
        given = (form.notice_days.data, form.report_days.data, form.conclusion_days.data)
        round_actions.set_terms(db.session(), actor(), *given, version=row_number(form.version.data), now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _terms_page(year, form)
    said("Đã lưu thời hạn. Hạn kết luận của các đợt chưa kết luận được tính lại.")
    return see_other(url_for("inspection.terms", year=year))


def _terms_page(year: int, wrong: Form | None = None) -> Any:
    kept = rounds.term_row(db.session(), actor().agency_id or 0)
    given = rounds.terms(db.session(), actor().agency_id or 0)
    values = {"notice_days": given.notice_days, "report_days": given.report_days, "conclusion_days": given.conclusion_days}
    form = wrong or TermsForm(formdata=None, **values, version=kept.version if kept else "")
    return reply("inspection/terms.html", status=422 if wrong else 200, year=year, form=form)
