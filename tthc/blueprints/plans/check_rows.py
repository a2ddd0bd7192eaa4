"""The rows of the check page: what was read of each task, by section, with its doubts in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.core.imports import rules
from tthc.core.tasks.rules import DUTY_WORDS
from tthc.kernel.due import DueRule, Kind, compute
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day as day_words
from tthc.kernel.working_days import WorkingDays

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
_HELP = ("implement", "coordinate", "advise", "appraise", "monitor")


@dataclass(frozen=True)
class CheckRow:
    """One task as read, with what a person should look at."""

    key: int
    number: str
    code: str
    title: str
    text: str
    lead: str
    others: tuple[tuple[str, str], ...]
    deliverable: str
    time: str
    due: str
    section: str
    doubts: tuple[str, ...]
    badge: dict[str, str]
    is_doubtful: bool
    is_skipped: bool
    is_added: bool


@dataclass(frozen=True)
class CheckGroup:
    """The rows of one section."""

    title: str
    slug: str
    rows: tuple[CheckRow, ...]
    doubtful: int


def check_row(key: int, row: Mapping[str, Any], units: Mapping[str, Any]) -> CheckRow:
    """One row as the page shows it."""
    doubts = () if row["is_skipped"] else rules.doubts_of(row, units)
    title = row["short_title"] or row["title"] or row["text"]
    return CheckRow(
        key=key,
        number=rules.number_of(row["section"]),
        code=row["section"],
        title=title,
        text=row["text"] if row["text"].strip(" .;") != title.strip(" .;") else "",
        lead="; ".join(row["lead"]),
        others=tuple((DUTY_WORDS[role], "; ".join(row[role])) for role in _HELP if row[role]),
        deliverable=row["deliverable"] or "",
        time=row["time_text"] or "",
        due=due_words(row),
        section=row["theme"],
        doubts=doubts,
        badge=_badge(row, doubts),
        is_doubtful=bool(doubts),
        is_skipped=row["is_skipped"],
        is_added=bool(row.get("is_added")),
    )


def _badge(row: Mapping[str, Any], doubts: Sequence[str]) -> dict[str, str]:
    if row["is_skipped"]:
        return {"text": "Đã bỏ", "kind": "idle", "icon": ""}
    if doubts:
        return {"text": "Cần kiểm tra", "kind": "soon", "icon": ""}
    return {"text": "Đã sửa" if row.get("is_corrected") else "Chắc chắn", "kind": "done", "icon": ""}


def due_words(row: Mapping[str, Any]) -> str:
    """What the time of a row means for the calendar: "hạn 30/09/2024", "mỗi kỳ báo cáo một lần"."""
    due_on = _last_day(row)
    return f"hạn {day_words(due_on)}" if due_on else _KINDS.get(row["time_kind"], "")


def _last_day(row: Mapping[str, Any]) -> date | None:
    """The last day the task will have: "trước ngày 20" is the 19th. Printed days never move, so no calendar is needed."""
    if not row["due"]:
        return None
    written, rule = date.fromisoformat(row["due"]), DueRule.from_dict(row["due_rule"])
    is_before = rule.before and rule.kind is not Kind.RELATIVE
    return compute(rule, written.year, WorkingDays()).due_on or written if is_before else written


def check_groups(rows: Sequence[CheckRow]) -> tuple[CheckGroup, ...]:
    """The rows by section, in the order of the sections; sections without rows are left out."""
    found = []
    for section in Section:
        here = tuple(row for row in rows if row.section == section)
        if here:
            found.append(CheckGroup(section.title, section.slug, here, sum(row.is_doubtful for row in here)))
    return tuple(found)
