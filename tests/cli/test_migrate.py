"""Migrations: all steps or none, children survive a rebuilt table, a newer database is refused untouched."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest
from alembic.script import ScriptDirectory
from click.testing import CliRunner
from flask import Flask

from tthc.commands import Entrance, group, migrate
from tthc.extensions import db
from tthc.kernel.errors import Unavailable
from tthc.kernel.transaction import prepare_engine

FIRST = """
revision, down_revision = "a1", None
def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(10)))
    op.create_table("child", sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("parent.id", name="fk_child_parent_id", ondelete="CASCADE")))
    op.execute("INSERT INTO parent VALUES (1, 'một')")
    op.execute("INSERT INTO child VALUES (1, 1)")
"""
REBUILD = """
revision, down_revision = "a2", "a1"
def upgrade():
    with op.batch_alter_table("parent", recreate="always") as batch:
        batch.alter_column("name", existing_type=sa.String(10), nullable=False)
"""
BROKEN = """
revision, down_revision = "a3", "a2"
def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    raise RuntimeError("power cut")
"""
ORPHAN = """
revision, down_revision = "a3", "a2"
def upgrade():
    op.execute("DELETE FROM parent")
"""


@pytest.fixture
def app(tmp_path):
    application = Flask("migrations")
    application.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path}/office.sqlite3"
    db.init_app(application)
    with application.app_context():
        prepare_engine(db.engine)
        yield application
        db.engine.dispose()


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """A script folder of its own, filled step by step."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        shutil.copy(migrate.SCRIPTS / name, folder)
    monkeypatch.setattr(migrate, "SCRIPTS", folder)

    def write(**bodies):
        for name, body in bodies.items():
            (folder / "versions" / f"{name}.py").write_text("import sqlalchemy as sa\nfrom alembic import op\n" + body, "utf-8")

    return write


def ask(tmp_path, sql):
    with closing(sqlite3.connect(tmp_path / "office.sqlite3")) as connection:
        return connection.execute(sql).fetchall()


def test_the_programs_own_steps_lead_to_its_head(app):
    migrate.upgrade(app)
    assert migrate.level_of(app) is migrate.Level.CURRENT
    migrate.upgrade(app)
    assert migrate.level_of(app) is migrate.Level.CURRENT


def test_there_is_one_head_and_its_file_names_it():
    script = ScriptDirectory(str(migrate.SCRIPTS))
    assert script.get_heads() == [migrate.HEAD_FILE.read_text("utf-8").strip()]


def test_levels(app, steps):
    steps(a1=FIRST)
    assert migrate.level_of(app) is migrate.Level.EMPTY
    migrate.upgrade(app)
    assert migrate.level_of(app) is migrate.Level.CURRENT
    steps(a2=REBUILD)
    assert migrate.level_of(app) is migrate.Level.OLDER
    with pytest.raises(Unavailable, match="migrate"):
        migrate.require_current(app)


def test_children_survive_the_rebuilding_of_their_parent(app, steps, tmp_path):
    steps(a1=FIRST)
    migrate.upgrade(app)
    steps(a2=REBUILD)
    migrate.upgrade(app)
    assert ask(tmp_path, "SELECT parent_id FROM child") == [(1,)]
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize("step", [BROKEN, ORPHAN], ids=["raises", "leaves orphans"])
def test_a_failing_step_leaves_the_old_version_whole(app, steps, tmp_path, step):
    steps(a1=FIRST)
    migrate.upgrade(app)
    steps(a2=REBUILD, a3=step)
    with pytest.raises(RuntimeError):
        migrate.upgrade(app)
    assert ask(tmp_path, "SELECT version_num FROM alembic_version") == [("a1",)]
    assert ask(tmp_path, "SELECT count(*) FROM parent") == [(1,)]
    assert ask(tmp_path, "SELECT name FROM sqlite_master WHERE name = 'extra'") == []


def test_a_newer_database_is_refused_untouched(app, steps, tmp_path, monkeypatch):
    monkeypatch.setenv("TTHC_INSTANCE", str(tmp_path))
    steps(a1=FIRST)
    migrate.upgrade(app)
    app.extensions["sqlalchemy"].engine.dispose()
    with closing(sqlite3.connect(tmp_path / "office.sqlite3")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
    before = (tmp_path / "office.sqlite3").read_bytes()
    result = CliRunner().invoke(group, ["migrate"], obj=Entrance(lambda: app, lambda: None))
    assert result.exit_code == 1
    assert result.stderr == migrate.NEWER + "\n"
    assert (tmp_path / "office.sqlite3").read_bytes() == before


def test_a_new_step_is_written_from_the_tables_and_leads_to_them(app, steps, tmp_path, monkeypatch):
    steps()
    monkeypatch.setattr(migrate, "HEAD_FILE", tmp_path / "HEAD")
    path = migrate.revise(app, "all tables")
    assert "tthc." not in (tmp_path / path).read_text("utf-8"), "a step must not depend on code that moves on"
    migrate.upgrade(app)
    assert migrate.level_of(app) is migrate.Level.CURRENT
    tables = {name for (name,) in ask(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables >= set(db.metadata.tables)
