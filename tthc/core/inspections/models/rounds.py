"""An inspection of one unit: its round, the team, and the lines of its checklist."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.inspections.rules import Form, Mark, MemberRole
from tthc.core.people.models import Person
from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base, Moment, Versioned, words


class InspectionRound(RegisterRow, Base):
    """One unit inspected once, by this agency or by the body that is named; `object_id` may be a unit of an agency below."""

    __tablename__ = "inspection_round"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="days"),
        Index("ix_inspection_round_listed", "agency_id", "starts_on", "id", "removed_at"),
        Index(None, "object_id", "starts_on"),
    )

    form: Mapped[Form] = mapped_column(words(Form))
    body: Mapped[str] = mapped_column(String(300), default="")  # who inspects; "" is this agency
    object_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    object_name: Mapped[str] = mapped_column(String(300), default="")  # as the unit was called then
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    content: Mapped[str] = mapped_column(Text, default="")
    decision_number: Mapped[str] = mapped_column(String(120), default="")
    decided_on: Mapped[date | None]
    notified_on: Mapped[date | None]
    report_due_on: Mapped[date | None]  # until when the unit's own report was asked for
    answered_on: Mapped[date | None]  # it came
    minutes_on: Mapped[date | None]  # both sides have signed
    conclusion_number: Mapped[str] = mapped_column(String(120), default="")
    concluded_on: Mapped[date | None]
    conclusion_due_on: Mapped[date | None]  # computed of the last day and the agency's own term
    conclusion: Mapped[str] = mapped_column(Text, default="")
    cancelled_on: Mapped[date | None]
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    safe_hash: Mapped[str] = mapped_column(String(64), default="")  # last entry of the safe's log, where the round was unannounced


class InspectionMember(Base):
    """Somebody of the team; who has no account here is named only."""

    __tablename__ = "inspection_member"
    __table_args__ = (UniqueConstraint("round_id", "person_id"), Index(None, "round_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300), default="")
    role: Mapped[MemberRole] = mapped_column(words(MemberRole))

    person: Mapped[Person | None] = relationship(lazy="raise")


class InspectionItem(Versioned, Base):
    """A line of the checklist, in the plan's own words: what the unit says of itself and what the team found."""

    __tablename__ = "inspection_item"
    __table_args__ = (
        CheckConstraint("(mark IS NULL) = (marked_at IS NULL)", name="marked"),
        UniqueConstraint("round_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(60), default="")  # path in the plan: II.1.a
    above: Mapped[str] = mapped_column(Text, default="")  # what it stands below there
    text: Mapped[str] = mapped_column(Text)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    answer: Mapped[str] = mapped_column(Text, default="")  # the unit's own report
    mark: Mapped[Mark | None] = mapped_column(words(Mark))
    note: Mapped[str] = mapped_column(Text, default="")
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    marked_at: Mapped[datetime | None] = mapped_column(Moment)


class InspectionItemFile(Base):
    """A photo of the on-site sheet, or a file of the unit's own report (`is_answer`). Taken off, it stays for the log."""

    __tablename__ = "inspection_item_file"
    __table_args__ = (Index(None, "item_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("inspection_item.id"))
    stored_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    is_answer: Mapped[bool] = mapped_column(default=False)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)

    stored_file: Mapped[StoredFile] = relationship(lazy="raise")


class InspectionTerm(Versioned, Base):
    """How many working days an agency gives: no known text settles them, so its clerk does."""

    __tablename__ = "inspection_term"
    __table_args__ = (
        UniqueConstraint("agency_id"),
        CheckConstraint("notice_days >= 0 AND report_days >= 0 AND conclusion_days >= 1", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    notice_days: Mapped[int]  # the notice goes out so long before the first day
    report_days: Mapped[int]  # the unit's own report comes so long before it
    conclusion_days: Mapped[int]  # the conclusion is given so long after the last day
