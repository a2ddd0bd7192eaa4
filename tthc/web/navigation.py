"""The side menu: my work, the eight sections of the year, what is gathered from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from tthc.core.tasks.rules import Frame
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section


@dataclass(frozen=True)
class Item:
    """One entry with at most one number: overdue (red) or to do (grey)."""

    title: str
    href: str
    is_current: bool
    count: int | None = None
    count_kind: str = "late"
    count_words: str = "việc quá hạn"
    icon: str | None = None


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    title: str | None
    items: tuple[Item, ...]


def groups(actor: Actor, frame: Frame | None, year: int) -> list[Group]:
    """What this person may open, in the order of experience.md 2.1."""
    first = [_item("Việc của tôi", "home.show", icon="tasks", count=frame.to_do if frame else None, kind="todo", words="việc cần làm")]
    if may(actor, Can.TASK_OVERSEE):
        first.append(_item("Tổng quan", "home.overview_page", icon="chart"))
    if may(actor, Can.EVIDENCE_VERIFY):
        first.append(
            _item(
                "Chờ duyệt", "evidence.queue", icon="check", count=frame.to_verify if frame else None, kind="todo", words="việc chờ duyệt"
            )
        )
    if not may(actor, Can.TASK_READ):
        return [Group(None, (_item("Quản trị", "people.overview"),))]
    sections = tuple(_section(s, year, frame) for s in Section)
    return [Group(None, tuple(first)), Group(f"Nội dung kế hoạch {year}", sections), Group("Tổng hợp", tuple(_gathered(actor, year)))]


def _section(section: Section, year: int, frame: Frame | None) -> Item:
    return _item(section.title, f"{section.value}.page", year=year, count=frame.late.get(section) if frame else None)


def _gathered(actor: Actor, year: int) -> list[Item]:
    rows: list[tuple[Can, str, str, dict[str, Any]]] = [
        (Can.INDICATOR_READ, "Chỉ tiêu", "indicators.year", {"year": year}),
        (Can.REPORT_READ, "Báo cáo", "reports.year", {"year": year}),
        (Can.TASK_READ, "Kho minh chứng", "evidence.store", {}),
        (Can.PLAN_READ, "Kế hoạch, phân công", "plans.listing", {}),
        (Can.ARCHIVE_READ, "Lưu trữ", "archive.listing", {}),
        (Can.AUDIT_READ, "Nhật ký", "people.log", {}),
        (Can.PEOPLE_MANAGE, "Quản trị", "people.overview", {}),
    ]
    return [_item(title, endpoint, **values) for can, title, endpoint, values in rows if may(actor, can)]


def _item(
    title: str,
    endpoint: str,
    *,
    icon: str | None = None,
    count: int | None = None,
    kind: str = "late",
    words: str = "việc quá hạn",
    **values: Any,
) -> Item:
    here = request.endpoint or ""
    room, _, _ = endpoint.partition(".")
    is_current = here == endpoint if room in ("home", "evidence", "people") else here.startswith(room + ".")
    return Item(title, url_for(endpoint, **values), is_current, count or None, kind, words, icon)
