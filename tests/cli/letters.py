"""A table with the mixin `Queued`, its jobs, and a worker process for the queue's tests."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tthc.adapters.queue import Queue
from tthc.kernel.tables import Queued
from tthc.kernel.transaction import prepare_engine, unit_of_work

LEASE = timedelta(seconds=60)


class Own(DeclarativeBase):
    pass


class Letter(Queued, Own):
    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    is_slow: Mapped[bool]


def write(session, _toolbox, letter):
    """Take a lease, work outside the transaction, say that it is done: the shape of every job."""
    now = datetime.now(UTC)
    with unit_of_work(session):
        row = session.get(Letter, letter)
        if not row.is_open or (row.lease_until and row.lease_until > now):
            return
        row.lease_until, row.attempts = now + LEASE, row.attempts + 1
        hangs = row.is_slow and row.attempts == 1
    if hangs:
        time.sleep(60)
    with unit_of_work(session):
        session.get(Letter, letter).finished_at = datetime.now(UTC)


def sweep(session, toolbox):
    """Ask again for every row that waits without a live lease."""
    now = datetime.now(UTC)
    for row in session.scalars(select(Letter).where(Letter.finished_at.is_(None))).all():
        if row.lease_until is None or row.lease_until <= now:
            toolbox.enqueue("write", letter=row.id)


def explode(_session, _toolbox, letter):
    raise GeneratorExit(letter)  # like the renderer's fatal error: no Exception


JOBS = {"write": write, "sweep": sweep, "explode": explode}


class Letters:
    def __init__(self, path: Path) -> None:
        self.engine = create_engine(f"sqlite:///{path}")
        prepare_engine(self.engine)
        Own.metadata.create_all(self.engine)
        self._queue = Queue(path.with_name("queue.sqlite3"), JOBS, self.work)

    @contextmanager
    def work(self):
        with Session(self.engine) as session:
            yield session, self._queue

    def ask(self, *, slow=False):
        with Session(self.engine) as session, unit_of_work(session):
            row = Letter(requested_at=datetime.now(UTC), is_slow=slow)
            session.add(row)
            session.flush()
            return row.id

    def hurry(self, number):
        with Session(self.engine) as session, unit_of_work(session):
            session.get(Letter, number).lease_until = datetime.now(UTC) - LEASE

    def state(self, number):
        with Session(self.engine) as session:
            row = session.get(Letter, number)
            return ("done" if row.finished_at else "leased" if row.lease_until else "waiting", row.attempts)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    Queue(folder / "queue.sqlite3", JOBS, Letters(folder / "letters.sqlite3").work).serve(threading.Event())
