"""The evidence desk: the store, the verification queue and the bytes themselves."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("evidence", __name__)

from tthc.blueprints.evidence import views  # noqa: E402, F401
