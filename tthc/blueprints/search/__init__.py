"""The search desk: tasks, evidence and words of plans, each room asked for what the person may see."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("search", __name__)

from tthc.blueprints.search import views  # noqa: E402, F401
