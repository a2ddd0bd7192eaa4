"""The official calendar and the reporting days of agencies, both imported and changed as data."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.calendar.rules import PeriodKind
from tthc.core.calendar.rules.official import DayKind
from tthc.kernel.tables import Base, Versioned, words


class CalendarDay(Base):
    """A day on which the office does not do what the day of the week says, with the document that says so."""

    __tablename__ = "calendar_day"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    kind: Mapped[DayKind] = mapped_column(words(DayKind))
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(500))


class ReportSchedule(Versioned, Base):
    """When data are closed and reports are due; the row without an agency serves every agency that has none of its own."""

    __tablename__ = "report_schedule"
    __table_args__ = (
        UniqueConstraint("agency_id", "period_kind"),
        # NULLs are never equal, so the constraint above does not keep the default rows apart.
        Index(
            "uq_report_schedule_default",
            "period_kind",
            unique=True,
            sqlite_where=text("agency_id IS NULL"),
            postgresql_where=text("agency_id IS NULL"),
        ),
        CheckConstraint("cutoff_day BETWEEN 1 AND 31", name="cutoff_day"),
        CheckConstraint("due_before_day BETWEEN 1 AND 28", name="due_before_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int | None]  # a unit; the table of units belongs to a later room
    period_kind: Mapped[PeriodKind] = mapped_column(words(PeriodKind))
    cutoff_day: Mapped[int]
    due_before_day: Mapped[int]
    source: Mapped[str] = mapped_column(String(500))
