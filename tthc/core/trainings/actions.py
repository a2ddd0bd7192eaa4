"""The register of trainings as the core knows it."""

from __future__ import annotations

from datetime import date

from tthc.core.registers.queries.book import Book, View
from tthc.core.tasks.rules import Badge
from tthc.core.trainings import queries, rules
from tthc.core.trainings.models import Training
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day


def _describe(row: Training) -> str:
    return f"Tập huấn {row.content} ({row.organiser}, ngày {day(row.starts_on)})"


def _badge(row: Training, today: date) -> Badge | None:
    return rules.badge(row.starts_on, row.ends_on, row.attended, today)


BOOK = Book(
    name=rules.REGISTER,
    title="Sổ tập huấn",
    row_words="lớp tập huấn",
    section=Section.DIRECTION,
    model=Training,
    columns=rules.COLUMNS,
    key=("starts_on", "content"),
    of_year=queries.of_year,
    order=queries.newest_first,
    describe=_describe,
    views=(
        View("sap-to-chuc", "Sắp tổ chức", lambda today: Training.starts_on > today),
        View("chua-ghi-so-nguoi", "Chưa ghi số người", queries.is_uncounted),
    ),
    check=rules.faults,
    warn=rules.warnings,
    badge=_badge,
    searched=("content", "organiser", "place", "audience", "doc_number", "result"),
)
