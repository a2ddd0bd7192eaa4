"""What the inspected units report of a year: whom they inspected themselves, what was found and what was put right."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base


class InspectionReturn(RegisterRow, Base):
    """A unit's report on a year's inspections (seed-001, IV.4); one a unit and year."""

    __tablename__ = "inspection_return"
    __table_args__ = (
        CheckConstraint("units_inspected <= units_total", name="units"),
        CheckConstraint("put_right <= found", name="findings"),
        CheckConstraint("units_inspected >= 0 AND put_right >= 0", name="counts"),
        Index(None, "agency_id", "year", "object_id"),
        Index("ix_inspection_return_listed", "agency_id", "year", "reported_on", "id", "removed_at"),
    )

    year: Mapped[str] = mapped_column(String(4))  # which year it is about; a late one comes in the next
    object_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    reported_on: Mapped[date]
    number: Mapped[str] = mapped_column(String(120), default="")
    units_total: Mapped[int]
    units_inspected: Mapped[int]
    found: Mapped[int] = mapped_column(default=0)
    put_right: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
