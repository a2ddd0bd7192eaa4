"""Text set in columns without rules: letterhead, signature beside the recipients, and tables that only alignment makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tthc.adapters.readers.pdf_flow import is_item
from tthc.adapters.readers.pdf_shapes import Line, Word

_WIDE = 1.6
_SIDE_GAP = 0.55
_UNLIKE_SPACES = 1.7
_NARROWEST = 4.0
_CLEAR = 1.0
_ALIGNED, _SAME_MIDDLE = 3.0, 9.0
_NEAR, _ROOM_TO_SIGN = 1.0, 9.0
_NEAR_BELOW = 1.7
_SAME_STEP = 0.85
_LONE_ITEM = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5}|[-+–—•▪·*o])[.)/]*")
_FEWEST_LINES = 3


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
    sides: tuple[list[Line], list[Line]] = field(default_factory=lambda: ([], []))
    both: int = 0

    @property
    def bottom(self) -> float:
        return max((line.bottom for side in self.sides for line in side), default=0.0)

    def take(self, line: Line, *, is_first: bool = False) -> bool:
        """Take the band in if it leaves the strip free and belongs to a column; whether it did."""
        parts = self._parted(line, is_first=is_first)
        if parts is None:
            return False
        before, after = parts
        if before and after:
            if not is_first and line.top - self.bottom > _ROOM_TO_SIGN * line.size:
                return False
            self.left, self.right = max(self.left, before.x1), min(self.right, after.x0)
            self.both += 1
        elif not self._belongs(before or after, 0 if before else 1):
            return False
        for part, side in zip(parts, self.sides, strict=True):
            if part:
                side.append(part)
        return True

    def _parted(self, line: Line, *, is_first: bool) -> tuple[Line | None, Line | None] | None:
        before = [word for word in line.words if (word.x0 + word.x1) / 2 < (self.left + self.right) / 2]
        after = [word for word in line.words if (word.x0 + word.x1) / 2 >= (self.left + self.right) / 2]
        left, right = Line(before, line.page) if before else None, Line(after, line.page) if after else None
        free = min(self.right, right.x0 if right else self.right) - max(self.left, left.x1 if left else self.left)
        if free < _NARROWEST:
            return None
        if left and right and not is_first:
            gaps = [b.x0 - a.x1 for part in (before, after) for a, b in pairwise(part)]
            gap = right.x0 - left.x1
            if gap < max(_SIDE_GAP * line.size, _UNLIKE_SPACES * median(gaps) if gaps else 0):
                return None
        return left, right

    def _belongs(self, part: Line | None, side: int) -> bool:
        """A line on one side only stands close below, or in line with its column."""
        own = self.sides[side]
        if part is None or not own:
            return part is not None and part.top - self.bottom < _NEAR * part.size
        middle = (part.x0 + part.x1) / 2
        is_aligned = any(abs(part.x0 - line.x0) < _ALIGNED or abs(part.x1 - line.x1) < _ALIGNED for line in own)
        is_middle = any(abs(middle - (line.x0 + line.x1) / 2) < _SAME_MIDDLE for line in own)
        gap = part.top - max(line.bottom for line in own)
        if side == 1 and is_middle:
            return gap < _ROOM_TO_SIGN * part.size
        return (is_aligned and gap < _NEAR_BELOW * part.size) or (is_middle and gap < _NEAR * part.size)


def zones_of(bands: Sequence[Line]) -> list[Zone]:
    """Where bands stand in columns."""
    zones: list[Zone] = []
    position = 0
    while position < len(bands):
        zone = _zone_at(bands, position, zones[-1].end if zones else 0)
        if zone:
            zones.append(zone)
        position = zone.end if zone else position + 1
    return zones


def stepped(bands: Sequence[Line]) -> list[Line]:
    """Bands side by side whose base lines differ a little are one band: two columns rarely share their lines exactly."""
    done: list[Line] = []
    for band in bands:
        last = done[-1] if done else None
        if last and band.base - last.base < _SAME_STEP * min(band.size, last.size) and _are_apart(last, band):
            done[-1] = Line(sorted([*last.words, *band.words], key=lambda word: word.x0), band.page)
        else:
            done.append(band)
    return done


def _are_apart(one: Line, other: Line) -> bool:
    return max(one.x0, other.x0) - min(one.x1, other.x1) > _CLEAR * one.size


def _zone_at(bands: Sequence[Line], position: int, floor: int) -> Zone | None:
    for left, right in _wide_gaps(bands[position]):
        growth = _Growth(left, right)
        growth.take(bands[position], is_first=True)
        end = position + 1
        while end < len(bands) and growth.take(bands[end]):
            end += 1
        lines = sum(map(len, growth.sides))
        if lines < _FEWEST_LINES or _is_list(growth) or min(map(len, growth.sides)) + growth.both < 2:  # noqa: PLR2004 - one line a side
            continue
        start = _upwards(bands, position, floor, growth)
        return Zone(start, end, _gutters(bands[start:end], (growth.left, growth.right)))
    return None


def _wide_gaps(line: Line) -> list[tuple[float, float]]:
    pairs = list(zip(line.words, line.words[1:], strict=False))
    gaps = [(a.x1, b.x0) for a, b in pairs if b.x0 - a.x1 > _WIDE * max(a.size, b.size)]
    return sorted(gaps, key=lambda gap: gap[0] - gap[1])


def _is_list(growth: _Growth) -> bool:
    """Numbers or bullets set apart from their items are no column of their own."""
    return all(_LONE_ITEM.fullmatch(line.text) for line in growth.sides[0])


def _upwards(bands: Sequence[Line], position: int, floor: int, growth: _Growth) -> int:
    """A column may begin higher than the one beside it: lines above that are centred over it."""
    start = position
    top = bands[position].top
    while start > floor:
        line = bands[start - 1]
        side = 0 if line.x1 <= growth.left + _NARROWEST else 1 if line.x0 >= growth.right - _NARROWEST else None
        if side is None or top - line.bottom > _NEAR * line.size or is_item(line.text):
            break
        first = growth.sides[side][0]
        if abs(first.x0 + first.x1 - line.x0 - line.x1) > _SAME_MIDDLE or abs(first.x0 - line.x0) < 1:
            break
        start, top = start - 1, line.top
    return start


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
