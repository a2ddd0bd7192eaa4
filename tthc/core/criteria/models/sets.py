"""A criteria set as dated data: set, criterion, indicator; law that changes is edited, never coded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.criteria.rules import IndicatorKind, Subject
from tthc.kernel.tables import Base, Versioned, words


class CriteriaSet(Versioned, Base):
    """One set in force for some years; agencies below the one that keeps it may score by it."""

    __tablename__ = "criteria_set"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid"),
        Index(None, "agency_id", "subject", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    subject: Mapped[Subject] = mapped_column(words(Subject))
    title: Mapped[str] = mapped_column(String(300))
    basis: Mapped[str] = mapped_column(Text, default="")  # "Quyết định số 27/2025/QĐ-TTg ..."
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    least_total: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))  # points; None where the set knows no total
    least_share: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))  # percent of each criterion's points that must be reached
    conditions: Mapped[str] = mapped_column(Text, default="")  # further conditions, one a line: Đáp ứng or Không đáp ứng
    is_unsure: Mapped[bool] = mapped_column(default=False)  # as shipped: to be checked against the original document
    note: Mapped[str] = mapped_column(Text, default="")  # what is to be checked or filled in
    shipped_code: Mapped[str] = mapped_column(String(60), default="")  # the set that came with the program and was copied
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("criteria_set.id"), index=True)  # the edition before this one
    withdrawn_on: Mapped[date | None]

    criteria: Mapped[list[Criterion]] = relationship(lazy="raise", order_by="Criterion.position", back_populates="criteria_set")


class Criterion(Base):
    """A criterion (tiêu chí) of a set."""

    __tablename__ = "criterion"
    __table_args__ = (Index(None, "set_id", "position"), CheckConstraint("most_points IS NULL OR most_points > 0", name="points"))

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("criteria_set.id", ondelete="CASCADE"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    most_points: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    note: Mapped[str] = mapped_column(Text, default="")
    is_unsure: Mapped[bool] = mapped_column(default=False)

    criteria_set: Mapped[CriteriaSet] = relationship(lazy="raise", back_populates="criteria")
    indicators: Mapped[list[CriterionIndicator]] = relationship(
        lazy="raise", order_by="CriterionIndicator.position", back_populates="criterion"
    )


class CriterionIndicator(Base):
    """An indicator (chỉ tiêu) of a criterion: how it is measured, from which figure on it is met, which papers prove it."""

    __tablename__ = "criterion_indicator"
    __table_args__ = (
        Index(None, "criterion_id", "position"),
        # Points that the decree does not give with certainty stay empty: the set then says that they must be filled in.
        CheckConstraint("most_points IS NULL OR most_points > 0", name="points"),
        CheckConstraint("threshold IS NULL OR threshold >= 0", name="threshold"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id", ondelete="CASCADE"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[IndicatorKind] = mapped_column(words(IndicatorKind))
    threshold: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))  # percent or points from which it is met
    most_points: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    evidence: Mapped[str] = mapped_column(Text, default="")  # the papers that are asked for, one a line
    note: Mapped[str] = mapped_column(Text, default="")
    is_unsure: Mapped[bool] = mapped_column(default=False)

    criterion: Mapped[Criterion] = relationship(lazy="raise", back_populates="indicators")
