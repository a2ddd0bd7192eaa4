"""Judged rows as a preview: counts, the first rows that are right, everything that is wrong, each with its place."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tthc.core.files.ports import Sheet
from tthc.core.registers.rules.columns import MASK, Column, Lookups
from tthc.core.registers.rules.sheets.body import RawRow
from tthc.core.registers.rules.sheets.headers import letter
from tthc.core.registers.rules.sheets.matching import ROW_MARK, Table, sample
from tthc.core.registers.rules.sheets.preview import MOST_LINES, MOST_PROBLEMS, Change, HeaderGuess, Preview, PreviewLine, Problem
from tthc.core.registers.rules.sheets.reading import Judged
from tthc.core.registers.rules.values import shown

NO_TABLE = "Không thấy bảng nào có dòng tiêu đề. Ghi tên cột ở dòng đầu của bảng, như tệp xuất từ sổ này, rồi tải lại."


def outline(table: Table, sheets: Sequence[Sheet]) -> Preview:
    """What can be said of a sheet by its header alone."""
    guesses = table.guesses
    others = [sheet.name for sheet in sheets if sheet is not table.sheet]
    notes = [f'Chỉ đọc trang "{table.sheet.name}"; không đọc trang {_quoted(others)}.'] if others else []
    if table.sheet.hidden:
        notes.append(f"Không đọc trang ẩn {_quoted(table.sheet.hidden)}. Bỏ ẩn trong Excel nếu dữ liệu ở đó.")
    return Preview(
        sheet=table.sheet.name,
        notes=tuple(notes),
        headers=tuple(HeaderGuess(one.key, one.title, one.letter, one.column, one.is_sure, sample(table, one.index)) for one in guesses),
        missing=table.missing,
        asks_mapping=table.asks,
        unmapped=tuple(one.title for one in guesses if not one.column),
        source=table.source,
    )


def refused(words: str) -> Preview:
    """A sheet of which nothing can be read."""
    return Preview(problems=(Problem("", 0, "", "", words),), problem_count=1)


def tell(
    began: Preview,
    table: Table,
    judged: Sequence[Judged],
    skipped: Iterable[RawRow],
    columns: Mapping[str, Column],
    lookups: Lookups,
    notes: Sequence[str] = (),
) -> Preview:
    """The whole preview."""
    counts = Counter(one.verdict for one in judged)
    left_out = [Problem(table.sheet.name, raw.number, "", "", raw.left_out) for raw in skipped]
    problems = [problem for one in judged for problem in _problems(table, one.raw.number, one.faults, columns)]
    warnings = [problem for one in judged if not one.faults for problem in _problems(table, one.raw.number, one.warnings, columns)]
    right = (
        [one for verdict in ("new", "changed", "same") for one in judged if one.verdict == verdict]
        if len(judged) > MOST_LINES
        else [one for one in judged if not one.faults]
    )
    told = sorted(right[:MOST_LINES], key=lambda one: one.raw.number)
    return replace(
        began,
        counts={name: counts.get(name, 0) for name in ("new", "changed", "same", "wrong")} | {"skipped": len(left_out)},
        lines=tuple(_line(one, columns, lookups) for one in told),
        problems=tuple(problems[:MOST_PROBLEMS]),
        problem_count=len(problems),
        warnings=tuple(warnings[:MOST_PROBLEMS]),
        skipped=tuple(left_out[:MOST_PROBLEMS]),
        notes=(*began.notes, *notes),
        fingerprint=fingerprint(judged),
    )


def fingerprint(judged: Sequence[Judged]) -> str:
    """SHA-256 of everything that would be written: what is loaded is what was looked at."""
    found = hashlib.sha256()
    for one in judged:
        if one.verdict in ("new", "changed"):
            known = (one.known.row_id, one.known.version) if one.known else None
            found.update(repr((one.raw.number, known, sorted(one.values.items(), key=lambda item: item[0]))).encode())
    return found.hexdigest()


def _problems(table: Table, number: int, words: Mapping[str, str], columns: Mapping[str, Column]) -> Iterator[Problem]:
    places = table.places
    for name, one in words.items():
        if name == "":
            place = table.marks
            yield Problem(table.sheet.name, number, letter(place) if place is not None else "", ROW_MARK if place is not None else "", one)
        else:
            at = places.get(name)
            title = columns[name].title if name in columns else ""
            yield Problem(table.sheet.name, number, letter(at) if at is not None else "", title, one)


def _line(one: Judged, columns: Mapping[str, Column], lookups: Lookups) -> PreviewLine:
    is_hidden = one.known is not None and one.known.is_hidden

    def words(column: Column, values: Mapping[str, Any]) -> str:
        text = shown(column, values.get(column.name), lookups)
        return MASK if text and column.is_personal and is_hidden else text

    cells = {column.title: words(column, one.values) for column in columns.values()}
    changes = tuple(Change(columns[name].title, words(columns[name], one.before), words(columns[name], one.values)) for name in one.before)
    return PreviewLine(one.raw.number, one.verdict, {title: text for title, text in cells.items() if text}, changes)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
