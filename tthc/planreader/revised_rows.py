"""Changes in tables: a cell gets its current words, a row goes out, new rows come in; rows around it keep what they said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tthc.planreader.block import Block
from tthc.planreader.numbering import ARABIC
from tthc.planreader.paper import FIELDS, CurrentTask, Paper, said
from tthc.planreader.tables import Row, Table, task_tables

COLUMNS = {"lead": "lead", "implement": "implement", "coordinate": "coordinate", "deliverable": "deliverable", "time_text": "time"}
HEADERS = {
    "lead": "Cơ quan chủ trì",
    "implement": "Cơ quan thực hiện",
    "coordinate": "Cơ quan phối hợp",
    "deliverable": "Sản phẩm",
    "time_text": "Thời gian thực hiện",
}


def tables_in(blocks: Sequence[Block]) -> Iterator[tuple[Table, list[Block]]]:
    """The task tables of a document with all their rows."""
    rows = [block for block in blocks if block.kind == "row" and not block.place]
    for _, group in groupby(rows, key=lambda block: block.table):
        whole = list(group)
        yield from ((table, whole) for table in task_tables(whole))


def row_at(blocks: Sequence[Block], place: int) -> tuple[Table, list[Block], Row] | None:
    """The row of a task table that stands there."""
    for table, whole in tables_in(blocks):
        for row in table.rows:
            if row.block.index == place and not row.is_group:
                return table, whole, row
    return None


def change_row(paper: Paper, table: Table, whole: Sequence[Block], row: Row, now: CurrentTask, names: Sequence[str]) -> None:
    """The cells of these fields; a table that lacks the column gets one more."""
    for name in names:
        columns = _columns(table, name)
        values = _split(said(now, name), len(columns)) if columns else []
        for column, value in zip(columns, values, strict=True):
            _keep_below(paper, table, whole, row, [column])
            paper.set_cell(row.block.index, column, value)
        if not columns and said(now, name):
            _add_column(paper, table, whole, row, HEADERS[name], said(now, name))


def drop_row(paper: Paper, table: Table, whole: Sequence[Block], row: Row) -> None:
    """Takes the row out; cells that it shared with the row below stay there."""
    _keep_below(paper, table, whole, row, range(len(table.roles)))
    paper.drop(row.block.index)


def _columns(table: Table, name: str) -> list[int]:
    """A lone "Cơ quan thực hiện" holds who leads."""
    role = COLUMNS[name]
    if "lead" not in table.roles and name in ("lead", "implement"):
        role = "implement" if name == "lead" else ""
    found = [i for i, one in enumerate(table.roles) if one == role]
    return found if name == "time_text" else found[:1]


def _split(text: str, count: int) -> list[str]:
    """Start and end columns share a time; whatever cannot be divided stands in the first."""
    parts = text.split(" - ")
    return parts if len(parts) == count else [text, *[""] * (count - 1)]


def _keep_below(paper: Paper, table: Table, whole: Sequence[Block], row: Row, columns: Sequence[int] | range) -> None:
    """The next row repeats what it had from the changed one through a merged cell."""
    position = next(i for i, block in enumerate(whole) if block.index == row.block.index)
    below = next((block for block in whole[position + 1 :] if not block.is_header and paper.first(block.index)), None)
    if below is None or not any(one.block.index == below.index and not one.is_group for one in table.rows):
        return
    work = next((i for i, role in enumerate(table.roles) if role in ("content", "object")), 0)
    for column in columns:
        cells = (paper.first(below.index) or below).cells
        cell = cells[column] if column < len(cells) else ""
        if cell is None or (not cell and column <= work and table.roles[column] != "number"):
            paper.set_cell(below.index, column, _effective(paper, whole, position, column, work))


def _effective(paper: Paper, whole: Sequence[Block], position: int, column: int, work: int) -> str:
    for block in reversed(whole[: position + 1]):
        now = paper.first(block.index)
        cell = now.cells[column] if now and column < len(now.cells) else ""
        if cell or (cell == "" and column > work):
            return cell
    return ""


def _add_column(paper: Paper, table: Table, whole: Sequence[Block], row: Row, header: str, value: str) -> None:
    headers = {block.index for block in table.headers}
    width = max(len((paper.first(block.index) or block).cells) for block in whole)
    is_named = False
    for block in whole:
        if paper.first(block.index) is None:
            continue
        is_second = block.index in headers and is_named and not block.is_header
        text = value if block.index == row.block.index else header if block.index in headers and not is_second else ""
        is_named = is_named or block.index in headers
        paper.set_cell(block.index, width, text)


def add_rows(paper: Paper, blocks: Sequence[Block], added: Sequence[CurrentTask]) -> None:
    """New tasks as rows of the last table that has a column for all they say, otherwise as an appendix of their own."""
    fitting = [pair for pair in tables_in(blocks) if all(_fits(pair[0], task) for task in added)]
    if not fitting:
        paper.tail += _appendix(blocks, added)
        return
    table, whole = fitting[-1]
    numbers = [int(row.number.label) for row in table.rows if row.number and row.number.rank == ARABIC and row.number.label.isdigit()]
    rows = [_row(table, task, str(numbers[-1] + 1 + i) if numbers else "", whole[-1]) for i, task in enumerate(added)]
    last = max(block.index for block in whole)
    paper.slots[last] += rows


def _fits(table: Table, task: CurrentTask) -> bool:
    return "content" in table.roles and all(_columns(table, name) for name in FIELDS if said(task, name))


def _row(table: Table, task: CurrentTask, number: str, like: Block) -> Block:
    cells = [""] * len(table.roles)
    cells[table.roles.index("content")] = task.text
    if "number" in table.roles:
        cells[table.roles.index("number")] = number
    for name in FIELDS:
        for column, value in zip(_columns(table, name), _split(said(task, name), len(_columns(table, name))), strict=False):
            cells[column] = value
    return replace(like, cells=tuple(cells), is_header=False, bold=False)


def _appendix(blocks: Sequence[Block], added: Sequence[CurrentTask]) -> list[Block]:
    names = [name for name in FIELDS if any(said(task, name) for task in added)]
    table = max((block.table for block in blocks), default=0) + 1
    header = ("TT", "Nội dung công việc", *(HEADERS[name] for name in names or ["lead"]))
    rows = [(str(i + 1), task.text, *(said(task, name) for name in names or ["lead"])) for i, task in enumerate(added)]
    title = [Block(0, "paragraph", "PHỤ LỤC", bold=True), Block(0, "paragraph", "NHIỆM VỤ BỔ SUNG", bold=True)]
    return [*title, *(Block(0, "row", cells=cells, table=table) for cells in (header, *rows))]
