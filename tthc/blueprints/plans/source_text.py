"""The document itself beside what was read from it: the paragraphs of a row, and the whole text with every role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tthc.core.imports.rules import number_of
from tthc.core.plans import rules as plan_rules

_PLAIN = {"text", "duty", "heading", "ignored"}
"""Paragraphs of these roles may be a task that was not seen; the others have a task, or can be none."""

_NEAR = 140
"""As much of a neighbouring paragraph as shows where one is."""


@dataclass(frozen=True)
class Passage:
    """A paragraph or cell of the document."""

    position: int
    text: str
    role: str
    role_words: str
    page: int | None
    row: int | None
    can_be_task: bool


@dataclass(frozen=True)
class Source:
    """What stands in the pane beside the rows: a row's own paragraphs, and what stands before and after them."""

    key: int
    code: str
    page: int | None
    heading: str
    before: str
    own: tuple[str, ...]
    after: str


def source_of(read: Mapping[str, Any], key: int) -> Source:
    """The paragraphs a row was read from, with their neighbours."""
    row, paragraphs = read["rows"][key], read["paragraphs"]
    own = _own(row, paragraphs)
    first, last = (own[0], own[-1]) if own else (0, -1)
    heading = next((paragraphs[n]["text"] for n in range(first - 1, -1, -1) if paragraphs[n]["role"] == "heading"), "")
    is_cell = len({paragraphs[n].get("block") for n in own}) < len(own)
    before = paragraphs[first - 1]["text"] if own and first and not is_cell else ""
    after = paragraphs[last + 1]["text"] if own and last + 1 < len(paragraphs) and not is_cell else ""
    return Source(
        key=key,
        code=row["section"],
        page=paragraphs[first].get("page") if own else None,
        heading=heading,
        before=_ending(before) if before != heading else "",
        own=tuple(paragraphs[n]["text"] for n in own if not is_cell or paragraphs[n]["text"] != number_of(row["section"]))
        or (row["text"],),
        after=_beginning(after),
    )


def _ending(text: str) -> str:
    return text if len(text) <= _NEAR else "… " + text[-_NEAR:].partition(" ")[2]


def _beginning(text: str) -> str:
    return text if len(text) <= _NEAR else text[:_NEAR].rpartition(" ")[0] + " …"


def _own(row: Mapping[str, Any], paragraphs: Sequence[Mapping[str, Any]]) -> list[int]:
    """By the block the row came from and by the item's path; a path that only names a table holds many rows."""
    by_block = {n for n, p in enumerate(paragraphs) if p.get("block") == row["block"]}
    by_code = {n for n, p in enumerate(paragraphs) if p.get("section") == row["section"]}
    return sorted(by_block | by_code) or [n for n, p in enumerate(paragraphs) if p["text"] and p["text"] in row["text"]][:1]


def passages(read: Mapping[str, Any]) -> list[Passage]:
    """Every paragraph in order with its role and the row it belongs to."""
    rows = {row["section"]: key for key, row in reversed(list(enumerate(read["rows"])))}
    blocks = {row["block"]: key for key, row in reversed(list(enumerate(read["rows"])))}
    return [_passage(n, paragraph, rows, blocks) for n, paragraph in enumerate(read["paragraphs"])]


def _passage(position: int, paragraph: Mapping[str, Any], rows: Mapping[str, int], blocks: Mapping[int, int]) -> Passage:
    role, block = paragraph["role"], paragraph.get("block")
    key = blocks.get(block) if block is not None else None
    key = rows.get(paragraph.get("section", "")) if key is None else key
    return Passage(
        position=position,
        text=paragraph["text"],
        role=role,
        role_words=plan_rules.role_words(role),
        page=paragraph.get("page"),
        row=key,
        can_be_task=key is None and role in _PLAIN,
    )
