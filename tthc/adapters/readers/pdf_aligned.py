"""Rows and cells of text that stands in columns without rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from tthc.adapters.readers.pdf_columns import Zone, taken_on
from tthc.adapters.readers.pdf_flow import cell_text, is_bullet, is_centred, joined_text, usual_pitch, would_fit
from tthc.adapters.readers.pdf_letters import bands_of
from tthc.adapters.readers.pdf_shapes import Line, Margins, Rule
from tthc.adapters.readers.pdf_tables import Row, Table

_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđ])[.)/]?")
_APART = 1.35
_MOST_COLUMNS_FILLED = 0.6
_LETTERHEAD_COLUMNS = 2
_FEWEST_RULES = 2
_FAR = 1e6
_FAR_APART = 2.5
_LEVEL = re.compile(r"(?:^|\s)(?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã|thị trấn|đặc khu)$")
_MANDATE = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*\.")


def aligned_table(bands: Sequence[Line], zone: Zone, rules: Sequence[Rule], margins: Margins) -> Table:
    """The zone as a table: one row of two columns for letterhead and signature, rows by rules, numbers or gaps for others."""
    inside = bands[zone.start : zone.end]
    page = inside[0].page
    middles = [(left + right) / 2 for left, right in zone.gutters]
    columns = [_column(inside, left, right, page) for left, right in zip([0.0, *middles], [*middles, _FAR], strict=True)]
    x0, x1 = min(band.x0 for band in inside), max(band.x1 for band in inside)
    top, bottom = inside[0].top, max(band.bottom for band in inside)
    cuts = sorted(rule.at for rule in rules if top < rule.at < bottom and rule.end - rule.start > (x1 - x0) / 2)
    is_placing = len(columns) == _LETTERHEAD_COLUMNS and len(cuts) < _FEWEST_RULES
    if len(cuts) < _FEWEST_RULES:
        cuts = _cuts(inside, columns)
    if is_placing:
        rows = [Row(_sides(columns, margins), page, heights=[1, 1])]
        return Table(page, top, bottom, [x0, *middles, x1], rows, is_ruled=False, is_placing=True, columns=columns)
    pitch = usual_pitch(columns)
    rows = []
    for start, end in zip([0.0, *cuts], [*cuts, _FAR], strict=True):
        parts = [[line for line in column if start <= line.foot < end] for column in columns]
        cells: list[str | None] = [_cell(part, column, pitch) for part, column in zip(parts, columns, strict=True)]
        if any(cells):
            is_bold = all(line.is_bold for part in parts for line in part)
            rows.append(Row(cells, page, is_bold=is_bold, heights=[1] * len(cells)))
    return Table(page, top, bottom, [x0, *middles, x1], rows, is_ruled=False)


def continued_sides(table: Table, bands: Sequence[Line], margins: Margins) -> int:
    """How many lines at the top of the next page go on with recipients and signature; the table takes them in."""
    taken, columns = taken_on(table.columns, bands, margins)
    if taken:
        table.columns = columns
        table.rows[0].cells = _sides(columns, margins)
        table.page, table.bottom = bands[0].page, bands[taken - 1].bottom
    return taken


def _sides(columns: Sequence[Sequence[Line]], margins: Margins) -> list[str | None]:
    return [_placed(column, edge) for column, edge in zip(columns, (margins.left, margins.right), strict=True)]


def _column(bands: Sequence[Line], left: float, right: float, page: int) -> list[Line]:
    return bands_of([word for band in bands for word in band.words if left <= (word.x0 + word.x1) / 2 < right], page)


def _cell(lines: Sequence[Line], column: Sequence[Line], pitch: float) -> str:
    if not lines:
        return ""
    return cell_text(lines, min(line.x0 for line in column), max(line.x1 for line in column), pitch)


def _placed(column: Sequence[Line], edge: float) -> str:
    """Letterhead, recipients or signature: centred lines stay apart unless the column was too narrow for one."""
    if not column:
        return ""
    right = max(line.x1 for line in column)
    is_middle = is_centred(column) or not _is_flush(column)
    # The text's own margin is the far side of the column, its middle the middle of the centred lines.
    middle = median((line.x0 + line.x1) / 2 for line in column)
    width = max(2 * abs(middle - edge), right - min(line.x0 for line in column))
    paragraphs = [[column[0]]]
    for line, after in pairwise(column):
        room = width - (line.x1 - line.x0) if is_middle else right - line.x1
        is_new = is_bullet(after.text, line.text, after.text) or line.is_bold != after.is_bold or bool(_MANDATE.match(after.text))
        # A name in capitals goes on in capitals; a motto or a number below it is a line of its own.
        is_new = is_new or (after.text[:1].isupper() and line.text.isupper() != after.text.isupper())
        # No name ends with the word for its level: the rest of it stands below.
        is_cut = is_middle and bool(_LEVEL.search(line.text.lower())) and line.is_bold == after.is_bold
        if is_new or (would_fit(line, after, room) and not is_cut) or after.foot - line.foot > _FAR_APART * line.size:
            paragraphs.append([after])
        else:
            paragraphs[-1].append(after)
    return "\n".join(filter(None, map(joined_text, paragraphs)))


def _is_flush(lines: Sequence[Line]) -> bool:
    left = min(line.x0 for line in lines)
    return sum(line.x0 - left < _LETTERHEAD_COLUMNS for line in lines) * 2 > len(lines)


def _cuts(bands: Sequence[Line], columns: Sequence[Sequence[Line]]) -> list[float]:
    """Heights between two rows: above a number, at a wider step, or where most columns begin anew."""
    numbers = [line for line in columns[0] if _NUMBER.fullmatch(line.text)]
    if numbers and len(numbers) * 2 >= len(columns[0]):
        first = next((line for line in columns[0] if _NUMBER.fullmatch(line.text)), columns[0][0])
        return [line.top for line in numbers if line is not first or line.top > bands[0].bottom]
    steps = [after.foot - band.foot for band, after in pairwise(bands)]
    usual = median(steps) if steps else 0.0
    if steps and max(steps) > _APART * min(steps):
        limit = (min(steps) + max(steps)) / 2 if usual < _APART * min(steps) else _APART * min(steps)
        return [after.top for step, after in zip(steps, bands[1:], strict=True) if step > limit]
    filled = [sum(any(abs(line.foot - band.foot) < 1 for line in column) for column in columns) for band in bands]
    return [band.top for band, count in zip(bands, filled, strict=True) if count > _MOST_COLUMNS_FILLED * len(columns)][1:]
