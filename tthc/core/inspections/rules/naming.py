"""A pasted list of names: each line is a unit, or a sentence that says why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from tthc.kernel.text import fold, tidy

MOST_LINES = 2_000
_MARK = re.compile(r"^\s*(?:[-–—+•*·]|\(?[0-9]{1,4}[.)]?(?=[\s\t])|[a-zđ]\))\s*")
_COMMITTEE = re.compile(r"\buy ban nhan dan\b")
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a list of names gave: units in its order, the lines that gave none, and a sentence for each of these."""

    unit_ids: tuple[int, ...]
    faults: tuple[str, ...]
    unread: tuple[str, ...] = ()


def key(name: str) -> str:
    """A name as it is compared: without tone marks, "Ủy ban nhân dân" and "UBND" alike."""
    return _COMMITTEE.sub("ubnd", fold(tidy(name))).strip(" .,;:")


def resolve(text: str, names: Sequence[tuple[str, int]], shown: Mapping[int, str]) -> Resolved:
    """The units that the lines of a text name; `names` are all spellings of all units, `shown` their names on the screen."""
    known: dict[str, set[int]] = {}
    for name, unit_id in names:
        if name:
            known.setdefault(key(name), set()).add(unit_id)
    found: dict[int, None] = {}
    faults: list[str] = []
    unread: list[str] = []
    for number, line in enumerate(text.splitlines()[:MOST_LINES], start=1):
        words = _name_of(line)
        if not words:
            continue
        units = known.get(key(words), set())
        if len(units) == 1:
            found.update(dict.fromkeys(units))
        else:
            faults.append(f"Dòng {number}: {_why(words, units, known, shown)}")
            unread.append(words)
    return Resolved(tuple(found), tuple(faults), tuple(unread))


def _name_of(line: str) -> str:
    """The cell of a pasted row that holds a name: the first that is no number."""
    cells = [tidy(_MARK.sub("", cell)) for cell in line.split("\t")]
    return next((cell for cell in cells if cell and not cell.rstrip(".)").isdecimal()), "")


def _why(words: str, units: set[int], known: Mapping[str, set[int]], shown: Mapping[int, str]) -> str:
    if units:
        return f'có {len(units)} đơn vị cùng tên "{words[:120]}". Chọn trong danh sách.'
    near = get_close_matches(key(words), known, n=1, cutoff=_ALIKE)
    hint = f' Tên gần giống: "{shown.get(next(iter(known[near[0]])), near[0])}".' if near else ""
    return f'không có đơn vị "{words[:120]}".{hint}'
