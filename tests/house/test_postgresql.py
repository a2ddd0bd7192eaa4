"""The steps on a real PostgreSQL: the same tables as the models, the same log that refuses change."""

import io
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from tthc.commands import migrate
from tthc.core.audit import models as audit_models
from tthc.core.sealed import models as sealed_models
from tthc.core.tables import metadata

pytestmark = pytest.mark.long
ENTRY = (
    "INSERT INTO audit_entry (id, at, actor_name, verb, thing, before, after, previous_hash, hash)"
    " VALUES (1, now(), 'Hệ thống', 'make', 'plan', '{}', '{}', '0', '1');"
)


@pytest.fixture(scope="module")
def server():
    """A server of its own on a socket in a folder that is gone afterwards; it refuses to run as root, so it does not."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda p: int(p.parent.name))
    assert programs, "this test needs the package postgresql"
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    lower = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if lower:
        shutil.chown(folder, "postgres", "postgres")

    def run(program, *words, text=""):
        order = [*lower, str(programs / program), *words]
        return subprocess.run(order, input=text, capture_output=True, text=True, check=False, cwd=folder, timeout=120)

    made = run("initdb", "-D", f"{folder}/cluster", "-U", "office", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
    assert made.returncode == 0, made.stderr
    options = f"-c listen_addresses= -c fsync=off -k {folder}"
    run("pg_ctl", "-D", f"{folder}/cluster", "-o", options, "-l", f"{folder}/log", "-w", "start")
    try:
        yield lambda program, *words, text="": run(program, "-h", str(folder), "-U", "office", *words, text=text)
    finally:
        run("pg_ctl", "-D", f"{folder}/cluster", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def by_the_steps():
    """What the migrations would send."""
    sent = io.StringIO()
    options = {"as_sql": True, "output_buffer": sent, "target_metadata": metadata}
    context = MigrationContext.configure(dialect_name="postgresql", opts=options)
    with Operations.context(context):
        for step in reversed(list(ScriptDirectory(str(migrate.SCRIPTS)).walk_revisions())):
            step.module.upgrade()
    return sent.getvalue()


def by_the_models():
    """What the models would send."""
    dialect = postgresql.dialect()
    orders = []
    for table in metadata.sorted_tables:
        orders.append(CreateTable(table).compile(dialect=dialect))
        orders += [CreateIndex(index).compile(dialect=dialect) for index in table.indexes]
    triggers = [*audit_models.TRIGGERS["postgresql"], *sealed_models.TRIGGERS["postgresql"]]
    return ";\n".join([*(str(order) for order in orders), *triggers]) + ";"


def filled(server, name, orders):
    assert server("createdb", name).returncode == 0
    done = server("psql", "-v", "ON_ERROR_STOP=1", "-q", "-d", name, text=orders)
    assert done.returncode == 0, done.stderr
    return name


def shape(server, name):
    """The schema as pg_dump tells it, without comments and without the order of what has none."""
    dump = server("pg_dump", "--schema-only", "--no-owner", "-d", name).stdout
    statements = [re.sub(r"\s+", " ", part).strip() for part in re.sub(r"^(--|\\).*$", "", dump, flags=re.MULTILINE).split(";")]
    return sorted(", ".join(sorted(part.split(", "))) for part in statements if part)


def test_the_steps_make_the_tables_of_the_models(server):
    steps = shape(server, filled(server, "steps", by_the_steps()))
    models = shape(server, filled(server, "models", by_the_models()))
    assert len(steps) > 100
    assert steps == models


@pytest.mark.parametrize("order", ["UPDATE audit_entry SET verb = 'undo';", "DELETE FROM audit_entry;"])
def test_the_log_refuses_change(server, order):
    name = filled(server, f"log_{order[:6].lower()}", by_the_steps() + ENTRY)
    refused = server("psql", "-v", "ON_ERROR_STOP=1", "-d", name, text=order)
    assert refused.returncode != 0
    assert "append-only" in refused.stderr
