"""The page of the inspected: rounds announced to my units, what to do next in each, and findings to put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.finding_page import finding_page
from tthc.blueprints.inspection.findings import YEAR
from tthc.core.inspections.queries import finding_lines
from tthc.core.inspections.queries import findings as queries
from tthc.core.inspections.rules import FORMS, Form
from tthc.core.inspections.rules import rounds as round_rules
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.web.guards import actor, needs, today
from tthc.web.lines import Link
from tthc.web.reply import reply


@dataclass(frozen=True)
class RoundLine:
    """A round at one of my units."""

    unit: str
    by: str
    form: str
    starts_on: date
    ends_on: date
    badge: Badge
    report_due_on: date | None
    step: Link | None
    others: tuple[Link, ...]
    conclusion: str
    concluded_on: date | None


@dataclass(frozen=True)
class OwnedLine:
    """A finding that one of my units has to put right."""

    title: str
    remedy: str
    unit: str
    due_on: date | None
    badge: Badge
    href: str
    is_open: bool


@bp.get(f"{YEAR}/duoc-kiem-tra")
@needs(Can.INSPECTION_ANSWER)
def inspected(year: int) -> Any:
    """What concerns the person's own units, of whatever agency inspects them."""
    session, who = db.session(), actor()
    rounds = [_round(one, year) for one in finding_lines.told_rounds(session, who, year, today())]
    found = [_finding(one, year) for one in finding_lines.to_answer(session, who, year, today())]
    context: dict[str, Any] = {
        "open_ones": [one for one in found if one.is_open],
        "others": [one for one in found if not one.is_open],
        "rounds": rounds,
        "most": finding_lines.MOST if len(found) == finding_lines.MOST else None,
    }
    return reply("inspection/inspected.html", year=year, **context)


@bp.get(f"{YEAR}/duoc-kiem-tra/kien-nghi/<int:finding_id>")
@needs(Can.INSPECTION_ANSWER)
def inspected_finding(year: int, finding_id: int) -> Any:
    """One finding with the form of what was done."""
    queries.owned(db.session(), actor(), finding_id)
    return finding_page(finding_id, year)


def _round(one: finding_lines.ToldRound, year: int) -> RoundLine:
    row = one.row
    report = Link("Báo cáo theo đề cương", url_for("inspection.self_report", year=year, round_id=row.id))
    minutes = Link("Biên bản kiểm tra", url_for("inspection.answer_minutes", year=year, round_id=row.id))
    reports = [report] if _is_asked(row) else []
    links = (*reports, *([minutes] if row.starts_on <= today() else []))
    step = _next(row, report, minutes)
    return RoundLine(
        unit=one.unit,
        by=one.by,
        form=FORMS[row.form],
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        badge=round_rules.badge(row, today()),
        report_due_on=row.report_due_on if not row.answered_on else None,
        step=step,
        others=tuple(link for link in links if step is None or link.href != step.href),
        conclusion=row.conclusion_number,
        concluded_on=row.concluded_on,
    )


def _is_asked(row: Any) -> bool:
    """Whether a notice asked the unit for a report of its own."""
    return row.form == Form.PLANNED and row.notified_on is not None


def _next(row: Any, report: Link, minutes: Link) -> Link | None:
    """The one thing that the inspected unit does next."""
    if row.cancelled_on or row.concluded_on:
        return None
    if _is_asked(row) and not row.answered_on and not row.minutes_on:
        return Link("Gửi báo cáo theo đề cương", report.href)
    return Link("Xem, ký biên bản", minutes.href) if not row.minutes_on and row.starts_on <= today() else None


def _finding(one: finding_lines.FindingLine, year: int) -> OwnedLine:
    href = url_for("inspection.inspected_finding", year=year, finding_id=one.row_id)
    return OwnedLine(one.observation, one.remedy, one.owner, one.due_on, one.badge, href, one.is_open)
