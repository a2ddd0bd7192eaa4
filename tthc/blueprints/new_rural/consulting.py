"""Comments on the draft with their answers; the commune's meeting and the council; the terms of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from tthc.blueprints.new_rural import bp
from tthc.blueprints.new_rural.score_forms import CommentAnswerForm, CommentForm
from tthc.blueprints.new_rural.score_page import score_page
from tthc.blueprints.new_rural.score_step_forms import MeetingForm, TermsForm, meeting_form
from tthc.blueprints.new_rural.scoring import HOME, ONE, shown
from tthc.core.criteria.actions import consulting, terms
from tthc.core.criteria.queries import assessments, sets
from tthc.core.criteria.queries import sheet as sheet_queries
from tthc.core.criteria.queries.sheet import Sheet, scorers
from tthc.core.criteria.rules.assessments import AssessmentState, MeetingKind
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure, may
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other

if TYPE_CHECKING:
    from tthc.core.criteria.models import Assessment

_KINDS = {"hop": MeetingKind.COMMUNE, "hoi-dong": MeetingKind.COUNCIL}
_TITLES = {MeetingKind.COMMUNE: "Cuộc họp tự đánh giá của xã", MeetingKind.COUNCIL: "Họp Hội đồng đánh giá"}


@bp.get(f"{ONE}/y-kien")
@needs(Can.CRITERIA_READ)
def score_comments(year: int, assessment_id: int) -> Any:
    """What was said of the draft."""
    return _comments_page(shown(year, assessment_id, with_offers=False))


def _comments_page(found: Sheet, form: CommentForm | None = None, answering: tuple[int, CommentAnswerForm] | None = None) -> Any:
    rows = sheet_queries.comments(db.session(), found.row)
    can_write = found.row.state is AssessmentState.POSTED and may(actor(), Can.CRITERIA_SCORE, found.row)
    lines = [(str(line.indicator.id), f"{line.indicator.number}. {line.indicator.title}") for line in found.lines]
    shown_form = (form or CommentForm(formdata=None, received_on=today())).offer(lines)
    status = 422 if form is not None or answering else 200
    told = {"rows": rows, "can_write": can_write, "form": shown_form, "answering": answering}
    return reply(
        "new_rural/score_comments.html", status=status, page=score_page(found), answer_form=CommentAnswerForm(formdata=None), **told
    )


@bp.post(f"{ONE}/y-kien")
@needs(Can.CRITERIA_SCORE)
@writes
def score_comment(year: int, assessment_id: int) -> Any:
    """Write a comment down."""
    found, form = shown(year, assessment_id, with_offers=False), CommentForm()
    ensure(actor(), Can.CRITERIA_SCORE, found.row)
    about = row_number(form.indicator_id.data)
    known = {line.indicator.id for line in found.lines}
    try:
        if not form.validate():
            return _comments_page(found, form)
        told: dict[str, Any] = {"sender": form.sender.data or "", "received_on": form.received_on.data, "words": form.words.data or ""}
        where = about if about in known else None
        consulting.comment(db.session(), actor(), found.row, indicator_id=where, today=today(), now=now(), **told)
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _comments_page(shown(year, assessment_id, with_offers=False), form)
    said("Đã ghi ý kiến góp ý.")
    return see_other(url_for("new_rural.score_comments", year=year, assessment_id=assessment_id))


@bp.post(f"{ONE}/y-kien/<int:assessment_comment_id>")
@needs(Can.CRITERIA_SCORE)
@writes
def score_comment_answer(year: int, assessment_id: int, assessment_comment_id: int) -> Any:
    """Answer a comment."""
    found, form = shown(year, assessment_id, with_offers=False), CommentAnswerForm()
    row = sheet_queries.comment(db.session(), found.row, assessment_comment_id)
    ensure(actor(), Can.CRITERIA_SCORE, found.row)
    try:
        if not form.validate():
            return _comments_page(found, answering=(assessment_comment_id, form))
        consulting.answer_comment(db.session(), actor(), found.row, row, form.answer.data or "", today=today(), now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _comments_page(shown(year, assessment_id, with_offers=False), answering=(assessment_comment_id, form))
    said("Đã lưu nội dung tiếp thu, giải trình.")
    return see_other(url_for("new_rural.score_comments", year=year, assessment_id=assessment_id))


# --- meetings


@bp.get(f'{ONE}/<any("hop", "hoi-dong"):meeting>')
@needs(Can.CRITERIA_READ)
def score_meeting(year: int, assessment_id: int, meeting: str) -> Any:
    """A meeting as it was written down, to be corrected by who may."""
    found, kind = shown(year, assessment_id, with_offers=False), _KINDS[meeting]
    held = found.meetings.get(kind)
    start = {"version": str(held.version) if held else "0"}
    form = meeting_form(kind, formdata=None, obj=held, data=start) if held else meeting_form(kind, formdata=None, data=start)
    return _meeting_page(found, kind, form)


@bp.post(f'{ONE}/<any("hop", "hoi-dong"):meeting>')
@needs(Can.CRITERIA_READ)
@writes
def score_meet(year: int, assessment_id: int, meeting: str) -> Any:
    """Keep what was written of a meeting."""
    found, kind = shown(year, assessment_id, with_offers=False), _KINDS[meeting]
    ensure(actor(), Can.CRITERIA_APPRAISE if kind is MeetingKind.COUNCIL else Can.CRITERIA_SCORE, found.row)
    form = meeting_form(kind)
    values = {name: field.data for name, field in form._fields.items() if name not in ("csrf_token", "version")}
    version = row_number(form.version.data)
    try:
        if not form.validate():
            return _meeting_page(found, kind, form, 422)
        consulting.hold_meeting(db.session(), actor(), found.row, kind, values, version=version, today=today(), now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _meeting_page(shown(year, assessment_id, with_offers=False), kind, form, 422)
    said("Đã lưu cuộc họp.")
    return see_other(url_for("new_rural.score_meeting", year=year, assessment_id=assessment_id, meeting=meeting))


def _meeting_page(found: Sheet, kind: MeetingKind, form: MeetingForm, status: int = 200) -> Any:
    page = score_page(found, is_appraising=kind is MeetingKind.COUNCIL)
    can_write = _may_meet(found.row, kind)
    held = found.meetings.get(kind)
    return reply("new_rural/score_meeting.html", status=status, page=page, title=_TITLES[kind], form=form, can_write=can_write, held=held)


def _may_meet(row: Assessment, kind: MeetingKind) -> bool:
    if kind is MeetingKind.COMMUNE:
        return row.state is AssessmentState.POSTED and may(actor(), Can.CRITERIA_SCORE, row)
    is_judge = may(actor(), Can.CRITERIA_APPRAISE, row) and not scorers(db.session(), actor(), row)
    return row.state is AssessmentState.SENT and is_judge


# --- terms


@bp.get(f"{HOME}/thoi-han/<int:set_id>")
@needs(Can.CRITERIA_SET_UP)
def score_terms(year: int, set_id: int) -> Any:
    """The terms of a set: the agency's own, those of the agency above, or the default."""
    session, who = db.session(), actor()
    chosen = sets.one(session, who, set_id)
    own = assessments.own_terms(session, who.agency_id, set_id)
    in_force = assessments.terms_for(session, who.agency_id, {set_id: chosen.basis})[set_id]
    form = TermsForm(formdata=None, data=in_force.as_dict() | {"version": str(own.version if own else 0)})
    return reply("new_rural/score_terms.html", year=year, title=chosen.title, form=form)


@bp.post(f"{HOME}/thoi-han/<int:set_id>")
@needs(Can.CRITERIA_SET_UP)
@writes
def score_terms_keep(year: int, set_id: int) -> Any:
    """Keep them."""
    session = db.session()
    chosen, form = sets.one(session, actor(), set_id), TermsForm()
    title = chosen.title
    try:
        if not form.validate():
            return reply("new_rural/score_terms.html", status=422, year=year, title=title, form=form)
        is_changed = terms.set_terms(session, actor(), chosen, form.values(), version=row_number(form.version.data), now=now())
    except BadInput as error:
        session.rollback()
        form.take(error)
        return reply("new_rural/score_terms.html", status=422, year=year, title=title, form=form)
    said("Đã lưu thời hạn." if is_changed else "Không có nội dung nào thay đổi.", "done" if is_changed else "info")
    return see_other(url_for("new_rural.score_terms", year=year, set_id=set_id))
