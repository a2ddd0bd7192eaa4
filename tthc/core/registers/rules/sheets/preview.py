"""What is shown of a sheet before anything of it is a row: what would change, and what is wrong where. It is kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_LINES, MOST_PROBLEMS = 50, 500


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a cell, a row (`letter` empty) or the sheet (`row` 0): where, and what to do."""

    sheet: str
    row: int
    letter: str
    title: str
    words: str

    @property
    def where(self) -> str:
        """`Trang "Sheet1", dòng 12, cột C (Mã số)`."""
        place = f'Trang "{self.sheet}"' if self.sheet else "Tệp"
        column = f", cột {self.letter} ({self.title})" if self.letter else f", cột {self.title}" if self.title else ""
        return place + (f", dòng {self.row}" if self.row else "") + column


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that would change."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A row that is right: Excel's number, new, changed or same, its words by title."""

    number: int
    verdict: str
    cells: Mapping[str, str]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """A header and the column it was taken for; `key` names it in an answer."""

    key: str
    title: str
    letter: str
    column: str
    is_sure: bool
    sample: str


@dataclass(frozen=True, slots=True)
class Preview:
    """All of it."""

    sheet: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[PreviewLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    warnings: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    headers: tuple[HeaderGuess, ...] = ()
    missing: tuple[str, ...] = ()
    asks_mapping: bool = False
    unmapped: tuple[str, ...] = ()
    source: str = ""
    fingerprint: str = ""

    @property
    def is_loadable(self) -> bool:
        """Nothing is wrong, nothing is to be asked, and something would be written."""
        return not (self.asks_mapping or self.problem_count) and self.to_write > 0

    @property
    def to_write(self) -> int:
        """Rows that would be written."""
        return self.counts.get("new", 0) + self.counts.get("changed", 0)

    def as_json(self) -> dict[str, Any]:
        """For the row of the import."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Preview:
        """What `as_json` gave; an empty value for nothing."""
        if not kept:
            return cls()
        made = dict(kept)
        made["lines"] = tuple(
            PreviewLine(one["number"], one["verdict"], one["cells"], tuple(Change(**change) for change in one["changes"]))
            for one in kept["lines"]
        )
        for name in ("problems", "warnings", "skipped"):
            made[name] = tuple(Problem(**one) for one in kept[name])
        made["headers"] = tuple(HeaderGuess(**one) for one in kept["headers"])
        for name in ("notes", "missing", "unmapped"):
            made[name] = tuple(kept[name])
        return cls(**made)
