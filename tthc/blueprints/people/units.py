"""The tree of units: see it, add to it, correct, move, close; who a group stands for."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.people import bp
from tthc.blueprints.people.forms import CloseForm, MembersForm, MoveForm, TextsForm, UnitForm, choices
from tthc.blueprints.people.words import ROLES, UNITS
from tthc.core.people import actions as people_actions
from tthc.core.people import queries as people_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import back_to, reply, said

_TEXTS = ("name", "short_name", "superior", "place", "symbol", "public_address", "feedback_contact")


@bp.get("/quan-tri")
@needs(Can.PEOPLE_MANAGE)
def overview() -> Any:
    """Units and people of the agency."""
    units = people_queries.tree(db.session(), actor(), today())
    people = people_queries.people_of(db.session(), actor(), today())
    return reply("people/overview.html", units=units, people=people, kinds=UNITS)


@bp.get("/quan-tri/don-vi/them")
@needs(Can.PEOPLE_MANAGE)
def new_unit() -> Any:
    """A new unit."""
    form = UnitForm(formdata=None, parent_id=actor().agency_id)
    form.parent_id.choices = _choices()
    return reply("people/unit_new.html", form=form)


@bp.post("/quan-tri/don-vi/them")
@needs(Can.PEOPLE_MANAGE)
@writes
def add_unit() -> Any:
    """Add it."""
    form = UnitForm()
    form.parent_id.choices = _choices()
    if form.validate():
        values = {name: form[name].data for name in ("name", "kind", "parent_id", "valid_from")}
        values["short_name"] = form.short_name.data or ""
        try:
            people_actions.add_unit(db.session(), actor(), actor().agency_id or 0, **values, now=now())
        except BadInput as error:
            form.take(error)
        else:
            said(f'Đã thêm đơn vị "{form.name.data}".')
            return back_to("people.overview")
    return reply("people/unit_new.html", form=form, status=422)


@bp.get("/quan-tri/don-vi/<int:unit_id>")
@needs(Can.PEOPLE_MANAGE)
def unit(unit_id: int) -> Any:
    """One unit with everything that can be changed of it."""
    return _unit_page(unit_id)


@bp.post("/quan-tri/don-vi/<int:unit_id>/sua")
@needs(Can.PEOPLE_MANAGE)
@writes
def rename_unit(unit_id: int) -> Any:
    """Correct its texts."""
    form = TextsForm()
    texts = {name: form[name].data or "" for name in _TEXTS if form[name].raw_data}
    return _change(unit_id, form, lambda: people_actions.rename_unit(db.session(), actor(), unit_id, form.version.data, now=now(), **texts))


@bp.post("/quan-tri/don-vi/<int:unit_id>/chuyen")
@needs(Can.PEOPLE_MANAGE)
@writes
def move_unit(unit_id: int) -> Any:
    """Put it elsewhere in the tree."""
    form = MoveForm()
    form.parent_id.choices = _choices()

    def move() -> None:
        where = {"parent_id": form.parent_id.data, "position": form.position.data or 0}
        people_actions.move_unit(db.session(), actor(), unit_id, form.version.data, **where, now=now())

    return _change(unit_id, form, move)


@bp.post("/quan-tri/don-vi/<int:unit_id>/ket-thuc")
@needs(Can.PEOPLE_MANAGE)
@writes
def close_unit(unit_id: int) -> Any:
    """Its last day and its successor."""
    form = CloseForm()
    form.successor_id.choices = _or_none(_choices(unit_id))

    def close() -> None:
        end = {"on": form.on.data, "successor_id": form.successor_id.data}
        people_actions.close_unit(db.session(), actor(), unit_id, form.version.data, **end, now=now())

    return _change(unit_id, form, close)


@bp.post("/quan-tri/don-vi/<int:unit_id>/thanh-vien")
@needs(Can.PEOPLE_MANAGE)
@writes
def set_members(unit_id: int) -> Any:
    """Which units a group stands for."""
    form = MembersForm()
    form.members.choices = _member_choices(unit_id)

    def change() -> None:
        day: Any = form.on.data
        people_actions.set_members(db.session(), actor(), unit_id, form.members.data or [], on=day, now=now())

    return _change(unit_id, form, change)


def _change(unit_id: int, form: Form, act: Any) -> Any:
    """Validate, act, go back to the unit; or show the page with this form's errors."""
    if form.validate():
        try:
            act()
        except BadInput as error:
            form.take(error)
        else:
            said("Đã lưu thay đổi.")
            return back_to("people.unit", unit_id=unit_id)
    return _unit_page(unit_id, form)


def _choices(without: int | None = None) -> list[Any]:
    units = people_queries.units_of(db.session(), actor().agency_id or 0, today())
    return choices((one.id, one.name) for one in units if one.id != without)


def _member_choices(group_id: int) -> list[Any]:
    """Whom a group may stand for: units of the agency, and the agencies below it."""
    below = people_queries.agencies_below(db.session(), actor().agency_id or 0, today())
    return [*_choices(group_id), *choices((one.id, one.name) for one in below)]


def _or_none(units: list[Any]) -> list[Any]:
    return [*choices([("", "Không có")]), *units]


def _unit_page(unit_id: int, wrong: Form | None = None) -> Any:
    session = db.session()
    found = people_queries.unit(session, actor(), unit_id)
    others = _choices(unit_id)
    fresh: dict[str, Form] = {
        "texts": TextsForm(formdata=None, obj=found),
        "move": MoveForm(formdata=None, obj=found),
        "close": CloseForm(formdata=None, version=found.version),
        "members": MembersForm(formdata=None, members=people_queries.members(session, [unit_id], today())[unit_id], on=today()),
    }
    forms = {key: wrong if type(wrong) is type(form) else form for key, form in fresh.items()}
    forms["move"]["parent_id"].choices = others
    forms["close"]["successor_id"].choices = _or_none(others)
    forms["members"]["members"].choices = _member_choices(unit_id) if found.kind == "group" else others
    forms["members"]["on"].id = "members-on"  # the page has two such fields
    posts = people_queries.posts_of(session, actor(), unit_id=unit_id)
    context = {"unit": found, "is_agency": found.kind == "agency", "is_group": found.kind == "group", "forms": forms, "wrong": wrong}
    back = url_for("people.overview")
    return reply("people/unit.html", **context, posts=posts, roles=ROLES, kinds=UNITS, back=back, status=422 if wrong else 200)
