"""The coverage of a year's topics by month, and what of it stands above the list; a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, extract, func, select
from sqlalchemy.orm import Session

from tthc.core.communication.models import CommunicationItem, CommunicationTopic, TopicYear
from tthc.core.communication.queries.topics import of_year, topics, visible
from tthc.core.communication.rules.coverage import Coverage, Topic
from tthc.core.communication.rules.coverage import coverage as matrix
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may


@dataclass(frozen=True)
class Untold:
    """How many topics the plan of a year asks for, and those of them that nobody has told about."""

    asked: int
    never: tuple[str, ...]


def untold(session: Session, actor: Actor, year: int) -> Untold:
    """What of the matrix stands above the list: a look into an index for each topic, however many items."""
    if not may(actor, Can.REGISTER_READ):
        return Untold(0, ())
    told = exists().where(CommunicationItem.topic_id == CommunicationTopic.id, visible(actor), of_year(year))
    query = (
        select(CommunicationTopic.title, told)
        .join(TopicYear, TopicYear.topic_id == CommunicationTopic.id)
        .where(TopicYear.agency_id == actor.agency_id, TopicYear.year == year, TopicYear.left_out_at.is_(None))
        .where(TopicYear.plan_id.is_not(None))
        .order_by(TopicYear.position, CommunicationTopic.id)
    )
    found = session.execute(query).all()
    return Untold(len(found), tuple(title for title, is_told in found if not is_told))


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
