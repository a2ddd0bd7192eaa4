"""How templates print days, times, numbers and sizes; nothing becomes an empty string."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask

from tthc.kernel import vietnamese
from tthc.kernel.clock import VIETNAM


def moment(value: datetime) -> str:
    """15/08/2024 09:30, Vietnamese time."""
    local = value.astimezone(VIETNAM)
    return f"{vietnamese.day(local.date())} {local:%H:%M}"


def _or_empty(show: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: "" if value is None or value == "" else show(value)


def init_app(app: Flask) -> None:
    """Register the filters of the templates."""
    filters: dict[str, Callable[[Any], str]] = {
        "day": vietnamese.day,
        "long_day": vietnamese.long_day,
        "number": vietnamese.number,
        "percent": vietnamese.percent,
        "size": vietnamese.size,
        "moment": moment,
    }
    for name, show in filters.items():
        app.jinja_env.filters[name] = _or_empty(show)
