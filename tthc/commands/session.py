"""How a command reaches the office: the application, one unit of work, the tools and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tthc.commands import entrance
from tthc.commands.migrate import require_current
from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import parse_day

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from tthc.core.toolbox import Toolbox
    from tthc.kernel.actor import Actor
    from tthc.kernel.clock import Clock


class Day(click.ParamType[date]):
    """A day as people type it."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it, or say how it is typed."""
        try:
            return value if isinstance(value, date) else parse_day(value)
        except BadInput as error:
            self.fail(str(error), param, ctx)


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


@contextmanager
def acting_for(name: str | None) -> Iterator[tuple[Session, Toolbox, Actor, date]]:
    """The session, the tools, the program itself acting for the chosen agency, and the office's day."""
    from tthc.core.people import queries as people_queries
    from tthc.kernel.actor import system

    with office() as (session, toolbox, clock):
        agencies = people_queries.agencies(session)
        chosen = people_queries.agency_named(session, name) if name else agencies[0] if len(agencies) == 1 else None
        if chosen is None:
            raise BadInput("Chọn đơn vị bằng --agency: " + "; ".join(one.name for one in agencies))
        yield session, toolbox, system(chosen.id), clock.today()
