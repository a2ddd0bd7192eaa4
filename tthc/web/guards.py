"""Who may open a view, and how a view writes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, cast
from urllib.parse import quote

from flask import Response, current_app, g, redirect, request, url_for
from werkzeug.exceptions import NotFound as PageNotFound

from tthc.config import Settings
from tthc.core.audit import queries as audit_queries
from tthc.core.audit.actions import REQUEST_KEY
from tthc.core.sealed import queries as sealed_queries
from tthc.core.toolbox import Toolbox
from tthc.extensions import db
from tthc.kernel.actor import Actor
from tthc.kernel.clock import Clock
from tthc.kernel.errors import Conflict, NotAllowed
from tthc.kernel.policy import Can, may
from tthc.kernel.transaction import begin_write
from tthc.web.reply import is_htmx

View = Callable[..., Any]
PROOF_LASTS = timedelta(minutes=10)  # step-up before signing (AU-10)


def actor() -> Actor:
    """Who is signed in; only inside a view that carries `@needs`."""
    return cast("Actor", g.actor)


def toolbox() -> Toolbox:
    """The ports the factory wired."""
    return cast("Toolbox", current_app.extensions["toolbox"])


def clock() -> Clock:
    """The office's clock."""
    return cast("Clock", current_app.extensions["clock"])


def settings() -> Settings:
    """What the program was told from outside."""
    return cast("Settings", current_app.extensions["settings"])


def now() -> datetime:
    """The real instant."""
    return clock().now()


def today() -> date:
    """The office's day."""
    return clock().today()


def fresh_proof() -> bool:
    """Whether the password was given in this session within the last ten minutes."""
    proven = g.get("proven_at")
    return proven is not None and now() - proven <= PROOF_LASTS


def open_to_all(*, reason: str) -> Callable[[View], View]:
    """A view that needs no sign-in, and why."""

    def mark(view: View) -> View:
        view.__dict__["guard"] = reason
        return view

    return mark


def needs(can: Can) -> Callable[[View], View]:
    """A view that needs a right at role level; the action asks again for the row."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if g.actor is None:
                return sign_in_first()
            if not may(g.actor, can):
                if request.method in ("GET", "HEAD"):
                    raise PageNotFound
                raise NotAllowed("Tài khoản không có quyền thực hiện việc này.")
            return view(*args, **kwargs)

        guarded.__dict__["guard"] = can
        return guarded

    return wrap


def sign_in_first() -> Response:
    """To the sign-in page and back here; HTMX gets a 401 that leaves the typed text in place."""
    if is_htmx():
        return Response(status=401, headers={"HX-Trigger": "session-expired"})
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return cast("Response", redirect(f"{url_for('auth.sign_in')}?tiep={quote(here, safe='/')}"))


def writes(view: View | None = None, *, after: Callable[..., Any] | None = None) -> Any:
    """One transaction from the first SQL (BEGIN IMMEDIATE) to the answer; a request key is carried out once.

    `after` runs first, outside the transaction, with the view's arguments: it checks rights in a read and stores files
    (a slow disk must not hold the one write lock); what it returns is `g.prepared`.
    """
    if view is None:
        return lambda found: writes(found, after=after)

    @wraps(view)
    def writing(*args: Any, **kwargs: Any) -> Any:
        session = db.session()
        if after is not None:
            g.prepared = after(*args, **kwargs)
        begin_write(session)
        key = _request_key()
        try:
            if key and (audit_queries.is_done(session, key) or sealed_queries.is_done(session, key)):
                session.rollback()
                return _already_done()
            session.info[REQUEST_KEY] = key or None
            answer = view(*args, **kwargs)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop(REQUEST_KEY, None)
        for effect in g.pop("after_commit", ()):
            effect()
        return answer

    writing.__dict__["writes"] = True
    return writing


def _request_key() -> str:
    """The form's key, for this person at this address only: nobody's key tells another that his work is done."""
    typed = request.form.get("request_key", "")
    who = g.actor.person_id if g.actor else ""
    return hashlib.sha256(f"{who}\n{request.path}\n{typed}".encode()).hexdigest() if typed else ""


def after_commit(effect: Callable[[], None]) -> None:
    """Run once the transaction of this request has been committed (wake the worker)."""
    g.setdefault("after_commit", []).append(effect)


def _already_done() -> Response:
    if is_htmx():
        raise Conflict("Yêu cầu này đã được ghi nhận. Tải lại trang để xem kết quả.")
    return cast("Response", redirect(request.referrer if _is_ours(request.referrer) else "/", 303))


def _is_ours(address: str | None) -> bool:
    return bool(address) and str(address).startswith(request.host_url)
