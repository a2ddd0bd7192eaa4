"""The steps lead to exactly the tables of the models, also from every old database with rows in it."""

import re
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import CheckConstraint, create_engine, inspect
from sqlalchemy.exc import DatabaseError

from tests.house.sources import ROOT
from tthc.commands import migrate
from tthc.core.tables import metadata
from tthc.extensions import db
from tthc.kernel.transaction import prepare_engine

# One dump a released version: a database of that version with rows in it.
DUMPS = ROOT / "tests/house/dumps"
STEPS = [step.revision for step in ScriptDirectory(str(migrate.SCRIPTS)).walk_revisions()]


@pytest.fixture
def old(tmp_path):
    """An application on a database file, for the commands that upgrade it."""
    app = Flask("old")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path}/office.sqlite3"
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
        yield app
        db.engine.dispose()


@pytest.fixture
def migrated(old):
    migrate.upgrade(old)
    with db.engine.connect() as connection:
        yield connection


def told(index):
    """An index with its options as text; a condition is an object that equals nothing."""
    return str(index | {"dialect_options": {name: str(value) for name, value in index["dialect_options"].items()}})


def shape(connection):
    """Everything the database knows of its tables, in one comparable value."""
    found = {}
    seen = inspect(connection)
    for table in sorted(set(seen.get_table_names()) - {"alembic_version"}):
        found[table] = {
            "columns": {c["name"]: (str(c["type"]), c["nullable"], c["default"]) for c in seen.get_columns(table)},
            "key": seen.get_pk_constraint(table),
            "foreign": sorted(map(str, seen.get_foreign_keys(table))),
            "unique": sorted(map(str, seen.get_unique_constraints(table))),
            "indexes": sorted(told(index) for index in seen.get_indexes(table)),
            "checks": sorted((c["name"], re.sub(r"\s+", " ", c["sqltext"])) for c in seen.get_check_constraints(table)),
        }
    triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name").all()
    return found, [tuple(row) for row in triggers]


def test_the_steps_make_the_tables_of_the_models(migrated):
    fresh = create_engine("sqlite://")
    with fresh.begin() as connection:
        metadata.create_all(connection)
        tables, triggers = shape(connection)
    fresh.dispose()
    found, found_triggers = shape(migrated)
    assert set(found) == set(tables)
    for name, expected in tables.items():
        assert found[name] == expected, name
    assert found_triggers == triggers


def test_autogenerate_finds_nothing_to_do(migrated):
    assert compare_metadata(MigrationContext.configure(migrated, opts={"compare_type": True}), metadata) == []


def test_no_two_constraints_of_a_table_share_a_name():
    for table in metadata.tables.values():
        names = [str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)]
        names = [name.removeprefix(f"ck_{table.name}_") for name in names]
        assert len(names) == len(set(names)), (table.name, names)


def test_the_log_refuses_change_after_migration(migrated):
    migrated.exec_driver_sql(
        "INSERT INTO audit_entry (id, at, actor_name, verb, thing, before, after, previous_hash, hash)"
        " VALUES (1, '2024-08-15 02:00:00', 'Hệ thống', 'make', 'plan', '{}', '{}', '0', '1')"
    )
    for order in ("UPDATE audit_entry SET verb = 'undo'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError, match="append-only"):
            migrated.exec_driver_sql(order)


def restore(path, revision):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DUMPS / f"{revision}.sql").read_text("utf-8"))


def counts(path):
    with closing(sqlite3.connect(path)) as connection:
        names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'alembic%'")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


@pytest.mark.parametrize("revision", STEPS)
def test_an_old_database_with_rows_comes_along(old, tmp_path, revision):
    path = tmp_path / "office.sqlite3"
    restore(path, revision)
    before = counts(path)
    assert sum(before.values()) > 0
    migrate.upgrade(old)
    assert migrate.level_of(old) is migrate.Level.CURRENT
    after = counts(path)
    assert {name: after.get(name) for name in before} == before
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
