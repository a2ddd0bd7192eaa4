"""Tables of targets: a row is a target, its value the plan's own column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tthc.planreader.appendix import coded_rows
from tthc.planreader.blocks import Block
from tthc.planreader.figure_columns import figure_columns
from tthc.planreader.tables import Table, table_of

_IN_BRACKETS = re.compile(r"\(([^()\d]{1,30})\)\s*$")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a table of targets: its place in the outline, what is measured, the figure as written and its unit."""

    code: str
    measured: str
    figure: str
    unit: str


def figure_tables(blocks: Iterable[Block], year: int = 0) -> list[Table]:
    """The tables of targets among the rows."""
    wholes = [tuple(group) for _, group in groupby((b for b in blocks if b.kind == "row"), key=lambda block: block.table)]
    found = [(whole, columns) for whole in wholes if (columns := figure_columns(whole, year))]
    return [table_of(whole, columns.headers, columns.roles, list(columns.names)) for whole, columns in found]


def figure_rows(blocks: Sequence[Block], code: str, year: int) -> Iterator[FigureRow]:
    """The rows that set a figure; the unit stands in its own cell, or in brackets behind what is measured."""
    for table in figure_tables(blocks, year):
        column = table.names[table.roles.index("figure")]
        for coded in coded_rows(table, code):
            values = {role: value for role, _, value in coded.row.values}
            if coded.row.is_group or "figure" not in values:
                continue
            bracketed = _IN_BRACKETS.search(coded.row.content) or _IN_BRACKETS.search(column)
            unit = values.get("measure", "") or (bracketed[1].strip() if bracketed else "")
            yield FigureRow(coded.code, coded.row.content, values["figure"], unit)
