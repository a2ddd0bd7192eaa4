"""Tables of the safe: an unannounced inspection while nobody outside may know of it.

No foreign key points out of the safe and no number of it counts anything: a constraint that fails elsewhere, a lock on a unit or a
gap in a sequence would tell that something lies here.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import DDL, JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.sealed.rules import SafeRole
from tthc.kernel.tables import Base, Moment, words

_ADDRESSED = 2**31 - 1  # what an address of this program can name
_INSIDE = 2**53 - 1


def _drawn() -> int:
    return 1 + secrets.randbelow(_ADDRESSED)


def _drawn_inside() -> int:
    return 1 + secrets.randbelow(_INSIDE)


class SealedRound(Base):
    """An unannounced inspection before it is opened: whom, when, on whose decision; `version` rises with each change of these."""

    __tablename__ = "sealed_round"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="days"),
        CheckConstraint("(opened_at IS NULL) = (opened_round_id IS NULL)", name="opened"),
        CheckConstraint("opened_at IS NULL OR discarded_at IS NULL", name="ended"),
        Index(None, "agency_id", "starts_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=_drawn)
    agency_id: Mapped[int]
    object_id: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    content: Mapped[str] = mapped_column(Text)
    decision_number: Mapped[str] = mapped_column(String(120), default="")
    decided_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    sealed_at: Mapped[datetime] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_round_id: Mapped[int | None] = mapped_column(index=True)
    discarded_at: Mapped[datetime | None] = mapped_column(Moment)
    discard_reason: Mapped[str] = mapped_column(Text, default="")
    entries: Mapped[int] = mapped_column(default=0)  # how long its log is and how it ends: a log cut short shows
    last_hash: Mapped[str] = mapped_column(String(64), default="")


class SealedReader(Base):
    """Somebody who knows of it; who has no account here is named only."""

    __tablename__ = "sealed_reader"
    __table_args__ = (UniqueConstraint("safe_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=_drawn)
    safe_id: Mapped[int] = mapped_column(ForeignKey("sealed_round.id"))
    person_id: Mapped[int | None] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300), default="")
    role: Mapped[SafeRole] = mapped_column(words(SafeRole))


class SealedItem(Base):
    """A line of the checklist the team takes along."""

    __tablename__ = "sealed_item"
    __table_args__ = (UniqueConstraint("safe_id", "position"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=_drawn_inside)
    safe_id: Mapped[int] = mapped_column(ForeignKey("sealed_round.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(60), default="")
    above: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    plan_id: Mapped[int | None]


class SealedFile(Base):
    """A paper of the safe: its bytes lie in the store like all others, its row is no `stored_file`, which is counted elsewhere.

    Taken off it stays, for the night would count its bytes among those that nobody knows.
    """

    __tablename__ = "sealed_file"
    __table_args__ = (Index(None, "safe_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=_drawn)
    safe_id: Mapped[int] = mapped_column(ForeignKey("sealed_round.id"))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    warnings: Mapped[list[str]] = mapped_column(JSON, default=list)
    file_name: Mapped[str] = mapped_column(String(255))
    note: Mapped[str] = mapped_column(String(300), default="")
    added_by_id: Mapped[int | None]
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class SealedEntry(Base):
    """One act in the safe's own log, chained like the log of the house; nothing of it stands there before the opening."""

    __tablename__ = "sealed_entry"
    __table_args__ = (UniqueConstraint("safe_id", "number"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=_drawn_inside)
    safe_id: Mapped[int] = mapped_column(ForeignKey("sealed_round.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    verb: Mapped[str] = mapped_column(String(40))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    request_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


_SQLITE = (
    "CREATE TRIGGER sealed_entry_no_{verb} BEFORE {verb} ON sealed_entry BEGIN SELECT RAISE(ABORT, 'sealed_entry is append-only'); END"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION sealed_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'sealed_entry is append-only'; END $$"
)
_POSTGRES = "CREATE TRIGGER sealed_entry_no_{verb} BEFORE {verb} ON sealed_entry FOR EACH ROW EXECUTE FUNCTION sealed_entry_refuse()"

TRIGGERS = {
    "sqlite": [_SQLITE.format(verb=verb) for verb in ("update", "delete")],
    "postgresql": [_POSTGRES_FUNCTION, *(_POSTGRES.format(verb=verb) for verb in ("update", "delete"))],
}
for _dialect, _statements in TRIGGERS.items():
    for _statement in _statements:
        event.listen(SealedEntry.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))
