"""Signing in: the cookie names a sign-in kept on the server; the actor is loaded once a request from it."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, Response, current_app, g, request
from flask import session as cookie
from flask_login import UserMixin, current_user, login_user, logout_user
from itsdangerous import BadSignature, URLSafeSerializer

from tthc.config import Settings
from tthc.core.accounts import actions as account_actions
from tthc.core.accounts import queries as account_queries
from tthc.core.accounts import rules as account_rules
from tthc.core.people import queries as people_queries
from tthc.extensions import db, login_manager
from tthc.kernel.actor import Actor, system
from tthc.kernel.errors import BadInput
from tthc.kernel.transaction import begin_write, unit_of_work
from tthc.web.guards import now, today

logger = logging.getLogger(__name__)
_SEEN_EVERY = timedelta(minutes=1)
_DEVICE_LASTS = timedelta(days=90)
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


class SignedIn(UserMixin):
    """What flask-login carries: its id is the token, so the cookie holds nothing else about the person."""

    def __init__(self, token: str, sign_in: account_queries.SignIn) -> None:
        self.id = token
        self.sign_in = sign_in


class TooManyTries(BadInput):
    """The next try must wait."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, round(wait.total_seconds()))
        words = f"{self.seconds} giây" if self.seconds < 120 else f"{-(-self.seconds // 60)} phút"  # noqa: PLR2004
        super().__init__(f"Đã nhập sai nhiều lần. Thử lại sau {words}.")


def init_app(app: Flask) -> None:
    """Load the sign-in before each request and write its last use after the answer."""
    login_manager.session_protection = None  # the server's own record decides, not the browser's address
    login_manager.user_loader(_load)
    app.before_request(_load_actor)
    app.after_request(_note_seen)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def limits() -> dict[str, timedelta]:
    """How long a sign-in lives (SE-03)."""
    return {"idle": _settings().session_idle, "absolute": _settings().session_absolute}


def _load(token: str) -> SignedIn | None:
    found = account_queries.sign_in_of(db.session(), token, now=now(), **limits())
    return SignedIn(token, found) if found else None


def _load_actor() -> None:
    """`g.actor` is the person with the posts of today, or None; a constant two queries, a third for heads."""
    # An application context may outlive a request (a command, a test); what was known of the last one must not.
    for name in ("_login_user", "frame"):
        g.pop(name, None)
    g.actor, g.proven_at = None, None
    if request.endpoint == "static" or "_user_id" not in cookie or not current_user.is_authenticated:
        return
    g.actor = people_queries.load_actor(db.session(), current_user.sign_in.person_id, today())
    g.proven_at = current_user.sign_in.proven_at


def current() -> account_queries.SignIn:
    """The sign-in of this request; only for views behind `@needs`."""
    found: account_queries.SignIn = current_user.sign_in
    return found


# --- in and out


def open_sign_in(username: str, password: str) -> tuple[account_actions.Attempt, str | None]:
    """Match the password outside any transaction: hashing takes long, and there is only one writer.

    Returns the attempt and the new hash where the old one is outdated. Ends in an open write transaction.
    """
    session = db.session()
    attempt = account_actions.begin_attempt(session, system(), username, _source(username), now=now())
    session.commit()
    if attempt.wait:
        raise TooManyTries(attempt.wait)
    is_right = account_rules.is_password(attempt.password_hash, password)
    outdated = is_right and account_rules.is_outdated(attempt.password_hash or "")
    rehashed = account_rules.hash_password(password) if outdated else None
    if not is_right or attempt.person_id is None:
        raise BadInput(WRONG)
    begin_write(session)
    return attempt, rehashed


def sign_in(person: Actor, attempt: account_actions.Attempt, rehashed: str | None = None) -> None:
    """Start a sign-in with a new token and a new CSRF secret (SE-02)."""
    address, device = request.remote_addr or "", request.headers.get("User-Agent", "")
    token = account_actions.sign_in(db.session(), person, attempt, address=address, device=device, rehashed=rehashed, now=now())
    cookie.clear()
    login_user(SignedIn(token, _fresh(person, now())))


def _fresh(person: Actor, at: datetime) -> account_queries.SignIn:
    return account_queries.SignIn(0, person.person_id or 0, at, at, at, "", "")


def sign_out() -> None:
    """Forget the browser's side; the server's side has been ended by the action."""
    logout_user()
    cookie.clear()
    g.actor = None


def open_own(password: str) -> account_actions.Attempt:
    """Match the signed-in person's own password; BadInput on the fields that hold it."""
    username = people_queries.username_of(db.session(), g.actor.person_id)
    try:
        return open_sign_in(username, password)[0]
    except TooManyTries:
        raise
    except BadInput as error:
        sentence = "Mật khẩu không đúng."
        raise BadInput(sentence, {"password": sentence, "current": sentence}) from error


def prove(password: str) -> None:
    """The person gives the password again before signing (AU-10); raises BadInput on the field `password`."""
    person, session_id = g.actor, current().session_id
    account_actions.prove(db.session(), person, open_own(password), session_id, now=now())
    g.proven_at = now()


# --- where a try comes from


def _source(username: str) -> str:
    """The device, if it has signed in with this name before, else the address: a stranger next door cannot lock anybody out."""
    try:
        owner, device = _signer().loads(request.cookies.get(_device_cookie(), ""))
    except (BadSignature, ValueError, TypeError):
        return request.remote_addr or ""
    return f"{account_rules.DEVICE}{device}" if owner == account_rules.digest(username.strip().lower()) else request.remote_addr or ""


def remember_device(response: Response, username: str) -> Response:
    """Let this browser be known for this name; it gives no right but its own count of failures."""
    owner = account_rules.digest(username.strip().lower())
    value = _signer().dumps([owner, secrets.token_urlsafe(12)])
    if not _source(username).startswith(account_rules.DEVICE):
        response.set_cookie(
            _device_cookie(), value, max_age=_DEVICE_LASTS, secure=_settings().https, httponly=True, samesite="Lax", path="/"
        )
    return response


def _device_cookie() -> str:
    return "__Host-device" if _settings().https else "device"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(_settings().secret_key, salt="device")


# --- last use


def _note_seen(response: Response) -> Response:
    found = g.get("actor") and current()
    if found and found.session_id and now() - found.seen_at >= _SEEN_EVERY:
        response.call_on_close(_writer(current_app._get_current_object(), g.actor, found.session_id, now()))  # type: ignore[attr-defined] # noqa: SLF001
    return response


def _writer(app: Flask, person: Actor, session_id: int, at: datetime) -> Callable[[], None]:
    """After the answer has been sent, in a transaction of its own; a busy database only costs this one note."""

    def write() -> None:
        with app.app_context():
            try:
                with unit_of_work(db.session()) as session:
                    account_actions.note_seen(session, person, session_id, now=at)
            except Exception:  # the answer has gone out; nobody is there to be told
                logger.exception("last use of sign-in %s not written", session_id)

    return write


# --- where to go afterwards


def local_path(typed: str | None) -> str:
    """The path to go on to, if it is one of ours; else the front page (IN-04)."""
    text = typed or ""
    path, _, query = text.partition("?")
    lowered = path.lower()
    is_plain = text.isprintable() and not any(sign in text for sign in " \\#") and len(text) < 2000  # noqa: PLR2004
    is_ours = path.startswith("/") and "//" not in path and not any(code in lowered for code in ("%2f", "%5c", "%0", "%1", ".."))
    is_door = lowered.rstrip("/") in ("/dang-nhap", "/dang-xuat") or "\\" in query
    return text if is_plain and is_ours and not is_door else "/"
