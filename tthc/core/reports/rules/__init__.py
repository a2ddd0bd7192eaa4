"""From plain values to the figures of a report: what was done, what is late, what is missing; `prose` makes the document of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tthc.core.calendar.rules import Period
from tthc.kernel.document import Content, Letterhead
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day


class ReportPeriod(StrEnum):
    """The periods of Circular 01/2020/TT-VPCP; quarter IV is replaced by the year."""

    Q1 = "q1"
    Q2 = "q2"
    Q3 = "q3"
    YEAR = "year"


class ReportKind(StrEnum):
    """A period report is signed by the leader; a section report is sealed with the agency's certificate."""

    PERIOD = "period"
    SECTION = "section"


class ReportState(StrEnum):
    """`approved` waits for the signature; `signed` is said only after the signature was verified (SG-02)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SIGNED = "signed"


EDITABLE = frozenset({ReportState.DRAFT, ReportState.RETURNED})
NOTHING = "Không phát sinh."
# Paragraphs a person may write himself; each section may get a remark of its own besides (key: the section's value).
WORDING = {
    "strengths": "Ưu điểm",
    "weaknesses": "Tồn tại, hạn chế",
    "causes": "Nguyên nhân",
    "outlook": "Phương hướng, nhiệm vụ kỳ tới",
    "proposals": "Kiến nghị, đề xuất",
}


class Outcome(StrEnum):
    """How one thing to tick stands, as a report sees it: only accepted evidence makes it done."""

    DONE = "done"
    NOTHING = "nothing"
    WAITING = "waiting"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Piece:
    """One occurrence: a task of a unit in a period. `documents` are those of accepted evidence only."""

    task_id: int
    section: Section
    number: str
    title: str
    unit: str
    period: str
    due_on: date | None
    outcome: Outcome
    handed_in_on: date | None = None
    documents: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Done, or accepted as nothing to do."""
        return self.outcome in {Outcome.DONE, Outcome.NOTHING}

    @property
    def days_late(self) -> int:
        """Days between the due day and the day it was handed in; 0 if in time or not handed in."""
        return max((self.handed_in_on - self.due_on).days, 0) if self.handed_in_on and self.due_on else 0

    def is_overdue(self, as_of: date) -> bool:
        """Not handed in although its day has passed."""
        return self.outcome is Outcome.OPEN and self.due_on is not None and self.due_on < as_of

    def words(self, as_of: date) -> str:
        """How it stands, in the words of a report."""
        match self.outcome:
            case Outcome.DONE:
                return f"Hoàn thành, trễ {self.days_late} ngày" if self.days_late else "Hoàn thành"
            case Outcome.NOTHING:
                return "Không phát sinh"
            case Outcome.WAITING:
                return "Chờ duyệt"
        return "Quá hạn" if self.is_overdue(as_of) else "Chưa hoàn thành"


@dataclass(frozen=True, slots=True)
class Measure:
    """A target of the plan and its value in the period; `shown` is empty while there is no value."""

    section: Section
    text: str
    goal: str
    shown: str = ""
    is_met: bool | None = None
    ratio: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a report is composed from."""

    head: Letterhead
    period: Period
    as_of: date
    pieces: tuple[Piece, ...]
    upcoming: tuple[Piece, ...] = ()
    measures: tuple[Measure, ...] = ()
    section: Section | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The section of a section report; else all eight, for zero is reported and not left out."""
        return (self.section,) if self.section else tuple(Section)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing from a report, with the address where it can be put right."""

    sentence: str
    link: str


def belongs(piece: Piece, period: Period, recurring: Sequence[Period]) -> bool:
    """Whether the period's report speaks of the piece: it falls due or was handed in there, or is still open from before."""
    if period.code == ReportPeriod.YEAR:
        return True
    own = next((p for p in recurring if p.code == piece.period), None)
    if own is not None:
        return own.code == period.code or (own.end < period.start and not piece.is_settled)
    if piece.handed_in_on is not None and period.start <= piece.handed_in_on <= period.end:
        return True
    return piece.due_on is not None and piece.due_on <= period.end and (piece.handed_in_on or period.end) >= period.start


def comes_next(piece: Piece, period: Period, following: Period, recurring: Sequence[Period]) -> bool:
    """Whether the piece is open work of the period that follows."""
    if any(p.code == piece.period for p in recurring):
        return piece.period == following.code and not piece.is_settled
    return piece.due_on is not None and period.end < piece.due_on <= following.end and not piece.is_settled


def figures(facts: Facts) -> list[dict[str, str]]:
    """Labelled figures with the address of the rows behind each."""
    found = []
    for section in facts.sections:
        here = [p for p in facts.pieces if p.section is section]
        rows = f"/{facts.period.year}/{section.slug}"
        shown = (
            ("đã xong", f"{sum(p.is_settled for p in here)}/{len(here)}" if here else "", "da-xong"),
            ("quá hạn", str(overdue(here, facts.as_of) or ""), "qua-han"),
            ("chờ duyệt", str(how_many(here, Outcome.WAITING) or ""), "cho-duyet"),
        )
        found += [{"label": f"{section.title}: {label}", "value": v, "link": f"{rows}?loc={state}"} for label, v, state in shown if v]
    for measure in facts.measures:
        link = f"/{facts.period.year}/{measure.section.slug}/chi-tieu"
        found.append({"label": f"{measure.text} ({measure.goal})", "value": measure.shown or "Chưa có số liệu", "link": link})
    return found


def changed_figures(before: Content, after: Content) -> list[str]:
    """Figures that differ between two contents, each with its old and new value."""
    old, new = ({f["label"]: f["value"] for f in content["figures"]} for content in (before, after))
    return [f"{label}: {old.get(label, '0')} → {new.get(label, '0')}" for label in {**old, **new} if old.get(label) != new.get(label)]


def is_changed(frozen: Content, now: Content) -> bool:
    """Whether the work behind a frozen content has changed since: a figure or any printed sentence."""
    return any(frozen[key] != now[key] for key in ("figures", "parts", "annexes"))


def gaps(facts: Facts) -> list[Gap]:
    """What is missing: work not accepted, one sentence a task, and targets without a value."""
    found: dict[tuple[int, str], list[Piece]] = {}
    for piece in facts.pieces:
        if not piece.is_settled:
            words = f"chờ duyệt, gửi ngày {day(piece.handed_in_on)}" if piece.handed_in_on else "chưa có minh chứng"
            late = f", quá hạn từ ngày {day(piece.due_on)}" if piece.due_on and piece.is_overdue(facts.as_of) else ""
            found.setdefault((piece.task_id, words + late), []).append(piece)
    work = [Gap(f"{brief(of[0].title)}: {words} ({units(of)}).", f"/viec/{task_id}") for (task_id, words), of in found.items()]
    empty = [m for m in facts.measures if not m.shown]
    return work + [Gap(f"Chưa có số liệu: {m.text}.", f"/{facts.period.year}/{m.section.slug}/chi-tieu") for m in empty]


def how_many(pieces: Iterable[Piece], outcome: Outcome) -> int:
    """How many pieces stand so."""
    return sum(1 for p in pieces if p.outcome is outcome)


def overdue(pieces: Iterable[Piece], as_of: date) -> int:
    """How many pieces were not handed in although their day has passed."""
    return sum(1 for p in pieces if p.is_overdue(as_of))


def brief(title: str, longest: int = 120) -> str:
    """The beginning of a long title, cut at a word."""
    title = title.rstrip(" .;,")
    return title if len(title) <= longest else title[:longest].rsplit(" ", 1)[0] + "…"


def units(pieces: Iterable[Piece]) -> str:
    """The units of pieces of work, each once, in their order."""
    return ", ".join(dict.fromkeys(p.unit for p in pieces))


def by_task(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces of one task together, in the order in which the tasks come."""
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.task_id, []).append(piece)
    return list(found.values())
