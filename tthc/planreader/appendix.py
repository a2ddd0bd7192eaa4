"""Tasks and groups in tables, wherever the table stands: in an appendix or in the body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tthc.planreader.blocks import Block
from tthc.planreader.draft import DraftSection, DraftTask
from tthc.planreader.fields import make_task
from tthc.planreader.figure_tables import figure_tables
from tthc.planreader.labels import Label
from tthc.planreader.numbering import ARABIC, DECIMAL, Number
from tthc.planreader.outline import Item
from tthc.planreader.tables import Row, Table, task_tables
from tthc.planreader.theme import NOWHERE, Place

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_LETTER_RANK = DECIMAL + 3


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row of a task table with its place in the outline."""

    code: str
    row: Row
    groups: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def has_task_table(items: Sequence[Item]) -> bool:
    """Some rows below the heading hand out work."""
    return bool(task_tables(item.block for item in items if item.kind == "row"))


def table_tasks(blocks: Iterable[Block], code: str, year: int, place: Place = NOWHERE) -> list[DraftTask]:
    """A task a row."""
    tasks: list[DraftTask] = []
    for table in task_tables(blocks):
        default = _year_of(table, year)
        rows = [coded for coded in coded_rows(table, code) if not coded.row.is_group]
        tasks += [_task(coded, default, place, has_time="time" in table.roles) for coded in rows]
    return tasks


def group_sections(blocks: Iterable[Block], code: str) -> list[DraftSection]:
    """The numbered group rows, as sections."""
    blocks = list(blocks)
    rows = [coded for table in [*task_tables(blocks), *figure_tables(blocks)] for coded in coded_rows(table, code)]
    return [DraftSection(coded.code, coded.row.content) for coded in rows if coded.row.is_group and coded.row.number]


def coded_rows(table: Table, code: str) -> Iterator[CodedRow]:
    """Rows with codes: number below the groups, `+1` where a number is missing, `.r1` where none is numbered."""
    groups: list[tuple[float, str, str]] = []
    last, count, previous = code, 0, 0
    for row in table.rows:
        if row.is_group:
            rank = row.number.rank if row.number else 0
            groups = [group for group in groups if group[0] < rank]
            prefix = _prefix(groups, rank, code)
            last = f"{prefix}.{row.number.label}".lstrip(".") if row.number else prefix
            groups.append((rank, last, row.content))
            previous = 0
            yield CodedRow(last, row, ())
            continue
        count += 1
        doubts: tuple[str, ...] = ()
        if row.number:
            last = f"{_prefix(groups, row.number.rank, code)}.{row.number.label}".lstrip(".")
            doubts, previous = _gap(row.number, previous)
        elif not table.is_numbered and not row.is_repeated:
            last = f"{groups[-1][1] if groups else code}.r{count}".lstrip(".")
        elif not row.is_repeated:
            last = _after(last)
        yield CodedRow(last, row, tuple(group[2] for group in reversed(groups)), doubts)


def _prefix(groups: list[tuple[float, str, str]], rank: float, code: str) -> str:
    """The code above: a decimal repeats the number of its group, so it stands below the group's own heading."""
    fits = [group for group in groups if group[0] < rank and (not DECIMAL <= rank < _LETTER_RANK or group[0] < ARABIC)]
    return fits[-1][1] if fits else code


def _after(code: str) -> str:
    base, plus, count = code.rpartition("+")
    return f"{base}+{int(count) + 1}" if plus and count.isdigit() else f"{code}+1"


def _gap(number: Number, previous: int) -> tuple[tuple[str, ...], int]:
    if number.rank != ARABIC or not number.label.isdigit():
        return (), previous
    value = int(number.label)
    is_gap = previous and previous + 1 < value <= previous + 5
    missing = range(previous + 1, value) if is_gap else ()
    return tuple(f"Thiếu TT {one} trong văn bản gốc" for one in missing), value


def _year_of(table: Table, year: int) -> int:
    """Where cells say only day and month, the year may stand in the header of the column."""
    named = [match[1] for role, name in zip(table.roles, table.names, strict=True) if role == "time" and (match := _YEAR.search(name))]
    return int(named[0]) if named else year


def _task(coded: CodedRow, year: int, place: Place, *, has_time: bool) -> DraftTask:
    row = coded.row
    labels = [Label(role, name, value) for role, name, value in row.values]
    return make_task(
        coded.code,
        row.content,
        year=year,
        block=row.block.index,
        title=row.title or None,
        labels=labels,
        prose="" if has_time else row.content,
        place=replace(place, groups=(*coded.groups, *place.groups)),
        doubts=coded.doubts,
    )
