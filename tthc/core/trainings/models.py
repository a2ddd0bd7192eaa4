"""The register of trainings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base


class Training(RegisterRow, Base):
    """A course or a meeting in which officers were taught the control of procedures."""

    __tablename__ = "training"
    __table_args__ = (
        CheckConstraint("content <> ''", name="content"),
        CheckConstraint("invited >= 0 AND attended >= 0", name="counts"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days"),
        Index("ix_training_listed", "agency_id", "starts_on", "id", "removed_at", "invited", "attended"),
    )

    content: Mapped[str] = mapped_column(String(500))
    organiser: Mapped[str] = mapped_column(String(300))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(300), default="")
    audience: Mapped[str] = mapped_column(String(300), default="")
    invited: Mapped[int | None]
    attended: Mapped[int | None]
    doc_number: Mapped[str] = mapped_column(String(120), default="")
    doc_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(Text, default="")
