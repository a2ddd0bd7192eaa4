"""Names and pages of a year's folder, from plain values: the same record always gives the same pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.kernel.sections import Section
from tthc.kernel.text import fold

_LONGEST = 80
_LONGEST_SUFFIX = 8
_HASH = 10
_UNSAFE = re.compile(r"[^a-z0-9]+")
NOT_YET = "Chưa có kết quả được duyệt"


@dataclass(frozen=True)
class Page:
    """One HTML page: where it stands in the folder, the document template that draws it, and what it shows."""

    path: str
    template: str
    content: Mapping[str, object]


@dataclass(frozen=True)
class Paper:
    """A file that belongs to a row of a register: its name, and where its bytes lie in the folder."""

    name: str
    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Proof:
    """Accepted evidence; `path` is where its bytes lie in the folder, empty when it is a document named by its number."""

    title: str
    file_name: str
    path: str
    sha256: str
    size: int
    document: str
    note: str
    sent: str
    accepted: str
    papers: tuple[Paper, ...] = ()  # files of a register's row


@dataclass(frozen=True)
class Tick:
    """One occurrence: period, unit, due day and what was accepted."""

    period: str
    unit: str
    due_on: date | None
    outcome: str
    handed_in_on: date | None
    proofs: tuple[Proof, ...]

    @property
    def is_settled(self) -> bool:
        """Whether anything was accepted."""
        return self.outcome != NOT_YET


@dataclass(frozen=True)
class TaskRecord:
    """A task with its duties and everything accepted for it."""

    task_id: int
    section: Section
    number: str
    title: str
    text: str
    deliverable: str
    time_text: str
    explanation: str
    plan: str
    duties: tuple[tuple[str, str], ...]
    ticks: tuple[Tick, ...]
    is_duty: bool = False  # a standing duty from "Tổ chức thực hiện", counted apart from the tasks

    @property
    def path(self) -> str:
        """Its page."""
        return f"nhiem-vu/{self.task_id}.html"

    @property
    def settled(self) -> int:
        """How many of its ticks are settled."""
        return sum(tick.is_settled for tick in self.ticks)


@dataclass(frozen=True)
class PlanRecord:
    """A plan with every paragraph of its document."""

    plan_id: int
    title: str
    head: str
    paragraphs: tuple[tuple[str, bool], ...]
    file: Proof | None = None

    @property
    def path(self) -> str:
        """Its page."""
        return f"ke-hoach/{self.plan_id}.html"


@dataclass(frozen=True)
class TargetRecord:
    """A target and its value in each period that has one."""

    section: Section
    text: str
    goal: str
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class SignedRecord:
    """A signed report and the facts of its signature."""

    title: str
    path: str
    data_path: str
    sha256: str
    signer: str
    organisation: str
    issuer: str
    signed: str
    is_test: bool


@dataclass(frozen=True)
class LogLine:
    """One entry of the log, without its contents."""

    number: int
    at: str
    who: str
    verb: str
    thing: str
    hash: str


@dataclass(frozen=True)
class Year:
    """Everything of an agency's year that may leave the house."""

    agency: str
    year: int
    as_of: str
    tasks: tuple[TaskRecord, ...]
    plans: tuple[PlanRecord, ...]
    targets: tuple[TargetRecord, ...]
    reports: tuple[SignedRecord, ...]
    log: tuple[LogLine, ...]
    log_entries: int
    log_head: str


def safe_name(name: str, sha256: str) -> str:
    """A file name for every system and USB stick: ASCII, short, told apart by the hash; the original name is shown beside it."""
    stem, dot, suffix = name.rpartition(".")
    if not (dot and stem and suffix.isascii() and suffix.isalnum() and len(suffix) <= _LONGEST_SUFFIX):
        stem, suffix = name, ""
    plain = _UNSAFE.sub("-", fold(stem)).strip("-")[:_LONGEST].strip("-")
    return "-".join(filter(None, (sha256[:_HASH], plain))) + (f".{suffix.lower()}" if suffix else "")


def folder_name(agency: str, year: int) -> str:
    """What the exported folder is called."""
    return f"luu-tru-{year}-{_UNSAFE.sub('-', fold(agency)).strip('-')[:_LONGEST]}".strip("-")


def section_path(section: Section) -> str:
    """The page of a section."""
    return f"noi-dung/{section.slug}.html"


def pages(year: Year) -> Iterator[Page]:
    """All pages: index, a page a section and a task, targets, reports, plans, log."""
    shared: dict[str, Any] = {"agency": year.agency, "year": year.year, "as_of": year.as_of}
    sections = [
        {
            "title": section.title,
            "path": section_path(section),
            "tasks": [task for task in year.tasks if task.section is section],
            "targets": [target for target in year.targets if target.section is section],
        }
        for section in Section
    ]
    yield Page("index.html", "index", shared | {"title": f"Hồ sơ lưu trữ năm {year.year}", "sections": sections, "record": year})
    for section in sections:
        yield Page(str(section["path"]), "section", shared | {"title": section["title"], "section": section})
    for task in year.tasks:
        back = {"title": task.section.title, "path": section_path(task.section)}
        yield Page(task.path, "task", shared | {"title": task.title, "task": task, "back": back})
    for plan in year.plans:
        yield Page(plan.path, "plan", shared | {"title": plan.title, "plan": plan})
    yield Page("chi-tieu.html", "targets", shared | {"title": "Chỉ tiêu", "targets": year.targets})
    yield Page("bao-cao.html", "reports", shared | {"title": "Báo cáo đã ký", "reports": year.reports})
    yield Page("nhat-ky.html", "log", shared | {"title": "Nhật ký", "record": year})
