"""The reports desk: draft, read, word, submit, sign, send back, download."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("reports", __name__)

from tthc.blueprints.reports import files, upload, views  # noqa: E402, F401
