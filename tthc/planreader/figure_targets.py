"""Targets in the rows of a table: what is measured, the plan's own figure and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tthc.planreader.appendix import coded_rows
from tthc.planreader.blocks import Block
from tthc.planreader.bounds import AT_LEAST, AT_MOST, bound_of, number
from tthc.planreader.draft import DraftTarget
from tthc.planreader.figure_tables import figure_tables
from tthc.planreader.measures import noun_in
from tthc.planreader.targets import targets_in
from tthc.planreader.wording import bare, low

_WORD = re.compile(r"[^\W\d_]{2,}")
_COUNTED = re.compile(r"(?:tổng )?số(?: lượng)? (?!hóa)(\w.*)")
_IN_BRACKETS = re.compile(r"\(([^()\d]{1,30})\)\s*$")
_VALUE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_CELL = re.compile(
    rf"(?:(?:đạt|từ|còn|giảm|tăng|khoảng|phấn đấu|là)\s+)*(?P<bar>{AT_LEAST}|{AT_MOST})?\s*(?:đạt\s+)?"
    rf"(?P<rank>(?:trong\s+)?(?:nhóm|top|tốp)\s+)?(?P<value>{_VALUE})\s*(?P<sign>%)?(?:\s*(?:-|đến)\s*(?P<top>{_VALUE})\s*%?)?\s*(?P<unit>[^\d]*)"
)
_BAR_BEHIND = re.compile(rf"({AT_LEAST}|{AT_MOST})\s*$")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a table of targets: its place in the outline, what is measured, the figure as written and its unit."""

    code: str
    measured: str
    figure: str
    unit: str


def figure_rows(blocks: Sequence[Block], code: str, year: int) -> Iterator[FigureRow]:
    """The rows that set a figure; the unit stands in its own cell, or in brackets behind what is measured."""
    for table in figure_tables(blocks, year):
        for coded in coded_rows(table, code):
            unit = next((bare(value) for role, _, value in coded.row.values if role == "measure"), "")
            for role, column, value in coded.row.values:
                # The row below the header that counts the columns ("A B C 1 2 3=2/1") measures nothing.
                if role == "figure" and not coded.row.is_group and _WORD.search(coded.row.content):
                    bracketed = _IN_BRACKETS.search(coded.row.content) or _IN_BRACKETS.search(column)
                    yield FigureRow(coded.code, coded.row.content, value, unit or (bracketed[1] if bracketed else ""))


def row_targets(row: FigureRow) -> list[DraftTarget]:
    """The target of a row; a cell that says it in a sentence is read as one."""
    cell = _CELL.fullmatch(low(row.figure).strip(" .;"))
    if cell is None:
        return targets_in(row.code, row.figure, is_goal=True, about=row.measured)
    behind = cell["unit"].strip(" .;,")
    is_up = behind.endswith("trở lên")
    said = "%" if cell["sign"] else behind.removesuffix("trở lên").strip()
    bar = _BAR_BEHIND.search(low(row.measured))
    op = "<=" if cell["rank"] else bound_of(cell["bar"] or (bar[1] if bar else None), is_up=is_up)
    top = number(cell["top"]) if cell["top"] else None
    measured = _IN_BRACKETS.sub("", row.measured).strip()
    unit = row.unit or said or _unit_of(measured)
    if not unit:
        return []
    return [DraftTarget(row.code, row.measured, measured, ">=" if top else op, number(cell["value"]), unit, top)]


def _unit_of(measured: str) -> str:
    """What a figure without a unit counts, by the words of what is measured."""
    counted = _COUNTED.match(low(measured))
    return noun_in(counted[1]) if counted else "%" if low(measured).startswith(("tỷ lệ", "tỉ lệ", "tỷ trọng")) else ""
