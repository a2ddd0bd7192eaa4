"""The rows below a header: merged cells filled, what is no row left out, what cannot be read told cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tthc.core.files.ports import CellError
from tthc.core.registers.rules.columns import Column, Kind
from tthc.core.registers.rules.sheets.headers import letter, plain, said
from tthc.core.registers.rules.sheets.matching import Table
from tthc.kernel.text import fold

MOST_ROWS = 20_000
_TOTALS = re.compile(r"(tong so|tong cong|tong|cong|cong don|luy ke)( [a-z0-9 ]{0,20})?")
_TOTALS_BEGIN = frozenset("tclũ")
_SIGNED = re.compile(
    r"(nguoi (lap|tong hop|bao cao)|lap bieu|tm\.? |kt\.? |tl\.? |tuq\.? |q\.? |thu truong|chu tich|pho chu tich|noi nhan|xac nhan cua"
    r"|\(?ky,? (ghi ro|dong dau)|.*\bngay [.0-9…]* ?thang [.0-9…]* ?nam\b).*"
)
_FEW = 3  # filled cells in a line of a signature
_NO_FILL = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY})
_UNSAVED = "Ô là công thức mà tệp không lưu kết quả. Mở tệp bằng Excel, lưu lại, hoặc ghi giá trị thay cho công thức."
_ERROR = 'Ô báo lỗi "{value}". Sửa công thức hoặc ghi giá trị.'
_SHARED_NUMBER = "Ô gộp {cells} ở cột số liệu không chia được cho từng dòng. Bỏ gộp ô và ghi số của từng dòng."


@dataclass(slots=True)
class RawRow:
    """A row as it stands in the sheet: Excel's number, cells by column of the register, sentences about cells that hold no value."""

    number: int
    cells: dict[str, Any]
    mark: str = ""
    faults: dict[str, str] = field(default_factory=dict)
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """All rows, and what is to be said of the sheet."""

    rows: tuple[RawRow, ...]
    notes: tuple[str, ...]


def body(table: Table, columns: Mapping[str, Column]) -> Body:
    """The rows of a table; blank ones and what follows the signature are not among them."""
    places = table.places
    notes: list[str] = []
    filled, split = _merged(table, columns, notes)
    if table.sheet.formulas:
        notes.append(f"Tệp có {table.sheet.formulas} ô công thức: giá trị đã lưu trong tệp được dùng.")
    rows: list[RawRow] = []
    for at, raw in _rows(table, filled):
        if rows and _is_signature(raw, columns, places):
            notes.append(f"Bỏ qua từ dòng {at + 1} trở xuống: phần chữ ký, nơi nhận.")
            break
        rows.append(_raw_row(table, at, raw, places, split))
    unsaved = _unsaved(table)
    by_index = {index: name for name, index in places.items()}
    for row in rows:
        for index in unsaved.get(row.number - 1, ()):
            if index in by_index:
                row.faults[by_index[index]] = _UNSAVED
    return Body(tuple(rows), tuple(notes))


def _rows(table: Table, filled: Mapping[tuple[int, int], Any]) -> Iterator[tuple[int, list[Any]]]:
    """Rows in which a column of the register holds something."""
    wanted = sorted({*table.places.values(), *(at for at in (table.marks,) if at is not None)})
    unsaved = _unsaved(table)
    by_row: dict[int, list[tuple[int, Any]]] = {}
    for (at, index), value in filled.items():
        by_row.setdefault(at, []).append((index, value))
    header = table.sheet.rows[table.header.bottom]
    first_title, last_header = header[0] if header else None, [plain(said(value)) for value in header]
    for at in range(table.header.first, len(table.sheet.rows)):
        raw = list(table.sheet.rows[at])
        is_blank = not any(index < len(raw) and raw[index] not in (None, "") for index in wanted) and at not in unsaved
        if is_blank:
            continue
        for index, value in by_row.get(at, ()):
            raw.extend([None] * (index + 1 - len(raw)))
            raw[index] = value
        is_header = raw[0] == first_title and [plain(said(value)) for value in raw] == last_header  # printed again on each page
        if not is_header:
            yield at, raw


def _raw_row(table: Table, at: int, raw: list[Any], places: Mapping[str, int], split: Mapping[tuple[int, int], str]) -> RawRow:
    cells = {name: raw[index] if index < len(raw) else None for name, index in places.items()}
    if table.order is not None:
        cells[""] = raw[table.order] if table.order < len(raw) else None
    mark = said(raw[table.marks]) if table.marks is not None and table.marks < len(raw) else ""
    row = RawRow(at + 1, cells, mark)
    for name, index in places.items():
        if isinstance(cells[name], CellError):
            row.faults[name] = _ERROR.format(value=cells[name])
        elif (at, index) in split:
            row.faults[name] = split[at, index]
    row.left_out = _left_out(raw, cells)
    return row


def _left_out(raw: list[Any], cells: Mapping[str, Any]) -> str:
    """Totals are computed here and never entered."""
    texts = [value for value in raw if isinstance(value, str) and value.strip()]
    first = said(texts[0]) if texts else ""
    if first[:1].lower() in _TOTALS_BEGIN and _TOTALS.fullmatch(plain(first)) and (len(texts) == 1 or not cells):
        return f'Dòng "{first[:40]}": số tổng cộng do phần mềm tự tính.'
    return ""


def _is_signature(raw: list[Any], columns: Mapping[str, Column], places: Mapping[str, int]) -> bool:
    there = [value for value in raw if value is not None and value != ""]
    if len(there) > _FEW or not any(_SIGNED.fullmatch(fold(said(value))) for value in there):
        return False
    required = [places[name] for name in places if columns[name].is_required]
    lacking = [index for index in required if index >= len(raw) or not said(raw[index])]
    return bool(lacking) or not required


def _unsaved(table: Table) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, index in table.sheet.unsaved:
        found.setdefault(row, []).append(index)
    return found


def _merged(table: Table, columns: Mapping[str, Column], notes: list[str]) -> tuple[dict[tuple[int, int], Any], dict[tuple[int, int], str]]:
    """A value merged over rows belongs to each of them; a figure does not, for it would be counted more than once."""
    filled: dict[tuple[int, int], Any] = {}
    split: dict[tuple[int, int], str] = {}
    by_index = {index: columns[name] for name, index in table.places.items()}
    told = []
    for top, left, bottom, right in table.sheet.merged:
        if top < table.header.first or bottom == top or left not in by_index:
            continue
        cells = f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"
        value = table.sheet.rows[top][left] if top < len(table.sheet.rows) and left < len(table.sheet.rows[top]) else None
        if value in (None, ""):
            continue
        if by_index[left].kind in _NO_FILL:
            split |= {(at, left): _SHARED_NUMBER.format(cells=cells) for at in range(top, bottom + 1)}
            continue
        last = min(bottom, len(table.sheet.rows) - 1)
        filled |= {(at, left): value for at in range(top + 1, last + 1)}
        told.append(cells)
    if told:
        more = f" và {len(told) - 5} ô khác" if len(told) > 5 else ""  # noqa: PLR2004 - enough to find them
        notes.append(f"Ô gộp {', '.join(told[:5])}{more}: giá trị được dùng cho từng dòng trong ô gộp.")
    return filled, split
