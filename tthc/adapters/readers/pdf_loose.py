"""Tables of three columns or more that only alignment makes: strips that stay free from line to line part the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tthc.adapters.readers.pdf_flow import cell_text, usual_pitch
from tthc.adapters.readers.pdf_shapes import Line, Rule, Word
from tthc.adapters.readers.pdf_tables import Row, Table

_SEED, _GAP = 0.9, 0.5
_UNLIKE_SPACES = 1.6
_NARROWEST = 3.0
_IN_LINE = 2.0
_FEWEST_GUTTERS, _FEWEST_BANDS = 2, 2
_FAR = 1e6
_FARTHEST_STEP, _SAME_ROW_STEP = 4.5, 1.7
_ROW_STEP = 1.25
_MOSTLY = 0.6
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-Za-zđ])[.)/]?|S?TT|Số TT|Stt")

Strip = tuple[float, float]


@dataclass(slots=True)
class Loose:
    """Bands of a page, from `start` to before `end`, that make a table; gutters are the free strips between its columns."""

    start: int
    end: int
    gutters: list[Strip]
    whole: set[int] = field(default_factory=set)


def loose_tables(bands: Sequence[Line]) -> list[Loose]:
    """Where bands make tables without rules down."""
    found: list[Loose] = []
    position = 0
    while position < len(bands):
        table = _table_at(bands, position)
        if table:
            found.append(table)
        position = table.end if table else position + 1
    return found


def has_columns(band: Line) -> bool:
    """The line has three pieces or more, far apart."""
    return len(_gaps(band, _SEED)) >= _FEWEST_GUTTERS


def _gaps(band: Line, share: float) -> list[Strip]:
    """Strips between words that are wider than the spaces of the line."""
    widths = [b.x0 - a.x1 for a, b in pairwise(band.words)]
    spaces = [width for width in widths if width < _SEED * band.size]
    limit = max(share * band.size, _UNLIKE_SPACES * median(spaces) if spaces else 0.0)
    return [(a.x1, b.x0) for (a, b), width in zip(pairwise(band.words), widths, strict=True) if width >= limit]


def _table_at(bands: Sequence[Line], position: int) -> Loose | None:
    gutters = _gaps(bands[position], _SEED)
    if len(gutters) < _FEWEST_GUTTERS:
        return None
    table = Loose(position, position + 1, gutters)
    full = 1
    while table.end < len(bands):
        band, before = bands[table.end], bands[table.end - 1]
        if band.foot - before.foot > _FARTHEST_STEP * band.size:
            break
        kept = _kept(table.gutters, band)
        is_cutting = len(kept) < len(table.gutters) and len(_gaps(band, _GAP)) < _FEWEST_GUTTERS
        if is_cutting and _is_whole(bands, table):
            table.whole.add(table.end)
        elif len(kept) < max(_FEWEST_GUTTERS, len(table.gutters) - 1):
            break
        else:
            pieces = _filled(band, kept)
            is_far = band.foot - before.foot > _SAME_ROW_STEP * band.size
            if pieces == 1 and is_far and not _goes_on(bands, table) and not _is_left_behind(bands, table):
                break
            full += pieces > _FEWEST_GUTTERS
            table.gutters = kept
        table.end += 1
    return table if full >= _FEWEST_BANDS else None


def _kept(gutters: Sequence[Strip], band: Line) -> list[Strip]:
    """What of each strip the band leaves free."""
    free = [(0.0, band.x0), *_gaps(band, _GAP), (band.x1, _FAR)]
    both = [(max(a, c), min(b, d)) for a, b in gutters for c, d in free]
    return [(a, b) for a, b in both if b - a >= _NARROWEST]


def _filled(band: Line, gutters: Sequence[Strip]) -> int:
    middles = [(a + b) / 2 for a, b in gutters]
    return len({_column(word, middles) for word in band.words})


def _column(word: Word, middles: Sequence[float]) -> int:
    return sum((word.x0 + word.x1) / 2 > middle for middle in middles)


def _is_whole(bands: Sequence[Line], table: Loose) -> bool:
    """One line across the columns is the title of a group if the columns go on right below it, on the next page maybe."""
    band, middle = bands[table.end], sum(table.gutters[0]) / 2
    is_titled = len(band.words) > 1 and bool(_NUMBER.fullmatch(band.words[0].text)) and band.words[0].x1 < middle < band.words[1].x0
    is_last = table.end + 1 == len(bands) and is_titled
    return table.end - 1 not in table.whole and len(_gaps(band, _SEED)) < _FEWEST_GUTTERS and (is_last or _goes_on(bands, table))


def _is_left_behind(bands: Sequence[Line], table: Loose) -> bool:
    """The last line of a page, in line with a column: the one cell of a row that did not go to the next page."""
    band = bands[table.end]
    return table.end + 1 == len(bands) and (_is_in_line(bands, table) or bool(_NUMBER.fullmatch(band.text)))


def _is_in_line(bands: Sequence[Line], table: Loose) -> bool:
    """The line begins where a column does; a heading between two tables has its own margin."""
    starts = [min(band.x0 for band in bands[table.start : table.end]), *(b for _, b in table.gutters)]
    return any(abs(bands[table.end].x0 - start) < _IN_LINE for start in starts)


def _goes_on(bands: Sequence[Line], table: Loose) -> bool:
    if table.end + 1 >= len(bands) or not _is_in_line(bands, table):
        return False
    after = bands[table.end + 1]
    kept = _kept(table.gutters, after)
    is_near = after.foot - bands[table.end].foot < _FARTHEST_STEP * after.size
    return is_near and len(kept) >= max(_FEWEST_GUTTERS, len(table.gutters) - 1) and _filled(after, kept) > _FEWEST_GUTTERS


def table_of(bands: Sequence[Line], loose: Loose, rules: Sequence[Rule]) -> Table:
    """Rows and cells: cut at rules across, at numbers in the first column, at wider steps, or where most columns begin anew."""
    inside = bands[loose.start : loose.end]
    whole = {id(bands[i]) for i in loose.whole}
    middles = [(a + b) / 2 for a, b in loose.gutters]
    page, top, bottom = inside[0].page, inside[0].top, max(band.bottom for band in inside)
    columns = [_lines(inside, i, middles, whole) for i in range(len(middles) + 1)]
    parts = [_lines([band for band in inside if id(band) not in whole], i, middles, whole) for i in range(len(columns))]
    edges = [(min((line.x0 for line in part), default=0.0), max((line.x1 for line in part), default=0.0)) for part in parts]
    pitch = usual_pitch(columns)
    starts = _starts(inside, columns, rules, whole)
    rows = []
    for start, end in pairwise([*starts, _FAR]):
        lines = [_lines([band for band in inside if start <= band.foot < end], i, middles, whole) for i in range(len(columns))]
        cells: list[str | None] = [cell_text(part, *edge, pitch) for part, edge in zip(lines, edges, strict=True)]
        is_bold = all(line.is_bold for part in lines for line in part)
        rows.append(Row(cells, page, is_bold=is_bold, heights=[1] * len(cells)))
    xs = [min(edge[0] for edge in edges), *middles, max(edge[1] for edge in edges)]
    return Table(page, top, bottom, xs, [row for row in rows if any(row.cells)], is_ruled=False)


def _lines(bands: Sequence[Line], column: int, middles: Sequence[float], whole: set[int]) -> list[Line]:
    """The pieces of bands in one column; a title across the columns stands where it begins, its number before it."""
    found = []
    for band in bands:
        words = [word for word in band.words if _place(word, band, middles, whole) == column]
        if words:
            found.append(Line(words, band.page))
    return found


def _place(word: Word, band: Line, middles: Sequence[float], whole: set[int]) -> int:
    if id(band) not in whole:
        return _column(word, middles)
    is_number = word is band.words[0] and bool(_NUMBER.fullmatch(word.text)) and word.x1 < middles[0]
    is_behind = bool(_NUMBER.fullmatch(band.words[0].text)) and len(band.words) > 1 and band.words[1].x0 > middles[0]
    return 0 if is_number or not is_behind else 1


def _starts(bands: Sequence[Line], columns: Sequence[Sequence[Line]], rules: Sequence[Rule], whole: set[int]) -> list[float]:
    """Heights at which rows begin."""
    x0, x1 = min(band.x0 for band in bands), max(band.x1 for band in bands)
    drawn = [rule.at for rule in rules if bands[0].top < rule.at < bands[-1].foot and rule.end - rule.start > (x1 - x0) / 2]
    if len(drawn) >= _FEWEST_BANDS:
        return [0.0, *sorted(drawn)]
    numbers = {line.foot for line in columns[0] if _NUMBER.fullmatch(line.text)}
    is_numbered = len(numbers) > 1 and len(numbers) >= _MOSTLY * len(columns[0])
    steps = [after.foot - band.foot for band, after in pairwise(bands)]
    usual = usual_pitch([list(column) for column in columns])
    is_spaced = any(step > _ROW_STEP * usual for step in steps)
    starts = [0.0]
    for before, band in pairwise(bands):
        is_wide = band.foot - before.foot > _ROW_STEP * usual
        is_alone = id(band) in whole or id(before) in whole
        has_number = is_numbered and any(abs(foot - band.foot) < 1 for foot in numbers)
        is_full = not is_spaced and not is_numbered and len(_gaps(band, _GAP)) >= _MOSTLY * len(columns)
        if is_wide or is_alone or has_number or is_full:
            starts.append(band.top)
    return starts
