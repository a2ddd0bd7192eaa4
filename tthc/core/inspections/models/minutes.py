"""The minutes of a round: what both sides sign, and who signed what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.inspections.rules import Side
from tthc.kernel.tables import Base, Moment, Versioned, words


class InspectionMinutes(Versioned, Base):
    """Composed of the sheet, worded by the team. `content` is what is signed, `content_hash` its SHA-256."""

    __tablename__ = "inspection_minutes"
    __table_args__ = (UniqueConstraint("round_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(300), default="")
    unit_side: Mapped[str] = mapped_column(Text, default="")  # who took part for the inspected unit, a line each
    findings: Mapped[str] = mapped_column(Text, default="")
    opinion: Mapped[str] = mapped_column(Text, default="")  # of the inspected unit
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    content_hash: Mapped[str] = mapped_column(String(64))


class InspectionSignature(Base):
    """One side stands by the minutes as they read then; `taken_back_at`: they were changed afterwards."""

    __tablename__ = "inspection_signature"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR stored_file_id IS NOT NULL", name="signed"),
        Index(None, "round_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"))
    side: Mapped[Side] = mapped_column(words(Side))
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300), default="")
    content_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # nobody: the paper was signed and scanned
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255), default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signed_on: Mapped[date]
    signed_at: Mapped[datetime] = mapped_column(Moment)
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)

    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")
