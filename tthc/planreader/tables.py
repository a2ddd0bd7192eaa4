"""Tables of tasks: which column holds what, which rows are headers, groups or tasks, and what merged cells say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from tthc.kernel.text import tidy
from tthc.planreader.blocks import Block
from tthc.planreader.figure_columns import figure_columns, is_aim
from tthc.planreader.labels import column_role
from tthc.planreader.numbering import ARABIC, DECIMAL, LETTER, Number, dash_rest, number_of
from tthc.planreader.row_parts import is_group_number, number_in, team_lead
from tthc.planreader.wording import opening_of

_ASSIGNING = {"lead", "implement", "coordinate", "time", "deliverable", "appraise", "advise", "monitor"}
_HELD = {*_ASSIGNING, "supervisor", "measure", "figure"}
_COUNTING_ROW = re.compile(r"\(?[\da-z]{1,2}\)?")
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng)\b", re.IGNORECASE)
_HAS_WORDS = re.compile(r"[^\W\d_]{2,}")
_AS_ABOVE = re.compile(r"[-\s]*(?:nt|như trên|\"|''|〃)[-.\s]*", re.IGNORECASE)
_HEADER_ROWS = 3
_FEWEST_COLUMNS = 2
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the body with merged cells filled in; a group row has a title and no work."""

    block: Block
    number: Number | None
    content: str
    title: str
    values: tuple[tuple[str, str, str], ...]
    is_group: bool = False
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Column roles, header texts and body rows; `headers` are the blocks of header rows."""

    roles: tuple[str, ...]
    names: tuple[str, ...]
    headers: tuple[Block, ...]
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...] = field(default=())

    @property
    def is_numbered(self) -> bool:
        """Some row carries a number."""
        return any(row.number for row in self.rows if not row.is_group)


def task_tables(blocks: Iterable[Block]) -> list[Table]:
    """The tables that hand out work: a column for the work, one for who, when or what comes out, and rows that are filled in."""
    rows = [block for block in blocks if block.kind == "row"]
    wholes = [tuple(group) for _, group in groupby(rows, key=lambda block: block.table)]
    tables = [_read(whole) for whole in wholes if figure_columns(whole) is None]
    return [table for table in tables if table and any(_hands_out(row) for row in table.rows)]


def _hands_out(row: Row) -> bool:
    """Who, when or what is written out in words or as a date: a sheet of amounts assigns nothing."""
    filled = [(role, value) for role, _, value in row.values]
    return not row.is_group and (not filled or any(_HAS_WORDS.search(value) or role == "time" for role, value in filled))


@lru_cache(maxsize=32)
def _read(blocks: tuple[Block, ...]) -> Table | None:
    # The rule of a Markdown table below its first row has no cells.
    blocks = tuple(block for block in blocks if block.cells)
    position = next((i for i, block in enumerate(blocks[:_HEADER_ROWS]) if _is_header(_roles(block))), None)
    if position is None:
        return None
    names, headers = [tidy(cell or "") for cell in blocks[position].cells[:_MOST_COLUMNS]], [blocks[position]]
    second = blocks[position + 1] if position + 1 < len(blocks) else None
    if second and _is_second_header(names, second):
        names = [tidy(two or "") or one for one, two in zip(names, _padded(second.cells, len(names)), strict=False)]
        headers.append(second)
    return table_of(blocks, headers, tuple(column_role(name) for name in names), names)


def table_of(blocks: tuple[Block, ...], headers: Sequence[Block], roles: tuple[str, ...], names: list[str]) -> Table:
    """The rows below these headers, read by the roles of their columns."""
    position = blocks.index(headers[0])
    body = [block for block in blocks[position + len(headers) :] if not block.is_header and not _repeats(block, headers, names)]
    again = [block for block in blocks if block.is_header]
    table = Table(roles, tuple(names), (*headers, *again), (), blocks)
    return replace(table, rows=tuple(_rows(body, roles, names)))


def _repeats(block: Block, headers: Sequence[Block], names: Sequence[str]) -> bool:
    """A header said again on the next page, two rows of it perhaps as one."""
    if any(tuple(block.cells) == tuple(header.cells) for header in headers):
        return True
    filled = [(i, tidy(cell)) for i, cell in enumerate(block.cells[: len(names)]) if cell and cell.strip()]
    return len(filled) > _FEWEST_COLUMNS and all(cell == names[i] for i, cell in filled)


def is_header_row(block: Block) -> bool:
    """The row names a column for the work and one for who, when or what comes out."""
    return _is_header(_roles(block))


def _roles(block: Block) -> list[str]:
    return [column_role(opening_of(cell or "")) for cell in block.cells[:_MOST_COLUMNS]]


def _is_header(roles: Sequence[str]) -> bool:
    return len(roles) >= _FEWEST_COLUMNS and bool({"content", "object"} & set(roles)) and bool(_ASSIGNING & set(roles))


def _is_second_header(names: Sequence[str], block: Block) -> bool:
    """A header in two rows: below "Phân công" stand "Chủ trì" and "Phối hợp", nothing below the others."""
    filled = [(i, cell) for i, cell in enumerate(block.cells) if cell]
    first = [i for i, name in enumerate(names) if column_role(name) in ("number", "content")]
    return bool(filled) and all(column_role(cell) for _, cell in filled) and all(i not in first for i, _ in filled)


def _padded(cells: tuple[str | None, ...], width: int) -> tuple[str | None, ...]:
    return cells + ("",) * (width - len(cells))


def _work_column(roles: Sequence[str]) -> int:
    columns = [i for i, role in enumerate(roles) if role == "content"]
    return columns[0] if columns else list(roles).index("object")


def _rows(body: list[Block], roles: tuple[str, ...], names: list[str]) -> list[Row]:
    work = _work_column(roles)
    above: list[str] = [""] * len(roles)
    rows: list[Row] = []
    for block in body:
        raw = [cell and opening_of(cell) for cell in _padded(block.cells, len(roles))[: len(roles)]]
        if _is_noise(raw):
            continue
        alone = _lone_cell(raw, roles)
        if alone is not None:
            above = [""] * len(roles)
            number = number_in(*alone)
            rows.append(Row(block, number, number.rest if number else alone[1], "", (), is_group=True))
            continue
        is_repeated = not raw[work]
        cells = _filled(raw, above, roles, work)
        above = cells
        rows.append(_row(block, cells, roles, names, work, is_repeated=is_repeated))
    return _with_arabic_groups(rows)


def _is_noise(cells: Sequence[str | None]) -> bool:
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    is_counting = len(filled) > _FEWEST_COLUMNS and all(_COUNTING_ROW.fullmatch(cell.lower()) for cell in filled)
    return not filled or is_counting or any(_TOTAL.match(cell) for cell in filled[:2])


def _lone_cell(cells: Sequence[str | None], roles: Sequence[str]) -> tuple[str, str] | None:
    """Number and title of a group row: nothing stands beside its title."""
    if len(roles) <= _FEWEST_COLUMNS:
        return None
    filled = list(dict.fromkeys(tidy(cell) for cell in cells if cell and cell.strip()))
    if len(filled) == 1 and not any(cell is None for cell in cells):
        return ("", filled[0]) if not filled[0].isdigit() else None
    if len(filled) == 2 and roles and roles[0] == "number" and cells[0]:  # noqa: PLR2004 - number and title
        return (filled[0], filled[1]) if is_group_number(filled[0]) else None
    return None


def _filled(raw: Sequence[str | None], above: Sequence[str], roles: Sequence[str], work: int) -> list[str]:
    """Merged cells hold for each row they span: those a reader marks, those left of the work, and the work itself."""
    said = next((i for i, cell in enumerate(raw) if cell and cell.strip()), len(raw))
    # Nothing of the work is said again: whatever stands before the first filled cell belongs to the row above, and so does its time.
    is_again = said > work and not any(raw[i] for i, role in enumerate(roles) if role == "content")
    last = said - 1 if is_again else work
    cells = []
    for i, cell in enumerate(raw):
        is_held = i <= last or (is_again and roles[i] == "time")
        is_merged = roles[i] != "number" and (cell is None or (not cell.strip() and is_held) or bool(_AS_ABOVE.fullmatch(cell)))
        cells.append(above[i] if is_merged else (cell or "").strip())
    return cells


def _row(block: Block, cells: list[str], roles: tuple[str, ...], names: list[str], work: int, *, is_repeated: bool) -> Row:
    label = next((cells[i] for i, role in enumerate(roles) if role == "number"), "")
    number = number_in(label, cells[work]) if label else None
    content = tidy(cells[work])
    if "number" not in roles:
        found = number_of(content)
        number, content = (found, found.rest) if found and found.rank <= DECIMAL else (None, content)
    extra = [i for i, role in enumerate(roles) if role == "content" and i != work]
    title = content if extra and cells[extra[0]] and roles[extra[0]] == "content" and _is_finer(names[extra[0]]) else ""
    if title:
        content = tidy(cells[extra[0]])
    used = {work, *(extra[:1] if title else [])}
    values = tuple((role, names[i], cells[i]) for i, role in enumerate(roles) if role in _HELD and i not in used and cells[i])
    # A second column of targets sets figures for the work beside it.
    values += tuple(("figure", names[i], cells[i]) for i in extra if i not in used and cells[i] and is_aim(names[i]))
    if not any(role == "lead" for role, _, _ in values) and (team := team_lead(cells, roles)):
        values = (*values, ("lead", "", team))
    return Row(block, number, content, title, values, is_repeated=is_repeated)


def _is_finer(name: str) -> bool:
    """A second column of work says it in detail; one of targets does not."""
    return bool(re.search(r"nội dung|công việc|cụ thể|hoạt động", name.lower()))


def _with_arabic_groups(rows: list[Row]) -> list[Row]:
    """A row "1" with nothing beside its title is a group when "1.1" follows."""
    done = []
    for row, after in zip(rows, [*rows[1:], None], strict=False):
        number, next_number = row.number, after.number if after else None
        is_group = bool(
            number
            and next_number
            and not row.values
            and number.rank == ARABIC
            and (next_number.label.startswith(f"{number.label}.") or next_number.rank >= LETTER)
        ) or bool(number and not row.values and after and not next_number and dash_rest(after.content) is not None)
        done.append(replace(row, is_group=True) if is_group else row)
    return [row for row in done if row.is_group or (row.content and (row.values or row.number))]
