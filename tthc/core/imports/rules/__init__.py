"""A plan as it was read, as JSON that a person checks; which unit each spelling means stands in `units`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tthc.core.imports.rules.states import ImportPurpose, ImportState
from tthc.core.imports.rules.units import KnownUnit, Proposal, is_named, is_sure, propose_units
from tthc.kernel.text import fold, tidy
from tthc.planreader.blocks import Block
from tthc.planreader.draft import DUTY_ROLES, DraftTask, PlanDraft

__all__ = [
    "ImportPurpose",
    "ImportState",
    "KnownUnit",
    "Proposal",
    "doubts_of",
    "frozen",
    "is_named",
    "is_sure",
    "number_of",
    "propose_units",
    "spellings_in",
    "uses_of",
]


def frozen(draft: PlanDraft) -> dict[str, Any]:
    """The draft as JSON with what storing it needs beyond the printed schema."""
    shown: dict[str, Any] = dict(draft.as_json())
    del shown["tasks"], shown["organisation_tasks"]
    rows = [("content", task) for task in draft.tasks] + [("organisation", task) for task in draft.organisation_tasks]
    shown["rows"] = [_row(kind, task) for kind, task in rows]
    shown["problems"] = [{"where": problem.where, "reason": problem.reason_vi} for problem in draft.problems]
    shown["paragraphs"] = _placed(shown["paragraphs"], draft.blocks)
    shown["is_scanned"] = any(block.is_scanned for block in draft.blocks)
    return shown


def _placed(paragraphs: Sequence[Mapping[str, Any]], blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Each paragraph of the ledger with the block, and the page, it came from: the ledger follows the blocks piece by piece."""
    places = list(_places(blocks))
    if len(places) != len(paragraphs):
        return [dict(paragraph) for paragraph in paragraphs]
    pages = [{"page": block.page} if block.page else {} for block in places]
    return [{**p, "block": block.index} | page for p, block, page in zip(paragraphs, places, pages, strict=True)]


def _places(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        is_text = block.kind == "paragraph"
        pieces = len(block.parts) or 1 if is_text else sum(bool(cell and cell.strip()) for cell in block.cells)
        yield from (block for _ in range(pieces))


def _row(kind: str, task: DraftTask) -> dict[str, Any]:
    more = {"kind": kind, "short_title": task.short_title, "due_rule": task.due_rule, "theme_reason": task.theme_reason}
    return task.as_json() | more | {"block": task.block, "is_skipped": False}


def spellings_in(draft: Mapping[str, Any]) -> list[str]:
    """Every spelling of a unit in the rows that will be loaded, once, in the plan's order."""
    names = (name for row in draft["rows"] for role in DUTY_ROLES for name in row[role])
    return list({fold(name): tidy(name) for name in names}.values())


def number_of(code: str) -> str:
    """The TT as people quote it: the last part of the path (`PL2.11` is 11)."""
    return code.rsplit(".", 1)[-1].removeprefix("r")


def uses_of(draft: Mapping[str, Any]) -> dict[str, int]:
    """How often each folded spelling stands in the rows."""
    return Counter(fold(name) for row in draft["rows"] for role in DUTY_ROLES for name in row[role])


def doubts_of(row: Mapping[str, Any], units: Mapping[str, Any]) -> tuple[str, ...]:
    """Why a row needs a look: what the reader doubts, and units that are only guessed."""
    by_fold = {fold(spelling): unit for spelling, unit in units.items()}
    names = dict.fromkeys(tidy(name) for role in DUTY_ROLES for name in row[role])
    guessed = [(name, by_fold[fold(name)]) for name in names if fold(name) in by_fold]
    unsure = [f'Chưa nhận ra đơn vị "{n}"; chọn: {u["name"]}' for n, u in guessed if not is_sure(u)]
    return (*row["doubts"], *unsure)
