"""Numbers in addresses are those a row can have: a longer one is an address that is not there (IN-02)."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from werkzeug.routing import IntegerConverter, Map, ValidationError

_LARGEST = 2**31 - 1  # ids of both databases
_DIGITS = len(str(_LARGEST))


class RowNumber(IntegerConverter):
    """`<int:...>` of this program."""

    def __init__(self, map: Map, **options: Any) -> None:  # noqa: A002 - werkzeug's name
        super().__init__(map, **{"max": _LARGEST, **options})

    def to_python(self, value: str) -> Any:
        """The number; text too long for one is refused before it is counted out."""
        if len(value) > _DIGITS:
            raise ValidationError
        return super().to_python(value)


def asked_number(name: str) -> int | None:
    """A number in the query of the address, if it is one that a row can have."""
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) < _DIGITS else None


def init_app(app: Flask) -> None:
    """Use it for every address; before the blueprints are registered."""
    app.url_map.converters["int"] = RowNumber
