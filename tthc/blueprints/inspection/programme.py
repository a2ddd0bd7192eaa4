"""The programme of a year: classes with their quotas, coverage, who has not reported, teams that come too close."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request

from tthc.blueprints.inspection import ROUNDS, bp
from tthc.blueprints.inspection.programme_forms import ClassForm, ProgrammeForm
from tthc.blueprints.inspection.returns import RETURNS
from tthc.core.inspections.actions import programme as programme_actions
from tthc.core.inspections.queries import programme as programme_queries
from tthc.core.inspections.queries.coverage import programme as programme_of
from tthc.core.inspections.queries.rounds import names_of
from tthc.core.inspections.queries.visits import clashes_of
from tthc.core.inspections.rules.programme import Visit
from tthc.core.inspections.rules.visits import told
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import number, parse_day
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.register_counting import recount
from tthc.web.reply import back_to, reply, said

_MOST_CLASHES = 10  # the first ones are told; the calendar shows all rounds
_PAPERS = (("bao-cao-nam", "Báo cáo kết quả kiểm tra năm"), ("ket-luan-nam", "Thông báo kết luận năm"))
HOME = "/<int(min=2000, max=2100):year>/kiem-tra/chuong-trinh"


@bp.get(HOME)
@needs(Can.INSPECTION_READ)
def programme(year: int) -> Any:
    """The programme as it stands on a day."""
    return _page(year)


@bp.post(HOME)
@needs(Can.INSPECTION_PLAN)
@writes
def programme_add(year: int) -> Any:
    """A class of the office's own."""
    form = ClassForm()
    try:
        made = programme_actions.add_class(db.session(), actor(), year, form.asked(), now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _page(year, add=form, status=422)
    recount(ROUNDS.book, year)
    said(f'Đã thêm nhóm "{made.title}". Chọn đơn vị của nhóm.')
    return back_to("inspection.programme_units", year=year, class_id=made.id)


@bp.post(f"{HOME}/tu-ke-hoach")
@needs(Can.INSPECTION_PLAN)
@writes
def programme_derive(year: int) -> Any:
    """Take the classes that the plans ask for."""
    new = programme_actions.derive_classes(db.session(), actor(), year, now=now())
    recount(ROUNDS.book, year)
    said(
        f"Đã lấy {number(new)} nhóm đối tượng từ kế hoạch năm {year}."
        if new
        else f"Chương trình đã có đủ chỉ tiêu của kế hoạch năm {year}."
    )
    return back_to("inspection.programme", year=year)


@bp.post(f"{HOME}/quy-uoc")
@needs(Can.INSPECTION_PLAN)
@writes
def programme_terms(year: int) -> Any:
    """What the year counts with."""
    form = ProgrammeForm()
    try:
        programme_actions.set_programme(db.session(), actor(), year, form.asked(), version=form.version.data, now=now())
    except BadInput as error:
        db.session.rollback()
        form.gap_days.errors = form.due_on.errors = []
        form.take(error)
        return _page(year, terms=form, status=422)
    said("Đã lưu quy ước của chương trình.")
    return back_to("inspection.programme", year=year)


def asked_day(year: int) -> tuple[date, str]:
    """The day in the address for which coverage is counted, and what is wrong with it; today, or the end of a year that is over."""
    usual = min(today(), date(year, 12, 31)) if today().year > year else today()
    typed = request.args.get("ngay", "").strip()[:20]
    if not typed:
        return usual, ""
    try:
        return parse_day(typed, today=today()), ""
    except BadInput as error:
        return usual, str(error)


def _page(year: int, *, add: ClassForm | None = None, terms: ProgrammeForm | None = None, status: int = 200) -> Any:
    session, who = db.session(), actor()
    as_of, problem = asked_day(year)
    agency_id = who.agency_id or 0
    found = programme_of(session, agency_id, year, as_of)
    can_plan = may(who, Can.INSPECTION_PLAN)
    asked = programme_queries.proposed(session, agency_id, year) if can_plan else []
    known = programme_queries.known_targets(session, agency_id, year) if can_plan else set()
    clashes, clash_count = _clashes(year)
    kept = {"gap_days": found.terms.gap_days, "due_on": found.terms.set_due_on, "note": found.terms.note, "version": found.terms.version}
    wrong: Form | None = add or terms
    return reply(
        "inspection/programme.html",
        status=status,
        year=year,
        page=found,
        problem=problem,
        clashes=clashes,
        clash_count=clash_count,
        proposed=[one for one in asked if one.target_id not in known],
        add=add or ClassForm(formdata=None),
        terms_form=terms or ProgrammeForm(formdata=None, **kept),
        wrong=wrong,
        can_plan=can_plan,
        papers=[(title, ROUNDS.href("document_ask", year, kind=kind)) for kind, title in _PAPERS],
        rounds_href=ROUNDS.href("rows", year),
        returns_href=RETURNS.href("rows", year),
        return_href=RETURNS.href("row_add", year),
    )


def _clashes(year: int) -> tuple[list[dict[str, Any]], int]:
    """The first pairs of visits as lines (the unit, both visits, their pages in the own register), and how many pairs there are."""
    session, agency_id = db.session(), actor().agency_id or 0
    found = clashes_of(session, agency_id, year)
    first = found[:_MOST_CLASHES]
    names = names_of(session, {one.first.object_id for one in first})
    lines = [
        {"unit": names.get(one.first.object_id, ""), "days": one.days, "visits": [_visit(visit, year) for visit in (one.first, one.second)]}
        for one in first
    ]
    return lines, len(found)


def _visit(visit: Visit, year: int) -> tuple[str, str]:
    return told(visit), ROUNDS.href("row", year, row_id=visit.round_id) if visit.round_id else ""
