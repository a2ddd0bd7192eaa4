"""What follows from rows that were written: a number without gaps, words without people's data, clocks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tthc.core.audit import actions as audit
from tthc.core.feedback import queries
from tthc.core.feedback.actions.copying import copy
from tthc.core.feedback.models import Feedback, FeedbackStep
from tthc.core.feedback.queries import settings
from tthc.core.feedback.rules import clocks
from tthc.core.feedback.rules.clocks import Dated
from tthc.core.feedback.rules.columns import digits
from tthc.core.feedback.rules.privacy import masked
from tthc.core.feedback.rules.steps import Act
from tthc.core.feedback.rules.words import FeedbackState
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import day
from tthc.kernel.working_days import WorkingDays


def settle(session: Session, actor: Actor, rows: Sequence[Feedback], *, today: date, now: datetime) -> None:
    """Number new rows, mask their words, set their clocks; one call for one row or for a whole sheet. Called again it changes nothing."""
    for row in rows:
        ensure(actor, Can.FEEDBACK_HANDLE, row)
    kept = [row for row in rows if row.removed_at is None]
    _let_go(session, [row for row in rows if row.removed_at is not None])
    if not kept:
        return
    terms = settings.dated(session, kept[0].agency_id)
    days = queries.calendar(session, [row.reopened_on or row.received_on for row in kept] + [today])
    new = _number(session, kept)  # after the questions: from here on nothing is sent until all is computed
    steps = [step for row in kept for step in _settled(row, terms, days, actor, is_new=row in new, today=today, now=now)]
    _write_at_once(session, new)
    if steps:
        # Thousands of lines that nobody asks for again: written as values, past the session.
        session.connection().execute(FeedbackStep.metadata.tables[FeedbackStep.__tablename__].insert(), steps)
    session.flush()


_SETTLED: tuple[str, ...] = (
    "year",
    "number",
    "phone_digits",
    "told",
    "folded",
    "folded_personal",
    "state",
    "assigned_unit_id",
    "last_word_on",
    "clock_rule",
    "transfer_due_on",
    "original_due_on",
    "handle_due_on",
    "publish_due_on",
    "next_due_on",
    "turn_on",
)


def _write_at_once(session: Session, rows: Collection[Feedback]) -> None:
    """What was computed of new rows, in one statement for a whole sheet: nobody else knows them yet, so no version has to be asked."""
    if not rows:
        return
    table = Feedback.metadata.tables[Feedback.__tablename__]
    change = table.update().where(table.c.id == bindparam("row_id")).values({name: bindparam(f"new_{name}") for name in _SETTLED})
    values = [{"row_id": row.id} | {f"new_{name}": getattr(row, name) for name in _SETTLED} for row in rows]
    session.connection().execute(change, values)
    for row in rows:
        for name in _SETTLED:
            set_committed_value(row, name, getattr(row, name))


def _let_go(session: Session, removed: Sequence[Feedback]) -> None:
    """What followed a removed row goes its own way again."""
    if removed:
        ids = [row.id for row in removed]
        change = {"main_id": None, "main_number": ""}
        session.execute(update(Feedback).where(Feedback.main_id.in_(ids)).values(change))


def _number(session: Session, rows: Sequence[Feedback]) -> set[Feedback]:
    """The next numbers of the year's book, in the order in which the rows were written; a removed row keeps its own."""
    new = [row for row in rows if row.number is None]
    moved = [row for row in rows if row.number is not None and row.year != row.received_on.year]
    if moved:
        told = f"Phản ánh đã vào sổ năm {moved[0].year} với số {moved[0].number}. Nhập ngày tiếp nhận trong năm {moved[0].year}."
        raise BadInput("Chưa lưu được.", {"received_on": told})
    if not new:
        return set()
    years = {row.received_on.year for row in new}
    query = select(Feedback.year, func.max(Feedback.number)).where(Feedback.agency_id == new[0].agency_id, Feedback.year.in_(years))
    last: dict[int, int] = {year: number or 0 for year, number in session.execute(query.group_by(Feedback.year))}
    for row in new:
        row.year = row.received_on.year
        row.number = last[row.year] = last.get(row.year, 0) + 1
    return set(new)


def _settled(
    row: Feedback, terms: Sequence[Dated], days: WorkingDays, actor: Actor, *, is_new: bool, today: date, now: datetime
) -> list[dict[str, Any]]:
    row.phone_digits = digits(row.phone)
    row.told = masked(row.content, queries.personal(row))
    row.folded = queries.searchable(row)
    row.folded_personal = queries.of_sender(row)
    if is_new or row.state in (FeedbackState.RECEIVED, FeedbackState.CLASSIFIED):
        row.clock_rule = clocks.rule_of(row.channel, row.received_on, terms).as_dict()
    _ensure_in_order(row)
    done = [queries.line(row, actor, Act.RECEIVE, "", done_on=row.received_on, now=now)] if is_new else []
    if is_new and queries.is_copied(row):
        done += copy(row, actor, today=today, now=now)
    set_clocks(row, days)
    if not is_new and row.assigned_unit_id is not None and row.assigned_unit_id != row.unit_id:  # the unit was changed in the book itself
        row.assigned_unit_id = row.unit_id
        done.append(queries.line(row, actor, Act.ASSIGN, "Đổi đơn vị xử lý khi sửa sổ theo dõi.", done_on=today, now=now))
    return done


def _ensure_in_order(row: Feedback) -> None:
    """Nothing was done before the receipt: a later day of receipt would move the clocks of what was done too late."""
    if row.main_number:
        return  # its days are those of the row it follows
    done = [on for on in (row.transferred_on, row.answered_on) if on is not None]
    if done and row.received_on > min(done):
        told = f"Phản ánh đã được chuyển hoặc trả lời ngày {day(min(done))}. Nhập ngày tiếp nhận không sau ngày đó."
        raise BadInput("Chưa lưu được.", {"received_on": told})


def set_clocks(row: Feedback, days: WorkingDays) -> None:
    """Compute every due date of the row anew."""
    found = clocks.due(queries.rule_of(row), queries.run(row), days)
    row.transfer_due_on, row.original_due_on, row.handle_due_on = found.transfer, found.original, found.handle
    row.publish_due_on, row.next_due_on = found.publish, None if row.main_id else found.now
    row.turn_on = clocks.in_order(row.next_due_on, row.received_on)


def step(row: Feedback, actor: Actor, act: Act, words: str, *, done_on: date, now: datetime) -> FeedbackStep:
    """A line of the row's history."""
    return FeedbackStep(**queries.line(row, actor, act, words, done_on=done_on, now=now))


def recompute_due(session: Session, actor: Actor, year: int, *, now: datetime) -> int:
    """After a change of the calendar: move the due dates of what is still open; returns how many moved."""
    ensure(actor, Can.CALENDAR_MANAGE)
    rows = queries.open_of(session, year - 1)
    if not rows:
        return 0
    days = queries.calendar(session, [row.reopened_on or row.received_on for row in rows])
    moved = 0
    for row in rows:
        before, past = row.next_due_on, _past(row)
        set_clocks(row, days)
        for name, due_on in past.items():
            setattr(row, name, due_on)
        if row.next_due_on != before:
            moved += 1
            change = {"before": {"Hạn": _day(before)}, "after": {"Hạn": _day(row.next_due_on)}}
            audit.record(session, actor, "recompute_due", "feedback", row.id, now=now, agency_id=row.agency_id, **change)
    return moved


def _past(row: Feedback) -> dict[str, date | None]:
    """The due dates of steps that were taken: they stay as they were when the step was judged by them."""
    names = [] if row.state in (FeedbackState.RECEIVED, FeedbackState.CLASSIFIED) else ["transfer_due_on"]
    names += ["original_due_on", "handle_due_on"] if row.answered_on else []
    return {name: getattr(row, name) for name in names}


def _day(value: date | None) -> str:
    return day(value) if value else ""
