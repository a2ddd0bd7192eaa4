"""One step of feedback: asked for, checked against the table of steps, done, written down, followed by what is linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.feedback import queries
from tthc.core.feedback.actions.settling import set_clocks, step
from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules import steps as rules
from tthc.core.feedback.rules.steps import WAYS, Act
from tthc.core.feedback.rules.words import STATES
from tthc.kernel.actor import Actor
from tthc.kernel.errors import Conflict
from tthc.kernel.policy import ensure
from tthc.kernel.working_days import WorkingDays

# What a linked row takes over from the one it was linked to.
FOLLOWED = (
    "state",
    "unit_id",
    "assigned_unit_id",
    "subject",
    "classed",
    "refusal",
    "office",
    "has_ground",
    "outcome",
    "answer",
    "answer_document",
    "classified_on",
    "transferred_on",
    "started_on",
    "paused_on",
    "answered_on",
    "resolved_on",
    "published_on",
    "archived_on",
    "last_word_on",
)


def take(
    session: Session,
    actor: Actor,
    row: Feedback,
    act: Act,
    words: str = "",
    *,
    changes: Mapping[str, Any] | None = None,
    version: int | None = None,
    done_on: date | None = None,
    today: date,
    now: datetime,
) -> None:
    """Carry out a step whose own words were checked by the caller."""
    ready(actor, row, act, version)
    at, around = queries.standing(row), surroundings(session, row, today, done_on or today)
    before = queries.said(row, around.units)
    if act is Act.REOPEN:
        _keep_answer(row)
    for name, value in (changes or {}).items():
        setattr(row, name, value)
    row.state = rules.after(act, at)
    _written(session, actor, row, act, words, before, around, now=now)
    for follower in queries.followers(session, row):
        follow(session, actor, follower, row, act, around, now=now)


def ready(actor: Actor, row: Feedback, act: Act, version: int | None) -> None:
    """Ask for the right and the state of a step, and whether the page it was taken on still holds."""
    ensure(actor, WAYS[act].right, row)
    if version is not None and version != row.version:
        told = {"Tình trạng": STATES[row.state]}
        raise Conflict("Phản ánh này vừa được người khác xử lý. Xem bước mới nhất trước khi thực hiện.", told, {"Bước": WAYS[act].words})
    rules.ensure_follows(act, queries.standing(row))


def _keep_answer(row: Feedback) -> None:
    """What is opened again was answered once: that day stays to be judged, and a late one is not replaced by one in time."""
    was_late = row.earlier_answered_on and row.earlier_due_on and row.earlier_answered_on > row.earlier_due_on
    if row.answered_on and not was_late:
        row.earlier_answered_on, row.earlier_due_on = row.answered_on, row.handle_due_on


@dataclass(frozen=True)
class Surroundings:
    """What a step needs of the office, asked once for a row and all that follow it."""

    days: WorkingDays
    units: Mapping[int, str]
    done_on: date


def surroundings(session: Session, row: Feedback, today: date, done_on: date) -> Surroundings:
    """The calendar, the units by name, and the day of the step."""
    days = queries.calendar(session, [row.reopened_on or row.received_on, today])
    return Surroundings(days, queries.keepers(session, row.agency_id, today), done_on)


def follow(session: Session, actor: Actor, row: Feedback, main: Feedback, act: Act, around: Surroundings, *, now: datetime) -> None:
    """A linked row goes where its main one went; its own due dates stay, for it was received on a day of its own."""
    ensure(actor, WAYS[act].right, row)
    before = queries.said(row, around.units)
    if act is Act.REOPEN:
        _keep_answer(row)
        row.reopened_on, row.extended_to, row.paused_days = main.reopened_on, None, 0
    for name in FOLLOWED:
        setattr(row, name, getattr(main, name))
    _written(session, actor, row, act, f"Theo phản ánh số {main.entry}.", before, around, now=now)


def _written(
    session: Session, actor: Actor, row: Feedback, act: Act, words: str, before: Mapping[str, str], around: Surroundings, *, now: datetime
) -> None:
    set_clocks(row, around.days)
    row.folded = queries.searchable(row)
    session.add(step(row, actor, act, words, done_on=around.done_on, now=now))
    session.flush()
    after = queries.said(row, around.units)
    changed = {title for title in before.keys() | after.keys() if before.get(title) != after.get(title)}
    told = [{title: side[title] for title in sorted(changed) if title in side} for side in (before, after)]
    audit.record(session, actor, act.value, "feedback", row.id, now=now, before=told[0], after=told[1])
