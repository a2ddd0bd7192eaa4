"""Which topics were told about in which month, and which never."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MONTHS = range(1, 13)
Key = tuple[int | None, int]


@dataclass(frozen=True)
class Topic:
    """A topic as the matrix needs it; nobody's plan asks for one that the office added itself."""

    topic_id: int
    title: str
    is_asked: bool


@dataclass(frozen=True)
class Row:
    """A topic through the months; without a topic, the items that have none."""

    topic_id: int | None
    title: str
    is_asked: bool
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Items of the year."""
        return sum(self.counts)


@dataclass(frozen=True)
class Coverage:
    """Topic by month; `never` are those that the plan asks for and nobody has told about."""

    rows: tuple[Row, ...]
    sums: tuple[int, ...]
    asked: int
    never: tuple[str, ...]

    @property
    def total(self) -> int:
        """Items of the year."""
        return sum(self.sums)


def coverage(topics: Sequence[Topic], counts: Mapping[Key, int]) -> Coverage:
    """The matrix from counts by (topic, month); items without a topic of the year stand in the last row."""
    known = {topic.topic_id for topic in topics}
    rows = [Row(one.topic_id, one.title, one.is_asked, tuple(counts.get((one.topic_id, month), 0) for month in MONTHS)) for one in topics]
    rest = tuple(sum(n for (topic_id, at), n in counts.items() if at == month and topic_id not in known) for month in MONTHS)
    if any(rest):
        rows.append(Row(None, "Chưa gắn chủ đề", is_asked=False, counts=rest))
    asked = [row for row in rows if row.is_asked]
    return Coverage(
        rows=tuple(rows),
        sums=tuple(sum(row.counts[month - 1] for row in rows) for month in MONTHS),
        asked=len(asked),
        never=tuple(row.title for row in asked if not row.total),
    )
