"""Topics of a year, and what the register needs to know of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from tthc.core.communication.models import CommunicationItem, CommunicationTopic, TopicYear
from tthc.core.communication.rules import TOPIC_YEARS, TOPICS
from tthc.core.plans import queries as plan_queries
from tthc.core.plans.models import Plan
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may


@dataclass(frozen=True)
class TopicLine:
    """A topic of a year: `source` is what the plan says, `items` how much the register holds of it in the year."""

    topic_id: int
    version: int
    title: str
    plan_id: int | None
    task_code: str
    source: str
    items: int


def of_year(year: int) -> ColumnElement[bool]:
    """The items of a year."""
    return CommunicationItem.held_on.between(date(year, 1, 1), date(year, 12, 31))


def newest_first() -> tuple[ColumnElement[Any], ...]:
    """The order of the register."""
    return (CommunicationItem.held_on.desc(),)


def look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """The topics a row may have, by id, and the years that ask for each; one query."""
    query = (
        select(CommunicationTopic.id, CommunicationTopic.title, TopicYear.year)
        .join(TopicYear, TopicYear.topic_id == CommunicationTopic.id)
        .where(TopicYear.agency_id == agency_id, TopicYear.left_out_at.is_(None), CommunicationTopic.merged_into_id.is_(None))
        .order_by(TopicYear.year.desc(), TopicYear.position, CommunicationTopic.id)
    )
    titles: dict[int, str] = {}
    years: dict[int, set[int]] = {}
    for topic_id, title, year in session.execute(query):
        titles.setdefault(topic_id, title)
        years.setdefault(topic_id, set()).add(year)
    return {TOPICS: titles, TOPIC_YEARS: years}


def visible(actor: Actor) -> ColumnElement[bool]:
    """The items this person may know of."""
    if not may(actor, Can.REGISTER_READ):
        return CommunicationItem.id.is_(None)
    return and_(CommunicationItem.agency_id == actor.agency_id, CommunicationItem.removed_at.is_(None))


def topics(session: Session, actor: Actor, year: int) -> list[TopicLine]:
    """The topics of a year in the plan's order; one query."""
    if not may(actor, Can.REGISTER_READ):
        return []
    items = (
        select(func.count(CommunicationItem.id))
        .where(CommunicationItem.topic_id == CommunicationTopic.id, visible(actor), of_year(year))
        .correlate(CommunicationTopic)
        .scalar_subquery()
    )
    query = (
        select(CommunicationTopic, TopicYear, items)
        .join(TopicYear, TopicYear.topic_id == CommunicationTopic.id)
        .where(TopicYear.agency_id == actor.agency_id, TopicYear.year == year, TopicYear.left_out_at.is_(None))
        .order_by(TopicYear.position, CommunicationTopic.id)
    )
    return [
        TopicLine(topic.id, topic.version, topic.title, asked.plan_id, asked.task_code, asked.source, count)
        for topic, asked, count in session.execute(query)
    ]


def topic(session: Session, actor: Actor, topic_id: int) -> CommunicationTopic:
    """A topic of the own agency; NotFound otherwise."""
    found = session.get(CommunicationTopic, topic_id) if may(actor, Can.REGISTER_READ) else None
    if found is None or found.agency_id != actor.agency_id or found.merged_into_id is not None:
        raise NotFound
    return found


def plans(session: Session, actor: Actor, year: int) -> Sequence[Plan]:
    """The plans from which the topics of a year may be taken."""
    return plan_queries.plans_of_year(session, actor, year)
