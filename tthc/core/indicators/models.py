"""What was reached of a target in a period: two counts and the rows that made them; the share is never stored. What registers count."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.people.models import Person, Unit
from tthc.core.plans.models import Target
from tthc.kernel.tables import Base, Moment, Versioned


class IndicatorValue(Versioned, Base):
    """Numerator and denominator of one target in one reporting period; a target that is no share has no denominator."""

    __tablename__ = "indicator_value"
    __table_args__ = (
        UniqueConstraint("target_id", "year", "period"),
        CheckConstraint("numerator >= 0 AND (denominator IS NULL OR denominator >= 0)", name="positive"),
        Index(None, "agency_id", "year", "period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    period: Mapped[str] = mapped_column(String(20))  # q1, q2, q3, year
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    numerator: Mapped[Decimal] = mapped_column(Numeric(20, 4))
    denominator: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))
    rows: Mapped[list[int]] = mapped_column(JSON, default=list)  # register rows that were counted; empty when entered by hand
    measure: Mapped[str] = mapped_column(String(60), default="")  # what the registers counted; empty when a person typed the figure
    until: Mapped[date | None]  # the last day that was counted
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)  # the cut-off: the period's figures are fixed

    target: Mapped[Target] = relationship(lazy="raise")
    unit: Mapped[Unit | None] = relationship(lazy="raise", foreign_keys=unit_id)
    entered_by: Mapped[Person | None] = relationship(lazy="raise")


class TargetMeasure(Versioned, Base):
    """What of the registers a target asks for, as the program read it or a person said; an empty code: figures are typed."""

    __tablename__ = "target_measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), unique=True)
    code: Mapped[str] = mapped_column(String(60))
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # nobody: the program read the target's words
    chosen_at: Mapped[datetime] = mapped_column(Moment)

    chosen_by: Mapped[Person | None] = relationship(lazy="raise")


class RegisterFigure(Base):
    """What the registers say of one measure in one period, whether or not a plan asks for it; made again after each change of a row."""

    __tablename__ = "register_figure"
    __table_args__ = (UniqueConstraint("agency_id", "year", "period", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    period: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(60))
    numerator: Mapped[Decimal] = mapped_column(Numeric(20, 4))
    denominator: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))
    rows: Mapped[list[int]] = mapped_column(JSON, default=list)
    until: Mapped[date]
    counted_at: Mapped[datetime] = mapped_column(Moment)


class RegisterCount(Base):
    """How far in the log a register has been counted for a year: a count that was asked for meanwhile, or lost, shows as a later entry."""

    __tablename__ = "register_count"
    __table_args__ = (UniqueConstraint("agency_id", "year", "register"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    register: Mapped[str] = mapped_column(String(40))
    entry_id: Mapped[int]  # the newest entry of the agency's log that stood when the rows were read
    counted_on: Mapped[date]  # figures of a running period go up to this day
