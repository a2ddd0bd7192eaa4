"""Drawn lines of a page: strokes, thin boxes and frames to rules across and down, pieces of one line joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tthc.adapters.readers.pdf_shapes import Rule

_THIN = 4.0
_THICKEST_STROKE = 8.0
_STRAIGHT = 1.0
_SHORTEST = 3.0
_ONE_LINE = 2.6
_JOINED = 4.0
_FRAME = 8.0
_MOST_RULES = 8000

Point = tuple[float, float]
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """One drawn shape: its pieces as points, and how it is drawn."""

    pieces: list[list[Point]]
    width: float
    is_stroked: bool


def rules_of(outlines: Iterable[Outline]) -> tuple[list[Rule], list[Rule]]:
    """The rules across and down that the shapes draw."""
    across: list[Rule] = []
    down: list[Rule] = []
    for outline in outlines:
        for one, other in _strokes(outline):
            _add(one, other, across, down)
        if len(across) + len(down) > _MOST_RULES:
            break
    return merged(across), merged(down)


def _add(one: Point, other: Point, across: list[Rule], down: list[Rule]) -> None:
    width, height = abs(one[0] - other[0]), abs(one[1] - other[1])
    if height <= _STRAIGHT and width > height:
        across.append(Rule((one[1] + other[1]) / 2, min(one[0], other[0]), max(one[0], other[0])))
    elif width <= _STRAIGHT and height > width:
        down.append(Rule((one[0] + other[0]) / 2, min(one[1], other[1]), max(one[1], other[1])))


def _strokes(outline: Outline) -> Iterable[tuple[Point, Point]]:
    if outline.is_stroked:
        if outline.width > _THICKEST_STROKE:
            return
        for piece in outline.pieces:
            box = _box(piece)
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                yield _middle(box)
            else:
                yield from pairwise(piece)
        return
    boxes = [_box(piece) for piece in outline.pieces if len(piece) > 2]  # noqa: PLR2004 - two points enclose nothing
    wide = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) > _THIN]
    yield from (_middle(box) for box in boxes if box not in wide)
    # A border filled between an outer and an inner box; a box alone is a coloured ground, which separates nothing.
    for outer in wide:
        if any(_frames(outer, inner) for inner in wide):
            yield from _sides(outer)


def _box(piece: Sequence[Point]) -> _Box:
    xs, ys = [x for x, _ in piece], [y for _, y in piece]
    return min(xs), min(ys), max(xs), max(ys)


def _middle(box: _Box) -> tuple[Point, Point]:
    x0, y0, x1, y1 = box
    if x1 - x0 >= y1 - y0:
        return (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
    return ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)


def _frames(outer: _Box, inner: _Box) -> bool:
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return all(0 <= gap <= _FRAME for gap in gaps) and max(gaps) > 0


def _sides(box: _Box) -> Iterable[tuple[Point, Point]]:
    x0, y0, x1, y1 = box
    yield (x0, y0), (x1, y0)
    yield (x0, y1), (x1, y1)
    yield (x0, y0), (x0, y1)
    yield (x1, y0), (x1, y1)


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line as one rule; the two lines of a double border too."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at <= _ONE_LINE:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    done: list[Rule] = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        start = end = None
        for rule in sorted(line, key=lambda rule: rule.start):
            if start is None or end is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _JOINED:
                end = max(end, rule.end)
            else:
                done.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None and end is not None:
            done.append(Rule(at, start, end))
    return [rule for rule in done if rule.end - rule.start >= _SHORTEST]
