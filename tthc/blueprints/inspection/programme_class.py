"""One class of the programme: its units, whom to inspect next, its words, taking it out."""

from __future__ import annotations

from typing import Any

from flask import request

from tthc.blueprints.inspection import ROUNDS, bp
from tthc.blueprints.inspection.programme import HOME, asked_day
from tthc.blueprints.inspection.programme_forms import ClassForm, NamesForm, PlanForm, RemoveForm, UnitsForm
from tthc.core.inspections.actions import planning
from tthc.core.inspections.actions import programme as programme_actions
from tthc.core.inspections.actions.planning import NewRounds
from tthc.core.inspections.queries import choosing
from tthc.core.inspections.queries import coverage as coverage_queries
from tthc.core.inspections.queries import programme as programme_queries
from tthc.core.inspections.queries import proposal as proposal_queries
from tthc.core.inspections.rules.proposing import LONGEST_FIRST, ORDERS
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import number
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.lines import Tab, with_query
from tthc.web.register_counting import recount
from tthc.web.reply import back_to, reply, said

_ONE = f"{HOME}/<int:class_id>"
_UNREAD = -1  # a text that is no number: outside every limit


@bp.get(_ONE)
@needs(Can.INSPECTION_READ)
def programme_class(year: int, class_id: int) -> Any:
    """The class with its units and the proposal."""
    return _one(year, class_id)


@bp.post(_ONE)
@needs(Can.INSPECTION_PLAN)
@writes
def programme_class_edit(year: int, class_id: int) -> Any:
    """Its words and its quota."""
    form, row = ClassForm(), programme_queries.one(db.session(), actor(), class_id, year)
    try:
        programme_actions.edit_class(db.session(), actor(), row, form.asked(), version=form.version.data, now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _one(year, class_id, edit=form, status=422)
    recount(ROUNDS.book, year)
    said("Đã lưu nhóm đối tượng.")
    return back_to("inspection.programme_class", year=year, class_id=class_id)


@bp.post(f"{_ONE}/bo")
@needs(Can.INSPECTION_PLAN)
@writes
def programme_class_remove(year: int, class_id: int) -> Any:
    """Take it out of the year."""
    form, row = RemoveForm(), programme_queries.one(db.session(), actor(), class_id, year)
    title = row.title
    try:
        programme_actions.remove_class(db.session(), actor(), row, form.reason.data or "", now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _one(year, class_id, remove=form, status=422)
    recount(ROUNDS.book, year)
    said(f'Đã bỏ nhóm "{title}" khỏi chương trình năm {year}.')
    return back_to("inspection.programme", year=year)


@bp.post(f"{_ONE}/xep-lich")
@needs(Can.INSPECTION_PLAN)
@writes
def programme_plan(year: int, class_id: int) -> Any:
    """Announced rounds for the chosen units."""
    form, row = PlanForm(), programme_queries.one(db.session(), actor(), class_id, year)
    length = _UNREAD if form.length.data is None else form.length.data
    new = NewRounds(form.units.data or [], form.first_on.data, length, actor().holdings[0].unit_id, form.content.data or "")
    try:
        made = planning.plan_rounds(db.session(), actor(), row, new, today=today(), now=now())
    except BadInput as error:
        db.session.rollback()
        form.length.errors = []
        form.take(error)
        return _one(year, class_id, plan=form, status=422)
    recount(ROUNDS.book, year)
    said(f"Đã xếp {number(len(made))} đợt kiểm tra vào sổ. Lập đoàn và gửi thông báo lịch tại từng đợt.")
    return back_to("inspection.programme_class", year=year, class_id=class_id)


@bp.get(f"{_ONE}/don-vi")
@needs(Can.INSPECTION_PLAN)
def programme_units(year: int, class_id: int) -> Any:
    """Which units belong to the class."""
    return _choosing(year, class_id)


@bp.post(f"{_ONE}/don-vi")
@needs(Can.INSPECTION_PLAN)
@writes
def programme_units_set(year: int, class_id: int) -> Any:
    """The ticked units, and those of the ticked groups."""
    session, form = db.session(), UnitsForm()
    row = programme_queries.one(session, actor(), class_id, year)
    units = choosing.choices(session, row.agency_id, year)
    chosen = set(form.groups.data or ())
    grouped = {unit for one in choosing.groups(session, row.agency_id, year, units) if one.group_id in chosen for unit in one.unit_ids}
    try:
        come, gone = programme_actions.set_units(session, actor(), row, {*(form.units.data or ()), *grouped}, now=now())
    except BadInput as error:
        session.rollback()
        form.take(error)
        return _choosing(year, class_id, wrong=form, status=422)
    recount(ROUNDS.book, year)
    said(f"Đã lưu danh sách đơn vị: thêm {number(come)}, bỏ {number(gone)}.")
    return back_to("inspection.programme_class", year=year, class_id=class_id)


@bp.post(f"{_ONE}/dan-ten")
@needs(Can.INSPECTION_PLAN)
@writes
def programme_units_paste(year: int, class_id: int) -> Any:
    """Units named line by line; what names none is said, and what was read is kept."""
    session, form = db.session(), NamesForm()
    row = programme_queries.one(session, actor(), class_id, year)
    units = choosing.choices(session, row.agency_id, year)
    read = choosing.named(session, row.agency_id, form.names.data or "", units)
    held = {one.unit_id for one in programme_queries.members(session, [row.id]).get(row.id, ())}
    come, _ = programme_actions.set_units(session, actor(), row, held | set(read.unit_ids), now=now())
    if come:
        recount(ROUNDS.book, year)
        said(f"Đã thêm {number(come)} đơn vị.")
    if not read.faults and not read.unit_ids:
        form.names.errors = ["Dán hoặc nhập ít nhất một tên đơn vị."]
        return _choosing(year, class_id, wrong=form, names=form, status=422)
    if read.faults:  # what was read is kept; the lines that are left are put right and sent again
        left = NamesForm(formdata=None, names="\n".join(read.unread))
        return _choosing(year, class_id, names=left, faults=read.faults)
    return back_to("inspection.programme_class", year=year, class_id=class_id)


def _choosing(
    year: int, class_id: int, *, wrong: Form | None = None, names: NamesForm | None = None, faults: tuple[str, ...] = (), status: int = 200
) -> Any:
    session = db.session()
    row = programme_queries.one(session, actor(), class_id, year)
    units = choosing.choices(session, row.agency_id, year)
    members = programme_queries.members(session, [row.id]).get(row.id, [])
    offered = {one.unit_id for one in units}
    return reply(
        "inspection/programme_units.html",
        status=status,
        year=year,
        row=row,
        units=units,
        held={one.unit_id for one in members},
        ended=[one for one in members if one.unit_id not in offered],
        groups=choosing.groups(session, row.agency_id, year, units),
        names=names or NamesForm(formdata=None),
        faults=faults,
        wrong=wrong,
    )


def _one(
    year: int,
    class_id: int,
    *,
    edit: ClassForm | None = None,
    remove: RemoveForm | None = None,
    plan: PlanForm | None = None,
    status: int = 200,
) -> Any:
    session, who = db.session(), actor()
    row = programme_queries.one(session, who, class_id, year)
    as_of, _ = asked_day(year)
    state = coverage_queries.class_state(session, row, as_of)
    order = request.args.get("thu-tu", LONGEST_FIRST)
    can_plan = may(who, Can.INSPECTION_PLAN)
    proposes = can_plan and not row.is_internal
    candidates = proposal_queries.candidates(session, row.agency_id, state, as_of, order) if proposes else []
    planned = sum(one.round_id is not None and not one.is_met for one in state.units)
    return reply(
        "inspection/programme_class.html",
        status=status,
        year=year,
        row=row,
        state=state,
        as_of=as_of,
        planned=planned,
        candidates=candidates,
        ticked=set(plan.units.data or ()) if plan else {one.unit_id for one in candidates[: max(0, state.coverage.missing - planned)]},
        orders=[Tab(words, with_query(**{"thu-tu": slug}) + "#proposal", None, slug == order) for slug, words in ORDERS.items()],
        edit=edit or ClassForm.of(row),
        remove=remove or RemoveForm(formdata=None),
        plan=plan or PlanForm(formdata=None, length=1),
        wrong=edit or remove or plan,
        can_plan=can_plan,
        round_href=lambda round_id: ROUNDS.href("row", year, row_id=round_id),
    )
