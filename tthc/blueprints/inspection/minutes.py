"""The minutes: composed of the sheet, worded by the team, signed by both sides, also with a signed paper."""

from __future__ import annotations

from typing import Any, cast

from flask import g, url_for

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.round_files import store
from tthc.blueprints.inspection.round_forms import MinutesForm, PaperForm, SignForm
from tthc.blueprints.inspection.round_panel import row_href
from tthc.blueprints.inspection.rounds import HERE, YEAR, found
from tthc.core.inspections.actions import ROUNDS
from tthc.core.inspections.actions import minutes as actions
from tthc.core.inspections.queries import minutes as queries
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.rules import SIDES, MemberRole, Side
from tthc.core.inspections.rules.minutes import Wording, composed, is_stale
from tthc.core.inspections.rules.rounds import ensure_open
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.web import login
from tthc.web.addresses import row_number
from tthc.web.attachment import Kept, attachment
from tthc.web.forms import Form
from tthc.web.guards import actor, fresh_proof, needs, now, today, writes
from tthc.web.reply import reply, said, see_other

MINUTES = f"{HERE}/bien-ban"
ANSWERED = f"{YEAR}/duoc-kiem-tra/<int:round_id>/bien-ban"


@bp.get(MINUTES)
@needs(Can.INSPECTION_RUN)
def minutes(year: int, round_id: int) -> Any:
    """The minutes, to word and to sign."""
    return _page(found(round_id, Can.INSPECTION_RUN), year)


@bp.post(MINUTES)
@needs(Can.INSPECTION_RUN)
@writes
def minutes_write(year: int, round_id: int) -> Any:
    """Keep the words; signatures under other words are taken back."""
    row, form = found(round_id, Can.INSPECTION_RUN), MinutesForm()
    if not form.validate():
        return _page(row, year, form)
    try:
        is_taken_back = actions.write_minutes(db.session(), actor(), row, *_wording(form), today=today(), now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _page(rounds.one(db.session(), actor(), round_id), year, form)
    if is_taken_back:
        said("Đã lưu biên bản. Nội dung thay đổi nên chữ ký trước đó đã được gỡ; hai bên ký lại.", "late")
    else:
        said("Đã lưu biên bản.")
    return see_other(url_for("inspection.minutes", year=year, round_id=round_id))


def _wording(form: MinutesForm) -> tuple[Wording, int]:
    said_in = {name: form[name].data or "" for name in ("place", "unit_side", "findings", "opinion")}
    if form.held_on.data is None:
        raise BadInput("Chưa lưu được.", {"held_on": "Nhập ngày lập biên bản."})
    return Wording(form.held_on.data, **said_in), row_number(form.version.data) or 0


@bp.post(f"{MINUTES}/ky")
@needs(Can.INSPECTION_RUN)
@writes
def minutes_sign(year: int, round_id: int) -> Any:
    """The head or the secretary signs for the team."""
    row = found(round_id, Can.INSPECTION_RUN)
    form = SignForm()
    try:
        _sign(row, Side.TEAM, form)
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _page(rounds.one(db.session(), actor(), round_id), year, sign=form)
    said("Đã ký biên bản thay mặt đoàn kiểm tra.")
    return see_other(url_for("inspection.minutes", year=year, round_id=round_id))


@bp.post(f"{MINUTES}/ban-giay")
@needs(Can.INSPECTION_RUN)
@writes(after=lambda **at: _stored(at["round_id"]))
def minutes_paper(year: int, round_id: int) -> Any:
    """The unit signed by hand: the scan is kept."""
    row, form = found(round_id, Can.INSPECTION_RUN), PaperForm()
    kept, problem = g.prepared
    files: list[tuple[str, Any]] = [*kept.get("files", ()), ("", None)]
    if not form.validate() or problem:
        if problem:
            form.take(BadInput(str(problem), {"files": str(problem)}))
        return _page(row, year, paper=form)
    name, stored = files[0]
    paper = actions.Paper(form.name.data or "", form.title.data or "", form.signed_on.data, stored, name)
    try:
        actions.take_paper(db.session(), actor(), row, paper, form.content_hash.data or "", today=today(), now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _page(rounds.one(db.session(), actor(), round_id), year, paper=form)
    said("Đã ghi nhận chữ ký của đơn vị được kiểm tra.")
    return see_other(url_for("inspection.minutes", year=year, round_id=round_id))


@bp.get(f"{MINUTES}/ban-giay/<int:signature_id>")
@needs(Can.INSPECTION_READ)
def minutes_scan(year: int, round_id: int, signature_id: int) -> Any:  # noqa: ARG001 - the year is part of every address
    """The scan of a signed paper."""
    row = rounds.one(db.session(), actor(), round_id)
    kept = queries.paper(db.session(), row.id, signature_id)
    return attachment(cast("Kept", kept.stored_file), kept.file_name)


@bp.get(ANSWERED)
@needs(Can.INSPECTION_ANSWER)
def answer_minutes(year: int, round_id: int) -> Any:
    """The inspected unit reads the minutes, and signs them."""
    return _answer_page(rounds.inspected(db.session(), actor(), round_id, today()), year)


@bp.post(ANSWERED)
@needs(Can.INSPECTION_ANSWER)
@writes
def answer_minutes_sign(year: int, round_id: int) -> Any:
    """The inspected unit signs."""
    row, form = rounds.inspected(db.session(), actor(), round_id, today()), SignForm()
    ensure(actor(), Can.INSPECTION_ANSWER, rounds.answering(row))
    try:
        _sign(row, Side.UNIT, form)
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _answer_page(rounds.inspected(db.session(), actor(), round_id, today()), year, form)
    said("Đã ký biên bản thay mặt đơn vị được kiểm tra.")
    return see_other(url_for("inspection.answer_minutes", year=year, round_id=round_id))


def _sign(row: Any, side: Side, form: SignForm) -> None:
    """A signature asks for the password given within the last ten minutes (AU-10)."""
    if not fresh_proof():
        login.prove(form.password.data or "")
    actions.sign_minutes(db.session(), actor(), row, side, form.content_hash.data or "", today=today(), now=now())


def _stored(round_id: int) -> Any:
    """Check in a read, then store."""
    ensure_open(found(round_id, Can.INSPECTION_RUN))
    return store("files")


def _page(row: Any, year: int, form: Form | None = None, sign: Form | None = None, paper: Form | None = None) -> Any:
    kept, items, members = queries.minutes(db.session(), row.id), rounds.items(db.session(), row.id), rounds.team(db.session(), row.id)
    signed = queries.signatures(db.session(), row.id)
    leads = any(one.person_id == actor().person_id and one.role in (MemberRole.HEAD, MemberRole.SECRETARY) for one in members)
    context = {
        "kept": kept,
        "form": form or _words(row, kept, items),
        "sign": sign or _sign_form(kept),
        "paper": paper or PaperForm(formdata=None, signed_on=today(), content_hash=kept.content_hash if kept else ""),
        "wrong": form or sign or paper,
        "signatures": [(words, next((one for one in signed if one.side == side), None)) for side, words in SIDES.items()],
        "is_stale": kept is not None and not row.minutes_on and is_stale(kept, row, members, items),
        "unmarked": sum(one.mark is None for one in items),
        "may_sign": leads and not any(one.side == Side.TEAM for one in signed),
        "may_scan": not any(one.side == Side.UNIT for one in signed),
        "is_open": not (row.minutes_on or row.cancelled_on or row.concluded_on or row.body) and row.starts_on <= today(),
        "is_proven": fresh_proof(),
    }
    status = 422 if context["wrong"] else 200
    return reply(
        "inspection/minutes.html", status=status, row=row, year=year, back=row_href(row, year), title=ROUNDS.describe(row), **context
    )


def _words(row: Any, kept: Any, items: Any) -> MinutesForm:
    if kept is None:
        late = (row.answered_on - row.report_due_on).days if row.answered_on and row.report_due_on else 0
        return MinutesForm(formdata=None, held_on=min(row.ends_on, today()), findings=composed(items, max(late, 0)), version=0)
    given = {name: getattr(kept, name) for name in ("held_on", "place", "unit_side", "findings", "opinion")}
    return MinutesForm(formdata=None, **given, version=kept.version)


def _sign_form(kept: Any) -> SignForm:
    return SignForm(formdata=None, content_hash=kept.content_hash if kept else "")


def _answer_page(row: Any, year: int, wrong: Form | None = None) -> Any:
    kept, signed = queries.minutes(db.session(), row.id), queries.signatures(db.session(), row.id)
    on_team = any(one.person_id == actor().person_id for one in rounds.team(db.session(), row.id))
    context = {
        "kept": kept,
        "sign": wrong or _sign_form(kept),
        "signatures": [(words, next((one for one in signed if one.side == side), None)) for side, words in SIDES.items()],
        "may_sign": kept is not None and not row.minutes_on and not on_team and not any(one.side == Side.UNIT for one in signed),
        "is_proven": fresh_proof(),
    }
    return reply("inspection/answer_minutes.html", status=422 if wrong else 200, row=row, year=year, title=ROUNDS.describe(row), **context)
