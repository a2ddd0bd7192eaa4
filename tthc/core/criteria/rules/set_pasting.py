"""Cells copied from a spreadsheet and pasted: read like a sheet, with or without their header."""

from __future__ import annotations

import csv
import io

from tthc.core.criteria.rules import set_sheets
from tthc.core.criteria.rules.set_rows import TITLES
from tthc.core.criteria.rules.set_sheets import Found
from tthc.core.criteria.rules.set_tables import MOST_ROWS
from tthc.core.criteria.rules.set_writing import CRITERION, INDICATOR, LEVEL
from tthc.core.files.ports import Sheet
from tthc.core.registers.rules.sheets import pasted
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import number

NAME = "Bảng dán"
_MOST = MOST_ROWS * 2  # empty lines and a letterhead among them: every row read comes back as fields of a page


def read(text: str) -> Found:
    """What was pasted; cells without a header are in the order of the table on the screen."""
    rows = tuple(tuple(row) for row in csv.reader(io.StringIO(pasted(text).decode()), delimiter="\t"))
    if len(rows) > _MOST:
        sentence = f"Bảng dán có {number(len(rows))} dòng; một bộ tiêu chí có nhiều nhất {MOST_ROWS} dòng. Dán riêng phần cần dùng."
        raise BadInput("Chưa đọc được.", {"pasted": sentence})
    try:
        return set_sheets.read([Sheet(NAME, rows)])
    except BadInput:
        has_level = any(fold(row[0]) in (fold(CRITERION), fold(INDICATOR)) for row in rows if row)
        header = (*((LEVEL,) if has_level else ()), *TITLES.values())
        return set_sheets.read([Sheet(NAME, (header, *rows))])
