"""Whom a year's programme inspects: classes of units with the share that must be inspected, and the units of each class."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tthc.kernel.tables import Base, Moment, Versioned


class InspectionClass(Versioned, Base):
    """A class of units ("UBND cấp xã") and the share of it to be inspected in a year; `is_internal`: what each unit inspects below it.

    One that was taken out stays, so that the plan does not bring it back and its place is given to no other.
    """

    __tablename__ = "inspection_class"
    __table_args__ = (
        CheckConstraint("quota > 0 AND (is_number OR quota <= 100)", name="quota"),
        CheckConstraint("title <> ''", name="title"),
        UniqueConstraint("agency_id", "year", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    quota: Mapped[Decimal] = mapped_column(Numeric(7, 2))
    is_number: Mapped[bool] = mapped_column(default=False)  # the quota is a number of units, not a share
    is_internal: Mapped[bool] = mapped_column(default=False)
    target_id: Mapped[int | None] = mapped_column(ForeignKey("target.id"), index=True)  # the plan's own number, where it came from one
    source: Mapped[str] = mapped_column(Text, default="")  # the plan's own words
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removal_reason: Mapped[str] = mapped_column(Text, default="")


class InspectionObject(Base):
    """A unit that a class holds: of the agency's own tree, an agency below it, or a body outside."""

    __tablename__ = "inspection_object"
    __table_args__ = (UniqueConstraint("class_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("inspection_class.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)


class InspectionProgramme(Versioned, Base):
    """What an agency counts with in a year: days between two teams at one unit, and the last day for the units' returns."""

    __tablename__ = "inspection_programme"
    __table_args__ = (UniqueConstraint("agency_id", "year"), CheckConstraint("gap_days >= 0", name="gap"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    gap_days: Mapped[int]
    return_due_on: Mapped[date | None]  # where the plan names none, or the agency means another
    note: Mapped[str] = mapped_column(String(500), default="")  # the paper it was set by
