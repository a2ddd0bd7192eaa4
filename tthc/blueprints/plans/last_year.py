"""What the year before leaves to a plan: unfinished tasks, limits that were reported, findings of inspections not yet closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask import url_for

from tthc.core.inspections.queries import finding_lines
from tthc.core.reports import queries as report_queries
from tthc.extensions import db
from tthc.web.guards import actor, today
from tthc.web.register_ui import known_registers, row_href

if TYPE_CHECKING:
    from tthc.core.imports.queries import Carried


@dataclass(frozen=True)
class Left:
    """A task of the year before that was not finished."""

    title: str
    href: str
    words: str
    due_on: date | None


@dataclass(frozen=True)
class LastYear:
    """What the plan of the year before leaves behind."""

    year: int
    plan_title: str
    plan_href: str
    left: tuple[Left, ...]
    limits: tuple[str, ...]
    reports_href: str


def last_year(carried: Carried | None) -> LastYear | None:
    """As the pages show it: the unfinished tasks, and the limits that the last report of that year named."""
    if carried is None:
        return None
    left = tuple(
        Left(task.title, url_for("tasks.page", task_id=task.task_id), "; ".join(filter(None, (task.units, task.state))), task.due_on)
        for task in carried.unfinished
    )
    return LastYear(
        year=carried.year,
        plan_title=carried.plan_title,
        plan_href=url_for("plans.document", plan_id=carried.plan_id),
        left=left,
        limits=tuple(report_queries.limits(db.session(), actor(), carried.year)),
        reports_href=url_for("reports.year", year=carried.year),
    )


@dataclass(frozen=True)
class FindingsLeft:
    """Findings that inspections of earlier years left open: they enter the plan of this one."""

    left: tuple[Left, ...]
    register_href: str
    is_more: bool = False  # than are read


_REGISTER = "inspection_finding"


def findings_left(year: int) -> FindingsLeft | None:
    """What has to be put right still when the plan of `year` is made; None where nothing is left."""
    found = finding_lines.left_open(db.session(), actor(), year - 1, today())
    ui = known_registers().get(_REGISTER)
    if not found or ui is None:
        return None
    left = (Left(one.observation, row_href(_REGISTER, one.row_id) or "", f"{one.owner}; {one.badge.text}", one.due_on) for one in found)
    return FindingsLeft(tuple(left), ui.href("rows", year - 1, {"loc": "chua-khac-phuc"}), len(found) == finding_lines.MOST)
