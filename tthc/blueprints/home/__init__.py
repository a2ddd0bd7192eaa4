"""The first page of each role, the overview, the guide."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("home", __name__)

from tthc.blueprints.home import views  # noqa: E402, F401
