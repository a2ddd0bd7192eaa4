"""Alembic's environment: started only by `tthc.commands.migrate`, on the connection it is given."""

from typing import Any, Literal

from alembic import context

import tthc.core.tables  # noqa: F401 - loads every mapped class
from tthc.kernel.tables import Base, Moment
from tthc.kernel.transaction import WRITES

# Virtual tables and their shadows are written by hand in a revision and are unknown to the models.
HAND_WRITTEN = ("search_",)


def _is_ours(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:  # noqa: ARG001, FBT001 - Alembic's signature
    return not (kind == "table" and reflected and compare_to is None and str(name).startswith(HAND_WRITTEN))


def _plain(kind: str, thing: Any, autogen_context: Any) -> str | Literal[False]:  # noqa: ARG001 - Alembic's signature
    # A revision must run long after the code has moved on, so it names no type of ours.
    return "sa.DateTime()" if kind == "type" and isinstance(thing, Moment) else False


connection = context.config.attributes["connection"].execution_options(**{WRITES: True})
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
    compare_type=True,
    include_object=_is_ours,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"foreign keys broken by a migration: {broken[:5]}")
