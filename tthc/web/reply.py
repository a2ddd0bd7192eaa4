"""One function answers: whole page for a browser, fragments for HTMX."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, url_for
from htmx_flask import request
from markupsafe import Markup

NOTICE = "_notice.html"


def is_htmx() -> bool:
    """Whether HTMX sent this request."""
    return bool(request.htmx)


def wants_fragment() -> bool:
    """Whether HTMX asks for a part of the page (a history restore wants the whole)."""
    found = request.htmx
    return bool(found) and not found.boosted and not found.history_restore_request


def reply(page: str, /, *fragments: str, status: int = 200, **context: Any) -> Response:
    """Render `page`, or for HTMX the fragments joined: the first is the target, the rest carry `hx-swap-oob`."""
    if fragments and wants_fragment():
        body = Markup("\n").join(Markup(render_template(name, **context)) for name in fragments)  # noqa: S704 - our own templates
        return make_response(str(body), status)
    return make_response(render_template(page, **context), status)


def said(sentence: str, kind: str = "done", undo_href: str | None = None) -> None:
    """Keep one sentence for `#notice` on the next page (or in this answer's fragments), perhaps with a way back."""
    flash([sentence, undo_href], kind)  # type: ignore[arg-type]  # kept as JSON in the session


def see_other(url: str, *fragments: str, **context: Any) -> Response:
    """After a successful POST: 303 to the page, or for HTMX the changed fragments and the notice."""
    if fragments and wants_fragment():
        return reply("", *fragments, NOTICE, **context)
    if wants_fragment():
        response = make_response("", 204)
        response.headers["HX-Redirect"] = url
        return response
    return redirect(url, 303)  # type: ignore[return-value]


def back_to(endpoint: str, *fragments: str, context: dict[str, Any] | None = None, **values: Any) -> Response:
    """`see_other` to an endpoint."""
    return see_other(url_for(endpoint, **values), *fragments, **(context or {}))
