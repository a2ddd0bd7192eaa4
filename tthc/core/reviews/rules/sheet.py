"""The cost sheet as it is typed or pasted: lines of texts in, steps or sentences out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tthc.core.registers.rules import Column, Kind, Lookups, read, typed
from tthc.core.reviews.rules.costs import PART_WORDS, PARTS, SIDES, Side, Step, Volume
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import TwoReadings, number

MOST_STEPS = 200
LONGEST_TITLE = 300
CELLS = tuple(f"{side}_{part}" for side in SIDES for part in PARTS)  # names of the fields, in the order of the columns
VOLUMES: Mapping[str, str] = {
    "before_times": "Số lần một năm, trước",
    "before_subjects": "Số đối tượng, trước",
    "after_times": "Số lần một năm, sau",
    "after_subjects": "Số đối tượng, sau",
}
_NOWHERE = Lookups(today=date(2000, 1, 1))  # amounts ask nothing of the office
_MOST_HOURS = Decimal(100_000)
_MOST_TIMES = Decimal(1_000_000)
_HEAD = ("buoc", "gio", "noi dung", "truoc", "chi phi")


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of the sheet as it stands in the fields: its title and ten texts."""

    title: str = ""
    cells: tuple[str, ...] = ("",) * len(CELLS)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.title.strip() and not any(cell.strip() for cell in self.cells)

    def cell(self, name: str) -> str:
        """What stands in a field."""
        return self.cells[CELLS.index(name)]


def read_steps(lines: Sequence[Typed], suggested: Collection[str] = ()) -> tuple[tuple[Step, ...], dict[str, str]]:
    """The steps, and a sentence for each field that cannot be read, by `<name>-<place of the line>`.

    An empty line is no step, and neither is one that holds nothing but the title which the program suggested.
    """
    steps, faults, place = [], dict[str, str](), 0
    for at, line in enumerate(lines):
        if line.is_empty or (line.title in suggested and not any(cell.strip() for cell in line.cells)):
            continue
        place += 1
        title = tidy(line.title)
        where = f"Bước {place}" + (f" ({title[:60]})" if title else "")
        if not title:
            faults[f"title-{at}"] = f"{where}: thiếu tên bước. Ghi tên bước."
        elif len(title) > LONGEST_TITLE:
            faults[f"title-{at}"] = f"{where}: tên bước dài quá {LONGEST_TITLE} ký tự. Rút gọn lại."
        values = _values(line, where, at, faults)
        if title and not any(cell.strip() for cell in line.cells):
            faults[f"before_hours-{at}"] = f"{where}: chưa có số liệu. Ghi 0 nếu bước này không tốn thời gian và tiền."
        sides = [Side(**{part: values.get(f"{side}_{part}") for part in PARTS}) for side in SIDES]
        steps.append(Step(title, *sides))
    if len(steps) > MOST_STEPS:
        faults[f"title-{len(lines) - 1}"] = f"Bảng có {len(steps)} bước. Gộp lại còn nhiều nhất {MOST_STEPS} bước."
    return tuple(steps), faults


def _values(line: Typed, where: str, at: int, faults: dict[str, str]) -> dict[str, Any]:
    values = dict[str, Any]()
    for name, text in zip(CELLS, line.cells, strict=True):
        side, _, part = name.partition("_")
        column = Column(name, f"{where}, {SIDES[side]} rà soát, {PART_WORDS[part]}", Kind.NUMBER if part == "hours" else Kind.MONEY)
        try:
            values[name] = _read(column, text, _MOST_HOURS)
        except BadInput as error:
            faults[f"{name}-{at}"] = str(error)
    return values


def read_volumes(texts: Mapping[str, str]) -> tuple[Volume, Volume, dict[str, str]]:
    """How often and for how many, before and after; an empty field is one."""
    values, faults = dict[str, Any](), dict[str, str]()
    for name, title in VOLUMES.items():
        column = Column(name, title, Kind.NUMBER if name.endswith("times") else Kind.COUNT)
        try:
            found = _read(column, texts.get(name, ""), _MOST_TIMES)
            values[name] = 1 if found is None else found
        except BadInput as error:
            values[name], faults[name] = 1, str(error)
    before = Volume(Decimal(values["before_times"]), values["before_subjects"])
    return before, Volume(Decimal(values["after_times"]), values["after_subjects"]), faults


def _read(column: Column, text: str, most: Decimal) -> Any:
    """A figure, or one sentence that names its field."""
    try:
        found = read(column, text, _NOWHERE)
    except TwoReadings as error:
        raise BadInput(f'{column.title}: "{text[:40]}" có hai cách hiểu. Ghi {error.choices[0]} hoặc {error.choices[1]}.') from error
    except BadInput as error:
        if column.kind is not Kind.NUMBER:
            raise
        raise BadInput(f'{column.title}: "{text[:40]}" không hợp lệ. {_HOW}') from error
    if isinstance(found, Decimal) and found > most:
        raise BadInput(f"{column.title}: {number(found)} quá lớn. Nhập nhiều nhất {number(most)}.")
    return found.quantize(Decimal("0.0001")).normalize() if isinstance(found, Decimal) else found


_HOW = "Nhập số từ 0, dùng dấu phẩy cho phần thập phân, ví dụ 0,5."


def typed_step(step: Step) -> Typed:
    """A kept step as its fields hold it."""
    cells = []
    for name in CELLS:
        side, _, part = name.partition("_")
        kind = Kind.NUMBER if part == "hours" else Kind.MONEY
        cells.append(_shown(kind, getattr(getattr(step, side), part)))
    return Typed(step.title, tuple(cells))


def _shown(kind: Kind, value: Any) -> str:
    return typed(Column("x", "x", kind), value) if kind is Kind.NUMBER else "" if value is None else number(value)


def pasted(text: str) -> list[Typed]:
    """Cells copied from a sheet: a title, five figures before and five after; a column of numbers of lines and a head are left out."""
    found = []
    for row in text.splitlines():
        cells = [tidy(cell) for cell in row.split("\t")]
        if len(cells) > 1 and re.fullmatch(r"[0-9]{1,3}\.?", cells[0]) and not _is_figure(cells[1]):
            cells = cells[1:]
        if not any(cells) or _is_head(cells):
            continue
        figures = [*cells[1 : 1 + len(CELLS)], *[""] * len(CELLS)][: len(CELLS)]
        found.append(Typed(cells[0], tuple(figures)))
    return found


def _is_figure(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9.,\s-]*", text))


def _is_head(cells: Sequence[str]) -> bool:
    said = [fold(cell) for cell in cells if cell]
    return len(said) > 1 and not any(any(c.isdigit() for c in cell) for cell in said[1:]) and any(word in " ".join(said) for word in _HEAD)


def copied(lines: Sequence[Typed]) -> list[Typed]:
    """The side after filled with that before where a line says nothing of it yet."""
    half = len(PARTS)
    return [Typed(one.title, one.cells[:half] * 2) if not any(cell.strip() for cell in one.cells[half:]) else one for one in lines]
