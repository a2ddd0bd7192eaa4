"""A plan as a document: head, outline, every paragraph accounted for, and its targets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.kernel.sections import Section
from tthc.kernel.tables import Base, Queued, Versioned, words


class PlanState(StrEnum):
    """A plan is in force, or its import was undone before any evidence."""

    ACTIVE = "active"
    UNDONE = "undone"


class PlanForm(StrEnum):
    """The office formats a plan is written in."""

    DOCX = "docx"
    XLSX = "xlsx"


class Plan(Versioned, Base):
    """One document of an agency for a year; head fields stay as printed."""

    __tablename__ = "plan"
    __table_args__ = (Index(None, "agency_id", "state", "year", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    parent_plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))  # the superior's plan whose tasks it carries out
    previous_plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))  # the plan of the year before
    is_shared: Mapped[bool] = mapped_column(default=False)  # the agencies below may see its tasks and take them over
    amendments: Mapped[int] = mapped_column(default=0)
    amended_on: Mapped[date | None]
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    file_name: Mapped[str] = mapped_column(String(255), default="")
    state: Mapped[PlanState] = mapped_column(words(PlanState), default=PlanState.ACTIVE)
    year: Mapped[int]
    year_end: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(String(120))
    place: Mapped[str | None] = mapped_column(String(120))
    issued_text: Mapped[str | None] = mapped_column(String(20))  # YYYY-MM-DD, YYYY-MM or YYYY: a blank day stays blank
    issuer: Mapped[str | None] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(Text)
    legal_bases: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    signer: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    recipients: Mapped[list[str]] = mapped_column(JSON, default=list)
    report_deadlines: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    @property
    def last_year(self) -> int:
        """The last year it is valid in; most plans are for one year."""
        return self.year_end or self.year

    @property
    def due_years(self) -> range:
        """The years its days may fall in: its last report is due in the year after."""
        return range(self.year, self.last_year + 2)

    @property
    def issued_on(self) -> date | None:
        """The day of issue when the document gives one."""
        text = self.issued_text or ""
        return date.fromisoformat(text) if text.count("-") == 2 else None  # noqa: PLR2004 - year, month and day


class PlanNode(Base):
    """An enumerated item of the outline; `code` is its path (`II.3.1`, `PL1.II`)."""

    __tablename__ = "plan_node"
    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)


class PlanParagraph(Base):
    """One paragraph or cell of the source with the role it got; together they hold every word of the document."""

    __tablename__ = "plan_paragraph"
    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    position: Mapped[int]
    role: Mapped[str] = mapped_column(String(24))
    code: Mapped[str | None] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text, default="")


class Target(Base):
    """A number the plan sets (`>= 80 %`); its values by period belong to the indicators."""

    __tablename__ = "target"
    __table_args__ = (Index(None, "plan_id", "section", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    section: Mapped[Section] = mapped_column(words(Section))
    task_code: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    metric: Mapped[str] = mapped_column(Text)
    op: Mapped[str] = mapped_column(String(2))
    value: Mapped[Decimal] = mapped_column(Numeric(20, 4))
    value_max: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))
    measure: Mapped[str] = mapped_column(String(40))  # "%", "phút", …: the unit of measure
    removed_on: Mapped[date | None]  # an amended plan no longer sets it


class PlanExport(Queued, Base):
    """A plan being written as an office file; `stamp` tells the state of the plan it shows."""

    __tablename__ = "plan_export"
    __table_args__ = (
        CheckConstraint("finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL", name="file"),
        Index(None, "plan_id", "form", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    form: Mapped[PlanForm] = mapped_column(words(PlanForm))
    stamp: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(255))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)

    plan: Mapped[Plan] = relationship(lazy="raise")
    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")
