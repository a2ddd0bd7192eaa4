"""The archive desk: export a year, watch the package being made, download it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("archive", __name__)

from tthc.blueprints.archive import views  # noqa: E402, F401
