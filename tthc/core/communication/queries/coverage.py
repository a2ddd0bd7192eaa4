"""The coverage of a year's topics by month; two queries however many items."""

from __future__ import annotations

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from tthc.core.communication.models import CommunicationItem
from tthc.core.communication.queries.topics import of_year, topics, visible
from tthc.core.communication.rules.coverage import Coverage, Topic
from tthc.core.communication.rules.coverage import coverage as matrix
from tthc.kernel.actor import Actor


def coverage(session: Session, actor: Actor, year: int) -> Coverage:
    """The matrix of a year."""
    month = extract("month", CommunicationItem.held_on)
    query = (
        select(CommunicationItem.topic_id, month, func.count(CommunicationItem.id))
        .where(visible(actor), of_year(year))
        .group_by(CommunicationItem.topic_id, month)
    )
    counts = {(topic_id, int(at)): number for topic_id, at, number in session.execute(query)}
    return matrix([Topic(one.topic_id, one.title, one.plan_id is not None) for one in topics(session, actor, year)], counts)
