"""Dossiers of the one-stop desk, period totals by field, apologies for late ones, the terms of apologies, form II.06a as a sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.dossiers.rules.columns import CHANNELS, LEVELS, LONGEST_CODE, LONGEST_FIELD, SATISFACTIONS
from tthc.core.dossiers.rules.lateness import MOST_DAYS
from tthc.core.files.models import StoredFile
from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base, Queued, Versioned

_THERE = text("removed_at IS NULL")
_PENDING = text("returned_on IS NULL AND removed_at IS NULL")
_RETURNED_LATE = text("returned_on > due_on")
_LISTED = ("agency_id", "removed_at", "received_on", "id", "returned_on", "due_on")


def _one_of(column: str, *stored: str) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in stored)})"


def _once(*columns: str) -> Index:
    """What may stand once among the rows that are not removed."""
    return Index(None, *columns, unique=True, sqlite_where=_THERE, postgresql_where=_THERE)


class Dossier(RegisterRow, Base):
    """A dossier as the one-stop system counts it: an opaque code, days and marks; whose it is stays in that system."""

    __tablename__ = "dossier"
    __table_args__ = (
        _once("agency_id", "code"),
        # The list and its count, newest first, and those returned late; all that rows are chosen by, searched words too, is in the index.
        Index("ix_dossier_listed", *_LISTED, "folded"),
        Index("ix_dossier_late", *_LISTED, sqlite_where=_RETURNED_LATE, postgresql_where=_RETURNED_LATE),
        # How far back a year's list has to look for dossiers that are still pending.
        Index("ix_dossier_oldest", "received_on", sqlite_where=_PENDING, postgresql_where=_PENDING),
        # Form II.06a is counted from this index alone.
        Index("ix_dossier_counted", "agency_id", "removed_at", "returned_on", "due_on", "received_on", "level", "field", "channel"),
        CheckConstraint("code <> ''", name="named"),
        CheckConstraint("due_on >= received_on", name="due"),
        CheckConstraint("returned_on >= received_on", name="returned"),
        CheckConstraint("waiting_minutes >= 0 AND handling_minutes >= 0", name="minutes"),
        CheckConstraint(_one_of("channel", *CHANNELS), name="channel"),
        CheckConstraint(_one_of("level", "", *LEVELS), name="level"),
        CheckConstraint(_one_of("satisfaction", "", *SATISFACTIONS), name="satisfaction"),
    )

    code: Mapped[str] = mapped_column(String(LONGEST_CODE))
    procedure_code: Mapped[str] = mapped_column(String(LONGEST_CODE), default="")
    field: Mapped[str] = mapped_column(String(LONGEST_FIELD))
    level: Mapped[str] = mapped_column(String(12), default="")
    received_on: Mapped[date]
    due_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    channel: Mapped[str] = mapped_column(String(12))
    is_online_full: Mapped[bool | None]
    has_fee: Mapped[bool | None]
    fee_online: Mapped[bool | None]
    digitised: Mapped[bool | None]
    reused: Mapped[bool | None]
    no_resupply: Mapped[bool | None]
    electronic_transfer: Mapped[bool | None]
    satisfaction: Mapped[str] = mapped_column(String(12), default="")
    waiting_minutes: Mapped[int | None]
    handling_minutes: Mapped[int | None]


class DossierTotal(RegisterRow, Base):
    """A line of form II.06a that the one-stop system gave as a total; the identities of the form hold in the database too."""

    __tablename__ = "dossier_total"
    __table_args__ = (
        _once("agency_id", "last_day", "first_day", "level", "field"),
        CheckConstraint("field <> ''", name="named"),
        CheckConstraint(_one_of("level", *LEVELS), name="level"),
        CheckConstraint("last_day >= first_day", name="days"),
        CheckConstraint("online >= 0 AND direct >= 0 AND carried >= 0 AND early >= 0 AND on_time >= 0 AND late >= 0", name="counted"),
        CheckConstraint("within >= 0 AND overdue >= 0", name="left_over"),
        CheckConstraint("received = online + direct + carried", name="received"),
        CheckConstraint("settled = early + on_time + late", name="settled"),
        CheckConstraint("pending = within + overdue", name="pending"),
        CheckConstraint("received = settled + pending", name="balance"),
    )

    first_day: Mapped[date]
    last_day: Mapped[date]
    level: Mapped[str] = mapped_column(String(12))
    field: Mapped[str] = mapped_column(String(LONGEST_FIELD))
    received: Mapped[int]
    online: Mapped[int]
    direct: Mapped[int]
    carried: Mapped[int]
    settled: Mapped[int]
    early: Mapped[int]
    on_time: Mapped[int]
    late: Mapped[int]
    pending: Mapped[int]
    within: Mapped[int]
    overdue: Mapped[int]


class Apology(RegisterRow, Base):
    """A late dossier: the office is told, the citizen gets an apology and one new date (Decree 61/2018; form 04 of Circular 03/2025)."""

    __tablename__ = "apology"
    __table_args__ = (
        _once("agency_id", "dossier_code"),
        Index("ix_apology_listed", "agency_id", "removed_at", "original_due", "id", "sent_on", "send_by"),
        Index("ix_apology_dossier", "dossier_id"),
        CheckConstraint("dossier_code <> ''", name="named"),
        CheckConstraint("new_due > original_due", name="new_due"),
        CheckConstraint("sent_on IS NULL OR (new_due IS NOT NULL AND reason <> '')", name="sent"),
    )

    dossier_code: Mapped[str] = mapped_column(String(LONGEST_CODE))
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"))
    procedure_name: Mapped[str] = mapped_column(String(500), default="")
    applicant: Mapped[str] = mapped_column(String(200), default="")
    original_due: Mapped[date | None]
    tell_by: Mapped[date | None]
    told_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    new_due: Mapped[date | None]
    signer: Mapped[str] = mapped_column(String(200), default="")
    send_by: Mapped[date | None]
    sent_on: Mapped[date | None]


class ApologyTerms(Versioned, Base):
    """The agency's numbers for apologies; local rules set them, so the clerk keeps them here."""

    __tablename__ = "apology_terms"
    __table_args__ = (
        UniqueConstraint("agency_id"),
        CheckConstraint(f"tell_before BETWEEN 0 AND {MOST_DAYS}", name="tell_before"),
        CheckConstraint(f"send_within BETWEEN 0 AND {MOST_DAYS}", name="send_within"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    tell_before: Mapped[int]
    send_within: Mapped[int]
    basis: Mapped[str] = mapped_column(String(500), default="")


class FormSheet(Queued, Base):
    """Form II.06a of a period as a sheet, made by the worker from the figures of the moment it was asked for."""

    __tablename__ = "form_sheet"
    __table_args__ = (Index(None, "agency_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    year: Mapped[int]
    period: Mapped[str] = mapped_column(String(12))
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # title, notes and rows as they were shown
    file_name: Mapped[str] = mapped_column(String(255))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")
