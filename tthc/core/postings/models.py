"""Where an agency posts procedures, and each sheet that hangs there, has to hang or has to go."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.postings.rules import FORMS, Medium
from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base, Moment, Versioned, words

_ONE = "removed_at IS NULL AND announcement_id IS "
_COUNTED = ("agency_id", "procedure_id", "place_id", "due_on", "posted_on", "remove_on", "removed_on", "removed_at")
_LISTED = ("agency_id", "rank", "id", *_COUNTED[2:], "announcement_id", "decision_number", "place_name")
_SHEET = ("procedure_id", "place_id")
_OF_DECISION, _OF_NONE = text(_ONE + "NOT NULL"), text(_ONE + "NULL")


class PostingPlace(Versioned, Base):
    """A board, a web page, a QR code, a binder: data of the agency, from a day on and perhaps until a day."""

    __tablename__ = "posting_place"
    __table_args__ = (
        UniqueConstraint("agency_id", "folded"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("active_to IS NULL OR active_from IS NULL OR active_to >= active_from", name="active"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)  # who hangs sheets here; else who keeps the procedure
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200))
    medium: Mapped[Medium] = mapped_column(words(Medium))
    position: Mapped[int] = mapped_column(default=0)
    active_from: Mapped[date | None]
    active_to: Mapped[date | None]  # the first day on which nothing hangs here any more


class Posting(RegisterRow, Base):
    """One sheet of one procedure at one place, asked for by one decision."""

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("removed_on IS NULL OR removed_on >= posted_on", name="days"),
        CheckConstraint("removed_on IS NULL OR posted_on IS NOT NULL", name="was_posted"),
        CheckConstraint(f"form IN ('', {', '.join(repr(str(word)) for word in FORMS)})", name="form"),
        Index("ix_posting_listed", *_LISTED),  # the list, and what waits, decision by decision
        Index("ix_posting_days", *_COUNTED),  # holds all that counts of 40,000 sheets read
        Index(None, "announcement_id", "place_id"),
        Index(None, "marked_by_id", "marked_at"),
        Index("uq_posting_duty", *_SHEET, "announcement_id", unique=True, sqlite_where=_OF_DECISION, postgresql_where=_OF_DECISION),
        Index("uq_posting_undecided", *_SHEET, unique=True, sqlite_where=_OF_NONE, postgresql_where=_OF_NONE),
    )

    procedure_code: Mapped[str] = mapped_column(String(64))
    place_id: Mapped[int] = mapped_column(ForeignKey("posting_place.id"))
    decision_number: Mapped[str] = mapped_column(String(120), default="")
    posted_on: Mapped[date | None]
    form: Mapped[str] = mapped_column(String(24), default="")
    link: Mapped[str] = mapped_column(String(1000), default="")
    removed_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who said last that it hangs or is gone
    marked_at: Mapped[datetime | None] = mapped_column(Moment)
    # Kept by settle.
    short_code: Mapped[str] = mapped_column(String(64))
    procedure_id: Mapped[int | None] = mapped_column(ForeignKey("procedure.id"))
    announcement_id: Mapped[int | None] = mapped_column(ForeignKey("announcement.id"))
    procedure_name: Mapped[str] = mapped_column(Text, default="")
    place_name: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]
    remove_on: Mapped[date | None]
    check_by: Mapped[date | None]
    rank: Mapped[int] = mapped_column(default=0)
