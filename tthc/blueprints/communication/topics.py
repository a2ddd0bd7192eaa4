"""The topics of a year: taken from the plan at one press, then put right by the clerk."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.communication import bp
from tthc.blueprints.communication.forms import MergeForm, TopicForm
from tthc.core.communication import actions as communication_actions
from tthc.core.communication import queries as communication_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import number
from tthc.web.guards import actor, needs, now, writes
from tthc.web.reply import back_to, reply, said

_TOPICS = "/<int(min=2000, max=2100):year>/tuyen-truyen/chu-de"


@bp.get(_TOPICS)
@needs(Can.REGISTER_READ)
def topics(year: int) -> Any:
    """The list of the year."""
    return _listing(year, TopicForm(formdata=None))


@bp.post(_TOPICS)
@needs(Can.REGISTER_SET_UP)
@writes
def topic_add(year: int) -> Any:
    """A topic of the office's own."""
    form = TopicForm()
    try:
        made = communication_actions.add_topic(db.session(), actor(), year, form.title.data or "", now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _listing(year, form, status=422)
    said(f'Đã thêm chủ đề "{made.title}".')
    return back_to("communication.topics", year=year)


@bp.post(f"{_TOPICS}/tu-ke-hoach")
@needs(Can.REGISTER_SET_UP)
@writes
def topics_derive(year: int) -> Any:
    """Take the plan's bullets into the list."""
    new = communication_actions.derive_topics(db.session(), actor(), year, now=now())
    said(f"Đã lấy {number(new)} chủ đề từ kế hoạch năm {year}." if new else f"Danh sách đã có đủ chủ đề của kế hoạch năm {year}.")
    return back_to("communication.topics", year=year)


@bp.get(f"{_TOPICS}/<int:topic_id>")
@needs(Can.REGISTER_SET_UP)
def topic(year: int, topic_id: int) -> Any:
    """One topic: its words, merging it, leaving it out."""
    return _one(year, topic_id)


@bp.post(f"{_TOPICS}/<int:topic_id>")
@needs(Can.REGISTER_SET_UP)
@writes
def topic_rename(year: int, topic_id: int) -> Any:
    """Say it in other words."""
    form = TopicForm()
    found = communication_queries.topic(db.session(), actor(), topic_id)
    try:
        communication_actions.rename_topic(db.session(), actor(), found, form.title.data or "", version=form.version.data, now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _one(year, topic_id, rename=form, status=422)
    said("Đã lưu tên chủ đề.")
    return back_to("communication.topics", year=year)


@bp.post(f"{_TOPICS}/<int:topic_id>/gop")
@needs(Can.REGISTER_SET_UP)
@writes
def topic_merge(year: int, topic_id: int) -> Any:
    """Two become one."""
    session, form = db.session(), MergeForm()
    found = communication_queries.topic(session, actor(), topic_id)
    form.offer(_others(year, topic_id))
    if not form.validate():
        return _one(year, topic_id, merge=form, status=422)
    into = communication_queries.topic(session, actor(), form.into.data)
    moved = communication_actions.merge_topics(session, actor(), found, into, now=now())
    said(f'Đã gộp vào chủ đề "{into.title}"; {number(moved)} tin, bài được chuyển sang.')
    return back_to("communication.topics", year=year)


@bp.post(f"{_TOPICS}/<int:topic_id>/bo")
@needs(Can.REGISTER_SET_UP)
@writes
def topic_leave_out(year: int, topic_id: int) -> Any:
    """Take it out of the year's list."""
    found = communication_queries.topic(db.session(), actor(), topic_id)
    communication_actions.leave_out_topic(db.session(), actor(), found, year, now=now())
    said(f'Đã bỏ chủ đề "{found.title}" khỏi danh sách năm {year}.')
    return back_to("communication.topics", year=year)


def _listing(year: int, form: TopicForm, status: int = 200) -> Any:
    return reply(
        "communication/topics.html",
        status=status,
        year=year,
        form=form,
        topics=communication_queries.topics(db.session(), actor(), year),
        can_set_up=may(actor(), Can.REGISTER_SET_UP),
    )


def _others(year: int, topic_id: int) -> list[tuple[int, str]]:
    found = communication_queries.topics(db.session(), actor(), year)
    return [(one.topic_id, one.title) for one in found if one.topic_id != topic_id]


def _one(year: int, topic_id: int, *, rename: TopicForm | None = None, merge: MergeForm | None = None, status: int = 200) -> Any:
    found = communication_queries.topic(db.session(), actor(), topic_id)
    line = next((one for one in communication_queries.topics(db.session(), actor(), year) if one.topic_id == topic_id), None)
    others = _others(year, topic_id)
    if merge is None:
        merge = MergeForm(formdata=None)
        merge.offer(others)
    return reply(
        "communication/topic.html",
        status=status,
        year=year,
        topic=found,
        line=line,
        rename=rename or TopicForm(formdata=None, title=found.title, version=found.version),
        merge=merge,
        wrong=rename or (merge if merge.errors else None),
        has_others=bool(others),
        back=url_for("communication.topics", year=year),
    )
