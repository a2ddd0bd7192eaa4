"""What the control of procedures costs the agency, and the content groups under which it is booked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.budgets.rules import LONGEST_TITLE
from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base, Versioned


class BudgetGroup(Versioned, Base):
    """A content group as an agency words it itself, or one that it added; groups that it left alone are those of the circular."""

    __tablename__ = "budget_group"
    __table_args__ = (UniqueConstraint("agency_id", "number"), CheckConstraint("number > 0 AND title <> ''", name="named"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))


class BudgetLine(RegisterRow, Base):
    """Money set aside and money spent for one piece of content in a budget year; both in whole đồng."""

    __tablename__ = "budget_line"
    __table_args__ = (
        CheckConstraint("content <> ''", name="content"),
        CheckConstraint("estimate >= 0 AND spent >= 0", name="money"),
        CheckConstraint("budget_year BETWEEN '2000' AND '2100' AND length(budget_year) = 4", name="year"),
        Index("ix_budget_line_listed", "agency_id", "budget_year", "group_number", "removed_at", "estimate", "spent"),
    )

    budget_year: Mapped[str] = mapped_column(String(4))  # its name, not a count: a line of 2024 is often decided in 2023
    group_number: Mapped[int]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    content: Mapped[str] = mapped_column(String(500))
    estimate: Mapped[int] = mapped_column(BigInteger)
    spent: Mapped[int | None] = mapped_column(BigInteger)
    doc_number: Mapped[str] = mapped_column(String(120), default="")
    doc_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
