"""Lines of work as templates draw them: the core's line plus addresses and what this person may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from tthc.core.calendar import rules as calendar_rules
from tthc.core.tasks.rules import Badge, Comment, Line
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day


@dataclass(frozen=True)
class Link:
    """A title and its address."""

    title: str
    href: str


@dataclass(frozen=True)
class Tab:
    """A tab or a filter pill."""

    title: str
    href: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Pages:
    """Where a page of rows stands in the whole."""

    first: int
    last: int
    total: int
    previous_href: str | None
    next_href: str | None
    is_more: bool = False  # counting ended at `total`: there is more


@dataclass(frozen=True)
class TaskLine:
    """One row of `section/_task_row.html`."""

    task_id: int
    occurrence_id: int
    number: str
    title: str
    deliverable: str | None
    unit: str
    period_title: str
    due_on: date | None
    due_words: str
    badge: Badge
    comment: Comment | None
    can_complete: bool
    is_urgent: bool
    href: str
    complete_href: str
    row_href: str
    section_title: str
    facts: tuple[str, ...]
    version: int


def period_title(code: str, year: int) -> str:
    """How a period is said in a row: "quý III", "cả năm", "phát sinh 15/08/2024"; nothing for a single task."""
    if code == calendar_rules.ONCE:
        return ""
    found = calendar_rules.period(code, year)
    if found is None:
        return f"phát sinh {day(date.fromisoformat(code[:10]))}"
    if code == "year":
        return "cả năm"
    return found.words.split(" năm ")[0]


def task_line(line: Line, actor: Actor, *, with_section: bool = False) -> TaskLine:
    """A line with its addresses."""
    at: dict[str, Any] = {"task_id": line.task_id, "occurrence_id": line.occurrence_id}
    facts = (f"Gửi ngày {day(line.submitted_on)}",) if line.submitted_on and line.state == "submitted" else ()
    return TaskLine(
        task_id=line.task_id,
        occurrence_id=line.occurrence_id,
        number=line.number,
        title=line.title,
        deliverable=line.deliverable,
        unit=line.unit,
        period_title=period_title(line.period, line.year),
        due_on=line.due_on,
        due_words="" if line.due_on else (line.time_text or "Chưa có hạn"),
        badge=line.badge,
        comment=line.comment,
        can_complete=line.is_open and may(actor, Can.EVIDENCE_SUBMIT, line),
        is_urgent=line.is_urgent,
        href=url_for("tasks.page", task_id=line.task_id),
        complete_href=url_for("tasks.complete", **at),
        row_href=url_for("tasks.row", **at),
        section_title=line.section.title if with_section else "",
        facts=facts,
        version=line.version,
    )


def task_lines(lines: Iterable[Line], actor: Actor, *, with_section: bool = False) -> list[TaskLine]:
    """Lines with their addresses."""
    return [task_line(line, actor, with_section=with_section) for line in lines]


def with_query(**changes: Any) -> str:
    """This page's address with some parts of its query changed; None takes a part away."""
    parts = {**request.args.to_dict(), **changes}
    query = urlencode({k: v for k, v in parts.items() if v not in (None, "")})
    return request.path + (f"?{query}" if query else "")


def page_number() -> int:
    """Which page of rows was asked for, 1 when the address says nothing sensible."""
    asked = request.args.get("trang", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 6 and int(asked) > 0 else 1  # noqa: PLR2004 - no page has six figures


def pages(shown: Sequence[Any], total: int, size: int) -> Pages | None:
    """Paging for a list that shows `shown` of `total`; None when everything fits."""
    if total <= size:
        return None
    number = page_number()
    first = (number - 1) * size
    previous = with_query(trang=number - 1) if number > 1 else None
    following = with_query(trang=number + 1) if first + len(shown) < total else None
    return Pages(first + 1, first + len(shown), total, previous, following)
