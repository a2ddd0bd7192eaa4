"""Form II.06a: its columns, lines and totals; periods put together from parts, and what was carried over compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum

from tthc.core.dossiers.rules.columns import GROUP_TITLES
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day, number


class Source(StrEnum):
    """Where the figures of a period come from."""

    ROWS = "rows"
    TOTALS = "totals"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that are counted; columns 3, 7 and 11 are their sums, so the identities of the form hold by construction."""

    online: int = 0
    direct: int = 0
    carried: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    within: int = 0
    overdue: int = 0

    @property
    def received(self) -> int:
        """Column 3."""
        return self.online + self.direct + self.carried

    @property
    def settled(self) -> int:
        """Column 7."""
        return self.early + self.on_time + self.late

    @property
    def pending(self) -> int:
        """Column 11."""
        return self.within + self.overdue

    @property
    def is_balanced(self) -> bool:
        """3 = 7 + 11; a period that is put together from parts may break it."""
        return self.received == self.settled + self.pending

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


COUNTED = tuple(one.name for one in fields(Figures))
# Columns 3 to 13 in the order of the form.
CELLS = ("received", "online", "direct", "carried", "settled", "early", "on_time", "late", "pending", "within", "overdue")
NUMBERS = {name: place for place, name in enumerate(CELLS, start=3)}


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of the form: a field of work at one level."""

    level: str
    field: str
    figures: Figures

    @property
    def key(self) -> tuple[str, str]:
        """Lines of two periods with the same key are the same field."""
        return self.level, fold(self.field)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of days with its lines, all from one source."""

    start: date
    end: date
    source: Source
    lines: tuple[FormLine, ...] = ()

    @property
    def total(self) -> Figures:
        """The sum of the lines."""
        return total(self.lines)


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one level, with their sum."""

    level: str
    title: str
    lines: tuple[FormLine, ...]
    sum: Figures


def total(lines: Iterable[FormLine]) -> Figures:
    """The sum of lines."""
    found = Figures()
    for line in lines:
        found += line.figures
    return found


def grouped(lines: Sequence[FormLine]) -> tuple[Group, ...]:
    """The lines by level in the form's order, by name within a level."""
    found = []
    for level, title in GROUP_TITLES.items():
        here = tuple(sorted((line for line in lines if line.level == level), key=lambda line: fold(line.field)))
        if here:
            found.append(Group(level, title, here, total(here)))
    return tuple(found)


def joined(parts: Sequence[Part]) -> tuple[FormLine, ...]:
    """One period of several that follow each other: what came in and was settled is added, the ends are those of the first and the last."""
    told = [part for part in parts if part.source is not Source.NONE]
    if len(told) <= 1:
        return told[0].lines if told else ()
    found: dict[tuple[str, str], FormLine] = {}
    for place, part in enumerate(told):
        for line in part.lines:
            kept = replace(line.figures, **({} if place == 0 else {"carried": 0}))
            if place < len(told) - 1:
                kept = replace(kept, within=0, overdue=0)
            before = found.get(line.key)
            found[line.key] = replace(line, figures=kept) if before is None else replace(before, figures=before.figures + kept)
    return tuple(line for line in found.values() if line.figures)


def fuller(rows: Part, totals: Part) -> Part:
    """Rows and totals of the same days are never added: rows count, unless the totals know of more dossiers."""
    if rows.source is Source.NONE or totals.total.received > rows.total.received:
        return totals if totals.source is not Source.NONE else rows
    return rows


@dataclass(frozen=True, slots=True)
class Tiles:
    """Spans that cover a stretch of days without overlap, and the days that none covers."""

    spans: tuple[tuple[date, date], ...]
    gaps: tuple[tuple[date, date], ...]


def tiles(spans: Iterable[tuple[date, date]], start: date, end: date) -> Tiles:
    """Choose spans from `start` to `end`, the longest first at each point; quarters and months of one year are so never added twice."""
    inside = sorted({span for span in spans if start <= span[0] and span[1] <= end}, key=lambda span: (span[0], -span[1].toordinal()))
    chosen, gaps, at = [], [], start
    for first, last in inside:
        if first < at:
            continue
        if first > at:
            gaps.append((at, first - timedelta(days=1)))
        chosen.append((first, last))
        at = last + timedelta(days=1)
    if at <= end:
        gaps.append((at, end))
    return Tiles(tuple(chosen), tuple(gaps))


def carried_doubts(lines: Sequence[FormLine], before: Part) -> list[str]:
    """Where the dossiers carried over (6) are not those the period before left pending (11): a sentence each, the whole first."""
    if before.source is Source.NONE:
        return []
    left = {line.key: line for line in before.lines}
    now = {line.key: line for line in lines}
    here, there = total(lines).carried, before.total.pending
    whole, found = [], []
    if here != there:
        whole.append(f"Tổng số: cột (6) là {number(here)}, kỳ trước còn {number(there)} hồ sơ đang giải quyết (cột 11).")
    for key in left.keys() | now.keys():
        carried = now[key].figures.carried if key in now else 0
        pending = left[key].figures.pending if key in left else 0
        if carried != pending:
            name = (now.get(key) or left[key]).field
            found.append(f"{name}: cột (6) là {number(carried)}, kỳ trước còn {number(pending)} hồ sơ (cột 11).")
    return whole + sorted(found)


def gap_words(gaps: Sequence[tuple[date, date]]) -> str:
    """The days for which there are no figures."""
    return "; ".join(f"từ {day(first)} đến {day(last)}" for first, last in gaps)


def cells(figures: Figures) -> list[int]:
    """Columns 3 to 13."""
    return [getattr(figures, name) for name in CELLS]


def of_mapping(values: Mapping[str, int]) -> Figures:
    """Figures from a row of totals."""
    return Figures(*(int(values[name] or 0) for name in COUNTED))
