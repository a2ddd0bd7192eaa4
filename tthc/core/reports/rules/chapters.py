"""What registers say in a report: a part of its own in a section's report, a sentence each in the report of the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tthc.core.reports.rules import NOTHING, Facts
from tthc.kernel.document import Block, Content, heading, part, text
from tthc.kernel.sections import Section

TITLE = "Kết quả theo sổ theo dõi"
_MOST = 20  # changes that are told one by one


def followed(facts: Facts) -> list[dict[str, Any]]:
    """The part of a section's report; none where the registers hold nothing."""
    blocks = [block for chapter in facts.chapters for block in chapter.blocks] if facts.section else []
    place, found = 0, []
    for block in blocks:
        if block["kind"] == "heading":
            place += 1
            block = heading(f"{place}. {block['text']}")  # noqa: PLW2901 - the same block with its number
        found.append(block)
    return [part(TITLE, *found)] if found else []


def untasked(facts: Facts, section: Section) -> list[Block]:
    """What is said of a section in which the plan gives no task: nothing occurred, unless its registers tell of something."""
    if not any(chapter.section is section for chapter in facts.chapters):
        return [text(NOTHING)]
    return [text("Kế hoạch không giao nhiệm vụ trong nội dung này; kết quả thực hiện nêu tại phần II.")] if facts.section else []


def brought(facts: Facts, section: Section) -> list[Block]:
    """What the report of the year says of a section's registers: the first sentence of each, the section's own report has the rest."""
    if facts.section:
        return []
    of = [chapter for chapter in facts.chapters if chapter.section is section]
    first = (next((block for block in chapter.blocks if block["kind"] == "text"), None) for chapter in of)
    return [text(block["text"]) for block in first if block]


def changed_tables(before: Content, after: Content) -> list[str]:
    """Cells of the registers' tables that differ between two contents: `caption, row, column: old → new`."""
    old, new = _cells(before), _cells(after)
    changed = [
        f"{table}, {row}, {column}: {old.get((table, row, column), '0') or '0'} → {new.get((table, row, column), '0') or '0'}"
        for table, row, column in {**old, **new}
        if old.get((table, row, column)) != new.get((table, row, column))
    ]
    return [*changed[:_MOST], f"và {len(changed) - _MOST} số liệu khác"] if len(changed) > _MOST else changed


def _cells(content: Content) -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], str] = {}
    for portion in content["parts"]:
        if portion["heading"].endswith(TITLE):
            for block in portion["blocks"]:
                if block["kind"] == "table":
                    found |= _of_table(block)
    return found


def _of_table(block: Mapping[str, Any]) -> dict[tuple[str, str, str], str]:
    """Cells of figures by the row's name, which is its first cell of words."""
    named = next((place for place, side in enumerate(block["align"]) if side == "left"), 0)
    return {
        (block["caption"], row[named], column): row[place]
        for row in block["rows"]
        for place, column in enumerate(block["columns"])
        if block["align"][place] == "right"
    }
