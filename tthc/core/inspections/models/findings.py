"""What inspections found wrong, who has to put it right by when, and whether it was."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base


class InspectionFinding(RegisterRow, Base):
    """A finding of a round (kiến nghị sau kiểm tra): observation, cause, remedy, owner, day."""

    __tablename__ = "inspection_finding"
    __table_args__ = (
        CheckConstraint("observation <> ''", name="observation"),
        CheckConstraint("repeat_of_id <> id", name="repeat"),
        Index("ix_inspection_finding_listed", "agency_id", "found_on", "id", "removed_at"),
        Index(None, "owner_id", "due_on"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_item.id"), index=True)
    found_on: Mapped[date]
    code: Mapped[str] = mapped_column(String(60), default="")  # the checklist's line, as the plan numbers it
    observation: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(Text, default="")
    remedy: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # who has to put it right: the inspected unit or one below it
    due_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    reopened_on: Mapped[date | None]
    repeat_of_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_finding.id"), index=True)
