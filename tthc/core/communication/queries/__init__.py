"""What can be asked of communication: topics, coverage, calendar, measures."""

from __future__ import annotations

from tthc.core.communication.queries.coverage import Untold, coverage, untold
from tthc.core.communication.queries.dates import events
from tthc.core.communication.queries.measures import MEASURES
from tthc.core.communication.queries.topics import TopicLine, look_up, newest_first, of_year, plans, topic, topics, visible

__all__ = [
    "MEASURES",
    "TopicLine",
    "Untold",
    "coverage",
    "events",
    "look_up",
    "newest_first",
    "of_year",
    "plans",
    "topic",
    "topics",
    "untold",
    "visible",
]
