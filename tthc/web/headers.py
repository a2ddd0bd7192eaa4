"""Headers of every answer, errors and files included (HD-01, XS-02, CS-02, SE-06)."""

from __future__ import annotations

from flask import Flask, Response, abort, request
from werkzeug.datastructures import HeaderSet

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_FIXED = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
_ASSET_AGE = 365 * 24 * 3600


def init_app(app: Flask, *, https: bool) -> None:
    """Check where an unsafe request comes from; finish the headers of each answer."""
    app.before_request(_same_origin)

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in _FIXED.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint == "static" and response.status_code in (200, 304):
            response.cache_control.max_age = _ASSET_AGE  # addresses carry the content's hash
            response.cache_control.public = True
            response.cache_control.no_cache = None
        else:
            response.headers["Cache-Control"] = "no-store"
            vary = HeaderSet(response.vary)
            vary.add("HX-Request")
            response.headers["Vary"] = vary.to_header()
        return response


def _same_origin() -> None:
    """An unsafe request from another site is refused before anything is read (Fetch Metadata, Origin as fallback)."""
    if request.method not in _UNSAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in (None, "same-origin", "none") or (site is None and origin not in (None, request.host_url.rstrip("/"))):
        abort(403)
