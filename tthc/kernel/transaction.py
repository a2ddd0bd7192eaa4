"""One way to write: a transaction that opens with BEGIN IMMEDIATE and ends with the block.

SQLite loses read-then-write transactions that open with a plain BEGIN when several people write; IMMEDIATE queues them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

WRITES = "tthc_writes"


def begin_write(session: Session) -> None:
    """End the read transaction and open the write transaction."""
    session.rollback()
    session.connection(execution_options={WRITES: True})


@contextmanager
def unit_of_work(session: Session) -> Iterator[Session]:
    """Commit when the block ends, roll back when it raises."""
    begin_write(session)
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def prepare_engine(engine: Engine) -> None:
    """Give a SQLite engine its pragmas and let SQLAlchemy, not the driver, open transactions.

    WAL with synchronous=FULL: with NORMAL a power cut loses acknowledged rows.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
