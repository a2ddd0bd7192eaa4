"""The topics of a year are data: the plan gives them at one press, the clerk puts them right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.communication import queries
from tthc.core.communication.models import CommunicationItem, CommunicationTopic, TopicYear
from tthc.core.communication.rules import LONGEST_TITLE
from tthc.core.communication.rules.topics import Asked, Said, topics_of, whole_title
from tthc.core.plans.models import Plan, PlanParagraph
from tthc.core.tasks.models import Task, TaskKind
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import number

_THING = "communication_topic"


@dataclass(frozen=True)
class _Scope:
    """The topics of an agency."""

    agency_id: int
    unit_id: None = None


def derive_topics(session: Session, actor: Actor, year: int, *, now: datetime) -> int:
    """Take the topics of the year's plans into the list; returns how many are new. Those left out by hand stay out."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, _Scope(agency_id))
    asked = [(plan, one) for plan in queries.plans(session, actor, year) for one in _asked_by(session, plan)]
    if not asked:
        raise WrongState(f"Kế hoạch năm {year} không có nhiệm vụ tuyên truyền nào. Thêm chủ đề bằng tay.")
    found = _by_title(session, agency_id, [one.title for _, one in asked])
    there = set(session.scalars(select(TopicYear.topic_id).where(TopicYear.agency_id == agency_id, TopicYear.year == year)))
    new: list[str] = []
    for position, (plan, one) in enumerate(asked, 1):
        topic = found.get(fold(one.title)) or _made(session, agency_id, one.title)
        found[fold(one.title)] = topic
        if topic.id in there:
            continue
        there.add(topic.id)
        new.append(topic.title)
        values = {"plan_id": plan.id, "task_code": one.task_code, "source": one.source}
        session.add(TopicYear(agency_id=agency_id, topic_id=topic.id, year=year, position=position, **values))
    session.flush()
    if new:
        audit.record(session, actor, "derive_topics", "unit", agency_id, now=now, after={"year": year, "topics": new}, agency_id=agency_id)
    return len(new)


def _asked_by(session: Session, plan: Plan) -> list[Asked]:
    """What one plan asks for: its communication work and every paragraph, two queries."""
    work = select(Task.code, Task.title, Task.text).where(
        Task.plan_id == plan.id, Task.section == Section.COMMUNICATION, Task.kind == TaskKind.CONTENT, Task.removed_on.is_(None)
    )
    tasks = [(code, whole_title(title, text)) for code, title, text in session.execute(work.order_by(Task.position, Task.id))]
    words = select(PlanParagraph.code, PlanParagraph.role, PlanParagraph.text).where(PlanParagraph.plan_id == plan.id)
    paragraphs = [Said(code or "", role, text) for code, role, text in session.execute(words.order_by(PlanParagraph.position))]
    return topics_of(tasks, paragraphs)


def _by_title(session: Session, agency_id: int, titles: Sequence[str]) -> dict[str, CommunicationTopic]:
    """Topics the agency knows by these titles; one that was merged gives the one it went into."""
    folded = {fold(title)[:LONGEST_TITLE] for title in titles}
    query = select(CommunicationTopic).where(CommunicationTopic.agency_id == agency_id)
    known = {one.id: one for one in session.scalars(query)}
    return {
        one.folded: known[one.merged_into_id] if one.merged_into_id is not None else one for one in known.values() if one.folded in folded
    }


def _made(session: Session, agency_id: int, title: str) -> CommunicationTopic:
    made = CommunicationTopic(agency_id=agency_id, title=title[:LONGEST_TITLE], folded=fold(title)[:LONGEST_TITLE])
    session.add(made)
    session.flush()
    return made


def add_topic(session: Session, actor: Actor, year: int, title: str, *, now: datetime) -> CommunicationTopic:
    """A topic of the office's own for the year, or one that was left out taken in again."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, _Scope(agency_id))
    words = _checked(title)
    topic = _by_title(session, agency_id, [words]).get(fold(words)) or _made(session, agency_id, words)
    asked = session.scalars(select(TopicYear).where(TopicYear.topic_id == topic.id, TopicYear.year == year)).one_or_none()
    if asked is not None and asked.left_out_at is None:
        raise BadInput("Chưa lưu được.", {"title": f'Danh sách năm {year} đã có chủ đề "{topic.title}".'})
    if asked is None:
        last = session.scalar(select(func.max(TopicYear.position)).where(TopicYear.agency_id == agency_id, TopicYear.year == year)) or 0
        session.add(TopicYear(agency_id=agency_id, topic_id=topic.id, year=year, position=last + 1))
    else:
        asked.left_out_at = None
    session.flush()
    audit.record(session, actor, "add_topic", _THING, topic.id, now=now, after={"year": year, "title": topic.title}, agency_id=agency_id)
    return topic


def rename_topic(
    session: Session, actor: Actor, topic: CommunicationTopic, title: str, *, version: int | None = None, now: datetime
) -> bool:
    """Say a topic in other words, in every year; False when nothing is different."""
    ensure(actor, Can.REGISTER_SET_UP, _Scope(topic.agency_id))
    words = _checked(title)
    if version is not None and version != topic.version:
        raise Conflict(
            "Chủ đề này vừa được người khác sửa. Xem thay đổi trước khi lưu.", {"Tên chủ đề": topic.title}, {"Tên chủ đề": words}
        )
    if words == topic.title:
        return False
    twin = _by_title(session, topic.agency_id, [words]).get(fold(words))
    if twin is not None and twin.id != topic.id:
        raise BadInput("Chưa lưu được.", {"title": f'Đã có chủ đề "{twin.title}". Gộp hai chủ đề thay vì đổi tên.'})
    before = {"title": topic.title}
    _rename(session, topic, words)
    after = {"title": words}
    audit.record(session, actor, "rename_topic", _THING, topic.id, now=now, before=before, after=after, agency_id=topic.agency_id)
    return True


def _rename(session: Session, topic: CommunicationTopic, words: str) -> None:
    """The earlier words stay known, as a topic that was merged into this one: a plan that uses them again finds it."""
    before, topic.title = (topic.title, topic.folded), words
    query = select(CommunicationTopic.id).where(CommunicationTopic.agency_id == topic.agency_id, CommunicationTopic.folded == fold(words))
    if session.scalar(query) is None:
        topic.folded = fold(words)[:LONGEST_TITLE]
        session.flush()
        session.add(CommunicationTopic(agency_id=topic.agency_id, title=before[0], folded=before[1], merged_into_id=topic.id))
    session.flush()


def merge_topics(session: Session, actor: Actor, topic: CommunicationTopic, into: CommunicationTopic, *, now: datetime) -> int:
    """Two topics become one: items and years of the first go to the other; returns how many items moved."""
    ensure(actor, Can.REGISTER_SET_UP, _Scope(topic.agency_id))
    ensure(actor, Can.REGISTER_SET_UP, _Scope(into.agency_id))
    if topic.id == into.id:
        raise BadInput("Chưa gộp được.", {"into": "Chọn một chủ đề khác để gộp vào."})
    move = update(CommunicationItem).where(CommunicationItem.topic_id == topic.id)
    moved = session.execute(move.values(topic_id=into.id, version=CommunicationItem.version + 1).returning(CommunicationItem.id)).all()
    _move_years(session, topic, into)
    earlier = update(CommunicationTopic).where(CommunicationTopic.merged_into_id == topic.id)
    session.execute(earlier.values(merged_into_id=into.id))
    topic.merged_into_id = into.id
    session.flush()
    session.expire_all()
    after = {"into": into.title, "items": len(moved)}
    audit.record(
        session, actor, "merge_topics", _THING, topic.id, now=now, before={"title": topic.title}, after=after, agency_id=into.agency_id
    )
    return len(moved)


def _move_years(session: Session, topic: CommunicationTopic, into: CommunicationTopic) -> None:
    years = {one.year: one for one in session.scalars(select(TopicYear).where(TopicYear.topic_id == into.id))}
    for one in session.scalars(select(TopicYear).where(TopicYear.topic_id == topic.id)):
        there = years.get(one.year)
        if there is None:
            one.topic_id = into.id
            continue
        if one.left_out_at is None:
            there.left_out_at = None
        if there.plan_id is None:  # what the plan asks for stays asked for
            there.plan_id, there.task_code, there.source = one.plan_id, one.task_code, one.source
        session.delete(one)


def leave_out_topic(session: Session, actor: Actor, topic: CommunicationTopic, year: int, *, now: datetime) -> None:
    """Take a topic out of a year's list; one that has items is merged instead, so that no figure loses its row."""
    ensure(actor, Can.REGISTER_SET_UP, _Scope(topic.agency_id))
    told = select(func.count(CommunicationItem.id)).where(CommunicationItem.topic_id == topic.id, queries.of_year(year))
    items = session.scalar(told.where(CommunicationItem.removed_at.is_(None))) or 0
    if items:
        raise WrongState(f"Chủ đề đã có {number(items)} tin, bài trong năm {year}. Gộp vào chủ đề khác thay vì bỏ.")
    asked = session.scalars(select(TopicYear).where(TopicYear.topic_id == topic.id, TopicYear.year == year)).one_or_none()
    if asked is None or asked.left_out_at is not None:
        return
    asked.left_out_at = now
    session.flush()
    after = {"year": year, "title": topic.title}
    audit.record(session, actor, "leave_out_topic", _THING, topic.id, now=now, after=after, agency_id=topic.agency_id)


def _checked(title: str) -> str:
    words = tidy(title)
    if not words:
        raise BadInput("Chưa lưu được.", {"title": "Nhập tên chủ đề."})
    if len(words) > LONGEST_TITLE:
        raise BadInput("Chưa lưu được.", {"title": f"Tên chủ đề dài quá {LONGEST_TITLE} ký tự. Rút gọn lại."})
    return words
