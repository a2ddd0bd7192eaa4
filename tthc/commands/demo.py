"""`cli.py demo`: one believable year of the ward of the example plan, made through the real actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tthc.commands.session import open_app
from tthc.kernel.errors import WrongState

if TYPE_CHECKING:
    from flask import Flask


def accounts() -> list[tuple[str, str, str]]:
    """(name, password, who) of each demonstration account; the password is public, so it opens nothing but a demonstration."""
    from tthc.commands.demo_people import PASSWORD, PEOPLE

    return [(one.username, PASSWORD, f"{one.full_name}, {one.words}") for one in PEOPLE if one.signs_in]


def load_if_empty(app: Flask) -> bool:
    """Load the demonstration unless there is an agency already; True if it was loaded."""
    from tthc.commands import demo_story
    from tthc.core.people import queries as people_queries
    from tthc.extensions import db

    with app.app_context():
        if people_queries.agencies(db.session()):
            return False
        click.echo("Đang nạp dữ liệu trình diễn (khoảng nửa phút)…")
        demo_story.tell(db.session(), app.extensions["toolbox"])
        return True


@click.command()
def command() -> None:
    """Nạp dữ liệu trình diễn vào cơ sở dữ liệu còn trống (chỉ trong chế độ trình diễn)."""
    app = open_app()
    if not app.extensions["settings"].is_demo:
        raise WrongState("Dữ liệu trình diễn chỉ nạp được khi cấu hình có demo = true.")
    click.echo("Đã nạp dữ liệu trình diễn." if load_if_empty(app) else "Cơ sở dữ liệu đã có cơ quan nên không nạp gì.")
