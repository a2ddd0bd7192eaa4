"""The page "Việc của tôi": the work of one's own units, grouped by what to do first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for

from tthc.blueprints.home.coordination import VerifyLine, verify_lines
from tthc.blueprints.home.judging import score_lines
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.rules import Line
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import month as month_words
from tthc.web import report_lines
from tthc.web.guards import actor, today
from tthc.web.indicator_lines import indicator_lines
from tthc.web.lines import Link, TaskLine, task_lines
from tthc.web.register_desk import DeskLine, desk_lines

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
SHOWN = 25


@dataclass(frozen=True)
class Tally:
    """The numbers of the sentence on top."""

    todo: int
    late: int
    returned: int
    open: int
    done: int
    total: int


@dataclass(frozen=True)
class Milestone:
    """A day that comes."""

    day_words: str
    words: str


@dataclass(frozen=True)
class MonthPage:
    """Everything `home/officer.html` shows."""

    today: date
    month_title: str
    previous: Link
    next: Link
    counts: Tally
    urgent: list[TaskLine]
    due: list[TaskLine]
    waiting: list[TaskLine]
    done: list[TaskLine]
    whole_period: Link | None
    to_verify: list[VerifyLine]
    to_verify_total: int
    queue_href: str | None
    indicators: list[Any]
    entry: Link | None
    milestones: list[Milestone]
    nearest_on: date | None
    registers: tuple[DeskLine, ...]
    is_read_only: bool = False


def month_page(asked: str, *, everything: bool = False) -> MonthPage:
    """One month of the person's desk; overdue and returned work stands on top of every month."""
    who, day = actor(), today()
    first = _first_day(asked, day)
    last = _next_month(first) - timedelta(days=1)
    lines = task_queries.desk_lines(db.session(), who, today=day, until=max(day, last))
    urgent = [x for x in lines if x.is_urgent]
    due = [x for x in lines if x.is_open and not x.is_urgent and (everything or _falls(x, first, last))]
    waiting = [x for x in lines if x.state == "submitted"]
    done = [x for x in lines if x.state in ("done", "not_applicable") and x.submitted_on and first <= x.submitted_on <= last]
    later = [x.due_on for x in lines if x.is_open and x.due_on and x.due_on > last]
    verify, verify_total = verify_lines(5) if may(who, Can.EVIDENCE_VERIFY) else ([], 0)
    return MonthPage(
        today=day,
        month_title=_said(first, day),
        previous=_link(first - timedelta(days=1), day),
        next=_link(_next_month(first), day),
        counts=_tally(urgent, due, done, waiting),
        urgent=task_lines(urgent[:SHOWN], who, with_section=True),
        due=task_lines(due[:SHOWN] if not everything else due, who, with_section=True),
        waiting=task_lines(waiting[:SHOWN], who, with_section=True),
        done=task_lines(done[:SHOWN], who, with_section=True),
        whole_period=None if everything else Link("Xem mọi việc đang mở", url_for("home.month", xem="tat-ca")),
        to_verify=verify,
        to_verify_total=verify_total,
        queue_href=url_for("evidence.queue") if verify else None,
        indicators=indicator_lines(day.year, mine=True)[:4],
        entry=Link("Nhập số liệu", url_for("indicators.year", year=day.year)),
        milestones=_milestones(lines, day),
        nearest_on=min(later, default=None),
        registers=(*desk_lines(mine=True), *score_lines()),
    )


def _first_day(asked: str, day: date) -> date:
    found = _MONTH.fullmatch(asked)
    return date(int(found[1]), int(found[2]), 1) if found else day.replace(day=1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _falls(line: Line, first: date, last: date) -> bool:
    """Due in the month, or without a day and already open."""
    return first <= line.due_on <= last if line.due_on else line.opens_on <= last


def _tally(urgent: list[Line], due: list[Line], done: list[Line], waiting: list[Line]) -> Tally:
    returned = sum(x.state == "returned" for x in urgent)
    late = sum(x.is_late and x.state != "returned" for x in urgent)
    todo = len(urgent) + len(due)
    return Tally(todo, late, returned, todo - late - returned, len(done), todo + len(done) + len(waiting))


def _said(month: date, today_: date) -> str:
    """The month without its year is enough within the office's year."""
    return f"tháng {month.month}" if month.year == today_.year else month_words(month)


def _link(month: date, today_: date) -> Link:
    title = _said(month, today_)
    return Link(title[0].upper() + title[1:], url_for("home.month", thang=f"{month:%Y-%m}"))


def _milestones(lines: list[Line], day: date) -> list[Milestone]:
    """The next days that matter: the cut-off, the report, the nearest due dates."""
    period, report_due = report_lines.period()
    ahead = [
        (period.end, f"Chốt số liệu {period.words}"),
        (report_due, f"Hạn gửi báo cáo {period.words}"),
        *((x.due_on, x.title) for x in lines if x.is_open and x.due_on and x.due_on >= day),
    ]
    return [Milestone(f"{on:%d/%m}", words) for on, words in sorted(ahead)[:4] if on >= day]
