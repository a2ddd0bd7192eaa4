"""The commune scores itself: the sheets of a year, a sheet with its lines saved one by one, its further conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from tthc.blueprints.new_rural import bp
from tthc.blueprints.new_rural.score_forms import Typed, typed_line
from tthc.blueprints.new_rural.score_page import score_page, state_badge
from tthc.core.criteria.actions import scoring
from tthc.core.criteria.queries import assessments, sets
from tthc.core.criteria.queries.sheet import Sheet, SheetLine, sheet
from tthc.core.criteria.rules import SUBJECTS, Subject
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, may
from tthc.web.addresses import sent_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other, wants_fragment

HOME = "/<int(min=2000, max=2100):year>/nong-thon-moi/cham-diem"
ONE = f"{HOME}/<int:assessment_id>"
LINE = f"{ONE}/chi-tieu/<int:score_line_id>"
_ANSWERED = {"co": True, "khong": False}


def shown(year: int, assessment_id: int, *, with_offers: bool = True) -> Sheet:
    """A sheet that this person may read."""
    row = assessments.one(db.session(), actor(), assessment_id, year)
    may_take = with_offers and may(actor(), Can.CRITERIA_SCORE, row)
    return sheet(db.session(), row, today=today(), with_offers=may_take)


@bp.get(HOME)
@needs(Can.CRITERIA_READ)
def scores(year: int) -> Any:
    """The agency's own sheets of a year, and the sets by which another may be opened."""
    return _list_page(year)


def _list_page(year: int, error: BadInput | None = None) -> Any:
    session, who = db.session(), actor()
    rows = assessments.own(session, who.agency_id, year, today=today())
    taken = {row.set_title for row in rows}
    usable = [one for subject in Subject for one in sets.for_year(session, who.agency_id, subject, year)]
    offered = [(SUBJECTS[one.subject], one) for one in usable if one.title not in taken]
    can_open = may(who, Can.CRITERIA_SCORE)
    faults = " ".join(error.fields.values() or [str(error)]) if error else ""
    told = {"rows": rows, "offered": offered, "can_open": can_open, "faults": faults}
    badges = {row.assessment_id: state_badge(row) for row in rows}
    return reply("new_rural/scores.html", status=422 if error else 200, year=year, badges=badges, **told)


@bp.post(HOME)
@needs(Can.CRITERIA_SCORE)
@writes
def score_open(year: int) -> Any:
    """Open a sheet by a set."""
    session = db.session()
    try:
        row = scoring.open_assessment(session, actor(), sent_number("set_id") or 0, year, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        return _list_page(year, error)
    said("Đã mở bảng chấm điểm. Điểm được lưu ngay khi nhập.")
    return see_other(url_for("new_rural.score", year=year, assessment_id=row.id))


@bp.get(ONE)
@needs(Can.CRITERIA_READ)
def score(year: int, assessment_id: int) -> Any:
    """The sheet."""
    return reply("new_rural/score.html", page=score_page(shown(year, assessment_id)))


@bp.post(ONE)
@needs(Can.CRITERIA_SCORE)
@writes
def score_save(year: int, assessment_id: int) -> Any:
    """Every line of the sheet at once, as a browser without script sends it; nothing is kept unless all of it can be."""
    found = shown(year, assessment_id, with_offers=False)
    typed = {line.row.id: typed_line(request.form, line.row.id, line.indicator) for line in found.lines}
    faults: dict[int, Mapping[str, str]] = {}
    for line in found.lines:
        if fault := _answered(found, line, typed[line.row.id]):
            faults[line.row.id] = fault
    if faults:
        db.session().rollback()
        page = score_page(shown(year, assessment_id), typed=typed, faults=faults)
        return reply("new_rural/score.html", status=422, page=page)
    said("Đã lưu bảng chấm điểm.")
    return see_other(url_for("new_rural.score", year=year, assessment_id=assessment_id))


@bp.post(LINE)
@needs(Can.CRITERIA_SCORE)
@writes
def score_answer(year: int, assessment_id: int, score_line_id: int) -> Any:
    """One line, as soon as something of it was changed."""
    found = shown(year, assessment_id, with_offers=False)
    line = found.line(score_line_id)
    typed = typed_line(request.form, score_line_id, line.indicator)
    faults = _answered(found, line, typed)
    if faults:
        db.session().rollback()
    told: dict[str, Any] = {"typed": {score_line_id: typed}, "faults": {score_line_id: faults}} if faults else {}
    page = score_page(shown(year, assessment_id), **told)
    status = 422 if faults else 200
    if not faults and not wants_fragment():
        return see_other(url_for("new_rural.score", year=year, assessment_id=assessment_id))
    view = next(one for one in page.lines if one.id == score_line_id)
    fragments = ("new_rural/_score_state.html", "new_rural/_score_standing.html")
    return reply("new_rural/score.html", *fragments, status=status, page=page, line=view, is_part=True)


def _answered(found: Sheet, line: SheetLine, typed: Typed) -> Mapping[str, str]:
    """Keep the answer; what is wrong with it otherwise."""
    if typed.fault:
        return {"figure": typed.fault}
    try:
        scoring.answer(
            db.session(),
            actor(),
            found.row,
            line.row,
            line.indicator,
            typed.answer,
            reason=typed.reason,
            explanation=typed.explanation,
            version=typed.version,
            now=now(),
        )
    except BadInput as error:
        return error.fields
    return {}


@bp.post(f"{ONE}/dieu-kien")
@needs(Can.CRITERIA_SCORE)
@writes
def score_conditions(year: int, assessment_id: int) -> Any:
    """The further conditions of the set, each Có or Không."""
    found = shown(year, assessment_id, with_offers=False)
    titles = found.table.conditions
    sent = {place: request.form.get(f"condition-{place}", "") for place in range(len(titles))}
    given = {place: _ANSWERED[words] for place, words in sent.items() if words in _ANSWERED}
    scoring.answer_conditions(db.session(), actor(), found.row, titles, given, now=now())
    page_href = url_for("new_rural.score", year=year, assessment_id=assessment_id)
    if not wants_fragment():
        said("Đã lưu điều kiện kèm theo.")
        return see_other(page_href)
    page = score_page(shown(year, assessment_id))
    return reply("new_rural/score.html", "new_rural/_score_standing.html", page=page, is_part=True)
