"""Tables whose rows are targets, read by the roles of their columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from tthc.planreader.blocks import Block
from tthc.planreader.figure_columns import figure_columns
from tthc.planreader.tables import Table, table_of


def figure_tables(blocks: Iterable[Block], year: int = 0) -> list[Table]:
    """The tables of targets among the rows; years before the plan's are past."""
    wholes = [tuple(group) for _, group in groupby((b for b in blocks if b.kind == "row"), key=lambda block: block.table)]
    found = [(whole, columns) for whole in wholes if (columns := figure_columns(whole, year))]
    return [table_of(whole, columns.headers, columns.roles, list(columns.names)) for whole, columns in found]
