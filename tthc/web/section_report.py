"""The button of every section: its progress report as a PDF sealed with the agency's certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.core.reports import actions as report_actions
from tthc.core.reports import queries as report_queries
from tthc.core.reports.queries import facts
from tthc.core.signing import queries as signing_queries
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day
from tthc.web.guards import actor, after_commit, now, today, toolbox
from tthc.web.reply import said, see_other


@dataclass(frozen=True)
class SectionReport:
    """How the section's report stands."""

    action: str
    can_make: bool
    job: Any
    file_href: str | None
    file_words: str | None
    verify_words: str | None
    text_href: str | None = None


@dataclass(frozen=True)
class ReportText:
    """The newest report of a section for reading; `content` is None while there is none."""

    title: str
    year: int
    back: str
    state: SectionReport
    content: Any = None
    as_of: Any = None
    is_outdated: bool = False
    changes: tuple[str, ...] = ()


def state(section: Section, year: int) -> SectionReport:
    """The newest report of the section: in the making, or ready to download."""
    session, who = db.session(), actor()
    action = url_for(f"{section.value}.report", year=year)
    can_make = may(who, Can.REPORT_SEAL)
    report = report_queries.section_report(session, who, year, section)
    edition = report_queries.latest(report) if report else None
    if report is None or edition is None:
        return SectionReport(action, can_make, None, None, None, None)
    from tthc.web.report_job import edition_job

    signed = signing_queries.signed_of(session, who, edition.id)
    text_href = url_for(f"{section.value}.report_text", year=year)
    if signed is None:
        return SectionReport(action, can_make, edition_job(edition), None, None, None, text_href)
    words = f"Báo cáo ngày {day(report.as_of)} (PDF)"
    test = ", chứng thư thử nghiệm" if signed.is_test else ""
    href = url_for("reports.download", edition_id=edition.id)
    return SectionReport(action, can_make, None, href, words, f"Đã ký số bởi {signed.organisation or signed.signer}{test}.", text_href)


def text(section: Section, year: int) -> ReportText:
    """What the newest report says, and what has changed since."""
    session, who = db.session(), actor()
    title = f"Báo cáo tiến độ: {section.title}"
    here, back = state(section, year), url_for(f"{section.value}.page", year=year)
    report = report_queries.section_report(session, who, year, section)
    edition = report_queries.latest(report) if report else None
    if report is None or edition is None:
        return ReportText(title, year, back, here)
    standing = facts.standing(session, report)
    return ReportText(title, year, back, here, edition.content, report.as_of, standing.is_outdated, standing.changes)


def make(section: Section, year: int) -> Any:
    """Freeze the report and wake the worker that prints and seals it."""
    edition = report_actions.section_report(db.session(), actor(), section, year=year, today=today(), now=now())
    edition_id, queue = edition.id, toolbox().queue
    after_commit(lambda: queue.enqueue("print_edition", edition_id=edition_id))
    said("Tệp đang được chuẩn bị. Có thể tiếp tục làm việc khác; sẽ có thông báo khi tải về được.", "info")
    return see_other(url_for(f"{section.value}.page", year=year))
