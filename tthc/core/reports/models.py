"""A report of an agency and its frozen editions: content as data, and the PDF printed from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.people.models import Person
from tthc.core.reports.rules import ReportKind, ReportPeriod, ReportState
from tthc.kernel.sections import Section
from tthc.kernel.tables import Base, Moment, Queued, Versioned, words

_OF_A_PERIOD = text("kind = 'period'")
_OF_A_SECTION = text("kind = 'section'")


class Report(Versioned, Base):
    """The report of a period, or the progress report of a section (one row a year, one edition a press of the button)."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("(kind = 'section') = (section IS NOT NULL)", name="of_section"),
        CheckConstraint("state NOT IN ('submitted', 'approved', 'signed') OR submitted_at IS NOT NULL", name="submitted"),
        Index("uq_report_period", "agency_id", "year", "period", unique=True, sqlite_where=_OF_A_PERIOD, postgresql_where=_OF_A_PERIOD),
        Index("uq_report_section", "agency_id", "year", "section", unique=True, sqlite_where=_OF_A_SECTION, postgresql_where=_OF_A_SECTION),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    period: Mapped[ReportPeriod] = mapped_column(words(ReportPeriod))
    kind: Mapped[ReportKind] = mapped_column(words(ReportKind))
    section: Mapped[Section | None] = mapped_column(words(Section))
    state: Mapped[ReportState] = mapped_column(words(ReportState), default=ReportState.DRAFT)
    as_of: Mapped[date]  # the office's day on which the figures were read
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    wording: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # only what a person wrote; the rest is composed
    changes: Mapped[list[str]] = mapped_column(JSON, default=list)  # figures that the last refresh changed
    comment: Mapped[str] = mapped_column(Text, default="")
    signer_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    drafted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime] = mapped_column(Moment)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    drafted_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=drafted_by_id)
    editions: Mapped[list[Edition]] = relationship(lazy="raise", order_by="Edition.number", back_populates="report")


class Edition(Queued, Base):
    """What was frozen: never changed after; `finished_at` is the moment its PDF was kept."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_sha256: Mapped[str] = mapped_column(String(64))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    frozen_at: Mapped[datetime] = mapped_column(Moment)
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    report: Mapped[Report] = relationship(lazy="raise", back_populates="editions")
    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")
