"""The task desk: one address for each task, whichever section lists it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("tasks", __name__)

from tthc.blueprints.tasks import views  # noqa: E402, F401
