"""Lines of the running text to paragraphs: by the room left on the line before, indents, steps, heavy type and numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tthc.adapters.readers.pdf_flow import ends_sentence, is_bullet, is_item, joined_text, usual_pitch, would_fit
from tthc.adapters.readers.pdf_pages import Layout
from tthc.adapters.readers.pdf_shapes import Line, Margins
from tthc.planreader.blocks import Block

_INDENT = 8.0
_SAME_LEFT = 4.0
_MIDDLE, _INSET = 4.0, 15.0
_OTHER_SIZE = 1.2
_WIDE_STEP, _OWN_STEP = 1.3, 1.22
_FULL_SHARE, _FEWEST_FULL = 0.12, 3
_MANY = 60
# The letters of a scan end a little before or behind the edge.
_UNEVEN = 4.0
_NEAR_EDGE = 3.0
_TAB = 1.2
_MOSTLY = 0.85


def margins_of(layouts: Sequence[Layout]) -> dict[int, Margins]:
    """The margins of each page; pages of one size share theirs, unless the full lines of a page say otherwise."""
    groups: defaultdict[tuple[int, int], list[Layout]] = defaultdict(list)
    for layout in layouts:
        groups[round(layout.sheet.width), round(layout.sheet.height)].append(layout)
    pitch, is_set_in = _pitch(layouts), _begin_set_in(layouts)
    margins: dict[int, Margins] = {}
    for group in groups.values():
        lines = [line for layout in group for line in layout.bands]
        slack = _UNEVEN if any(layout.sheet.is_scanned for layout in group) else 1.0
        left, right = _left(lines), _justified(lines, slack) or _ragged(lines, group)
        for layout in group:
            own = _justified(layout.bands, slack) or right
            own_left = min(left, _left(layout.bands)) if layout.bands else left
            margins[layout.sheet.number] = Margins(own_left, min(own, right) if own > right / 2 else right, pitch, is_set_in)
    return margins


def _pitch(layouts: Sequence[Layout]) -> float:
    """The step between lines of one paragraph: of those that go on in small letters, if there are enough."""
    pairs = [pair for layout in layouts for pair in pairwise(layout.bands) if pair[1].text[:1].islower()]
    return usual_pitch(pairs if len(pairs) > _NEAR_EDGE else [layout.bands for layout in layouts])


def _begin_set_in(layouts: Sequence[Layout]) -> bool:
    """Lines that go on with a sentence stand at the margin: in such a document one that is set in begins a paragraph."""
    indents = [(line.x0 - _left(layout.bands), line.text[:1].islower()) for layout in layouts for line in layout.bands]
    going_on = [indent for indent, is_small in indents if is_small]
    at_margin = sum(indent <= _INDENT for indent in going_on)
    beginning = sum(indent > _INDENT for indent, is_small in indents if not is_small)
    return len(going_on) > _NEAR_EDGE and at_margin > _MOSTLY * len(going_on) and beginning > at_margin / 2


def _left(lines: Sequence[Line]) -> float:
    lefts = Counter(round(line.x0) for line in lines)
    return float(min((x for x, count in lefts.items() if count * 8 >= max(lefts.values())), default=0))


def _justified(lines: Sequence[Line], slack: float) -> float | None:
    """The right edge at which so many lines end that it cannot be chance; hardly any goes beyond."""
    rights = sorted((line.x1 for line in lines), reverse=True)
    enough = max(_FEWEST_FULL, int(_FULL_SHARE * len(lines)))
    beyond = max(2, len(lines) // 20)
    return next((x for x, other in zip(rights[:beyond], rights[enough - 1 :], strict=False) if x - other < slack), None)


def _ragged(lines: Sequence[Line], group: Sequence[Layout]) -> float:
    """Where no edge is even, the longest line; with few lines the table's edge, or a margin as wide as the left one."""
    longest = max((line.x1 for line in lines), default=0.0)
    if len(lines) > _MANY:
        return longest
    tables = [table.xs[-1] for layout in group for table in layout.tables]
    return max([longest, *tables, group[0].sheet.width - max(_left(lines), group[0].sheet.width / 8)])


def paragraphs_of(lines: Sequence[Line], margins: Mapping[int, Margins], *, is_scanned: bool = False) -> list[Block]:
    """Paragraphs from lines that follow one another, over page breaks too; the pieces of one that a page cut stay known."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [block for group in groups if (block := _block(group, is_scanned=is_scanned)).text]


def _block(lines: list[Line], *, is_scanned: bool) -> Block:
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    parts = tuple(joined_text(part) for part in by_page.values()) if len(by_page) > 1 else ()
    text = joined_text(lines)
    return Block(0, "paragraph", text, bold=lines[0].starts_bold, parts=parts, page=lines[0].page, is_scanned=is_scanned)


def _begins(paragraph: list[Line], line: Line, margins: Mapping[int, Margins]) -> bool:
    """Whether the line begins a new paragraph."""
    last = paragraph[-1]
    before, here = margins[last.page], margins[line.page]
    was_middle, is_middle = _is_middle(last, before), _is_middle(line, here)
    room = before.right - before.left - (last.x1 - last.x0) if was_middle else before.right - last.x1
    if would_fit(last, line, room) or _is_apart(paragraph, line, here) or abs(last.size - line.size) > _OTHER_SIZE:
        return True
    if _is_listed(line) or _is_other_type(paragraph, line, is_middle=is_middle, was_middle=was_middle or _is_even(last, before)):
        return True
    return not is_middle and _is_set_in(paragraph, line, before, here)


def _is_middle(line: Line, margins: Margins) -> bool:
    return line.x0 > margins.left + _INSET and line.x1 < margins.right - _INSET and _is_even(line, margins)


def _is_even(line: Line, margins: Margins) -> bool:
    """As far from one edge as from the other, and at neither: the full line of a centred title."""
    return line.x0 > margins.left + _SAME_LEFT and abs(line.x0 + line.x1 - margins.left - margins.right) < 2 * _MIDDLE


def _is_listed(line: Line) -> bool:
    """Number or bullet set apart from its text by more than a space: an item of a list that a word processor numbered."""
    if len(line.words) < 2 or not is_item(f"{line.words[0].text} {line.words[1].text}"):  # noqa: PLR2004 - mark and text
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.words)]
    return gaps[0] > _TAB * max([line.size / 2, *gaps[1:]])


def _is_apart(paragraph: list[Line], line: Line, margins: Margins) -> bool:
    last = paragraph[-1]
    if last.page != line.page:
        return False
    step = line.foot - last.foot
    if len(paragraph) > 1 and paragraph[-2].page == last.page:
        return step > _OWN_STEP * (last.foot - paragraph[-2].foot) + 1
    return step > _WIDE_STEP * max(margins.pitch, last.size)


def _is_other_type(paragraph: list[Line], line: Line, *, is_middle: bool, was_middle: bool) -> bool:
    """Heavy and plain type, centred and full lines seldom meet inside a paragraph."""
    was_bold = all(one.is_bold for one in paragraph)
    if was_bold and not line.starts_bold:
        return not line.text[:1].islower()
    if not paragraph[-1].is_bold and line.is_bold and is_item(line.text):
        return True
    return is_middle and not was_middle and not (was_bold and line.is_bold)


def _is_set_in(paragraph: list[Line], line: Line, before: Margins, here: Margins) -> bool:
    """What the left edge of the line says, the line before it being full."""
    last = paragraph[-1]
    text, above = line.text, last.text
    own, previous = line.x0 - here.left, last.x0 - before.left
    if own <= _INDENT:
        if previous > _INDENT:
            return len(paragraph) > 1
        return (is_bullet(text, above) or (is_item(text) and not is_bullet(text, ""))) and ends_sentence(above)
    if len(paragraph) > 1:
        return abs(own - previous) > _SAME_LEFT or (is_item(text) and ends_sentence(above))
    if own > previous + _SAME_LEFT:
        return not is_item(above) and (ends_sentence(above) or is_item(text))
    if own > previous - _SAME_LEFT:
        is_new = (here.is_set_in or ends_sentence(above)) and not text[:1].islower()
        return is_new or is_bullet(text, above, paragraph[0].text) or (is_item(text) and ends_sentence(above))
    return False
