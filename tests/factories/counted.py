"""An office whose plan sets targets that the register of communication answers."""

from datetime import date

from tests.factories import communication, tasks
from tthc.core.communication import actions as communication_actions
from tthc.core.communication import queries as communication_queries
from tthc.core.plans.models import PlanParagraph
from tthc.kernel.sections import Section

BULLETS = ("- Tuyên truyền về dịch vụ công trực tuyến.", "- Tuyên truyền về chứng thực điện tử.")


def told(session, office):
    """80% of two topics and four articles are asked for; one article of May is there."""
    for position, text in enumerate(BULLETS, 1):
        session.add(PlanParagraph(plan_id=office.plan.id, position=position, role="text", code="PL1.3", text=text, folded=""))
    session.flush()
    clerk = office.actor("clerk")
    communication_actions.derive_topics(session, clerk, 2024, now=communication.NOW)
    office.topics = [one.topic_id for one in communication_queries.topics(session, clerk, 2024)]
    section = Section.COMMUNICATION
    office.share = tasks.target(session, office.plan, "PL1.3", section, position=2, metric="Chủ đề được tuyên truyền", value=80)
    office.news = tasks.target(session, office.plan, "PL1.3", section, position=3, metric="Tin, bài tuyên truyền", value=4)
    office.news.measure, office.news.text = "tin, bài", "đăng ít nhất 04 tin, bài"
    session.flush()
    office.item = article(session, office, 0, date(2024, 5, 2))
    return office


def article(session, office, topic, held_on, title="Bài"):
    clerk = office.actor("clerk")
    found = communication_queries.topic(session, clerk, office.topics[topic])
    return communication.item(session, clerk, office.culture, found, held_on=held_on, title=title)
