"""The log: one row an act, chained by hash; the database refuses to change or delete a row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DDL, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from tthc.kernel.tables import Base, Moment


class AuditEntry(Base):
    """Who did what to which thing, before and after (canonical JSON), and the hash of the row before."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "thing", "thing_id", "id"), Index(None, "agency_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    agency_id: Mapped[int | None]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    verb: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int | None]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    request_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


_SQLITE = "CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$"
)
_POSTGRES = "CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"

# The triggers belong to the table: whoever creates it, by migration or in a test, gets them.
TRIGGERS = {
    "sqlite": [_SQLITE.format(verb=verb) for verb in ("update", "delete")],
    "postgresql": [_POSTGRES_FUNCTION, *(_POSTGRES.format(verb=verb) for verb in ("update", "delete"))],
}
for _dialect, _statements in TRIGGERS.items():
    for _statement in _statements:
        event.listen(AuditEntry.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))
