"""Count the statements that a piece of work sends to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

_COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")  # BEGIN and COMMIT are no queries


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The SQL of every statement sent while the block runs, in order; BEGIN and COMMIT left out."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith(_COUNTED):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
