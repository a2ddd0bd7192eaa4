"""The year as a calendar: what was told, and when the section's work is due."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.communication.models import CommunicationItem, CommunicationTopic
from tthc.core.communication.ports import Event
from tthc.core.communication.queries.topics import of_year, visible
from tthc.core.communication.rules import CHANNELS
from tthc.core.tasks import queries as task_queries
from tthc.kernel.actor import Actor
from tthc.kernel.sections import Section

_MOST = 20_000


def events(session: Session, actor: Actor, year: int, *, today: date) -> list[Event]:
    """All items of the year that this person may see, and the due dates of the section's open and finished work; by day."""
    query = (
        select(CommunicationItem, CommunicationTopic.title)
        .outerjoin(CommunicationTopic, CommunicationTopic.id == CommunicationItem.topic_id)
        .where(visible(actor), of_year(year))
        .order_by(CommunicationItem.held_on, CommunicationItem.id)
        .limit(_MOST)
    )
    told = [_told(row, topic) for row, topic in session.execute(query)]
    lines = task_queries.section_lines(
        session, actor, today=today, year=year, section=Section.COMMUNICATION, filter_by="tat-ca", limit=_MOST
    )
    due = [
        Event(
            uid=f"occurrence-{line.occurrence_id}",
            day=line.due_on,
            title=f"Hạn: {line.title}",
            note=f"{line.unit}. {line.badge.text}.",
            category="Hạn nhiệm vụ",
            changes=line.version,
        )
        for line in lines
        if line.due_on is not None
    ]
    return sorted([*told, *due], key=lambda event: (event.day, event.uid))


def _told(row: CommunicationItem, topic: str | None) -> Event:
    parts = [f"Chủ đề: {topic}" if topic else "", f"Người thực hiện: {row.author}" if row.author else ""]
    parts.append(f"Đối tượng: {row.audience}" if row.audience else "")
    return Event(
        uid=f"communication-item-{row.id}",
        day=row.held_on,
        title=f"{row.title} ({CHANNELS[row.channel]})",
        note="\n".join(part for part in parts if part),
        category="Tuyên truyền",
        link=row.link,
        changes=row.version,
    )
