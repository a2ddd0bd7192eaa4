"""The plain values a report is made of; `works` groups them by task, `figures` counts them, `prose` makes the document of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tthc.core.calendar.rules import Period
from tthc.kernel.document import Block, Letterhead
from tthc.kernel.sections import Section


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
class Paper:
    """A document by its official identity: number and symbol, and its day."""

    number: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One occurrence: a task of a unit in a period. `papers`, `files`, `rows` and `reason` are those of accepted evidence only."""

    task_id: int
    section: Section
    number: str
    title: str
    unit: str
    period: str
    due_on: date | None
    outcome: Outcome
    handed_in_on: date | None = None
    papers: tuple[Paper, ...] = ()
    files: int = 0  # files without an official identity: their names say nothing to the reader of a report
    reason: str = ""  # why there was nothing to do
    rows: tuple[tuple[str, int], ...] = ()  # rows of registers: (register, row)

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

    def is_carried(self, since: date) -> bool:
        """Still open from before the period."""
        return self.outcome is Outcome.OPEN and self.due_on is not None and self.due_on < since


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
class Form:
    """A statistical form that stands in an annex: its columns as (title, alignment, width in percent), its rows, what is said below."""

    title: str
    caption: str
    columns: tuple[tuple[str, str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the registers of one room say: a heading, sentences, tables."""

    section: Section
    blocks: tuple[Block, ...]


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
    forms: tuple[Form, ...] = ()
    chapters: tuple[Chapter, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The section of a section report; else all eight, for zero is reported and not left out."""
        return (self.section,) if self.section else tuple(Section)


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
