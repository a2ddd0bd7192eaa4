"""Terms and texts of replies: what the clerk changes when the law or the office's words change."""

from __future__ import annotations

from typing import Any

from flask import abort, url_for

from tthc.blueprints.feedback import FEEDBACK, bp
from tthc.blueprints.feedback.setting_forms import ReplyForm, TermForm
from tthc.blueprints.feedback.views import YEAR
from tthc.core.feedback.actions import setting_up
from tthc.core.feedback.queries import settings as feedback_settings
from tthc.core.feedback.rules.clocks import CIRCULAR, PORTAL
from tthc.core.feedback.rules.replies import DEFAULTS
from tthc.core.feedback.rules.words import CHANNELS
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, writes
from tthc.web.reply import back_to, reply, said

_HERE = f"{YEAR}/cai-dat"
_NEW = "moi"
_DEFAULTS = (("Cổng Dịch vụ công quốc gia", PORTAL), ("Các hình thức khác", CIRCULAR))
_USES = {
    "answer": "Trả lời",
    "update": "Cập nhật tình hình",
    "ask_supplement": "Yêu cầu bổ sung",
    "transfer": "Chuyển cơ quan có thẩm quyền",
    "reject": "Không tiếp nhận",
}


@bp.get(_HERE)
@needs(Can.REGISTER_SET_UP)
def settings(year: int) -> Any:
    """Both lists."""
    session, agency_id = db.session(), actor().agency_id or 0
    terms = [(term, CHANNELS[term.channel] if term.channel else "Mọi hình thức") for term in feedback_settings.terms(session, agency_id)]
    own = set(feedback_settings.own_replies(session, agency_id))
    replies = [(reply_, _USES[reply_.use], reply_.code in own) for reply_ in feedback_settings.replies(session, agency_id)]
    back = FEEDBACK.href("rows", year)
    return reply("feedback/settings.html", year=year, terms=terms, defaults=_DEFAULTS, replies=replies, back=back)


@bp.get(f"{_HERE}/thoi-han/them")
@needs(Can.REGISTER_SET_UP)
def term_new(year: int) -> Any:
    """A new set of terms, filled with those of the circular."""
    return _term_page(year, TermForm(data=CIRCULAR.as_dict() | {"name": "", "basis": ""}))


@bp.post(f"{_HERE}/thoi-han/them")
@needs(Can.REGISTER_SET_UP)
@writes
def term_add(year: int) -> Any:
    """Keep a new set of terms."""
    return _kept(year, TermForm(), None)


@bp.get(f"{_HERE}/thoi-han/<int:term_id>")
@needs(Can.REGISTER_SET_UP)
def term(year: int, term_id: int) -> Any:
    """A set of terms."""
    found = feedback_settings.term(db.session(), actor(), term_id)
    return _term_page(year, TermForm(obj=found), term_id)


@bp.post(f"{_HERE}/thoi-han/<int:term_id>")
@needs(Can.REGISTER_SET_UP)
@writes
def term_change(year: int, term_id: int) -> Any:
    """Keep a changed set of terms; rows received before keep theirs."""
    return _kept(year, TermForm(), feedback_settings.term(db.session(), actor(), term_id))


@bp.post(f"{_HERE}/thoi-han/<int:term_id>/bo")
@needs(Can.REGISTER_SET_UP)
@writes
def term_remove(year: int, term_id: int) -> Any:
    """Stop using a set of terms for new rows."""
    setting_up.remove_term(db.session(), actor(), feedback_settings.term(db.session(), actor(), term_id), now=now())
    said("Đã bỏ. Phản ánh đã tiếp nhận giữ thời hạn cũ.")
    return back_to("feedback.settings", year=year)


@bp.get(f"{_HERE}/mau/<string:code>")
@needs(Can.REGISTER_SET_UP)
def template(year: int, code: str) -> Any:
    """A text of replies."""
    agency_id = actor().agency_id or 0
    if code == _NEW:
        return _reply_page(year, ReplyForm(use="answer"), code)
    found = next((one for one in feedback_settings.replies(db.session(), agency_id) if one.code == code), None)
    if found is None:
        abort(404)
    own = feedback_settings.own_replies(db.session(), agency_id).get(code)
    return _reply_page(year, ReplyForm(obj=found, version=str(own.version) if own else ""), code, is_own=own is not None)


@bp.post(f"{_HERE}/mau/<string:code>")
@needs(Can.REGISTER_SET_UP)
@writes
def template_keep(year: int, code: str) -> Any:
    """Keep a changed or a new text."""
    form, use = ReplyForm(), _use_of(code)
    if use:
        form.use.data = use
    try:
        if not form.validate():
            return _reply_page(year, form, code, status=422)
        texts = (form.use.data or "", form.name.data or "", form.text.data or "")
        known = "" if code == _NEW else code
        setting_up.set_reply(db.session(), actor(), known, *texts, version=row_number(form.version.data), now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _reply_page(year, form, code, status=422)
    said("Đã lưu mẫu trả lời.")
    return back_to("feedback.settings", year=year)


@bp.post(f"{_HERE}/mau/<string:code>/bo")
@needs(Can.REGISTER_SET_UP)
@writes
def template_reset(year: int, code: str) -> Any:
    """Give the agency's own text up."""
    setting_up.reset_reply(db.session(), actor(), code, now=now())
    said("Đã bỏ nội dung riêng của mẫu.")
    return back_to("feedback.settings", year=year)


def _use_of(code: str) -> str | None:
    """The step of a text that is there; a new one says its own, any other code is not there."""
    if code == _NEW:
        return None
    known = {reply_.code: reply_.use for reply_ in (*DEFAULTS, *feedback_settings.replies(db.session(), actor().agency_id or 0))}
    if code not in known:
        abort(404)
    return known[code]


def _kept(year: int, form: TermForm, found: Any) -> Any:
    try:
        if not form.validate():
            return _term_page(year, form, found.id if found else None, status=422)
        setting_up.set_term(db.session(), actor(), form.values(), term=found, now=now())
    except BadInput as error:
        term_id = found.id if found else None
        db.session().rollback()
        form.take(error)
        return _term_page(year, form, term_id, status=422)
    said("Đã lưu thời hạn. Phản ánh đã tiếp nhận giữ thời hạn cũ.")
    return back_to("feedback.settings", year=year)


def _term_page(year: int, form: TermForm, term_id: int | None = None, status: int = 200) -> Any:
    back = url_for("feedback.settings", year=year)
    remove = url_for("feedback.term_remove", year=year, term_id=term_id) if term_id else None
    return reply("feedback/term.html", status=status, year=year, form=form, back=back, remove_href=remove)


def _reply_page(year: int, form: ReplyForm, code: str, *, is_own: bool = False, status: int = 200) -> Any:
    back = url_for("feedback.settings", year=year)
    reset = url_for("feedback.template_reset", year=year, code=code) if is_own else None
    known = _USES.get(form.use.data or "", "") if code != _NEW else ""
    return reply("feedback/reply.html", status=status, year=year, form=form, use_words=known, back=back, reset_href=reset)
