"""A stored file as an answer: proved before the first byte leaves, sent in pieces, saved and never shown by the browser."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote

from flask import Response, request
from werkzeug.wsgi import wrap_file

from tthc.web.guards import toolbox


class Kept(Protocol):
    """The row of a stored file."""

    sha256: str
    size: int
    media_type: str


def attachment(stored: Kept, name: str) -> Response:
    """The file under the given name; raises NotFound or Damaged before anything is sent."""
    body = wrap_file(request.environ, toolbox().files.open(stored.sha256))
    response = Response(body, content_type=stored.media_type, direct_passthrough=True)
    response.content_length = stored.size
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
