"""Text set in columns without rules: letterhead, signature beside the recipients, and tables that only alignment makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tthc.adapters.readers.pdf_flow import is_bullet, is_item
from tthc.adapters.readers.pdf_shapes import Line, Margins, Word

_WIDE, _WIDE_ALONE = 1.6, 2.5
_SIDE_GAP = 0.55
_UNLIKE_SPACES, _UNLIKE_BLANKS = 1.7, 1.6
_NARROWEST = 4.0
_CLEAR = 1.0
_ALIGNED, _SAME_MIDDLE = 3.0, 9.0
_NEAR, _NEAR_BELOW, _ROOM_TO_SIGN = 1.0, 1.7, 9.0
_SAME_STEP = 0.85
_FEWEST_LINES = 3
_LONE_ITEM = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5}|[-+–—•▪·*o])[.)/]*")

# The kind of the document stands over its title, below both columns.
_KIND = re.compile(r"KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO|CHƯƠNG TRÌNH|PHỤ LỤC\b.*")
_Parts = tuple[Line | None, Line | None]


@dataclass(slots=True)
class Zone:
    """Bands of a page, from `start` to before `end`, that stand in columns; gutters are the free strips between."""

    start: int
    end: int
    gutters: list[tuple[float, float]] = field(default_factory=list)


@dataclass(slots=True)
class _Growth:
    """A zone while it takes in bands: the free strip, and the pieces of lines on either side of it."""

    left: float
    right: float
    middle: float
    sides: tuple[list[Line], list[Line]] = field(default_factory=lambda: ([], []))
    both: int = 0

    @property
    def bottom(self) -> float:
        return max((line.bottom for side in self.sides for line in side), default=0.0)

    def take(self, line: Line) -> bool:
        """Take the band in if it leaves the strip free and belongs to a column; whether it did."""
        parts = self.parted(line)
        before, after = parts
        if before and after:
            if self.both and line.top - self.bottom > _ROOM_TO_SIGN * line.size:
                return False
            self.both += 1
        elif not (before or after) or not self._belongs(parts):
            return False
        self.add(parts)
        return True

    def add(self, parts: _Parts, *, is_above: bool = False) -> None:
        before, after = parts
        self.left = max(self.left, before.x1) if before else self.left
        self.right = min(self.right, after.x0) if after else self.right
        for part, side in zip(parts, self.sides, strict=True):
            if part:
                side.insert(0 if is_above else len(side), part)

    def parted(self, line: Line) -> _Parts:
        """The pieces left and right of the strip; nothing where the line runs across it."""
        gaps = [b.x0 - a.x1 for a, b in pairwise(line.words)]
        free = [min(self.right, b.x0) - max(self.left, a.x1) for a, b in pairwise(line.words)]
        best = max(range(len(free)), key=free.__getitem__, default=None)
        if best is not None and free[best] >= _NARROWEST:
            others = [gap for i, gap in enumerate(gaps) if i != best]
            if gaps[best] >= max(_SIDE_GAP * line.size, _UNLIKE_SPACES * median(others) if others else 0):
                return Line(line.words[: best + 1], line.page), Line(line.words[best + 1 :], line.page)
        is_left, is_right = line.x1 <= self.right - _NARROWEST, line.x0 >= self.left + _NARROWEST
        if is_left and is_right:
            is_left = (line.x0 + line.x1) / 2 < (self.left + self.right) / 2
        return (line, None) if is_left else (None, line if is_right else None)

    def _belongs(self, parts: _Parts) -> bool:
        """A line on one side only stands close below, or in line with its column."""
        side = 0 if parts[0] else 1
        own, part = self.sides[side], parts[side]
        if part is not None and _KIND.fullmatch(part.text):
            return False
        if part is None or not own:
            return part is not None and part.top - self.bottom < _NEAR * part.size
        middle = (part.x0 + part.x1) / 2
        is_middle = any(abs(middle - (line.x0 + line.x1) / 2) < _SAME_MIDDLE for line in own)
        is_aligned = any(abs(part.x0 - line.x0) < _ALIGNED for line in own)
        gap = part.top - max(line.bottom for line in own)
        if is_middle and (side == 1 or gap < _NEAR_BELOW * part.size):
            return gap < _ROOM_TO_SIGN * part.size
        # A line in the middle of the page is a title below the columns.
        return is_aligned and gap < _NEAR_BELOW * part.size and abs(middle - self.middle) > _ALIGNED


def zones_of(bands: Sequence[Line], margins: Margins) -> list[Zone]:
    """Where bands stand in columns."""
    zones: list[Zone] = []
    position = 0
    while position < len(bands):
        zone = _zone_at(bands, position, zones[-1].end if zones else 0, margins)
        if zone:
            zones.append(zone)
        position = zone.end if zone else position + 1
    return zones


def taken_on(columns: Sequence[Sequence[Line]], bands: Sequence[Line], margins: Margins) -> tuple[int, list[list[Line]]]:
    """Lines that go on with two columns on the next page: more of a list on the left, the name in the middle of the right."""
    left, right = max(line.x1 for line in columns[0]), min(line.x0 for line in columns[1])
    growth = _Growth(left, right, (margins.left + margins.right) / 2)
    sides = [list(column) for column in columns]
    count = 0
    for band in bands:
        before, after = growth.parted(band)
        is_more = before is None or (is_bullet(before.text, "") and abs(before.x0 - sides[0][-1].x0) < _ALIGNED)
        middles = [abs(line.x0 + line.x1 - after.x0 - after.x1) / 2 for line in columns[1]] if after else [0.0]
        if not (before or after) or not is_more or min(middles) > _SAME_MIDDLE:
            break
        for part, side in zip((before, after), sides, strict=True):
            side.extend([part] if part else [])
        count += 1
    return count, sides


def stepped(bands: Sequence[Line]) -> list[Line]:
    """Bands side by side whose base lines differ a little are one band: two columns rarely share their lines exactly."""
    done: list[Line] = []
    for band in bands:
        last = done[-1] if done else None
        if last and band.foot - last.foot < _SAME_STEP * min(band.size, last.size) and _are_apart(last, band):
            done[-1] = Line(sorted([*last.words, *band.words], key=lambda word: word.x0), band.page)
        else:
            done.append(band)
    return done


def _are_apart(one: Line, other: Line) -> bool:
    return max(one.x0, other.x0) - min(one.x1, other.x1) > _CLEAR * one.size


def _zone_at(bands: Sequence[Line], position: int, floor: int, margins: Margins) -> Zone | None:
    for left, right in _wide_gaps(bands[position]):
        growth = _Growth(left, right, (margins.left + margins.right) / 2)
        end = position
        while end < len(bands) and growth.take(bands[end]):
            end += 1
        start = _upwards(bands, position, floor, growth)
        lines = [len(side) for side in growth.sides]
        if min(lines) and (sum(lines) < _FEWEST_LINES or (min(lines) == 1 and growth.both < end - start)):
            if not _are_two(growth):
                continue
        elif not min(lines):
            continue
        return Zone(start, end, _gutters(bands[start:end], (growth.left, growth.right)))
    return None


def _are_two(growth: _Growth) -> bool:
    """One line only, but of two pieces far apart, each beginning as lines do: the number, and place and date."""
    gap = growth.right - growth.left
    words = [one for side in growth.sides for line in side for one in pairwise(line.words)]
    is_clear = all(b.x0 - a.x1 < gap / _UNLIKE_BLANKS for a, b in words)
    firsts = [side[0].text[:1] for side in growth.sides]
    return is_clear and gap > _WIDE_ALONE * growth.sides[0][0].size and all(first.isupper() for first in firsts)


def _wide_gaps(line: Line) -> list[tuple[float, float]]:
    """Gaps no justified line has; what stands behind the number or bullet of an item is none."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.words)]
    found = []
    for i, (a, b) in enumerate(pairwise(line.words)):
        others = [gap for j, gap in enumerate(gaps) if j != i]
        is_wide = gaps[i] > _WIDE * max(a.size, b.size) and (not others or gaps[i] > _UNLIKE_SPACES * min(others))
        if is_wide and not (i == 0 and _LONE_ITEM.fullmatch(a.text)):
            found.append((a.x1, b.x0))
    return sorted(found, key=lambda gap: gap[0] - gap[1])


def _upwards(bands: Sequence[Line], position: int, floor: int, growth: _Growth) -> int:
    """Columns may begin higher: lines that leave the strip free, or are centred over one of them."""
    start = position
    top = bands[position].top
    while start > floor:
        line = bands[start - 1]
        parts = growth.parted(line)
        if top - line.bottom > _NEAR * line.size or is_item(line.text) or not (parts[0] or parts[1]):
            break
        if not (parts[0] and parts[1]) and not _is_over(parts, growth):
            break
        growth.add(parts, is_above=True)
        start, top = start - 1, line.top
    return start


def _is_over(parts: _Parts, growth: _Growth) -> bool:
    side = 0 if parts[0] else 1
    line = parts[side]
    if line is None or not growth.sides[side]:
        return False
    first = growth.sides[side][0]
    return abs(first.x0 + first.x1 - line.x0 - line.x1) < _SAME_MIDDLE and abs(first.x0 - line.x0) > 1


def _gutters(bands: Sequence[Line], main: tuple[float, float]) -> list[tuple[float, float]]:
    """Strips that stay free in all bands; besides the main one only wide ones with text on both sides more than once."""
    words = sorted((word for band in bands for word in band.words), key=lambda word: word.x0)
    found: list[tuple[float, float]] = []
    reach = words[0].x1
    for word in words[1:]:
        if word.x0 - reach >= _NARROWEST and (_same(main, reach, word.x0) or _is_column(bands, reach, word)):
            found.append((reach, word.x0))
        reach = max(reach, word.x1)
    return found or [main]


def _same(main: tuple[float, float], left: float, right: float) -> bool:
    return left < main[1] and right > main[0]


def _is_column(bands: Sequence[Line], left: float, word: Word) -> bool:
    on_both = sum(band.x0 < left and band.x1 > word.x0 for band in bands)
    return word.x0 - left > _CLEAR * word.size and on_both > 1
