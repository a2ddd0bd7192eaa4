"""Administration: units, people and posts, the calendar, and the log."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("people", __name__)

from tthc.blueprints.people import accounts, days, lists, log, units  # noqa: E402, F401
