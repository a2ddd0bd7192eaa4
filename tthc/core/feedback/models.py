"""Feedback, the history of its steps, and what the office sets: terms, texts of replies; drafts of who is writing."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, case
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tthc.core.feedback.rules.steps import Act
from tthc.core.feedback.rules.words import Channel, FeedbackClass, FeedbackState, Outcome, Refusal, Satisfaction, Subject
from tthc.core.people.models import Person
from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base, Moment, Versioned, words

_CHOSEN: dict[str, type[StrEnum]] = {
    "satisfaction": Satisfaction,
    "subject": Subject,
    "classed": FeedbackClass,
    "refusal": Refusal,
    "outcome": Outcome,
}


class Feedback(RegisterRow, Base):
    """One piece of feedback. `unit_id` is the unit that has it in hand; what follows from steps and clocks is never typed."""

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("content <> ''", name="content"),
        CheckConstraint("main_id <> id", name="main"),
        CheckConstraint("paused_days >= 0", name="paused_days"),
        CheckConstraint("state <> 'rejected' OR refusal IS NOT NULL", name="rejected"),
        CheckConstraint("published_on IS NULL OR answered_on IS NOT NULL", name="published"),
        Index(None, "agency_id", "year", "turn_on"),
        Index(None, "agency_id", "state", "next_due_on"),
        Index(None, "agency_id", "handle_due_on"),
        Index(None, "agency_id", "earlier_due_on"),
        Index(None, "agency_id", "received_on"),
        Index(None, "agency_id", "phone_digits"),
    )

    year: Mapped[int] = mapped_column(default=0)
    number: Mapped[int | None]
    channel: Mapped[Channel] = mapped_column(words(Channel))
    received_on: Mapped[date]
    received_time: Mapped[str] = mapped_column(String(8), default="")
    person: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    phone_digits: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    content: Mapped[str] = mapped_column(Text)
    told: Mapped[str] = mapped_column(Text, default="")  # the content without people's data
    folded_personal: Mapped[str] = mapped_column(Text, default="")  # the sender's data, searched only by who handles the row
    receiver: Mapped[str] = mapped_column(String(200), default="")
    satisfaction: Mapped[Satisfaction | None] = mapped_column(words(Satisfaction))

    state: Mapped[FeedbackState] = mapped_column(words(FeedbackState), default=FeedbackState.RECEIVED)
    subject: Mapped[Subject | None] = mapped_column(words(Subject))
    classed: Mapped[FeedbackClass | None] = mapped_column(words(FeedbackClass))
    refusal: Mapped[Refusal | None] = mapped_column(words(Refusal))
    office: Mapped[str] = mapped_column(String(300), default="")  # to which it was handed over
    has_ground: Mapped[bool | None]
    outcome: Mapped[Outcome | None] = mapped_column(words(Outcome))
    answer: Mapped[str] = mapped_column(Text, default="")
    answer_document: Mapped[str] = mapped_column(String(200), default="")
    public_content: Mapped[str] = mapped_column(Text, default="")
    public_answer: Mapped[str] = mapped_column(Text, default="")
    public_link: Mapped[str] = mapped_column(String(1000), default="")
    main_id: Mapped[int | None] = mapped_column(ForeignKey("feedback.id"), index=True)
    main_number: Mapped[str] = mapped_column(String(20), default="")  # "12/2024", for the book
    assigned_unit_id: Mapped[int | None]  # the unit the last step gave it to; an edit of the unit shows against it

    clock_rule: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reopened_on: Mapped[date | None]  # the clocks run from here once it was opened again
    # Opened again, a row keeps the answer it had and its due date; a late one is never forgotten.
    earlier_answered_on: Mapped[date | None]
    earlier_due_on: Mapped[date | None]
    started_on: Mapped[date | None]
    paused_on: Mapped[date | None]
    paused_days: Mapped[int] = mapped_column(default=0)
    extended_to: Mapped[date | None]
    transfer_due_on: Mapped[date | None]
    original_due_on: Mapped[date | None]
    handle_due_on: Mapped[date | None]
    publish_due_on: Mapped[date | None]
    next_due_on: Mapped[date | None]
    turn_on: Mapped[date] = mapped_column(default=date.max)  # what is due first stands first
    last_word_on: Mapped[date | None]  # when the sender was last told how it stands
    classified_on: Mapped[date | None]
    transferred_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    resolved_on: Mapped[date | None]
    published_on: Mapped[date | None]
    archived_on: Mapped[date | None]

    @property
    def entry(self) -> str:
        """Its place in the book: "12/2024"."""
        return f"{self.number}/{self.year}" if self.number else ""

    @hybrid_property
    def resolving(self) -> str:
        """An answer is not yet a solution: which of the two it has come to (rules.words.RESOLVING)."""
        return "yes" if self.resolved_on else "no" if self.answered_on else ""

    @resolving.inplace.expression
    @classmethod
    def _resolving(cls) -> ColumnElement[str]:
        return case((cls.resolved_on.is_not(None), "yes"), (cls.answered_on.is_not(None), "no"), else_="")

    @validates(*_CHOSEN)
    def _none_is_nothing(self, name: str, value: str | None) -> StrEnum | None:
        """An empty choice of a form or sheet is no answer."""
        return _CHOSEN[name](value) if value else None

    @validates("paused_days")
    def _none_is_no_day(self, _: str, value: int | None) -> int:
        """An empty cell of a sheet."""
        return value or 0


class FeedbackStep(Base):
    """What was done, by whom, when, and what was said; never changed."""

    __tablename__ = "feedback_step"
    __table_args__ = (Index(None, "feedback_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id"))
    act: Mapped[Act] = mapped_column(words(Act))
    state: Mapped[FeedbackState] = mapped_column(words(FeedbackState))
    done_on: Mapped[date]
    done_at: Mapped[datetime] = mapped_column(Moment)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # the unit that has it in hand after the step
    words: Mapped[str] = mapped_column(Text, default="")

    done_by: Mapped[Person | None] = relationship(lazy="raise")


class FeedbackTerm(Versioned, Base):
    """A set of terms of an agency, for one channel or for all, from a day on; rows keep the set they were received under."""

    __tablename__ = "feedback_term"
    __table_args__ = (
        Index(None, "agency_id", "valid_from"),
        CheckConstraint("transfer_days > 0 AND handle_days > 0 AND publish_days > 0", name="days"),
        CheckConstraint("update_every > 0 AND refuse_days > 0 AND supplement_days > 0", name="optional_days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    channel: Mapped[Channel | None] = mapped_column(words(Channel))
    valid_from: Mapped[date]
    name: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(300), default="")
    transfer_days: Mapped[int]
    handle_days: Mapped[int]
    is_handled_in_working_days: Mapped[bool] = mapped_column(default=False)
    publish_days: Mapped[int]
    update_every: Mapped[int | None]
    refuse_days: Mapped[int | None]
    supplement_days: Mapped[int | None]
    is_stopped_by_supplement: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class FeedbackReply(Versioned, Base):
    """A text of replies as the agency changed it, in place of the one that comes with the program, or beside them."""

    __tablename__ = "feedback_reply"
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(40))
    use: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    is_left_out: Mapped[bool] = mapped_column(default=False)


class FeedbackDraft(Base):
    """What somebody is still writing; only its author sees it, and it goes when it is sent."""

    __tablename__ = "feedback_draft"
    __table_args__ = (UniqueConstraint("person_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(String(60))  # "receive", or "answer/12": the step and the row
    texts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    saved_at: Mapped[datetime] = mapped_column(Moment)
