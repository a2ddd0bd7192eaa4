"""The indicators desk: what was reached of the plan's targets, period by period."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("indicators", __name__)

from tthc.blueprints.indicators import counting, views  # noqa: E402, F401
