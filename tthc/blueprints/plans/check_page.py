"""The check page of an import (experience.md 2.4): rows by section, doubts open, each beside its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.core.imports import rules
from tthc.core.imports.rules import KnownUnit
from tthc.kernel.sections import Section
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day as day_words


@dataclass(frozen=True)
class Choice:
    """An answer to "which unit is this?"."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class UnitQuestion:
    """One spelling with its answers; asked once and kept."""

    key: str
    spelling: str
    reason: str
    is_sure: bool
    choices: tuple[Choice, ...]
    uses: int


@dataclass(frozen=True)
class CheckRow:
    """One task as read, with what a person should look at."""

    key: int
    number: str
    code: str
    text: str
    lead: str
    others: str
    deliverable: str
    time: str
    section: str
    doubts: tuple[str, ...]
    is_doubtful: bool
    is_skipped: bool
    source: tuple[str, ...]


@dataclass(frozen=True)
class CheckGroup:
    """The rows of one section."""

    title: str
    slug: str
    rows: tuple[CheckRow, ...]
    doubtful: int


@dataclass(frozen=True)
class Check:
    """The whole check page."""

    title: str
    number: str
    issuer: str
    year: int | None
    groups: tuple[CheckGroup, ...]
    questions: tuple[UnitQuestion, ...]
    settled_units: int
    problems: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    tasks: int
    duties: int
    paragraphs: int
    doubtful: int


def check_page(read: Mapping[str, Any], units: Mapping[str, Any], known: Sequence[KnownUnit], warnings: tuple[str, ...]) -> Check:
    """Everything the check page shows."""
    sources = _sources(read["paragraphs"])
    rows = [_row(key, row, units, sources) for key, row in enumerate(read["rows"])]
    groups = tuple(_group(section, [row for row in rows if row.section == section]) for section in Section)
    questions = _questions(read, units, known)
    kept = [row for row in read["rows"] if not row["is_skipped"]]
    return Check(
        title=read["title"] or "",
        number=read["number"] or "",
        issuer=read["issuer"] or "",
        year=read["year"],
        groups=tuple(group for group in groups if group.rows),
        questions=questions,
        settled_units=len(units) - len(questions),
        problems=_problems(read),
        targets=tuple((target["task_section"], target["text"]) for target in read["targets"]),
        sections=tuple((str(section), section.title) for section in Section),
        warnings=warnings,
        tasks=sum(row["kind"] == "content" for row in kept),
        duties=sum(row["kind"] != "content" for row in kept),
        paragraphs=len(read["paragraphs"]),
        doubtful=sum(row.is_doubtful for row in rows),
    )


def _problems(read: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the reader doubts beyond single rows: those carry their doubts themselves."""
    told = {(row["section"], doubt) for row in read["rows"] for doubt in row["doubts"]}
    found = ((problem["where"], problem["reason"]) for problem in read["problems"])
    return tuple(problem for problem in found if problem not in told)


def _sources(paragraphs: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        found.setdefault(paragraph.get("section") or "", []).append(paragraph["text"])
    return found


def _row(key: int, row: Mapping[str, Any], units: Mapping[str, Any], sources: Mapping[str, list[str]]) -> CheckRow:
    doubts = rules.doubts_of(row, units)
    others = [name for role in ("implement", "coordinate", "advise", "appraise", "monitor") for name in row[role]]
    return CheckRow(
        key=key,
        number=rules.number_of(row["section"]),
        code=row["section"],
        text=row["title"] or row["text"],
        lead="; ".join(row["lead"]),
        others="; ".join(others),
        deliverable=row["deliverable"] or "",
        time=_time_words(row),
        section=row["theme"],
        doubts=doubts,
        is_doubtful=bool(doubts),
        is_skipped=row["is_skipped"],
        source=tuple(sources.get(row["section"], [row["text"]])),
    )


def _group(section: Section, rows: Sequence[CheckRow]) -> CheckGroup:
    return CheckGroup(section.title, section.slug, tuple(rows), sum(row.is_doubtful for row in rows))


def _questions(read: Mapping[str, Any], units: Mapping[str, Any], known: Sequence[KnownUnit]) -> tuple[UnitQuestion, ...]:
    uses = rules.uses_of(read)
    new_names = list(dict.fromkeys((unit["name"], unit["kind"]) for unit in units.values() if unit["unit_id"] is None))
    found = []
    for key, (spelling, unit) in enumerate(units.items()):
        if unit["is_kept"]:
            continue
        choices = [Choice(f"id:{k.id}", k.name, unit["unit_id"] == k.id) for k in known]
        if unit["unit_id"] is not None and not any(choice.is_chosen for choice in choices):
            choices.insert(0, Choice(f"id:{unit['unit_id']}", unit["name"], is_chosen=True))
        made = [Choice(f"{kind}:{name}", _new_words(name, kind), (name, kind) == (unit["name"], unit["kind"])) for name, kind in new_names]
        made += [
            Choice(f"{kind}:{spelling}", _new_words(spelling, kind), False)
            for kind in ("desk", "group", "outside")
            if (spelling, kind) not in new_names
        ]
        is_sure = unit["score"] >= rules.SURE
        found.append(UnitQuestion(str(key), spelling, unit["reason"], is_sure, (*choices, *made), uses.get(fold(spelling), 0)))
    return tuple(sorted(found, key=lambda question: question.is_sure))


_KINDS = {
    "continuous": "mỗi kỳ báo cáo một lần",
    "quarterly": "mỗi kỳ báo cáo một lần",
    "monthly": "hằng tháng",
    "yearly": "hằng năm",
    "on_request": "chờ đến khi có yêu cầu",
    "per_superior_plan": "chờ kế hoạch của cấp trên",
    "relative": "tính từ ngày phát sinh",
    "none": "chưa có thời hạn",
}


def _time_words(row: Mapping[str, Any]) -> str:
    due = f"hạn {day_words(date.fromisoformat(row['due']))}" if row["due"] else _KINDS.get(row["time_kind"], "")
    return " → ".join(filter(None, (row["time_text"], due)))


def _new_words(name: str, kind: str) -> str:
    told = {"group": "nhóm đơn vị mới", "outside": "cơ quan ngoài, không giao việc"}.get(kind, "đơn vị mới")
    return f"{name} ({told})"
