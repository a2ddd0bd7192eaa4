"""The counter: a tablet that gives numbers, calls them and asks how it was; and the clerk's page of tablets."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("counter", __name__)

from tthc.blueprints.counter import devices, views  # noqa: E402, F401
