"""The door: signing in and out, one's own password and sign-ins."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("auth", __name__)

from tthc.blueprints.auth import views  # noqa: E402, F401
