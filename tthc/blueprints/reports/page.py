"""What the pages of the reports desk show; states become words and rights here, templates compare nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for
from markupsafe import Markup

from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar import rules as calendar_rules
from tthc.core.calendar.rules import Period
from tthc.core.reports import queries as report_queries
from tthc.core.reports.queries import facts
from tthc.core.reports.rules import EDITABLE, ReportPeriod, ReportState
from tthc.core.reports.rules.figures import STANDING, Gap
from tthc.core.signing import queries as signing_queries
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor, today
from tthc.web.report_job import Job, edition_job
from tthc.web.report_lines import BADGES

if TYPE_CHECKING:
    from tthc.core.reports.models import Edition, Report
    from tthc.core.signing.models import SignedDocument

NOT_MADE = Badge("Chưa lập", "idle")
COLUMNS = ("đã xong", "chờ duyệt", "quá hạn")


@dataclass(frozen=True)
class Row:
    """A row of macros/table.html."""

    cells: tuple[str | Markup, ...]
    href: str | None = None


@dataclass(frozen=True)
class Line:
    """A period in the list of the year."""

    title: str
    href: str
    badge: Badge
    window: tuple[date, date]
    due_on: date
    draft_action: str | None
    words: str


@dataclass(frozen=True)
class ReportPage:
    """One period's report for reading; `report` is None while there is none to see."""

    title: str
    year: int
    period: Period
    badge: Badge
    draft_action: str | None
    report: Report | None = None
    content: Any = None
    columns: tuple[str, ...] = COLUMNS
    sections: tuple[Row, ...] = ()
    targets: tuple[Row, ...] = ()
    met: str = ""
    gaps: tuple[Gap, ...] = ()
    changes: tuple[str, ...] = ()
    is_outdated: bool = False
    edition: Edition | None = None
    job: Job | None = None
    signed: SignedDocument | None = None
    wording_href: str | None = None
    submit_action: str | None = None
    sign_action: str | None = None
    return_action: str | None = None
    retry_action: str | None = None
    upload_action: str | None = None
    is_issuer_unknown: bool = False
    print_href: str = ""
    waits: str = ""


def year_lines(year: int) -> list[Line]:
    """The year's periods with the state of each report."""
    session, who = db.session(), actor()
    schedule = calendar_queries.schedule(session, who.agency_id)
    made = {report.period: report for report in report_queries.reports_of(session, who, year)}
    return [_line(one, schedule, made.get(ReportPeriod(one.code))) for one in calendar_rules.periods(year, schedule)]


def _line(period: Period, schedule: calendar_rules.Schedule, report: Report | None) -> Line:
    return Line(
        title=f"Báo cáo {period.words}",
        href=url_for("reports.page", year=period.year, period=period.slug),
        badge=BADGES[report.state] if report else NOT_MADE,
        window=(period.start, period.end),
        due_on=calendar_rules.report_due(period, schedule.terms(period.kind).before_day),
        draft_action=_draft_action(period) if report is None and period.start <= today() else None,
        words=f"Lần trình: {len(report.editions)}" if report and report.editions else "",
    )


def period_of(year: int, slug: str) -> Period:
    """The period of an address; NotFound for another word."""
    found = calendar_rules.period(slug, year, calendar_queries.schedule(db.session(), actor().agency_id))
    if found is None or found.slug != slug or found.code not in set(ReportPeriod):
        raise NotFound
    return found


def one(year: int, slug: str) -> Report:
    """The report of an address, to act on."""
    found = report_queries.period_report(db.session(), actor(), year, ReportPeriod(period_of(year, slug).code))
    if found is None:
        raise NotFound
    return found


def report_page(year: int, slug: str) -> ReportPage:
    """Everything the reading page shows."""
    session, who, period = db.session(), actor(), period_of(year, slug)
    report = report_queries.period_report(session, who, year, ReportPeriod(period.code))
    title, draft_action = f"Báo cáo {period.words}", _draft_action(period)
    if report is None:
        return ReportPage(title, year, period, NOT_MADE, draft_action)
    standing = facts.standing(session, report)
    edition = report_queries.latest(report)
    job = edition_job(edition) if edition else None
    is_open = report.state in EDITABLE
    # What was submitted is what is read and signed; a draft shows the draft.
    content = edition.content if edition and not is_open else report.content
    signed = signing_queries.signed_of(session, who, edition.id) if edition and not is_open else None
    sections, targets, met = _tables(content)
    return ReportPage(
        title=title,
        year=year,
        period=period,
        badge=BADGES[report.state],
        draft_action=draft_action if is_open else None,
        report=report,
        content=content,
        sections=sections,
        targets=targets,
        met=met,
        gaps=standing.gaps,
        changes=standing.changes if not is_open else tuple(report.changes),
        is_outdated=standing.is_outdated,
        edition=edition,
        job=job,
        signed=signed,
        is_issuer_unknown=signed is not None and not signed.facts[-1]["is_trusted"],
        retry_action=url_for("reports.retry", edition_id=edition.id) if edition and job and job.problem and not job.is_running else None,
        print_href=url_for("reports.printed", year=year, period=slug),
        **_steps(report, edition, {"year": year, "period": slug}),
    )


def _steps(report: Report, edition: Edition | None, at: dict[str, Any]) -> dict[str, Any]:
    """What this person may do next with the report: write it, sign it, or bring it signed."""
    who = actor()
    if report.state in EDITABLE and may(who, Can.REPORT_DRAFT, report):
        return {"wording_href": url_for("reports.wording", **at), "submit_action": url_for("reports.submit", **at)}
    if report.state is ReportState.SUBMITTED and may(who, Can.REPORT_SIGN, report):
        back = {"return_action": url_for("reports.send_back", **at)}
        if edition and edition.stored_file_id:
            return back | {"sign_action": url_for("reports.sign", **at)}
        return back | {"waits": "Tệp PDF đang được chuẩn bị. Ký được khi tệp đã sẵn sàng."}
    if edition and _may_upload(report):
        return {"upload_action": url_for("reports.attach", edition_id=edition.id)}
    return {}


def _may_upload(report: Report) -> bool:
    """The approved report may be signed elsewhere; who wrote it or who signs it brings the file."""
    who = actor()
    is_concerned = may(who, Can.REPORT_DRAFT, report) or may(who, Can.REPORT_SIGN, report)
    return report.state is ReportState.APPROVED and may(who, Can.REPORT_SEAL, report) and is_concerned


def slug_of(report: Report) -> str:
    """The period in the address of a report."""
    found = calendar_rules.period(report.period, report.year)
    return found.slug if found else ""


def _draft_action(period: Period) -> str | None:
    return url_for("reports.draft", year=period.year, period=period.slug) if may(actor(), Can.REPORT_DRAFT) else None


def _tables(content: Any) -> tuple[tuple[Row, ...], tuple[Row, ...], str]:
    """The figures as two tables, a line a section and a line a target, and how many targets are met."""
    sections: dict[str, dict[str, Markup]] = {}
    targets, standings = [], []
    for figure in content["figures"]:
        section, found, column = figure["label"].rpartition(": ")
        link = Markup('<a href="{}">{}<span class="hidden">, {}</span></a>').format(figure["link"], figure["value"], figure["label"])
        if found and column in COLUMNS:
            sections.setdefault(section, {})[column] = link
        else:
            targets.append(Row((figure["label"], link, figure.get("standing", ""))))
            standings.append(figure.get("standing", ""))
    lines = tuple(Row((title, *(cells.get(column, "0") for column in COLUMNS))) for title, cells in sections.items())
    return lines, tuple(targets), _met(standings)


def _met(standings: list[str]) -> str:
    counts = [f"{STANDING[state].lower()} {n}" for state in (True, False, None) if (n := standings.count(STANDING[state]))]
    return f"{len(standings)} chỉ tiêu: {', '.join(counts)}" if counts else f"{len(standings)} chỉ tiêu"


def signers(report: Report) -> list[tuple[int, str]]:
    """Who may sign, as choices."""
    posts = facts.leader_posts(db.session(), report.agency_id, report.as_of)
    return [(post.id, f"{post.person.full_name if post.person else ''}, {post.title}") for post in posts]
