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


def row_number(text: str | None) -> int | None:
    """The number that was sent, if it is one that a row can have; a longer text is never counted out."""
    digits = (text or "").strip()
    number = int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None
    return number if number is not None and number <= _LARGEST else None


def asked_number(name: str) -> int | None:
    """A number in the query of the address."""
    return row_number(request.args.get(name))


def sent_number(name: str) -> int | None:
    """A number in the form: an id, a version."""
    return row_number(request.form.get(name))


def init_app(app: Flask) -> None:
    """Use it for every address; before the blueprints are registered."""
    app.url_map.converters["int"] = RowNumber
