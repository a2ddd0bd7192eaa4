"""The verification queue: the list, and the one item that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.core.evidence import queries as evidence_queries
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.rules import Line
from tthc.extensions import db
from tthc.web.guards import actor, today
from tthc.web.lines import period_title


@dataclass(frozen=True)
class Item:
    """One submission in the list."""

    title: str
    href: str
    unit: str
    sent_on: Any
    period_title: str
    is_current: bool


@dataclass(frozen=True)
class Judged:
    """The open submission: evidence left, requirement right."""

    line: Line
    period_title: str
    section_title: str
    task_href: str
    text: str
    evidence: tuple[Any, ...]
    who: str
    verify_href: str
    return_href: str


@dataclass(frozen=True)
class QueuePage:
    """Everything `evidence/queue.html` shows."""

    items: tuple[Item, ...]
    open: Judged | None


def queue_page(occurrence_id: int | None, *, without: int | None = None) -> QueuePage:
    """The queue with one item open: the one asked for, else the longest waiting."""
    session, who = db.session(), actor()
    lines = [line for line in task_queries.to_verify(session, who, today=today()) if line.occurrence_id != without]
    current = next((line for line in lines if line.occurrence_id == occurrence_id), lines[0] if lines else None)
    items = tuple(
        Item(
            title=line.title,
            href=url_for("evidence.queue", viec=line.occurrence_id),
            unit=line.unit,
            sent_on=line.submitted_on,
            period_title=period_title(line.period, line.year),
            is_current=line is current,
        )
        for line in lines
    )
    return QueuePage(items, _judged(current) if current else None)


def _judged(line: Line) -> Judged | None:
    session, who = db.session(), actor()
    evidence = tuple(evidence_queries.waiting_for(session, who, line.occurrence_id))
    if not evidence:
        return None
    first = evidence[0].link_id
    return Judged(
        line=line,
        period_title=period_title(line.period, line.year),
        section_title=line.section.title,
        task_href=url_for("tasks.page", task_id=line.task_id),
        text=line.text,
        evidence=evidence,
        who=evidence[0].who,
        verify_href=url_for("evidence.verify", link_id=first),
        return_href=url_for("evidence.send_back", link_id=first),
    )
