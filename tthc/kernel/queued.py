"""How a worker takes, finishes or gives up a row that waits (mixin `Queued`): the row is the truth, the queue only wakes.

A killed worker leaves a lease that runs out; the sweeper then asks again, so work is delayed and never lost.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tthc.kernel.tables import Queued

LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 5
GIVEN_UP = "Đã thử {n} lần nhưng chưa xong. Bấm làm lại, hoặc báo quản trị viên xem nhật ký máy chủ."
_AT_ONCE = 200


def ask(row: Queued, now: datetime) -> None:
    """Ask for the work, for the first time or again."""
    row.requested_at, row.finished_at, row.lease_until = now, None, None
    row.attempts, row.progress, row.problem = 0, 0, None


def take(row: Queued, now: datetime, lease: timedelta = LEASE) -> bool:
    """Whether the caller may do the work now; the lease keeps others away until it runs out."""
    if not row.is_open or (row.lease_until is not None and row.lease_until > now):
        return False
    if row.attempts >= MOST_ATTEMPTS:
        row.problem, row.finished_at = row.problem or GIVEN_UP.format(n=row.attempts), now
        return False
    row.attempts += 1
    row.lease_until = now + lease
    return True


def finish(row: Queued, now: datetime) -> None:
    """The work is done."""
    row.progress, row.problem, row.lease_until, row.finished_at = 100, None, None, now


def fail(row: Queued, sentence: str, now: datetime) -> None:
    """The try failed: say why, wait longer each time, give up after the last."""
    row.problem = sentence
    row.lease_until = now + timedelta(minutes=row.attempts)
    if row.attempts >= MOST_ATTEMPTS:
        row.finished_at = now


def waiting(session: Session, table: Any, now: datetime) -> list[int]:
    """Ids of the rows nobody is working on, oldest first."""
    free = or_(table.lease_until.is_(None), table.lease_until <= now)
    query = select(table.id).where(table.requested_at.is_not(None), table.finished_at.is_(None), free)
    return list(session.scalars(query.order_by(table.requested_at, table.id).limit(_AT_ONCE)))
