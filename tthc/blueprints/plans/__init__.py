"""The plans desk: the documents, bringing one in, and who does what by when."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("plans", __name__)

from tthc.blueprints.plans import assigning, importing, views  # noqa: E402, F401
