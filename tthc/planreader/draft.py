"""What reading a plan gives: plain values that a person checks before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tthc.kernel.due_rule import Kind
from tthc.kernel.sections import Section
from tthc.planreader.blocks import Block

DUTY_ROLES = ("lead", "implement", "coordinate", "advise", "appraise", "monitor")


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A document cited before the first part; one without a number has its title instead."""

    kind: str
    number: str | None = None
    date: str | None = None
    title: str | None = None

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        shown: dict[str, object] = {"kind": self.kind, "number": self.number, "date": self.date}
        return shown | ({"title": self.title} if self.title else {})


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: `on_behalf` is the abbreviation directly above the post (TM., KT., TL., …)."""

    name: str | None = None
    role: str | None = None
    on_behalf: str | None = None


@dataclass(frozen=True, slots=True)
class DraftSection:
    """An enumerated item: the path of its numbers joined by dots, and its heading."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class DraftTask:
    """Something somebody must do; `due_rule` is the stored form of a kernel deadline rule."""

    section: str
    text: str
    title: str | None = None
    short_title: str = ""
    lead: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    advise: tuple[str, ...] = ()
    appraise: tuple[str, ...] = ()
    monitor: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    deliverable: str | None = None
    time_text: str | None = None
    time_kind: str = "none"
    start: date | None = None
    due: date | None = None
    due_rule: dict[str, object] = field(default_factory=dict)
    theme: Section = Section.DIRECTION
    theme_reason: str = ""
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    block: int = 0

    @property
    def time_note(self) -> str:
        """What the program proposes where the plan names no day; the person may leave it so."""
        return "đề nghị: theo kỳ báo cáo" if self.time_kind == Kind.CONTINUOUS else ""

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        units = {role: list(getattr(self, role)) for role in DUTY_ROLES}
        days = {"start": _iso(self.start), "due": _iso(self.due)}
        return {
            "section": self.section,
            "text": self.text,
            "title": self.title,
            **units,
            "deliverable": self.deliverable,
            "time_text": self.time_text,
            "time_kind": self.time_kind,
            **days,
            "theme": str(self.theme),
            "confidence": self.confidence,
            "doubts": list(self.doubts),
        }


@dataclass(frozen=True, slots=True)
class DraftTarget:
    """A number that must be reached; `value_max` closes a span."""

    task_section: str
    text: str
    metric: str
    op: str
    value: float
    unit: str
    value_max: float | None = None

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        shown: dict[str, object] = {"task_section": self.task_section, "text": self.text, "metric": self.metric, "op": self.op}
        shown["value"] = _number(self.value)
        if self.value_max is not None:
            shown["value_max"] = _number(self.value_max)
        return shown | {"unit": self.unit}


@dataclass(frozen=True, slots=True)
class DraftReportDeadline:
    """A sentence that orders a report, once a period; `rule` is the deadline as written."""

    section: str
    text: str
    period: str
    rule: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A paragraph or table cell and what became of it; `block` and `page` tell where it stands in the document."""

    index: int
    text: str
    role: str
    section: str = ""
    block: int = 0
    page: int = 0

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        shown: dict[str, object] = {"index": self.index, "text": self.text, "role": self.role}
        shown |= {"section": self.section} if self.section else {}
        return shown | ({"page": self.page} if self.page else {})


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person should look at before the plan is stored."""

    where: str
    reason_vi: str


@dataclass(frozen=True, slots=True)
class Head:
    """Letterhead, title, preamble and signature."""

    number: str | None = None
    place: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    year: int | None = None
    year_end: int | None = None
    legal_bases: tuple[LegalBasis, ...] = ()
    signer: Signer = Signer()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as read: nothing of it is stored yet. `blocks` is the document it was read from."""

    head: Head
    sections: tuple[DraftSection, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    organisation_tasks: tuple[DraftTask, ...] = ()
    targets: tuple[DraftTarget, ...] = ()
    report_deadlines: tuple[DraftReportDeadline, ...] = ()
    paragraphs: tuple[LedgerRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    blocks: tuple[Block, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object that `plan read --json` prints."""
        head = self.head
        shown: dict[str, object] = {key: getattr(head, key) for key in ("number", "place", "date", "issuer", "title", "year")}
        if head.year_end:
            shown["year_end"] = head.year_end
        shown["legal_bases"] = [basis.as_json() for basis in head.legal_bases]
        shown["signer"] = {"name": head.signer.name, "role": head.signer.role, "on_behalf": head.signer.on_behalf}
        shown["recipients"] = list(head.recipients)
        shown["sections"] = [{"code": section.code, "title": section.title} for section in self.sections]
        shown["tasks"] = [task.as_json() for task in self.tasks]
        shown["organisation_tasks"] = [task.as_json() for task in self.organisation_tasks]
        shown["targets"] = [target.as_json() for target in self.targets]
        shown["report_deadlines"] = [
            {"section": due.section, "text": due.text, "period": due.period, "rule": due.rule} for due in self.report_deadlines
        ]
        shown["paragraphs"] = [row.as_json() for row in self.paragraphs]
        return shown


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
