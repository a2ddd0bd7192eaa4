"""Reports as the first pages show them: the one of this period, those that wait for a signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask import url_for

from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar import rules as calendar_rules
from tthc.core.reports import queries as report_queries
from tthc.core.reports.rules import ReportPeriod, ReportState
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.web.guards import actor, today

if TYPE_CHECKING:
    from tthc.core.reports.models import Report

BADGES = {
    ReportState.DRAFT: Badge("Dự thảo", "doing"),
    ReportState.SUBMITTED: Badge("Chờ ký", "waiting"),
    ReportState.RETURNED: Badge("Bị trả lại", "returned"),
    ReportState.APPROVED: Badge("Đang ký số", "waiting"),
    ReportState.SIGNED: Badge("Đã ký", "done"),
}


@dataclass(frozen=True)
class ReportLine:
    """One report of a period."""

    title: str
    href: str
    badge: Badge
    percent: int | None
    missing: str
    due_on: date | None


@dataclass(frozen=True)
class SignLine:
    """A report that waits for the leader."""

    title: str
    href: str
    who: str
    sent_at: datetime | None
    badge: Badge
    words: str


@dataclass(frozen=True)
class Start:
    """The one button that drafts a report."""

    title: str
    action: str


def period() -> tuple[calendar_rules.Period, date]:
    """The reporting period that runs now and the last day for its report, by the agency's own reporting days."""
    schedule = calendar_queries.schedule(db.session(), actor().agency_id)
    found = calendar_rules.period_of(today(), schedule)
    return found, calendar_rules.report_due(found, schedule.terms(found.kind).before_day)


def current() -> tuple[list[ReportLine], Start | None]:
    """The report of the period that runs now, or the button that drafts it."""
    running, due = period()
    report = report_queries.period_report(db.session(), actor(), running.year, ReportPeriod(running.code))
    if report is None:
        words = running.words.split(" năm ")[0]
        return [], Start(f"Lập báo cáo {words}", url_for("reports.draft", year=running.year, period=running.slug))
    return [ReportLine(f"Báo cáo {running.words}", address(report), BADGES[report.state], None, report.comment, due)], None


def to_sign() -> list[SignLine]:
    """What waits for the leader, oldest first."""
    return [_sign_line(report) for report in report_queries.to_sign(db.session(), actor())]


def _sign_line(report: Report) -> SignLine:
    who = report.drafted_by.full_name if report.drafted_by else ""
    return SignLine(title(report), address(report), who, report.submitted_at, BADGES[report.state], "")


def title(report: Report) -> str:
    """Such as "Báo cáo Quý III năm 2024"."""
    found = calendar_rules.period(report.period, report.year)
    return f"Báo cáo {found.words if found else report.year}"


def address(report: Report) -> str:
    """The reading page of a period report."""
    found = calendar_rules.period(report.period, report.year)
    return url_for("reports.page", year=report.year, period=found.slug if found else "nam")
