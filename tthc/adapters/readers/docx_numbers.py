"""Automatic numbers of Word as they are printed: lists, levels, restarts, formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tthc.adapters.readers.docx_package import Element, W, integer, toggle, val
from tthc.adapters.readers.docx_styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMANS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN, _MOST_LETTERED, _ALPHABET = 3999, 780, 26
_TWO_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list as numbering.xml describes it."""

    start: int
    form: str
    text: str
    restart: int | None
    is_plain: bool
    is_hidden: bool
    style: str | None


@dataclass(slots=True)
class _List:
    """The levels of an abstract list and how far each has counted; lists that share it count on together."""

    levels: dict[int, _Level]
    counted: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        nums = [] if root is None else root.findall(f"{W}num")
        abstracts = [] if root is None else root.findall(f"{W}abstractNum")
        self._nums = {num.get(f"{W}numId"): num for num in nums}
        self._abstracts = {one.get(f"{W}abstractNumId"): one for one in abstracts}
        self._styles = styles
        self._lists: dict[str | None, _List] = {}
        self._own_levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, num_id: str, depth: int | None, style_ids: tuple[str, ...]) -> str:
        """The number of the next paragraph of a list, "" where it draws none; without a level, the one tied to its style."""
        if num_id not in self._nums:
            return ""
        found = self._list(num_id)
        levels = found.levels | self._own_levels[num_id]
        if depth is None:
            tied = [i for style in style_ids for i, level in sorted(levels.items()) if level.style == style]
            depth = tied[0] if tied else 0
        if depth not in levels:
            return ""
        self._count(num_id, depth, found, levels)
        level = levels[depth]
        return "" if level.is_hidden else _printed(level, levels, found.counted)

    def _count(self, num_id: str, depth: int, found: _List, levels: dict[int, _Level]) -> None:
        start = self._starts[num_id].get(depth)
        if start is not None and (num_id, depth) not in self._started:
            self._started.add((num_id, depth))
            found.counted[depth] = start
        elif depth in found.counted:
            found.counted[depth] += 1
        else:
            found.counted[depth] = levels[depth].start
        for deeper in [i for i in found.counted if i > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del found.counted[deeper]

    def _list(self, num_id: str) -> _List:
        abstract_id = val(self._nums[num_id], "abstractNumId")
        abstract = self._abstracts.get(abstract_id)
        # A list may only point to a numbering style, whose own list holds the levels.
        other = self._nums.get(self._styles.number_id(val(abstract, "numStyleLink")))
        if other is not None:
            abstract_id = val(other, "abstractNumId")
            abstract = self._abstracts.get(abstract_id)
        if abstract_id not in self._lists:
            self._lists[abstract_id] = _List(_levels([] if abstract is None else abstract.findall(f"{W}lvl")))
        if num_id not in self._own_levels:
            overrides = self._nums[num_id].findall(f"{W}lvlOverride")
            self._own_levels[num_id] = _levels([lvl for one in overrides for lvl in one.findall(f"{W}lvl")])
            starts = {integer(one.get(f"{W}ilvl"), 0): val(one, "startOverride") for one in overrides}
            self._starts[num_id] = {i: integer(start, 1) for i, start in starts.items() if start is not None}
        return self._lists[abstract_id]


def _levels(elements: list[Element]) -> dict[int, _Level]:
    levels = {}
    for lvl in elements:
        restart = val(lvl, "lvlRestart")
        levels[integer(lvl.get(f"{W}ilvl"), 0)] = _Level(
            start=integer(val(lvl, "start"), 0 if lvl.find(f"{W}start") is None else 1),
            form=val(lvl, "numFmt") or "decimal",
            text=val(lvl, "lvlText") or "",
            restart=None if restart is None else integer(restart, 0),
            is_plain=bool(toggle(lvl, "isLgl")),
            is_hidden=bool(toggle(lvl.find(f"{W}rPr"), "vanish")),
            style=val(lvl, "pStyle"),
        )
    return {i: level for i, level in levels.items() if 0 <= i < _LEVELS}


def _printed(level: _Level, levels: dict[int, _Level], counted: dict[int, int]) -> str:
    if level.form == "bullet":
        # Bullets are letters of symbol fonts: whatever they draw, a plan writes them as dashes, and pluses below dashes.
        return ("+" if level.text.strip() == "+" else "-") if level.text.strip() else ""
    return _PLACE.sub(lambda place: _place(int(place[1]) - 1, level, levels, counted), level.text).strip()


def _place(depth: int, level: _Level, levels: dict[int, _Level], counted: dict[int, int]) -> str:
    if depth not in levels:
        return ""
    form = "decimal" if level.is_plain and levels[depth].form != "none" else levels[depth].form
    return formatted(counted.get(depth, levels[depth].start), form)


def formatted(number: int, form: str) -> str:
    """A count in one of Word's number formats; those that plans do not use are printed as digits."""
    if form == "none":
        return ""
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= _MOST_LETTERED:
        letters = chr(ord("a") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _MOST_ROMAN:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"{number:0{_TWO_DIGITS}d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, numeral in (*_ROMANS, *_SMALL_ROMANS):
        text += numeral * (number // value)
        number %= value
    return text
