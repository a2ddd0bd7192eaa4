"""Every error becomes one page or one message in place, here and nowhere else."""

from __future__ import annotations

import errno
import logging
import secrets

from flask import Flask, Response, make_response, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from tthc.kernel import errors
from tthc.kernel.store_errors import FULL, as_domain
from tthc.web.guards import sign_in_first
from tthc.web.reply import is_htmx, wants_fragment

logger = logging.getLogger(__name__)
_STATUS: tuple[tuple[type[errors.DomainError], int], ...] = (
    (errors.NotAllowed, 403),
    (errors.NotFound, 404),
    (errors.Conflict, 409),
    (errors.WrongState, 409),
    (errors.BadInput, 422),
    (errors.Damaged, 500),
    (errors.Unavailable, 503),
)
_PAGES = {400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503, 507}


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(errors.DomainError, _domain)
    app.register_error_handler(OSError, _os_error)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: errors.DomainError) -> int:
    """The HTTP status of an error of the work."""
    if isinstance(error, errors.BadFile) and error.too_large:
        return 413
    if isinstance(error, errors.Unavailable) and error.disk_full:
        return 507
    return next(status for kind, status in _STATUS if isinstance(error, kind))


def answer(status: int, sentence: str | None = None, incident: str | None = None) -> Response:
    """The error as a page, or for HTMX as the notice."""
    if wants_fragment():
        response = make_response(render_template("errors/_message.html", sentence=sentence, status=status, incident=incident), status)
        response.headers["HX-Retarget"] = "#notice"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    return make_response(render_template(f"errors/{status}.html", sentence=sentence, incident=incident, retry_href=None), status)


def _domain(error: errors.DomainError) -> Response:
    if isinstance(error, errors.Conflict) and error.theirs and not wants_fragment():
        context = {"sentence": str(error), "theirs": error.theirs, "mine": error.mine, "back_href": request.path}
        return make_response(render_template("errors/conflict.html", **context), 409)
    if isinstance(error, errors.NotFound):
        return answer(404)  # the same for what is not there and for what one may not know of
    if isinstance(error, errors.Damaged):
        return _incident(error, str(error))
    return answer(status_of(error), str(error))


def _forged(_: CSRFError) -> Response:
    """Without a sign-in no token can hold: to HTMX that is the end of the session (experience.md 4.6), not an old page."""
    if is_htmx() and not current_user.is_authenticated:
        return sign_in_first()
    return answer(400, "Trang đã mở quá lâu. Tải lại trang rồi gửi lại.")


def _os_error(error: OSError) -> Response:
    return answer(507, FULL) if error.errno in (errno.ENOSPC, errno.EDQUOT) else _incident(error)


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:  # noqa: PLR2004 - redirects of the router
        return make_response(error.get_response())
    if isinstance(error, SecurityError):  # a host name that is not ours: no page, for no address can be built on it
        return make_response("Tên máy chủ trong địa chỉ không được chấp nhận.", 400, {"Content-Type": "text/plain; charset=utf-8"})
    response = answer(error.code if error.code in _PAGES else 400)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    known = as_domain(error)
    return _domain(known) if known else _incident(error)


def _incident(error: Exception, sentence: str | None = None) -> Response:
    incident = secrets.token_hex(4)
    logger.error("incident %s", incident, exc_info=error)
    return answer(500, sentence, incident)
