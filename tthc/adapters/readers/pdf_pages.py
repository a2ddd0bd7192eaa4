"""What each page repeats and what stands at its foot: headers, footers, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tthc.adapters.readers.pdf_loose import has_columns
from tthc.adapters.readers.pdf_shapes import Line, Rule, Sheet, Word
from tthc.adapters.readers.pdf_tables import Table
from tthc.kernel.text import fold

_PAGE_NUMBER = re.compile(r"\W*(?:(?:trang|page)\s*(?:so\s*)?:?\s*)?(\d{1,3})\s*(?:(?:/|of|tren|\|)\s*\d{1,3})?\W*")
_DEEPEST = 3
_MARGIN, _OUTER = 0.13, 0.1
_SAME_HEIGHT = 4.0
_FEWEST_REPEATS = 3
_SMALL, _RAISED = 0.9, 0.8
_SHORT_RULE = 0.55
_NOTE = re.compile(r"\(?(\d{1,2}|[*†])\)?\s*[.:]?\s*\D")

Place = Literal["header", "footer"]
_PLACES: tuple[Place, Place] = ("header", "footer")


@dataclass(slots=True)
class Layout:
    """A page taken apart: lines outside of tables from the top, tables, and what does not belong to the running text."""

    sheet: Sheet
    bands: list[Line]
    tables: list[Table]
    notes: list[Line] = field(default_factory=list)


def take_furniture(layouts: Sequence[Layout]) -> list[tuple[Place, str]]:
    """Take headers, footers and page numbers off the pages; each that differs is told once."""
    found: dict[tuple[Place, str], str] = {}
    repeats, shifts = _repeats(layouts), _shifts(layouts)
    for layout in layouts:
        for place in _PLACES:
            for band in _outermost(layout, place):
                key = (place, _shape(band, layout))
                is_again = repeats[key, _height(band)] >= _enough(layouts) and not has_columns(band)
                if not (_is_page_number(band, layout, shifts) or is_again):
                    break
                found.setdefault(key, band.text)
                layout.bands.remove(band)
    texts = {(place, "" if _PAGE_NUMBER.fullmatch(fold(text)) else key): text for (place, key), text in found.items()}
    return [(place, text) for (place, _), text in texts.items()]


def _enough(layouts: Sequence[Layout]) -> int:
    return max(2, min(_FEWEST_REPEATS, len(layouts)), len(layouts) // 3)


def _repeats(layouts: Sequence[Layout]) -> Counter[tuple[tuple[Place, str], int]]:
    """On how many pages the same line stands at the same height; a line may stand a little above or below."""
    counts: Counter[tuple[tuple[Place, str], int]] = Counter()
    for layout in layouts:
        for place in _PLACES:
            for band in _outermost(layout, place):
                height = _height(band)
                counts.update(((place, _shape(band, layout)), one) for one in (height - 1, height, height + 1))
    return counts


def _height(band: Line) -> int:
    return round(band.foot / _SAME_HEIGHT)


def _outermost(layout: Layout, place: Place) -> list[Line]:
    """The few lines nearest to the edge, no table beyond them."""
    bands = layout.bands[:_DEEPEST] if place == "header" else layout.bands[: -_DEEPEST - 1 : -1]
    first = min((table.top for table in layout.tables), default=layout.sheet.height)
    last = max((table.bottom for table in layout.tables), default=0.0)
    return [band for band in bands if (band.foot <= first if place == "header" else band.top >= last)]


def _shape(band: Line, layout: Layout) -> str:
    """The text with the page's own number left out."""
    number = layout.sheet.number
    return re.sub(rf"\b{number}(?=\s*(?:/|of\b|$))|^{number}(?=\s)", "#", fold(band.text), count=1)


def _is_page_number(band: Line, layout: Layout, shifts: Counter[int]) -> bool:
    height = layout.sheet.height
    is_outside = band.foot < _MARGIN * height or band.foot > (1 - _OUTER) * height
    shift = _shift(band, layout)
    return is_outside and shift is not None and (shift == 0 or shifts[shift] > 1)


def _shift(band: Line, layout: Layout) -> int | None:
    """How far a printed page number is from the page's place in the file."""
    match = _PAGE_NUMBER.fullmatch(fold(band.text))
    return int(match[1]) - layout.sheet.number if match else None


def _shifts(layouts: Sequence[Layout]) -> Counter[int]:
    """A plan may begin its page numbers anew; a number on one page only may be that of a row."""
    found = [_shift(band, layout) for layout in layouts for place in _PLACES for band in _outermost(layout, place)[:1]]
    return Counter(shift for shift in found if shift is not None)


def usual_size(layouts: Sequence[Layout]) -> float:
    """The letter size of most of the text."""
    sizes: Counter[float] = Counter()
    for layout in layouts:
        for band in layout.bands:
            sizes[round(band.size, 1)] += len(band.words)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def take_notes(layout: Layout, size: float) -> None:
    """Small lines below a short rule at the foot of the page are footnotes; their signs leave the text."""
    rule = _note_rule(layout, size)
    if rule is None:
        return
    layout.notes = [band for band in layout.bands if band.top > rule.at - 2]
    layout.bands = [band for band in layout.bands if band.top <= rule.at - 2]
    signs = {match[1] for note in layout.notes if (match := _NOTE.match(note.text))}
    for band in layout.bands:
        band.words = [word for word in band.words if not _is_sign(word, band, signs)] or band.words


def note_number(line: Line, more: int = 0) -> int | None:
    """The number a note begins with; notes count on by one, a date at the head of a line does not."""
    match = _NOTE.match(line.text)
    return int(match[1]) + more if match and match[1].isdigit() else None


def _note_rule(layout: Layout, size: float) -> Rule | None:
    """A short rule at the left edge, below it only notes: in small type, or named by a raised sign above."""
    bands = layout.bands
    left, right = min((band.x0 for band in bands), default=0.0), max((band.x1 for band in bands), default=0.0)
    lowest = max((table.bottom for table in layout.tables), default=0.0)
    for rule in sorted(layout.sheet.across, key=lambda rule: -rule.at):
        below = [band for band in bands if band.top > rule.at - 2]
        note = _NOTE.match(below[0].text) if below and rule.at > lowest else None
        is_short = rule.end - rule.start < _SHORT_RULE * (right - left) and rule.start < left + size
        if note and is_short and (all(band.size <= _SMALL * size for band in below) or _is_called(layout, note[1])):
            return rule
    return None


def _is_called(layout: Layout, sign: str) -> bool:
    return any(_is_sign(word, band, {sign}) for band in layout.bands for word in band.words)


def _is_sign(word: Word, band: Line, signs: set[str]) -> bool:
    is_small = word.size < _RAISED * band.size and word.foot < band.foot - 1
    return is_small and word.text.strip("()[],") in signs
