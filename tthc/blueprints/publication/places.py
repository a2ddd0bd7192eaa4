"""The places where sheets hang, and the days the agency counts with: data that the clerk changes."""

from __future__ import annotations

from typing import Any

from tthc.blueprints.publication import bp
from tthc.blueprints.publication.forms import EndForm, PlaceForm, TermsForm
from tthc.core.people import queries as people_queries
from tthc.core.postings import actions as posting_actions
from tthc.core.postings import queries as posting_queries
from tthc.core.postings.actions import POSTINGS, NewPlace
from tthc.core.procedures import actions as procedure_actions
from tthc.core.procedures import queries as procedure_queries
from tthc.core.procedures.rules import Terms
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day
from tthc.web.addresses import row_number
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.register_counting import recount
from tthc.web.reply import back_to, reply, said

_PLACES = "/<int(min=2000, max=2100):year>/cong-khai/noi-niem-yet"
_UNREAD = -1  # a text that is no number: outside every limit


@bp.get(_PLACES)
@needs(Can.REGISTER_READ)
def places(year: int) -> Any:
    """The places of the agency."""
    return _listing(year)


@bp.post(_PLACES)
@needs(Can.REGISTER_SET_UP)
@writes
def place_add(year: int) -> Any:
    """A new place: what is in force has to hang there too."""
    form = PlaceForm()
    try:
        if not form.validate():
            return _listing(year, form, status=422)
        row = posting_actions.add_place(db.session(), actor(), _asked(form), today=today(), now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _listing(year, form, status=422)
    recount(POSTINGS, year)
    said(f'Đã thêm nơi niêm yết "{row.name}". Mỗi thủ tục đang có hiệu lực có thêm một tờ phải niêm yết tại đây.')
    return back_to("publication.places", year=year)


@bp.post(f"{_PLACES}/bo-thong-thuong")
@needs(Can.REGISTER_SET_UP)
@writes
def places_begin(year: int) -> Any:
    """The usual four, for an agency that has none."""
    found = posting_actions.begin_places(db.session(), actor(), now=now())
    said(f"Đã lập {len(found)} nơi niêm yết.")
    return back_to("publication.places", year=year)


@bp.post(f"{_PLACES}/thoi-han")
@needs(Can.REGISTER_SET_UP)
@writes
def terms(year: int) -> Any:
    """The days the agency counts with."""
    form = TermsForm()
    days = [_UNREAD if field.data is None else field.data for field in (form.announce_days, form.check_days)]
    try:
        procedure_actions.set_terms(db.session(), actor(), Terms(days[0], days[1], form.source.data or ""), now=now())
    except BadInput as error:
        db.session.rollback()
        form.announce_days.errors = form.check_days.errors = []
        form.take(error)
        return _listing(year, terms_form=form, status=422)
    said("Đã lưu thời hạn. Hạn kiểm tra của các tờ phải gỡ được tính lại khi thủ tục thay đổi.")
    return back_to("publication.places", year=year)


@bp.get(f"{_PLACES}/<int:place_id>")
@needs(Can.REGISTER_SET_UP)
def place(year: int, place_id: int) -> Any:
    """One place: its name, who hangs sheets there, closing it."""
    return _one(year, place_id)


@bp.post(f"{_PLACES}/<int:place_id>")
@needs(Can.REGISTER_SET_UP)
@writes
def place_change(year: int, place_id: int) -> Any:
    """Rename it, or name another unit."""
    form = PlaceForm()
    row = posting_queries.place(db.session(), actor(), place_id)
    try:
        if not form.validate():
            return _one(year, place_id, form, status=422)
        posting_actions.change_place(db.session(), actor(), row, _asked(form), version=form.version.data, today=today(), now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _one(year, place_id, form, status=422)
    said("Đã lưu nơi niêm yết.")
    return back_to("publication.places", year=year)


@bp.post(f"{_PLACES}/<int:place_id>/thoi")
@needs(Can.REGISTER_SET_UP)
@writes
def place_close(year: int, place_id: int) -> Any:
    """Nothing hangs there any more from a day on."""
    form = EndForm()
    row = posting_queries.place(db.session(), actor(), place_id)
    try:
        if not form.validate():
            return _one(year, place_id, end_form=form, status=422)
        posting_actions.close_place(db.session(), actor(), row, form.on.data, today=today(), now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _one(year, place_id, end_form=form, status=422)
    recount(POSTINGS, year)
    said(f'Thôi niêm yết tại "{row.name}" từ ngày {day(row.active_to or today())}. Tờ đang treo tại đây chuyển sang phải gỡ.')
    return back_to("publication.places", year=year)


def _asked(form: PlaceForm) -> NewPlace:
    return NewPlace(form.name.data or "", form.medium.data or "", row_number(form.unit_id.data), form.active_from.data)


def _units() -> list[tuple[str, str]]:
    units = people_queries.units_of(db.session(), actor().agency_id or 0, today())
    return [(str(unit.id), unit.short_name or unit.name) for unit in units if unit.kind != "group"]


def _listing(year: int, form: PlaceForm | None = None, *, terms_form: TermsForm | None = None, status: int = 200) -> Any:
    session, who = db.session(), actor()
    form = form or PlaceForm(formdata=None)
    form.offer(_units())
    now_terms = procedure_queries.terms(session, who.agency_id or 0)
    wrong: Form | None = (terms_form or form) if status != 200 else None  # noqa: PLR2004 - the usual status
    return reply(
        "publication/places.html",
        status=status,
        year=year,
        today=today(),
        places=posting_queries.places(session, who),
        form=form,
        terms=now_terms,
        terms_form=terms_form or TermsForm(formdata=None, **vars(now_terms)),
        wrong=wrong,
        can_set_up=may(who, Can.REGISTER_SET_UP),
    )


def _one(year: int, place_id: int, form: PlaceForm | None = None, *, end_form: EndForm | None = None, status: int = 200) -> Any:
    row = posting_queries.place(db.session(), actor(), place_id)
    wrong = form or end_form
    if form is None:
        form = PlaceForm(formdata=None, name=row.name, medium=row.medium, unit_id=str(row.unit_id or ""), version=row.version)
    form.offer(_units())
    return reply(
        "publication/place.html",
        status=status,
        year=year,
        place=row,
        form=form,
        end_form=end_form or EndForm(formdata=None, on=today()),
        wrong=wrong,
        is_closed=row.active_to is not None and row.active_to <= today(),
    )
