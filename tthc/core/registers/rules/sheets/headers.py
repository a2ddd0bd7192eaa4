"""Where the table of a sheet begins: below a letterhead, under a header of one to three rows, above or below a row of column numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tthc.core.files.ports import Sheet
from tthc.kernel.text import fold, tidy

_LETTERHEAD = 30  # rows that may stand above the header
_MOST_ROWS = 3  # of a header
_JOINT = " / "
_NUMBERED = re.compile(r"\(?([0-9]{1,2})\)?(\s*=\s*[0-9()+\-*/=.,:%\s]+)?|\(?([a-z])\)?", re.IGNORECASE)
_FEWEST_NUMBERS = 3
_WORDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its rows (from 0), the first row below it, and for each column its title and its number in the form, if any."""

    top: int
    bottom: int
    first: int
    titles: tuple[str, ...]
    numbers: tuple[str, ...]


def plain(title: str) -> str:
    """A title as it is compared: folded words, nothing between them but spaces."""
    return " ".join(_WORDS.findall(fold(title)))


def letter(index: int) -> str:
    """The letters over a column: A, Z, AA."""
    found, rest = "", index + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        found = chr(65 + place) + found
    return found


def said(value: Any) -> str:
    """A header's cell as text."""
    return "" if value is None else tidy(str(value))


def find(sheet: Sheet, weigh: Callable[[Sequence[str]], int]) -> Header | None:
    """The rows whose titles `weigh` most; the first row with two texts where no title is known; None for a sheet without a table."""
    best, most = None, (0, False)
    for top, row in enumerate(sheet.rows[: _LETTERHEAD + 1]):
        if not any(said(value) for value in row):
            continue
        for bottom in _bottoms(sheet, top):
            titles = _titles(sheet, top, bottom)
            # A lone line ("Từ ngày … đến ngày …") names no column: only where its words are needed does the header begin with it.
            weight = (weigh(titles), not _is_lone(row))
            if weight[0] and weight > most:
                best, most = (top, bottom, titles), weight
    if best is None:
        best = _first_with_texts(sheet)
    return _whole(sheet, *best) if best else None


def _is_lone(row: Sequence[Any]) -> bool:
    return len({said(value) for value in row} - {""}) == 1 and bool(said(row[0]))


def _first_with_texts(sheet: Sheet) -> tuple[int, int, tuple[str, ...]] | None:
    for top, row in enumerate(sheet.rows[: _LETTERHEAD + 1]):
        texts = {said(value) for value in row if isinstance(value, str) and said(value)}
        if len(texts) > 1:
            bottom = _bottoms(sheet, top)[0]
            return top, bottom, _titles(sheet, top, bottom)
    return None


def _bottoms(sheet: Sheet, top: int) -> list[int]:
    """Merged cells say how many rows the header has; without them each height is tried, the smallest first."""
    last = min(top + _MOST_ROWS, len(sheet.rows)) - 1
    spans = [one for one in sheet.merged if one[0] == top and one[3] - one[1] < len(sheet.rows[top])]
    deep = max((bottom for _, _, bottom, _ in spans if bottom > top), default=top)
    wide = top + 1 if any(right > left and bottom == top for _, left, bottom, right in spans) and _is_text(sheet, top + 1) else top
    told = max(deep, wide)
    return [min(told, last)] if told > top else list(range(top, last + 1))


def _is_text(sheet: Sheet, at: int) -> bool:
    row = sheet.rows[at] if at < len(sheet.rows) else ()
    there = [value for value in row if said(value)]
    return bool(there) and all(isinstance(value, str) for value in there) and not _numbers(row)


def _titles(sheet: Sheet, top: int, bottom: int) -> tuple[str, ...]:
    width = max((len(row) for row in sheet.rows[top : bottom + 1]), default=0)
    grid = [[said(row[at]) if at < len(row) else "" for at in range(width)] for row in sheet.rows[top : bottom + 1]]
    for first, left, last, right in sheet.merged:
        if top <= first <= bottom and left < width:
            words = grid[first - top][left]
            for down in range(first - top, min(last, bottom) - top + 1):
                for across in range(left, min(right, width - 1) + 1):
                    grid[down][across] = words
    for down in range(len(grid) - 1):  # pasted cells have lost their merges: a group's title stands over its first column only
        for across in range(1, width):
            if not grid[down][across] and any(row[across] for row in grid[down + 1 :]):
                grid[down][across] = grid[down][across - 1]
    return tuple(_JOINT.join(dict.fromkeys(row[at] for row in grid if row[at])) for at in range(width))


def _whole(sheet: Sheet, top: int, bottom: int, titles: tuple[str, ...]) -> Header:
    below = sheet.rows[bottom + 1] if bottom + 1 < len(sheet.rows) else ()
    numbers = _numbers(below)
    first = bottom + 2 if numbers else bottom + 1
    told = tuple(numbers.get(at, "") for at in range(len(titles)))
    return Header(top, bottom, first, titles, told)


def _numbers(row: Sequence[Any]) -> dict[int, str]:
    """Column -> its number, where the row is one of column numbers; else nothing."""
    found: dict[int, str] = {}
    count = 0
    for at, value in enumerate(row):
        text = said(int(value) if isinstance(value, float) and value.is_integer() else value)
        if not text:
            continue
        match = _NUMBERED.fullmatch(text)
        if match is None:
            return {}
        count += 1
        if match[1]:
            found[at] = str(int(match[1]))
    order = [int(number) for number in found.values()]
    is_counting = all(later - earlier == 1 for earlier, later in pairwise(order))
    return found if count >= _FEWEST_NUMBERS and order and order[0] <= _FEWEST_NUMBERS and is_counting else {}
