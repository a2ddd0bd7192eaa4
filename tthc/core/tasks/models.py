"""What somebody must do, who has which duty on it, and each thing to tick."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.people.models import Person, Unit
from tthc.core.plans.models import Plan
from tthc.kernel.sections import Section
from tthc.kernel.tables import Base, Moment, Versioned, words

_REMOVED = text("removed_on IS NOT NULL")


class TaskKind(StrEnum):
    """A task of the content, or a duty from "Tổ chức thực hiện"."""

    CONTENT = "content"
    ORGANISATION = "organisation"


class DutyRole(StrEnum):
    """What a unit is on a task (chủ trì, thực hiện, phối hợp, hướng dẫn, thẩm định, theo dõi)."""

    LEAD = "lead"
    IMPLEMENT = "implement"
    COORDINATE = "coordinate"
    ADVISE = "advise"
    APPRAISE = "appraise"
    MONITOR = "monitor"


class State(StrEnum):
    """Stored states of an occurrence; overdue, due soon and done late are computed from dates."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    DORMANT = "dormant"


class Task(Versioned, Base):
    """A leaf of the plan; one address, whichever section lists it."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("agency_id", "source_task_id"),  # a superior's task is taken over once
        CheckConstraint("(removed_on IS NULL) = (removal_reason = '')", name="removed"),
        Index(None, "plan_id", "position"),
        Index(None, "agency_id", "section", "plan_id"),
        Index("ix_task_removed", "agency_id", sqlite_where=_REMOVED, postgresql_where=_REMOVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[TaskKind] = mapped_column(words(TaskKind), default=TaskKind.CONTENT)
    section: Mapped[Section] = mapped_column(words(Section))
    section_reason: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(60))  # path in the plan, e.g. PL2.3
    number: Mapped[str] = mapped_column(String(20), default="")  # TT as people quote it
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    deliverable: Mapped[str | None] = mapped_column(Text)
    time_text: Mapped[str | None] = mapped_column(Text)
    due_rule: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    due_explanation: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[float] = mapped_column(default=1.0)
    doubts: Mapped[list[str]] = mapped_column(JSON, default=list)
    previous_task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)  # the same task a year before
    source_task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)  # the superior's task it carries out
    removed_on: Mapped[date | None]  # an amended plan no longer holds it: no list, count or report knows it, its own page does
    removal_reason: Mapped[str] = mapped_column(Text, default="")

    plan: Mapped[Plan] = relationship(lazy="raise")
    duties: Mapped[list[Duty]] = relationship(lazy="raise", order_by="Duty.id", back_populates="task")
    occurrences: Mapped[list[Occurrence]] = relationship(
        lazy="raise", order_by="Occurrence.opens_on, Occurrence.unit_id, Occurrence.id", back_populates="task"
    )


class Duty(Base):
    """A unit's part in a task, with the words the plan used for the unit."""

    __tablename__ = "duty"
    __table_args__ = (UniqueConstraint("task_id", "unit_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[DutyRole] = mapped_column(words(DutyRole))
    written_as: Mapped[str] = mapped_column(String(500))

    task: Mapped[Task] = relationship(lazy="raise", back_populates="duties")
    unit: Mapped[Unit] = relationship(lazy="raise")


class Occurrence(Versioned, Base):
    """One thing to tick: task x leading or implementing unit x period (or one date)."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("task_id", "unit_id", "period"),
        CheckConstraint("(state IN ('submitted', 'done', 'not_applicable')) = (submitted_on IS NOT NULL)", name="submitted"),
        Index(None, "agency_id", "year", "state", "due_on", "id"),
        Index(None, "unit_id", "year", "state", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    section: Mapped[Section] = mapped_column(words(Section))
    year: Mapped[int]
    period: Mapped[str] = mapped_column(String(20))  # q1, q2, q3, year, month-08, once, or a trigger's day
    opens_on: Mapped[date]
    due_on: Mapped[date | None]
    due_is_set: Mapped[bool] = mapped_column(default=False)  # set by hand: a new calendar does not move it
    due_explanation: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[State] = mapped_column(words(State), default=State.NOT_STARTED)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submitted_on: Mapped[date | None]
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_on: Mapped[date | None]
    comment: Mapped[str] = mapped_column(Text, default="")  # the verifier's last word, shown in the row
    comment_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    comment_on: Mapped[date | None]
    trigger: Mapped[str] = mapped_column(String(300), default="")  # why a sleeping task woke: document or request

    task: Mapped[Task] = relationship(lazy="raise", back_populates="occurrences")
    unit: Mapped[Unit] = relationship(lazy="raise", foreign_keys=unit_id)
    submitted_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=submitted_by_id)
    comment_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=comment_by_id)
