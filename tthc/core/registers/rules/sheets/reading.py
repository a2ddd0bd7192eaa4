"""What the cells of a sheet hold, read column by column; a row that is known by its mark keeps what its cells do not change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tthc.core.registers.rules.columns import MASK, Column, Kind, Lookups
from tthc.core.registers.rules.sheets.body import RawRow
from tthc.core.registers.rules.sheets.headers import said
from tthc.core.registers.rules.values import read, shown, text_of
from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import TwoReadings

_NOT_OURS = 'Mã dòng "{mark}" không có trong sổ này. Xóa mã này để thêm dòng mới, hoặc xuất lại sổ rồi sửa trên tệp mới.'
_TWICE = 'Mã dòng "{mark}" đã có ở dòng {row} của tệp. Giữ lại một dòng.'
_MASKED = 'Ô đang bị che ("•••"). Ghi lại nội dung hoặc để trống.'


class Rules(Protocol):
    """What a register asks of its rows (Book)."""

    @property
    def key(self) -> tuple[str, ...]:
        """Columns that together occur once."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns."""

    @property
    def carried(self) -> tuple[Column, ...]:
        """Columns that sheets are read for."""

    @property
    def check(self) -> Callable[[Mapping[str, Any], Lookups], Mapping[str, str]]:
        """What is wrong with a whole row."""

    @property
    def warn(self) -> Callable[[Mapping[str, Any], Lookups], Mapping[str, str]]:
        """What is said beside it."""

    @property
    def brought(self) -> Callable[[Mapping[str, Any], Lookups], Mapping[str, str]]:
        """What is wrong with what only a sheet brings."""

    @property
    def complete(self) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
        """What the room computes of the values alone."""

    @property
    def merges(self) -> Callable[[Mapping[str, Any]], bool]:
        """Whether a row without a mark changes the row of its key."""

    @property
    def joined(self) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]:
        """What it changes in it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the register as it stands now."""

    row_id: int
    version: int
    mark: str
    values: Mapping[str, Any]
    is_hidden: bool  # personal columns are masked for the reader
    is_writable: bool


@dataclass(slots=True)
class Judged:
    """A row of the sheet: its values, what they change, what is wrong with them by column ("" for the row itself)."""

    raw: RawRow
    known: Known | None = None
    values: dict[str, Any] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()  # columns in which the sheet holds something
    before: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    warnings: Mapping[str, str] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """new, changed, same or wrong."""
        if self.faults:
            return "wrong"
        if self.known is None:
            return "new"
        return "changed" if self.before else "same"


@dataclass(frozen=True)
class Bench:
    """What judging needs besides the rows: the register, what is known of the office, given values, who may write for which unit."""

    rules: Rules
    lookups: Lookups
    given: Mapping[str, Any]  # column -> value for rows that leave it empty
    may_write: Callable[[int], bool]
    may_bring: Callable[[int], bool] = lambda _unit: True  # what happened before the program was used, for that unit

    @property
    def by_name(self) -> dict[str, Column]:
        """Columns that sheets are read for, by name."""
        return {column.name: column for column in self.rules.carried}


def read_rows(bench: Bench, rows: Iterable[RawRow], known: Mapping[str, Known], tell: Callable[[int], None]) -> list[Judged]:
    """Read what the cells hold; `known` are rows of the register by mark. Keys are compared afterwards, by `compare`."""
    columns, judged = bench.by_name, []
    seen: dict[str, int] = {}
    for count, raw in enumerate(rows, start=1):
        one = Judged(raw, faults=dict(raw.faults))
        if raw.mark:
            one.known = known.get(raw.mark)
            if one.known is None:
                one.faults[""] = _NOT_OURS.format(mark=raw.mark[:40])
            elif raw.mark in seen:
                one.faults[""] = _TWICE.format(mark=raw.mark, row=seen[raw.mark])
            seen.setdefault(raw.mark, raw.number)
        _read(one, columns, bench.lookups)
        judged.append(one)
        if not count % 1000:
            tell(count)
    return judged


def _read(one: Judged, columns: Mapping[str, Column], lookups: Lookups) -> None:
    filled = set()
    for name, value in one.raw.cells.items():
        column = columns.get(name)
        if column is None or name in one.faults:
            continue
        # Most cells are new text: they are made tidy once, when they are read.
        is_compared = one.known is not None or column.is_personal
        text = said(value) if is_compared else "" if value is None or (isinstance(value, str) and not value.strip()) else "there"
        if text:
            filled.add(name)
        if one.known is not None and _is_untouched(column, value, text, one.known, lookups):
            filled.add(name)
            continue
        if not text:
            continue  # an empty cell is judged once it is clear whether the row is new
        if column.is_personal and text == MASK:
            one.faults[name] = _MASKED
            continue
        try:
            one.values[name] = read_cell(column, value, lookups)
        except BadInput as error:
            one.faults[name] = sentence(error)
    one.filled = frozenset(filled)


def _is_untouched(column: Column, value: Any, text: str, known: Known, lookups: Lookups) -> bool:
    """The cell says what the export said: masked words, an empty required cell, a unit or a choice that has ended meanwhile."""
    if column.is_personal and known.is_hidden and text == MASK:
        return True
    stored = known.values.get(column.name)
    if stored is None or stored == "":
        return not text
    if column.kind in (Kind.UNIT, Kind.CHOICE):
        return text == said(shown(column, stored, lookups))
    return isinstance(stored, str) and text != "" and text_of(value, column) == text_of(stored, column)


def read_cell(column: Column, value: Any, lookups: Lookups) -> Any:
    """Read a cell; ids, which only forms send, are no names in a sheet."""
    if column.kind is Kind.UNIT or (column.choices_from and not column.is_numbered):
        text = said(value)
        if (
            text.isdecimal()
            and text not in lookups.units
            and text not in {str(words) for words in lookups.known.get(column.choices_from, {}).values()}
        ):
            words = "đơn vị" if column.kind is Kind.UNIT else "lựa chọn"
            raise BadInput(f'{column.title}: không có {words} "{text[:40]}". Ghi đúng tên {words} có trong danh sách.')
    return read(column, value, lookups)


def sentence(error: BadInput) -> str:
    """The reason; a figure with two readings says how to write the one that is meant."""
    if isinstance(error, TwoReadings):
        whole, part = error.choices
        return f"{str(error).rsplit(' Chọn cách đúng.', 1)[0]} Ghi {whole} hoặc {part} vào ô này."
    return str(error)
