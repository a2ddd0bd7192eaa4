"""The check page of an import (experience.md 2.4): rows by section, doubts open, each beside its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from tthc.blueprints.plans.check_rows import CheckGroup, CheckRow, check_groups, check_row
from tthc.blueprints.plans.check_units import UnitQuestion, unit_questions
from tthc.blueprints.plans.source_text import Source, source_of
from tthc.core.imports.rules import KnownUnit
from tthc.web.formatting import place

ALL, DOUBTFUL, SKIPPED = "", "can-kiem-tra", "da-bo"
_CONVERTED = {".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".ods": ".xlsx"}


@dataclass(frozen=True)
class Filter:
    """A way to look at the rows."""

    slug: str
    title: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Check:
    """The whole check page."""

    title: str
    number: str
    issuer: str
    year: int | None
    rows: tuple[CheckRow, ...]
    groups: tuple[CheckGroup, ...]
    filters: tuple[Filter, ...]
    questions: tuple[UnitQuestion, ...]
    settled_units: int
    problems: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    source: Source | None
    tasks: int
    duties: int
    paragraphs: int
    doubtful: int
    unsure_units: int


@dataclass(frozen=True)
class Asked:
    """How the page was asked for: which rows, and which one's source."""

    view: str = ALL
    key: int | None = None


def check_page(row: Any, known: Sequence[KnownUnit], warnings: tuple[str, ...], asked: Asked) -> Check:
    """Everything the check page shows."""
    read: Mapping[str, Any] = row.draft
    units: Mapping[str, Any] = row.units
    rows = tuple(check_row(key, line, units) for key, line in enumerate(read["rows"]))
    questions = unit_questions(read, units, known)
    kept = [line for line in read["rows"] if not line["is_skipped"]]
    shown = [line for line in rows if asked.view == ALL or (line.is_skipped if asked.view == SKIPPED else line.is_doubtful)]
    return Check(
        title=read["title"] or "",
        number=read["number"] or "",
        issuer=read["issuer"] or "",
        year=read["year"],
        rows=rows,
        groups=check_groups(shown),
        filters=_filters(rows, asked.view),
        questions=questions,
        settled_units=len(units) - len(questions),
        problems=_problems(read),
        targets=tuple((target["task_section"], target["text"]) for target in read["targets"]),
        remarks=(*_remarks(row), *warnings),
        source=source_of(read, _focused(rows, shown, asked.key)) if rows else None,
        tasks=sum(line["kind"] == "content" for line in kept),
        duties=sum(line["kind"] != "content" for line in kept),
        paragraphs=len(read["paragraphs"]),
        doubtful=sum(line.is_doubtful for line in rows),
        unsure_units=sum(not question.is_sure for question in questions),
    )


def _focused(rows: Sequence[CheckRow], shown: Sequence[CheckRow], key: int | None) -> int:
    """The row asked for, else the first one to look at."""
    if key is not None and key < len(rows):
        return key
    return next((line.key for line in shown if line.is_doubtful), shown[0].key if shown else 0)


def _filters(rows: Sequence[CheckRow], view: str) -> tuple[Filter, ...]:
    counts = (
        (ALL, "Tất cả", len(rows)),
        (DOUBTFUL, "Chỉ xem dòng cần kiểm tra", sum(line.is_doubtful for line in rows)),
        (SKIPPED, "Đã bỏ", sum(line.is_skipped for line in rows)),
    )
    return tuple(Filter(slug, title, count, slug == view) for slug, title, count in counts if count or slug in (ALL, view))


def _problems(read: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the reader doubts beyond single rows: those carry their doubts themselves."""
    told = {(row["section"], doubt) for row in read["rows"] for doubt in row["doubts"]}
    found = ((problem["where"], problem["reason"]) for problem in read["problems"])
    return tuple((_where(where), reason) for where, reason in found if (where, reason) not in told)


def _where(written: str) -> str:
    """An item's path as people say it; other places are words already."""
    return place(written) if written and " " not in written else written


def _remarks(row: Any) -> tuple[str, ...]:
    """How the text was come by, where that makes it less certain."""
    suffix = PurePath(row.file_name).suffix.lower()
    found = []
    if row.draft.get("is_scanned"):
        found.append("Tệp là bản chụp: chữ được nhận dạng từ ảnh. Kiểm tra chữ và số của từng dòng trước khi xác nhận.")
    if new := _CONVERTED.get(suffix):
        found.append(f"Tệp {suffix} được chuyển sang dạng mới để đọc. Kiểm tra bảng và đánh số, hoặc lưu lại ở dạng {new} rồi tải lên.")
    return tuple(found)
