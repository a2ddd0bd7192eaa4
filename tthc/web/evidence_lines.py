"""Evidence as lists draw it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from tthc.core.evidence.queries import Line
from tthc.core.tasks.rules import Badge
from tthc.web.register_ui import row_href


@dataclass(frozen=True)
class EvidenceLine:
    """One row of a list of evidence."""

    id: int
    title: str
    document: str
    file_name: str
    size: int | None
    href: str | None
    who: str
    sent_on: date
    badge: Badge
    task_title: str
    task_href: str


def proof_href(line: Line) -> str | None:
    """Where the proof itself is: its file, or the page of the register's row."""
    if line.row_id is not None:
        return row_href(line.register, line.row_id)
    return url_for("evidence.download", link_id=line.link_id) if line.sha256 else None


def evidence_line(line: Line) -> EvidenceLine:
    """A line with its addresses."""
    named_by_file = line.title == line.file_name
    return EvidenceLine(
        id=line.link_id,
        title=line.title,
        document=" · ".join(
            part for part in (line.issuer, line.subject or line.note) if part and part != line.title and line.kind != "nothing"
        ),
        file_name="" if named_by_file else line.file_name,
        size=line.size,
        href=proof_href(line),
        who=f"{line.who} ({line.unit})",
        sent_on=line.submitted_on,
        badge=line.badge,
        task_title=line.task_title,
        task_href=url_for("tasks.page", task_id=line.task_id),
    )


def evidence_lines(lines: Iterable[Line]) -> list[EvidenceLine]:
    """Lines with their addresses."""
    return [evidence_line(line) for line in lines]
