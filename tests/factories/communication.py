"""Topics and items of communication."""

from datetime import UTC, date, datetime

from tthc.core.communication import actions as communication_actions
from tthc.core.communication.actions import BOOK
from tthc.core.registers import actions as register_actions

NOW = datetime(2024, 8, 15, 2, 0, tzinfo=UTC)
TODAY = date(2024, 8, 15)


def topic(session, clerk, title="Dịch vụ công trực tuyến", year=2024):
    return communication_actions.add_topic(session, clerk, year, title, now=NOW)


def item(session, actor, unit, topic=None, held_on=date(2024, 5, 2), title="Hướng dẫn nộp hồ sơ trực tuyến", **values):
    given = {"title": title, "channel": "website", "held_on": held_on, "topic_id": topic.id if topic else None, "unit_id": unit.id}
    given |= {"author": "", "audience": "", "link": "", "reach": None, "duration": None}
    return register_actions.enter(session, actor, BOOK, given | values, today=TODAY, now=NOW)
