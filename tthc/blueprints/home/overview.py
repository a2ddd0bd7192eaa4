"""How the year stands: by section, by unit, and every overdue line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.queries import counting
from tthc.core.tasks.rules import Counts
from tthc.extensions import db
from tthc.kernel.sections import Section
from tthc.web.addresses import asked_number
from tthc.web.frame import current_year
from tthc.web.guards import actor, today
from tthc.web.indicator_lines import indicator_lines
from tthc.web.lines import Link, TaskLine, task_lines

SHOWN = 50


@dataclass(frozen=True)
class Share:
    """One row: how much of a section or a unit is done."""

    title: str
    href: str
    total: int
    done: int
    waiting: int
    late: int
    percent: int


@dataclass(frozen=True)
class OverviewPage:
    """Everything `home/overview.html` shows."""

    title: str
    periods: tuple[Any, ...]
    total: int
    done: int
    waiting: int
    late: int
    open: int
    asleep: int
    unit: str | None
    all_link: Link | None
    sections: list[Share]
    units: list[Share]
    late_lines: list[TaskLine]
    indicators: list[Any]


def page() -> OverviewPage:
    """Four queries, however many units and rows there are."""
    session, who, year = db.session(), actor(), current_year()
    by_section = counting.counts_by_section(session, who, today=today(), year=year)
    by_unit = counting.counts_by_unit(session, who, today=today(), year=year)
    asked = asked_number("don_vi")
    unit = next((name for unit_id, name, _ in by_unit if unit_id == asked), None)
    late = task_queries.late_lines(session, who, today=today(), units=None if asked is None else {asked}, limit=SHOWN)
    totals = [sum(getattr(c, name) for c in by_section.values()) for name in ("total", "done", "waiting", "late", "open")]
    total, done, waiting, late_count, still_open = totals
    return OverviewPage(
        title=f"Tổng quan năm {year}",
        periods=(),
        total=total,
        done=done,
        waiting=waiting,
        late=late_count,
        open=still_open - late_count,
        asleep=total - done - waiting - still_open,
        unit=unit,
        all_link=Link("Xem mọi bộ phận", url_for("home.overview_page")) if unit else None,
        sections=[_share(s.title, url_for(f"{s.value}.page", year=year), by_section[s]) for s in Section if s in by_section],
        units=[_share(name, url_for("home.overview_page", don_vi=unit_id), counts) for unit_id, name, counts in by_unit],
        late_lines=task_lines(late, who, with_section=True),
        indicators=indicator_lines(year)[:4],
    )


def _share(title: str, href: str, counts: Counts) -> Share:
    percent = round(100 * counts.done / counts.total) if counts.total else 0
    return Share(title, href, counts.total, counts.done, counts.waiting, counts.late, percent)
