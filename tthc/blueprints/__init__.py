"""The flat table of rooms a browser can enter: first the desks, then the eight sections."""

from __future__ import annotations

from importlib import import_module

from flask import Blueprint

DESKS = ("auth", "home", "plans", "tasks", "evidence", "indicators", "reports", "archive", "people", "search", "counter")
SECTIONS = ("direction", "publication", "one_stop", "feedback", "communication", "new_rural", "review", "inspection")


def all_blueprints() -> list[Blueprint]:
    """Every blueprint, in the order of the table."""
    return [import_module(f"tthc.blueprints.{name}").bp for name in (*DESKS, *SECTIONS)]
