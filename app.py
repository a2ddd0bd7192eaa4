"""The application for a WSGI server."""

from __future__ import annotations

from tthc.factory import create_app

app = create_app()
