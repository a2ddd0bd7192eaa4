"""A criteria set as the sheet that is written of it: `set_sheets` reads it back equal."""

from __future__ import annotations

from typing import Any

from tthc.core.criteria.rules import KINDS, SUBJECTS
from tthc.core.criteria.rules.set_heads import texts_of
from tthc.core.criteria.rules.set_rows import HEADS, TITLES, rows_of
from tthc.core.criteria.rules.sets import SetTable
from tthc.core.files.ports import SheetColumn

LEVEL, CRITERION, INDICATOR = "Cấp", "Tiêu chí", "Chỉ tiêu"


def columns() -> tuple[SheetColumn, ...]:
    """The columns of the sheet that is written."""
    widths = {"number": 8, "title": 60, "kind": 16, "threshold": 14, "points": 12, "evidence": 44, "note": 36, "is_unsure": 14}
    choices: dict[str, tuple[str, ...]] = {"kind": tuple(KINDS.values()), "is_unsure": ("x",)}
    level = SheetColumn(LEVEL, 10, choices=(CRITERION, INDICATOR))
    kinds = {"points": "number"}
    return level, *(SheetColumn(TITLES[name], widths[name], kinds.get(name, "text"), choices.get(name, ())) for name in TITLES)


def cells(table: SetTable) -> list[tuple[Any, ...]]:
    """The rows of the sheet."""
    flat = [points for one in table.criteria for points in (one.most_points, *(line.most_points for line in one.indicators))]
    found = []
    for row, points in zip(rows_of(table), flat, strict=True):
        marked = "x" if row.is_unsure else ""
        level = CRITERION if row.is_criterion else INDICATOR
        threshold = f"≥ {row.threshold}" if row.threshold else ""
        found.append((level, row.number, row.title, row.kind, threshold, points, row.evidence, row.note, marked))
    return found


def head_lines(table: SetTable) -> list[str]:
    """The head as lines of the sheet of notes, which are read back."""
    texts = texts_of(table) | {"subject": SUBJECTS[table.subject], "is_unsure": "Có" if table.is_unsure else "Không"}
    return [f"{HEADS[name]}: {text}" for name, text in texts.items()]


def told(table: SetTable) -> dict[str, str]:
    """The set in words, line by line: what the log says of it."""
    head = texts_of(table) | {"subject": SUBJECTS[table.subject], "is_unsure": "Có" if table.is_unsure else ""}
    found = {HEADS[name]: text for name, text in head.items() if text}
    for row in rows_of(table):
        what = f"{CRITERION if row.is_criterion else INDICATOR} {row.number}"
        parts = [row.title, row.kind]
        parts += [f"{TITLES[name]}: {text}" for name in ("threshold", "points", "evidence", "note") if (text := getattr(row, name))]
        found[what] = "; ".join([part for part in parts if part] + ([TITLES["is_unsure"]] if row.is_unsure else []))
    return found
