"""What was told to citizens, and the topics that plans ask for."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, cast, extract
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.communication.rules import LONGEST_TITLE, Channel
from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base, Moment, Versioned, words


class CommunicationTopic(Versioned, Base):
    """Something the agency tells about, in whichever year; one that was merged stays, so that plans which name it find the other."""

    __tablename__ = "communication_topic"
    __table_args__ = (UniqueConstraint("agency_id", "folded"), CheckConstraint("merged_into_id <> id", name="merged"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    folded: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("communication_topic.id"), index=True)


class TopicYear(Base):
    """That a year asks for a topic, and where its plan says so; left out by the clerk it stays, so that the plan does not bring it back."""

    __tablename__ = "topic_year"
    __table_args__ = (UniqueConstraint("topic_id", "year"), Index(None, "agency_id", "year", "position"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("communication_topic.id"))
    year: Mapped[int]
    position: Mapped[int]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)  # the plan that asks; nobody's but the office's without
    task_code: Mapped[str] = mapped_column(String(60), default="")
    source: Mapped[str] = mapped_column(Text, default="")  # the plan's own words
    left_out_at: Mapped[datetime | None] = mapped_column(Moment)


class CommunicationItem(RegisterRow, Base):
    """A piece of news, a broadcast, a meeting, a leaflet: what was told, when, by which way, about which topic."""

    __tablename__ = "communication_item"
    __table_args__ = (
        CheckConstraint("reach >= 0 AND duration >= 0", name="counts"),
        CheckConstraint("title <> ''", name="title"),
        # The list, its count, its sum and the matrix of topics read this index alone.
        Index("ix_communication_item_listed", "agency_id", "held_on", "id", "removed_at", "topic_id", "reach"),
        Index("ix_communication_item_told", "topic_id", "agency_id", "removed_at", "held_on"),
    )

    title: Mapped[str] = mapped_column(String(500))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("communication_topic.id"))
    channel: Mapped[Channel] = mapped_column(words(Channel))
    held_on: Mapped[date]
    author: Mapped[str] = mapped_column(String(200), default="")
    audience: Mapped[str] = mapped_column(String(300), default="")
    reach: Mapped[int | None]
    duration: Mapped[int | None]
    link: Mapped[str] = mapped_column(String(1000), default="")

    @hybrid_property
    def month(self) -> str:
        """The month of its day, "8": the list is narrowed to it."""
        return str(self.held_on.month)

    @month.inplace.expression
    @classmethod
    def _month(cls) -> ColumnElement[str]:
        return cast(extract("month", cls.held_on), String)
