"""The steps of an assessment on a page each: posted, sent, sent back, appraised, decided, announced; its report upward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request, url_for

from tthc.blueprints.new_rural import bp
from tthc.blueprints.new_rural.score_forms import day_of
from tthc.blueprints.new_rural.score_page import may_move, score_page
from tthc.blueprints.new_rural.score_step_forms import HINTS, POSTING, ReportUpForm, StepForm, step_form
from tthc.blueprints.new_rural.scoring import ONE, shown
from tthc.core.criteria.actions import moving
from tthc.core.criteria.queries import assessments
from tthc.core.criteria.queries.sheet import Sheet
from tthc.core.criteria.rules.assessments import BY_SLUG, MOVES, MeetingKind, Move, ensure_follows
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotAllowed, NotFound
from tthc.kernel.policy import Can, may
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other

if TYPE_CHECKING:
    from tthc.core.criteria.models import Assessment

_SLUGS = ", ".join(f'"{slug}"' for slug in BY_SLUG)
STEP = f"{ONE}/buoc/<any({_SLUGS}):move>"
_ANSWERED = {"co": True, "khong": False}


@bp.get(STEP)
@needs(Can.CRITERIA_READ)
def score_step(year: int, assessment_id: int, move: str) -> Any:
    """The form of a step; what one may not do has no page."""
    found, chosen = shown(year, assessment_id, with_offers=False), BY_SLUG[move]
    if not may_move(found.row, chosen):
        raise NotFound
    return _page(found, chosen, _fresh(found.row, chosen))


@bp.post(STEP)
@needs(Can.CRITERIA_READ)
@writes
def score_step_take(year: int, assessment_id: int, move: str) -> Any:
    """Carry a step out."""
    found, chosen = shown(year, assessment_id, with_offers=False), BY_SLUG[move]
    _ensure_right(found.row, chosen)
    ensure_follows(chosen, found.row.state)
    form = step_form(chosen)
    try:
        if not form.validate():
            return _page(found, chosen, form, 422)
        _take(found, chosen, form)
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _page(shown(year, assessment_id, with_offers=False), chosen, form, 422)
    said(f"{MOVES[chosen].told}.")
    if _is_gone(year, assessment_id):
        return see_other(url_for("new_rural.appraisals", year=year))
    return see_other(url_for("new_rural.score", year=year, assessment_id=assessment_id))


def _is_gone(year: int, assessment_id: int) -> bool:
    """Whether the sheet is out of this person's sight now: it was given back to the other agency."""
    try:
        assessments.one(db.session(), actor(), assessment_id, year)
    except NotFound:
        return True
    return False


_RIGHTS = {
    Move.POST: (Can.CRITERIA_SCORE,),
    Move.RECALL: (Can.CRITERIA_SCORE,),
    Move.SEND: (Can.CRITERIA_SCORE,),
    Move.SEND_BACK: (Can.CRITERIA_APPRAISE,),
    Move.FINISH: (Can.CRITERIA_APPRAISE,),
    Move.REOPEN: (Can.CRITERIA_DECIDE,),
    Move.DECIDE: (Can.CRITERIA_DECIDE,),
    Move.ANNOUNCE: (Can.CRITERIA_APPRAISE, Can.CRITERIA_DECIDE),
}


def _ensure_right(row: Assessment, move: Move) -> None:
    """Who may never take the step is told so before the state is looked at."""
    if not any(may(actor(), can, row) for can in _RIGHTS[move]):
        raise NotAllowed("Tài khoản không có quyền thực hiện việc này.")


def _take(found: Sheet, move: Move, form: StepForm) -> None:
    session, who, row = db.session(), actor(), found.row
    at: dict[str, Any] = {"today": today(), "now": now(), "version": row_number(form.version.data)}
    match move:
        case Move.POST:
            values = {name: form[name].data for name in POSTING}
            told = {name: values[name] or "" for name in ("posted_place", "portal_place")}
            moving.post(session, who, found, values | told, **at)
        case Move.SEND:
            moving.send(session, who, row, form.letter_number.data or "", day_of(form, "on"), **at)
        case Move.FINISH:
            moving.finish(session, who, found, **at)
        case Move.DECIDE:
            is_met, number = form.is_met.data == "1", form.number.data or ""
            conditions = [_ANSWERED.get(request.form.get(f"condition-{place}", "")) for place in range(len(found.table.conditions))]
            moving.decide(session, who, found, is_met=is_met, number=number, on=day_of(form, "on"), conditions=conditions, **at)
        case Move.ANNOUNCE:
            moving.announce(session, who, row, form.announced_place.data or "", day_of(form, "on"), **at)
        case Move.RECALL | Move.SEND_BACK | Move.REOPEN:
            back = {Move.RECALL: moving.recall, Move.SEND_BACK: moving.send_back, Move.REOPEN: moving.reopen}[move]
            back(session, who, row, form.reason.data or "", **at)


def _fresh(row: Assessment, move: Move) -> StepForm:
    start: dict[str, Any] = {"version": str(row.version), "on": today(), "letter_number": row.letter_number}
    if move is Move.POST:
        start |= {name: getattr(row, name) for name in POSTING}
        start["posted_from"] = row.posted_from or today()
    return step_form(move, formdata=None, data=start)


def _page(found: Sheet, move: Move, form: StepForm, status: int = 200) -> Any:
    sent = {place: request.form.get(f"condition-{place}", "") for place in range(len(found.table.conditions))}
    own = [*found.row.own_conditions, *([None] * len(found.table.conditions))]
    conditions = [(place, words, _ANSWERED.get(sent[place], own[place])) for place, words in enumerate(found.table.conditions)]
    council = found.meetings.get(MeetingKind.COUNCIL)
    is_council_missing = move is Move.FINISH and council is None
    told = {"hint": HINTS.get(move, ""), "is_decision": move is Move.DECIDE, "is_council_missing": is_council_missing}
    told |= {"conditions": conditions if move is Move.DECIDE else ()}
    page = score_page(found, is_appraising=found.row.appraising_agency_id is not None)
    return reply("new_rural/score_step.html", status=status, page=page, form=form, way=MOVES[move], **told)


@bp.get(f"{ONE}/bao-cao-cap-tren")
@needs(Can.CRITERIA_READ)
def score_report_up(year: int, assessment_id: int) -> Any:
    """The report to the level above."""
    found = shown(year, assessment_id, with_offers=False)
    row = found.row
    if not any(may(actor(), can, row) for can in _RIGHTS[Move.ANNOUNCE]):
        raise NotFound
    form = ReportUpForm(formdata=None, number=row.report_number, on=row.reported_on or today())
    return reply("new_rural/score_report_up.html", page=score_page(found, is_appraising=True), form=form)


@bp.post(f"{ONE}/bao-cao-cap-tren")
@needs(Can.CRITERIA_READ)
@writes
def score_report_up_note(year: int, assessment_id: int) -> Any:
    """Note that it was sent."""
    found, form = shown(year, assessment_id, with_offers=False), ReportUpForm()
    _ensure_right(found.row, Move.ANNOUNCE)
    is_whole = form.validate()
    try:
        day_of(form, "on")
        if not is_whole:
            return reply("new_rural/score_report_up.html", status=422, page=score_page(found, is_appraising=True), form=form)
        moving.report_up(db.session(), actor(), found.row, form.number.data or "", day_of(form, "on"), today=today(), now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        again = score_page(shown(year, assessment_id, with_offers=False), is_appraising=True)
        return reply("new_rural/score_report_up.html", status=422, page=again, form=form)
    said("Đã ghi báo cáo cấp trên.")
    return see_other(url_for("new_rural.score", year=year, assessment_id=assessment_id))
