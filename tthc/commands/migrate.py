"""`cli.py migrate`: bring the database to the program's version, in one transaction, or refuse a newer one."""

from __future__ import annotations

from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any

import click

from tthc.commands import entrance
from tthc.config import ROOT, instance_folder, make_secret
from tthc.kernel.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config
    from flask import Flask

SCRIPTS = ROOT / "tthc" / "migrations"
HEAD_FILE = SCRIPTS / "HEAD"
NEWER = "Cơ sở dữ liệu thuộc phiên bản mới hơn chương trình; chưa thay đổi gì. Cập nhật chương trình rồi khởi động lại."
OLDER = "Cơ sở dữ liệu chưa ở phiên bản của chương trình. Sao lưu thư mục instance rồi chạy `python cli.py migrate`."


class Level(Enum):
    """How a database stands to the program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def level_of(app: Flask) -> Level:
    """Compare the revision in the database with the program's."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(_alembic())
    with _connection(app) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found == script.get_current_head():
        return Level.CURRENT
    if found is None:
        return Level.EMPTY
    return Level.OLDER if found in {step.revision for step in script.walk_revisions()} else Level.NEWER


def require_current(app: Flask) -> None:
    """Refuse to work on a database of another version."""
    level = level_of(app)
    if level is not Level.CURRENT:
        raise Unavailable(NEWER if level is Level.NEWER else OLDER)


def upgrade(app: Flask) -> None:
    """Bring the database to the head; all steps are one transaction, so an interrupted upgrade leaves the old version."""
    from alembic import command

    if level_of(app) is Level.NEWER:
        raise Unavailable(NEWER)
    with _connection(app) as connection:
        # SQLite rebuilds a table to alter it; with foreign keys on, dropping the old one would delete its children.
        driver = connection.connection.driver_connection
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            command.upgrade(_alembic(connection), "head")
        finally:
            if is_sqlite:
                driver.execute("PRAGMA foreign_keys=ON")


def revise(app: Flask, message: str) -> str:
    """Write a new revision from the difference between models and database; for developers. Returns its name."""
    from alembic import command

    with _connection(app) as connection:
        script: Any = command.revision(_alembic(connection), message=message, autogenerate=True)
    HEAD_FILE.write_text(script.revision + "\n", "utf-8")
    return str(script.path)


@contextmanager
def _connection(app: Flask) -> Iterator[Any]:
    from tthc.extensions import db

    with app.app_context(), db.engine.connect() as connection:
        yield connection


def _alembic(connection: Any = None) -> Config:
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(rev)s_%%(slug)s")
    return config


@click.command()
@click.option("--new", "message", metavar="TÊN", help="Cho người phát triển: viết bước chuyển đổi mới từ thay đổi của các bảng.")
def command(message: str | None) -> None:
    """Đưa cơ sở dữ liệu lên phiên bản của chương trình; tạo khóa bí mật nếu chưa có."""
    if make_secret(instance_folder()):
        click.echo("Đã tạo khóa bí mật trong thư mục instance.")
    app = entrance().create_app()
    if message:
        click.echo(f"Đã viết {revise(app, message)}.")
        return
    upgrade(app)
    click.echo("Cơ sở dữ liệu đã ở phiên bản của chương trình.")
