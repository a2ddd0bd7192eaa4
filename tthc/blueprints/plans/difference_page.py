"""An amended plan beside the one in force: what goes, what comes, what is said differently, what stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for

from tthc.blueprints.plans.check_rows import CheckRow, check_row
from tthc.blueprints.plans.word_changes import Piece, side_by_side
from tthc.kernel.vietnamese import number
from tthc.web.formatting import place

if TYPE_CHECKING:
    from tthc.core.imports.queries import DifferenceLine, DifferencePage


@dataclass(frozen=True)
class Part:
    """One thing said differently: its label, and both texts in pieces."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class OldLine:
    """A task of the plan in force: removed, changed or kept."""

    task_id: int
    title: str
    where: str
    href: str
    kept: str
    due_on: date | None
    parts: tuple[Part, ...] = ()
    reason: str = ""
    error: str = ""


@dataclass(frozen=True)
class NewLine:
    """A task that only the amended plan has."""

    line: CheckRow
    where: str


@dataclass(frozen=True)
class TargetLine:
    """A target that is set, dropped or said differently."""

    words: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class DifferenceView:
    """The whole page."""

    plan_title: str
    plan_href: str
    removed: tuple[OldLine, ...]
    added: tuple[NewLine, ...]
    changed: tuple[OldLine, ...]
    same: tuple[OldLine, ...]
    targets: tuple[TargetLine, ...]
    warnings: tuple[str, ...]
    confirm: str
    is_nothing: bool


def difference_view(found: DifferencePage, row: Any, reasons: Mapping[int, str], errors: Mapping[str, str]) -> DifferenceView:
    """Everything the page shows; `reasons` and `errors` are what was typed and what is wrong with it."""
    old: dict[str, list[OldLine]] = {"removed": [], "changed": [], "same": []}
    added = []
    for line in found.lines:
        one = line.difference
        if one.row_key is not None and one.kind == "added":
            added.append(NewLine(check_row(one.row_key, row.draft["rows"][one.row_key], row.units), place(one.code_after)))
        elif one.task_id is not None:
            error = errors.get(f"reason-{one.task_id}", "")
            old[one.kind].append(_old(line, one.task_id, reasons.get(one.task_id, ""), error))
    return DifferenceView(
        plan_title=found.plan_title,
        plan_href=url_for("plans.document", plan_id=found.plan_id),
        removed=tuple(old["removed"]),
        added=tuple(added),
        changed=tuple(old["changed"]),
        same=tuple(old["same"]),
        targets=tuple(_target(target) for target in found.targets),
        warnings=found.warnings,
        confirm=_confirm(found.counts),
        is_nothing=not (added or old["removed"] or old["changed"] or found.targets),
    )


def _old(line: DifferenceLine, task_id: int, reason: str, error: str) -> OldLine:
    one = line.difference
    before, after = place(one.code_before), place(one.code_after) if one.code_after else ""
    return OldLine(
        task_id=task_id,
        title=one.title_before,
        where=f"{before} → {after}" if after and after != before else before,
        href=url_for("tasks.page", task_id=task_id),
        kept=_kept(line),
        due_on=line.due_on,
        parts=tuple(Part(label, *side_by_side(old, new)) for label, old, new in one.changes if label != "Số thứ tự"),
        reason=reason,
        error=error,
    )


def _kept(line: DifferenceLine) -> str:
    """What was done on the task: it stays, and leaves with a task that goes."""
    found = []
    if line.evidence:
        found.append(f"có {number(line.evidence)} minh chứng")
    if line.done:
        found.append(f"xong {number(line.done)}/{number(line.total)} kỳ")
    return ", ".join(found)


def _target(found: Any) -> TargetLine:
    words = {"added": "Thêm", "removed": "Bỏ", "changed": "Thay đổi"}[found.kind]
    return TargetLine(words, *side_by_side(found.before, found.after))


def _confirm(counts: Mapping[str, int]) -> str:
    words = (("same", "giữ"), ("changed", "đổi"), ("added", "thêm"), ("removed", "bỏ"))
    told = [f"{word} {number(counts[kind])}" for kind, word in words if counts[kind]]
    return f"Xác nhận điều chỉnh: {', '.join(told)} nhiệm vụ"
