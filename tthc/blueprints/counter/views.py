"""The tablet's page: no account, a secret of its own in a cookie; works without script, and with it without network."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, cast

from flask import Response, request, url_for

from tthc.blueprints.counter import bp
from tthc.blueprints.counter.forms import PairForm, PressForm
from tthc.core.visits import actions as visit_actions
from tthc.core.visits import queries as visit_queries
from tthc.core.visits.queries import Counter
from tthc.extensions import db
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, DomainError, NotAllowed, NotFound, WrongState
from tthc.kernel.transaction import begin_write
from tthc.web.guards import after_commit, now, open_to_all, settings, today, toolbox, writes
from tthc.web.login import TooManyTries
from tthc.web.reply import reply, see_other

_LASTS = timedelta(days=400)  # the longest that browsers keep a cookie; begun again at each visit of the page
_PATH = "/quay"
_THANKS_SECONDS = 5
_STATUS: tuple[tuple[type[DomainError], int], ...] = ((NotFound, 404), (WrongState, 409), (BadInput, 422))
_PRESSES = "the tablet at a counter has no account; its own cookie is checked"


@bp.get(_PATH)
@open_to_all(reason="the tablet at a counter has no account; a stranger sees the field for its code")
def board() -> Any:
    """Numbers, the call and the three answers; for a tablet that is not paired, the field for its code."""
    counter = _counter()
    if counter is None:
        return reply("counter/pair.html", form=PairForm(formdata=None))
    response = _board(counter, is_thanked="cam-on" in request.args)
    if "cam-on" in request.args:
        response.headers["Refresh"] = f"{_THANKS_SECONDS}; url={url_for('counter.board')}"
    return _remembered(response, request.cookies[_cookie()])


@bp.post(f"{_PATH}/ket-noi")
@open_to_all(reason="how a tablet is paired with a one-use code")
@writes
def pair() -> Any:
    """Exchange the code for the tablet's own cookie; guessing is slowed down as at the sign-in."""
    form = PairForm()
    if not form.validate():
        return reply("counter/pair.html", form=form, status=422)
    try:
        secret = _paired(form.code.data or "")
    except BadInput as error:
        form.take(error)
        return _slowed(reply("counter/pair.html", form=form, status=429 if isinstance(error, TooManyTries) else 422), error)
    return _remembered(see_other(url_for("counter.board")), secret)


@bp.post(f"{_PATH}/lay-so")
@open_to_all(reason=_PRESSES)
@writes
def take() -> Any:
    """A number for a citizen."""

    def press(counter: Counter, form: PressForm, elapsed: int) -> Any:
        key, number = form.ticket.data or "", form.number.data
        take_now = partial(visit_actions.take, db.session(), counter.actor, counter, key, number=number, elapsed_ms=elapsed)
        return take_now(today=today(), now=now())

    return _pressed(press)


@bp.post(f"{_PATH}/goi")
@open_to_all(reason=_PRESSES)
@writes
def call() -> Any:
    """The next number is called."""

    def press(counter: Counter, form: PressForm, elapsed: int) -> Any:
        key = form.ticket.data or ""
        return visit_actions.call(db.session(), counter.actor, counter, key, elapsed_ms=elapsed, today=today(), now=now())

    return _pressed(press)


@bp.post(f"{_PATH}/danh-gia")
@open_to_all(reason=_PRESSES)
@writes
def rate() -> Any:
    """How it was."""

    def press(counter: Counter, form: PressForm, elapsed: int) -> Any:
        key, said = form.ticket.data or "", form.satisfaction.data or ""
        return visit_actions.rate(db.session(), counter.actor, counter, key, said, elapsed_ms=elapsed, now=now())

    return _pressed(press, thanks=True)


def _pressed(press: Callable[[Counter, PressForm, int], Any], *, thanks: bool = False) -> Any:
    """Carry out a press of a paired tablet; what the work refuses is said on the board itself."""
    counter = _counter()
    if counter is None:
        raise NotAllowed("Máy này chưa được kết nối. Mở lại trang quầy và nhập mã kết nối.")
    form = PressForm()
    if not form.validate():
        return _board(counter, problem=next(iter(form.errors.values()))[0], status=422)
    try:
        press(counter, form, form.elapsed.data or 0)
    except (BadInput, NotFound, WrongState) as error:
        return _board(counter, problem=str(error), status=next(status for kind, status in _STATUS if isinstance(error, kind)))
    after_commit(lambda: toolbox().queue.enqueue("count_targets", agency_id=counter.agency_id, year=today().year, register="visit"))
    return see_other(url_for("counter.board") + ("?cam-on=1" if thanks else ""))


def _board(counter: Counter, *, problem: str = "", is_thanked: bool = False, status: int = 200) -> Response:
    found = visit_queries.board(db.session(), counter, today())
    told = {
        "last": found.last_number,
        "waiting": [{"key": one.key, "number": one.number} for one in found.waiting],
        "current": {"key": found.current.key, "number": found.current.number} if found.current else None,
    }
    ticket = secrets.token_urlsafe(16)
    page = reply("counter/board.html", counter=counter, board=found, told=told, ticket=ticket, problem=problem, is_thanked=is_thanked)
    page.status_code = status
    return page


def _paired(typed: str) -> str:
    """As in web/login.py the try is committed before the code is looked at; ends in an open write transaction."""
    session = db.session()
    attempt = visit_actions.begin_pairing(session, system(), request.remote_addr or "", now=now())
    session.commit()
    if attempt.wait:
        raise TooManyTries(attempt.wait)
    begin_write(session)
    return visit_actions.pair(session, system(), attempt, typed, now=now())


def _slowed(response: Response, error: BadInput) -> Response:
    if isinstance(error, TooManyTries):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _counter() -> Counter | None:
    return visit_queries.counter_of(db.session(), request.cookies.get(_cookie(), ""))


def _cookie() -> str:
    return "__Secure-counter" if settings().https else "counter"


def _remembered(response: Any, secret: str) -> Response:
    response.set_cookie(_cookie(), secret, max_age=_LASTS, secure=settings().https, httponly=True, samesite="Strict", path=_PATH)
    return cast("Response", response)
