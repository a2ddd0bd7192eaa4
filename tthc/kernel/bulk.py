"""Plain rows in bulk: only for sample provinces, whose rows nobody did and nobody may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from tthc.kernel.tables import Base


def is_empty(session: Session, table: str) -> bool:
    """Whether a table has no row."""
    return not session.scalar(select(func.count()).select_from(Base.metadata.tables[table]))


def last_id(session: Session, table: str) -> int:
    """The highest id of a table, 0 of an empty one."""
    return session.scalar(select(func.max(Base.metadata.tables[table].c.id))) or 0


def write_rows(session: Session, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> int:
    """Insert rows by table name, parents before children; returns how many. The rows of a table have the same keys."""
    # A unit points to units before it, so the one cycle of the tables (unit to unit) needs no care.
    for table in Base.metadata.sorted_tables:
        if rows.get(table.name):
            session.execute(insert(table), [dict(row) for row in rows[table.name]])
    return sum(map(len, rows.values()))
