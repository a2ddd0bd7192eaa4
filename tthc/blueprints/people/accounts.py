"""People and their posts: add, correct, end, switch off, give a one-use code. Changes of rights ask for the password (AU-10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for

from tthc.blueprints.people import bp
from tthc.blueprints.people.forms import ConfirmForm, EndForm, NameForm, PersonForm, PostForm, choices
from tthc.blueprints.people.words import ROLES
from tthc.core.accounts import actions as account_actions
from tthc.core.people import actions as people_actions
from tthc.core.people import queries as people_queries
from tthc.extensions import db
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.web import login
from tthc.web.forms import Form
from tthc.web.guards import actor, fresh_proof, needs, now, today, writes
from tthc.web.reply import back_to, reply, said


@bp.get("/quan-tri/nguoi/them")
@needs(Can.PEOPLE_MANAGE)
def new_person() -> Any:
    """A new person with the first post."""
    form = PersonForm(formdata=None)
    form.unit_id.choices = _units()
    return reply("people/person_new.html", form=form, is_proven=fresh_proof())


@bp.post("/quan-tri/nguoi/them")
@needs(Can.PEOPLE_MANAGE)
@writes
def add_person() -> Any:
    """Add the person and the post, and show the one-use code this one time."""
    form = PersonForm()
    form.unit_id.choices = _units()
    if form.validate():
        try:
            _confirm(form)
            with db.session.begin_nested():  # no person without the post
                person = _add_person(form)
            code = account_actions.make_code(db.session(), actor(), person.id, now=now())
        except BadInput as error:
            form.take(error)
        else:
            return reply("people/code.html", person=person, code=code)
    return reply("people/person_new.html", form=form, is_proven=fresh_proof(), status=422)


@bp.get("/quan-tri/nguoi/<int:person_id>")
@needs(Can.PEOPLE_MANAGE)
def person(person_id: int) -> Any:
    """One person with posts."""
    return _person_page(person_id)


@bp.post("/quan-tri/nguoi/<int:person_id>/sua")
@needs(Can.PEOPLE_MANAGE)
@writes
def rename_person(person_id: int) -> Any:
    """Correct the name."""
    form = NameForm()

    def act() -> None:
        people_actions.rename_person(db.session(), actor(), person_id, form.version.data, full_name=form.full_name.data, now=now())

    return _change(person_id, form, act, "Đã lưu thay đổi.")


@bp.post("/quan-tri/nguoi/<int:person_id>/ngung")
@needs(Can.PEOPLE_MANAGE)
@writes
def deactivate(person_id: int) -> Any:
    """Switch the login off."""
    return _switch(person_id, is_active=False)


@bp.post("/quan-tri/nguoi/<int:person_id>/mo")
@needs(Can.PEOPLE_MANAGE)
@writes
def activate(person_id: int) -> Any:
    """Switch the login on again."""
    return _switch(person_id, is_active=True)


@bp.post("/quan-tri/nguoi/<int:person_id>/ma")
@needs(Can.PEOPLE_MANAGE)
@writes
def make_code(person_id: int) -> Any:
    """A one-use code in place of the password, shown this one time."""
    form = ConfirmForm()
    if form.validate():
        try:
            _confirm(form)
            code = account_actions.make_code(db.session(), actor(), person_id, now=now())
        except BadInput as error:
            form.take(error)
        else:
            return reply("people/code.html", person=people_queries.person(db.session(), actor(), person_id), code=code)
    return _person_page(person_id, form)


@bp.post("/quan-tri/nguoi/<int:person_id>/vi-tri")
@needs(Can.PEOPLE_MANAGE)
@writes
def add_post(person_id: int) -> Any:
    """One more post for the person."""
    form = PostForm()
    form.unit_id.choices = _units()

    def act() -> None:
        _confirm(form)
        people_queries.person(db.session(), actor(), person_id)
        _add_post(person_id, form)

    return _change(person_id, form, act, "Đã thêm vị trí công tác. Người này cần đăng nhập lại.")


@bp.post("/quan-tri/nguoi/<int:person_id>/vi-tri/<int:post_id>/ket-thuc")
@needs(Can.PEOPLE_MANAGE)
@writes
def end_post(person_id: int, post_id: int) -> Any:
    """The last day of a post."""
    form = EndForm()

    def act() -> None:
        _confirm(form)
        day: Any = form.on.data
        people_actions.end_post(db.session(), actor(), post_id, form.version.data, on=day, now=now())

    return _change(person_id, form, act, "Đã kết thúc vị trí công tác.")


def _switch(person_id: int, *, is_active: bool) -> Any:
    form = ConfirmForm()

    def act() -> None:
        _confirm(form)
        people_actions.set_active(db.session(), actor(), person_id, form.version.data, is_active=is_active, now=now())

    return _change(person_id, form, act, "Đã mở lại tài khoản." if is_active else "Đã ngừng tài khoản. Các phiên đăng nhập đã kết thúc.")


def _change(person_id: int, form: Form, act: Callable[[], None], sentence: str) -> Any:
    """Validate, act, go back to the person; or show the page with this form's errors."""
    if form.validate():
        try:
            act()
        except BadInput as error:
            form.take(error)
        else:
            said(sentence)
            return back_to("people.person", person_id=person_id)
    return _person_page(person_id, form)


def _confirm(form: Form) -> None:
    """Rights change only with a password given within the last ten minutes."""
    if not fresh_proof():
        login.prove(form["password"].data or "")


def _add_person(form: PersonForm) -> Any:
    values = {"username": form.username.data, "full_name": form.full_name.data}
    added = people_actions.add_person(db.session(), actor(), **values, now=now())
    _add_post(added.id, form)
    return added


def _add_post(person_id: int, form: PostForm) -> None:
    values = {"role": Role(form.role.data), "title": form.title.data, "valid_from": form.valid_from.data}
    people_actions.add_post(db.session(), actor(), form.unit_id.data, person_id=person_id, **values, now=now())


def _units() -> list[Any]:
    units = people_queries.units_of(db.session(), actor().agency_id or 0, today())
    return choices((one.id, one.name) for one in units if one.kind not in ("group", "outside"))


def _person_page(person_id: int, wrong: Form | None = None) -> Any:
    found = people_queries.person(db.session(), actor(), person_id)
    posts = people_queries.posts_of(db.session(), actor(), person_id=person_id)
    fresh: dict[str, Form] = {
        "name": NameForm(formdata=None, obj=found),
        "post": PostForm(formdata=None),
        "end": EndForm(formdata=None, on=today()),
        "confirm": ConfirmForm(formdata=None, version=found.version),
    }
    forms = {key: wrong if type(wrong) is type(form) else form for key, form in fresh.items()}
    forms["post"]["unit_id"].choices = _units()
    for key in ("post", "confirm"):
        forms[key]["password"].id = f"{key}-password"  # the page has two such fields
    context = {"person_row": found, "is_self": found.id == actor().person_id, "posts": posts, "forms": forms, "wrong": wrong}
    back = url_for("people.overview")
    return reply(
        "people/person.html", **context, roles=ROLES, back=back, is_proven=fresh_proof(), day=today(), status=422 if wrong else 200
    )
