"""Visits to the desk, the tablets that count them, and how an agency counts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.registers.models import RegisterRow
from tthc.core.visits.rules import LONGEST_NAME, TARGET_MINUTES
from tthc.kernel.clock import VIETNAM
from tthc.kernel.tables import Base, Moment, Versioned


class CounterDevice(Base):
    """A tablet at a counter: it signs in with a secret of its own and knows no account."""

    __tablename__ = "counter_device"
    __table_args__ = (
        Index(
            "uq_counter_device_name",
            "agency_id",
            "name",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        CheckConstraint("name <> ''", name="name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_expires_at: Mapped[datetime | None] = mapped_column(Moment)
    secret_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    paired_at: Mapped[datetime | None] = mapped_column(Moment)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class VisitSetting(Versioned, Base):
    """What an agency counts as waiting in time and as satisfied."""

    __tablename__ = "visit_setting"
    __table_args__ = (CheckConstraint("target_minutes BETWEEN 1 AND 600", name="target"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    target_minutes: Mapped[int] = mapped_column(default=TARGET_MINUTES)
    counts_neutral: Mapped[bool] = mapped_column(default=False)


class Visit(RegisterRow, Base):
    """One visit: the number that was taken, how long its holder waited, what was said of the service; nothing of the person."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("waiting_minutes >= 0", name="waiting"),
        CheckConstraint("called_at >= taken_at", name="order"),
        CheckConstraint("satisfaction IN ('', 'satisfied', 'neutral', 'unsatisfied')", name="satisfaction"),
        Index(
            "uq_visit_number",
            *("agency_id", "visited_on", "counter", "number"),
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index(None, "agency_id", "visited_on", "id"),
        Index(None, "device_id", "ticket_key", unique=True),
    )

    visited_on: Mapped[date]
    counter: Mapped[str] = mapped_column(String(LONGEST_NAME))
    number: Mapped[int]
    device_id: Mapped[int | None] = mapped_column(ForeignKey("counter_device.id"))
    ticket_key: Mapped[str | None] = mapped_column(String(64))  # made by the tablet: a press sent twice is one visit
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    called_at: Mapped[datetime | None] = mapped_column(Moment)
    waiting_minutes: Mapped[Decimal | None] = mapped_column(Numeric(6, 1))
    satisfaction: Mapped[str] = mapped_column(String(20), default="")

    @property
    def taken_clock(self) -> str:
        """`08:05`; empty for a row that was typed."""
        return f"{self.taken_at.astimezone(VIETNAM):%H:%M}" if self.taken_at else ""

    @property
    def called_clock(self) -> str:
        """`08:20`; empty until the number is called."""
        return f"{self.called_at.astimezone(VIETNAM):%H:%M}" if self.called_at else ""
