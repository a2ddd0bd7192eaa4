"""What a row's page shows of its files, of what it proves and of what it may prove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tthc.core.registers import queries
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.web.evidence_lines import EvidenceLine, evidence_lines
from tthc.web.guards import actor, today
from tthc.web.lines import period_title
from tthc.web.register_ui import RegisterUi

_SHOWN_FIRST = 3  # open tasks beside the row, those of its section before others; the rest is folded


@dataclass(frozen=True)
class RowFile:
    """One file of a row."""

    name: str
    note: str
    size: int
    added_at: datetime
    href: str
    remove_href: str | None


@dataclass(frozen=True)
class OpenTask:
    """A task that the row may be used for."""

    title: str
    words: tuple[str, ...]
    action: str
    version: int
    is_urgent: bool


@dataclass(frozen=True)
class Proofs:
    """What `section/_row_proofs.html` and `section/_row_files.html` show."""

    files: tuple[RowFile, ...]
    attach_href: str | None
    proved: tuple[EvidenceLine, ...]
    first: tuple[OpenTask, ...]
    rest: tuple[OpenTask, ...]


def proofs_of(ui: RegisterUi, year: int, row: Any) -> Proofs:
    """The row's files as far as they may be opened, what it proves and what it may prove; a constant number of queries."""
    session, who, book = db.session(), actor(), ui.book
    is_writer = may(who, book.write, row)
    files = [] if book.hides(who, row) else queries.files(session, book, row)
    open_ones = queries.open_for(session, who, book.section, today(), year) if may(who, Can.EVIDENCE_SUBMIT) else []
    # A task of another section is asked for: one press on the first at hand would report the wrong work as done.
    shown = min(sum(line.section is book.section for line in open_ones), _SHOWN_FIRST)
    tasks = tuple(_task(ui, year, row.id, line) for line in open_ones)
    return Proofs(
        files=tuple(_file(ui, year, row.id, kept, is_writer=is_writer) for kept in files),
        attach_href=ui.href("row_attach", year, row_id=row.id) if is_writer else None,
        proved=tuple(evidence_lines(queries.offers(session, who, book, row))),
        first=tasks[:shown],
        rest=tasks[shown:],
    )


def _file(ui: RegisterUi, year: int, row_id: int, kept: Any, *, is_writer: bool) -> RowFile:
    at = {"row_id": row_id, "row_file_id": kept.id}
    href, remove_href = ui.href("row_file", year, **at), ui.href("row_detach", year, **at) if is_writer else None
    return RowFile(kept.file_name, kept.note, kept.stored_file.size, kept.added_at, href, remove_href)


def _task(ui: RegisterUi, year: int, row_id: int, line: Any) -> OpenTask:
    words = (line.section.title if line.section is not ui.book.section else "", period_title(line.period, line.year), line.unit)
    action = ui.href("row_offer", year, row_id=row_id, occurrence_id=line.occurrence_id)
    return OpenTask(line.title, tuple(word for word in words if word), action, line.version, line.is_urgent)
