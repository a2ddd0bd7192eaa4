"""How a command reaches the office: the application, one unit of work, the tools and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tthc.commands import entrance
from tthc.commands.migrate import require_current

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from tthc.core.toolbox import Toolbox
    from tthc.kernel.clock import Clock


def open_app() -> Flask:
    """The application on a database of this program's version."""
    app = entrance().create_app()
    require_current(app)
    return app


def bare_tools() -> Any:
    """The tools for commands that need no configuration, database or migration."""
    return entrance().bare_tools()


@contextmanager
def office() -> Iterator[tuple[Session, Toolbox, Clock]]:
    """App context and one unit of work: committed when the block ends, rolled back when it raises."""
    app = open_app()
    with app.app_context():
        from tthc.extensions import db
        from tthc.kernel.transaction import unit_of_work

        with unit_of_work(db.session()) as session:
            yield session, app.extensions["toolbox"], app.extensions["clock"]
