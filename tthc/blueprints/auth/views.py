"""Signing in and out, choosing a password, seeing and ending one's own sign-ins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import current_app, g, redirect, request, url_for

from tthc.blueprints.auth import bp
from tthc.blueprints.auth.forms import CodeForm, PasswordForm, SignInForm
from tthc.core.accounts import actions as account_actions
from tthc.core.accounts import queries as account_queries
from tthc.core.accounts import rules as account_rules
from tthc.core.people import queries as people_queries
from tthc.extensions import db
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.web import login
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, open_to_all, settings, today, writes
from tthc.web.reply import reply, said, see_other

_NO_POST = "Tài khoản này chưa có vị trí công tác còn hiệu lực. Đề nghị người quản trị của đơn vị kiểm tra."
_LATE_CODE = "Mã một lần đã hết hạn. Đề nghị người quản trị cấp mã mới."


@bp.get("/dang-nhap")
@open_to_all(reason="the way in")
def sign_in() -> Any:
    """The sign-in page, or on to where one was going."""
    if g.actor is not None:
        return redirect(login.local_path(request.args.get("tiep")))
    return _door("auth/login.html", SignInForm(formdata=None, tiep=login.local_path(request.args.get("tiep"))))


@bp.post("/dang-nhap")
@open_to_all(reason="the way in")
@writes
def enter() -> Any:
    """Sign in; who holds only a code, or too short a password for the post, chooses a new one first."""
    form = SignInForm()
    if not form.validate():
        return _door("auth/login.html", form, status=422)
    try:
        attempt, rehashed = login.open_sign_in(form.username.data, form.password.data)
        person = _person(attempt)
        if attempt.must_change or _is_too_weak(person, form.password.data):
            return see_other(url_for("auth.code"))
    except BadInput as error:
        return _refused("auth/login.html", form, error)
    login.sign_in(person, attempt, rehashed)
    return login.remember_device(see_other(login.local_path(form.tiep.data)), form.username.data)


@bp.get("/ma-mot-lan")
@open_to_all(reason="the way in with a one-use code")
def code() -> Any:
    """Where a one-use code is exchanged for a password."""
    return _door("auth/code.html", CodeForm(formdata=None))


@bp.post("/ma-mot-lan")
@open_to_all(reason="the way in with a one-use code")
@writes
def redeem() -> Any:
    """Exchange the code for a password and sign in."""
    form = CodeForm()
    if not form.validate():
        return _door("auth/code.html", form, status=422)
    try:
        attempt, _ = login.open_sign_in(form.username.data, account_rules.check_code(form.code.data))
        person = _person(attempt)
        _choose(person, attempt, 0, form.password.data)
    except BadInput as error:
        return _refused("auth/code.html", form, error)
    said("Đã đặt mật khẩu mới.")
    return login.remember_device(see_other("/"), form.username.data)


@bp.post("/dang-xuat")
@needs(Can.OFFICE_USE)
@writes
def leave() -> Any:
    """End this sign-in on the server."""
    account_actions.sign_out(db.session(), actor(), login.current().session_id, now=now())
    return _out()


@bp.get("/mat-khau")
@needs(Can.OFFICE_USE)
def password() -> Any:
    """One's own password."""
    return reply("auth/password.html", form=PasswordForm(formdata=None))


@bp.post("/mat-khau")
@needs(Can.OFFICE_USE)
@writes
def change_password() -> Any:
    """A new password: every sign-in ends, and this browser gets a new one."""
    form = PasswordForm()
    person, session_id = actor(), login.current().session_id
    if not form.validate():
        return reply("auth/password.html", form=form, status=422)
    try:
        attempt = login.open_own(form.current.data)
        _choose(person, attempt, session_id, form.password.data)
    except BadInput as error:
        form.take(error)
        return reply("auth/password.html", form=form, status=_status(error))
    said("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.")
    return see_other(url_for("auth.sign_ins"))


@bp.get("/phien")
@needs(Can.OFFICE_USE)
def sign_ins() -> Any:
    """One's own open sign-ins."""
    found = account_queries.sign_ins_of(db.session(), actor(), now=now(), **login.limits())
    return reply("auth/sign_ins.html", sign_ins=found, current_id=login.current().session_id)


@bp.post("/phien/<int:session_id>/ket-thuc")
@needs(Can.OFFICE_USE)
@writes
def end_sign_in(session_id: int) -> Any:
    """End one of one's own sign-ins."""
    account_actions.sign_out(db.session(), actor(), session_id, now=now())
    if session_id == login.current().session_id:
        return _out()
    said("Đã kết thúc phiên đăng nhập.")
    return see_other(url_for("auth.sign_ins"))


@bp.post("/phien/dang-xuat-moi-noi")
@needs(Can.OFFICE_USE)
@writes
def leave_everywhere() -> Any:
    """End all of one's own sign-ins, this one too."""
    account_actions.sign_out(db.session(), actor(), now=now())
    return _out()


def _person(attempt: account_actions.Attempt) -> Actor:
    if attempt.must_change and (attempt.expires_at is None or attempt.expires_at <= now()):
        raise BadInput(_LATE_CODE)
    person = people_queries.load_actor(db.session(), attempt.person_id or 0, today())
    if person is None:
        raise BadInput(_NO_POST)
    return person


def _is_too_weak(person: Actor, typed: str) -> bool:
    """A post may have been given since that asks for a longer password."""
    roles, names = account_queries.password_terms(db.session(), person.person_id or 0, today())
    try:
        account_rules.check_password(typed, roles=roles, names=names)
    except BadInput:
        return True
    return False


def _choose(person: Actor, attempt: account_actions.Attempt, session_id: int, chosen: str) -> None:
    """Set the new password and start a new sign-in with it."""
    session = db.session()
    account_actions.prove(session, person, attempt, session_id, now=now())  # a poor choice is no failed try
    stored = account_actions.set_password(session, person, person.person_id or 0, chosen, today=today(), now=now())
    login.sign_in(person, replace(attempt, password_hash=stored))


def _door(page: str, form: Form, *, status: int = 200, problem: str | None = None) -> Any:
    accounts = current_app.extensions.get("demo_accounts", ()) if settings().is_demo else ()
    return reply(page, form=form, problem=problem, demo_accounts=accounts, status=status)


def _refused(page: str, form: Form, error: BadInput) -> Any:
    form.take(error)
    response = _door(page, form, status=_status(error), problem=None if error.fields else str(error))
    if isinstance(error, login.TooManyTries):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _status(error: BadInput) -> int:
    return 429 if isinstance(error, login.TooManyTries) else 422


def _out() -> Any:
    login.sign_out()
    response = see_other(url_for("auth.sign_in"))
    if settings().https:  # browsers ignore it elsewhere
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
