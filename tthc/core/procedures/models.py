"""Decisions that announce procedures, the procedures, and what each decision did to each procedure."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.procedures.rules import CHANGES, DECISIONS, NATURES, ONLINE, ChangeKind
from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base, Versioned, words

_THERE = text("removed_at IS NULL")
_COUNTED = ("agency_id", "in_force_from", "in_force_until", "span_count", "nature", "decision_on", "removed_at")


def _one_of(column: str, choices: object) -> str:
    """A CHECK for a choice that may be left empty."""
    return f"{column} IN ('', {', '.join(repr(str(word)) for word in choices)})"  # type: ignore[attr-defined]


class Announcement(RegisterRow, Base):
    """A decision of the province that announces procedures; the ward posts what it says."""

    __tablename__ = "announcement"
    __table_args__ = (
        CheckConstraint("number <> ''", name="number"),
        CheckConstraint(_one_of("kind", DECISIONS), name="kind"),
        Index(None, "agency_id", "effective_on", "id"),
        Index(
            "uq_announcement_number",
            "agency_id",
            "number",
            "issued_on",
            unique=True,
            sqlite_where=_THERE,
            postgresql_where=_THERE,
        ),
    )

    number: Mapped[str] = mapped_column(String(120))
    issued_on: Mapped[date]
    effective_on: Mapped[date]
    subject: Mapped[str] = mapped_column(Text, default="")
    issuer: Mapped[str] = mapped_column(String(300), default="")
    kind: Mapped[str] = mapped_column(String(24), default="")
    link: Mapped[str] = mapped_column(String(1000), default="")
    procedure_count: Mapped[int] = mapped_column(default=0)  # kept by settle


class Procedure(RegisterRow, Base):
    """An administrative procedure with the parts of Decree 63/2010; its own columns name the latest decision that touched it."""

    __tablename__ = "procedure"
    __table_args__ = (
        CheckConstraint("code <> '' AND name <> ''", name="named"),
        CheckConstraint(_one_of("online_level", ONLINE), name="online_level"),
        CheckConstraint(_one_of("nature", NATURES), name="nature"),
        CheckConstraint(_one_of("change_kind", CHANGES), name="change_kind"),
        CheckConstraint("working_days IS NULL OR working_days >= 0", name="working_days"),
        Index(None, "agency_id", "field", "short_code", "id"),
        Index("ix_procedure_in_force", *_COUNTED),  # holds all that counts read: rows with their texts are wide
        Index("uq_procedure_code", "agency_id", "short_code", unique=True, sqlite_where=_THERE, postgresql_where=_THERE),
    )

    code: Mapped[str] = mapped_column(String(64))
    short_code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    field: Mapped[str] = mapped_column(String(300), default="")
    level: Mapped[str] = mapped_column(String(120), default="")
    time_limit: Mapped[str] = mapped_column(Text, default="")
    working_days: Mapped[int | None]  # what the text of the time limit says, where it says one number
    fee: Mapped[str] = mapped_column(Text, default="")
    online_level: Mapped[str] = mapped_column(String(24), default="")
    nature: Mapped[str] = mapped_column(String(24), default="")
    internal_workflow: Mapped[str] = mapped_column(String(500), default="")
    national_link: Mapped[str] = mapped_column(String(1000), default="")
    steps: Mapped[str] = mapped_column(Text, default="")
    ways: Mapped[str] = mapped_column(Text, default="")
    components: Mapped[str] = mapped_column(Text, default="")
    subjects: Mapped[str] = mapped_column(Text, default="")
    authority: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    forms: Mapped[str] = mapped_column(Text, default="")
    conditions: Mapped[str] = mapped_column(Text, default="")
    legal_basis: Mapped[str] = mapped_column(Text, default="")
    change_kind: Mapped[str] = mapped_column(String(24), default="")
    decision_number: Mapped[str] = mapped_column(String(120), default="")
    decision_on: Mapped[date | None]
    decision_effective_on: Mapped[date | None]
    decision_issuer: Mapped[str] = mapped_column(String(300), default="")
    # Kept by settle, so that lists and counts of 10,000 rows need not walk the life of each.
    announcement_id: Mapped[int | None] = mapped_column(ForeignKey("announcement.id"), index=True)
    in_force_from: Mapped[date | None]
    in_force_until: Mapped[date | None]
    span_count: Mapped[int] = mapped_column(default=1)  # more than one: abolished once and announced again


class ProcedureChange(Base):
    """What one decision did to one procedure, and from when."""

    __tablename__ = "procedure_change"
    __table_args__ = (UniqueConstraint("procedure_id", "announcement_id"), Index(None, "procedure_id", "effective_on", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id"))
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcement.id"), index=True)
    kind: Mapped[ChangeKind] = mapped_column(words(ChangeKind))
    effective_on: Mapped[date]
    has_own_day: Mapped[bool] = mapped_column(default=False)  # the annex gives this procedure another day than the decision has


class PublicationTerms(Versioned, Base):
    """How many days the agency counts with; an agency without a row counts with the defaults of the rules."""

    __tablename__ = "publication_terms"
    __table_args__ = (CheckConstraint("announce_days >= 0 AND check_days >= 0", name="days"), UniqueConstraint("agency_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    announce_days: Mapped[int]  # days between a decision and its effect (Decree 63/2010, article 15)
    check_days: Mapped[int]  # working days within which a sheet that must go is looked after
    source: Mapped[str] = mapped_column(String(500), default="")
