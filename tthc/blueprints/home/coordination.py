"""The first page of those who coordinate, decide or look: clerk, chairman, auditor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tthc.blueprints.home import judging
from tthc.core.audit import queries as audit_queries
from tthc.core.evidence import queries as evidence_queries
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.rules import Badge, Line
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day as day_words
from tthc.web import report_lines
from tthc.web.frame import current_year, frame, has_plan
from tthc.web.guards import actor, today
from tthc.web.indicator_lines import indicator_lines
from tthc.web.lines import Link, TaskLine, period_title, task_lines
from tthc.web.register_desk import DeskLine, desk_lines
from tthc.web.words import Act, act_words

SHOWN = 8


@dataclass(frozen=True)
class VerifyLine:
    """A submission that waits for a verdict."""

    title: str
    href: str
    who: str
    unit: str
    sent_at: date | None
    badge: Badge
    words: str


@dataclass(frozen=True)
class LateUnit:
    """A unit with overdue work; `key` names it in forms."""

    key: int
    name: str
    unit: str
    count: int
    oldest: str
    days_words: str
    href: str


@dataclass(frozen=True)
class ClerkPage:
    """Everything `home/clerk.html` shows."""

    today: date
    late_count: int
    late_people: list[LateUnit]
    remind_text: str
    to_verify: list[VerifyLine]
    to_verify_total: int
    queue_href: str
    reports: list[Any]
    report_start: Any
    documents: list[Any]
    urgent: list[TaskLine]
    own: Link
    registers: tuple[DeskLine, ...]
    import_href: str | None = None
    remind_action: str | None = None


@dataclass(frozen=True)
class LeaderPage:
    """Everything `home/leader.html` shows."""

    today: date
    to_sign: list[Any]
    to_verify: list[VerifyLine]
    to_verify_total: int
    queue_href: str
    indicators: list[Any]
    late_units: list[LateUnit]
    late_count: int
    registers: tuple[DeskLine, ...]


@dataclass(frozen=True)
class Tool:
    """A link with a word about it."""

    title: str
    words: str
    href: str


@dataclass(frozen=True)
class ReaderPage:
    """Everything `home/auditor.html` shows."""

    today: date
    links: list[Tool]
    history: list[Act]
    rounds: tuple[Any, ...] = ()
    registers: tuple[DeskLine, ...] = ()  # of who inspects or appraises: what waits


@dataclass(frozen=True)
class Document:
    """A document newly named as evidence."""

    title: str
    number: str
    on: date
    href: str


def verify_lines(limit: int = SHOWN) -> tuple[list[VerifyLine], int]:
    """The submissions that wait for this person, the longest waiting first, and how many there are."""
    found = frame()
    lines = task_queries.to_verify(db.session(), actor(), today=today(), limit=limit)
    return [_verify_line(line) for line in lines], found.to_verify if found else 0


def _verify_line(line: Line) -> VerifyLine:
    href = url_for("evidence.queue", viec=line.occurrence_id)
    return VerifyLine(line.title, href, "", line.unit, line.submitted_on, line.badge, period_title(line.period, line.year))


def clerk() -> ClerkPage:
    """Who is late, what waits for a verdict, how the report stands, what came in."""
    who = actor()
    late = _late_units()
    verify, total = verify_lines()
    own = task_queries.late_lines(db.session(), who, today=today(), units=who.units, limit=SHOWN)
    recent = evidence_queries.store(db.session(), who, limit=5)
    reports, report_start = report_lines.current()
    return ClerkPage(
        today=today(),
        late_count=sum(unit.count for unit, _ in late),
        late_people=[unit for unit, _ in late],
        remind_text=remind_text(late),
        to_verify=verify,
        to_verify_total=total,
        queue_href=url_for("evidence.queue"),
        reports=reports,
        report_start=report_start,
        documents=[Document(x.title, x.unit, x.submitted_on, url_for("tasks.page", task_id=x.task_id)) for x in recent],
        urgent=task_lines(own, who, with_section=True),
        own=Link(_own_words(), url_for("home.month")),
        registers=(*desk_lines(mine=False), *judging.score_lines()),
        import_href=None if has_plan() else url_for("plans.upload"),
    )


def _own_words() -> str:
    """The same number that stands in the menu: the clerk has tasks as well."""
    found = frame()
    return f"{found.to_do} việc bộ phận phải làm" if found and found.to_do else "Việc của bộ phận"


def leader() -> LeaderPage:
    """What waits for the signature, how the targets stand, who is late."""
    late = [unit for unit, _ in _late_units()]
    verify, total = verify_lines()
    return LeaderPage(
        today=today(),
        to_sign=report_lines.to_sign(),
        to_verify=verify,
        to_verify_total=total,
        queue_href=url_for("evidence.queue"),
        indicators=indicator_lines(current_year())[:4],
        late_units=late,
        late_count=sum(unit.count for unit in late),
        registers=(*judging.score_lines(), *desk_lines(mine=False)),
    )


def reader() -> ReaderPage:
    """For those who look and change nothing."""
    who, year = actor(), current_year()
    rows = [
        (Can.AUDIT_READ, Tool("Nhật ký", "Ai đã làm gì, khi nào", url_for("people.log"))),
        (Can.TASK_READ, Tool("Kho minh chứng", "Minh chứng đã gửi và kết quả duyệt", url_for("evidence.store"))),
        (Can.REPORT_READ, Tool("Báo cáo", f"Báo cáo năm {year} và chữ ký số", url_for("reports.year", year=year))),
        (Can.ARCHIVE_READ, Tool("Lưu trữ", "Hồ sơ lưu trữ của từng năm", url_for("archive.listing"))),
    ]
    entries = audit_queries.page(db.session(), who, size=12) if may(who, Can.AUDIT_READ) else []
    registers = desk_lines(mine=False, section=Section.INSPECTION) if may(who, Can.INSPECTION_PLAN) else ()
    tools, history = [tool for can, tool in rows if may(who, can)], [act_words(entry) for entry in entries]
    return ReaderPage(today(), tools, history, judging.own_rounds(), (*judging.score_lines(), *registers))


def _late_units() -> list[tuple[LateUnit, Line]]:
    """Overdue work by unit, the most first, with the oldest line of each."""
    return [(_late_unit(line, count), line) for line, count in task_queries.late_units(db.session(), actor(), today=today())]


def _late_unit(oldest: Line, count: int) -> LateUnit:
    assert oldest.due_on is not None  # noqa: S101 - late means past a day
    days = (today() - oldest.due_on).days
    href = url_for("home.overview_page", don_vi=oldest.unit_id)
    return LateUnit(oldest.unit_id, oldest.unit, "", count, oldest.title, f"lâu nhất {days} ngày", href)


def remind_text(late: list[tuple[LateUnit, Line]]) -> str:
    """One paragraph a unit, ready to paste into a Zalo group (experience.md 3.7, line 84)."""
    paragraphs = []
    for unit, first in late:
        link = url_for("tasks.page", task_id=first.task_id, _external=True)
        due = day_words(first.due_on) if first.due_on else ""
        paragraphs.append(
            f'Kính gửi {unit.name}: còn {unit.count} việc quá hạn, lâu nhất "{first.title}" (hạn {due}). Xem và cập nhật: {link}'
        )
    return "\n\n".join(paragraphs)
