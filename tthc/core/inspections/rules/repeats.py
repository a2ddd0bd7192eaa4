"""Whether a finding says what one of an earlier year said: the same line of the checklist, or nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tthc.kernel.text import fold

_EMPTY = "va cua la cho khi tai co khong da duoc ve cac nhung thi mot den de voi nay do ra vao tu con chua theo viec bi trong so"
_EMPTY_WORDS = frozenset(_EMPTY.split())
_ENOUGH = 0.6  # of the words that say something, counted on the shorter of the two
_FEWEST = 4
MOST = 3


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finding of an earlier year about the same unit."""

    row_id: int
    year: int
    code: str
    observation: str
    repeat_of_id: int | None = None


def similar(code: str, observation: str, rows: Iterable[Earlier]) -> list[Earlier]:
    """Those that it may repeat, one a year, the newest first: the likest of each year."""
    asked = _words(observation)
    best: dict[int, tuple[float, Earlier]] = {}
    for row in rows:
        score = _score(code, asked, row)
        if score and score > best.get(row.year, (0.0, row))[0]:
            best[row.year] = (score, row)
    return [best[year][1] for year in sorted(best, reverse=True)][:MOST]


def _score(code: str, asked: frozenset[str], row: Earlier) -> float:
    same_line = 1.0 if code and fold(code) == fold(row.code) else 0.0
    theirs = _words(row.observation)
    fewer = min(len(asked), len(theirs))
    shared = len(asked & theirs) / fewer if fewer >= _FEWEST else 0.0
    return same_line + (shared if shared >= _ENOUGH else 0.0)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:()\"'?!/") for word in fold(text).split()) - _EMPTY_WORDS - {""}


def chain(row_id: int, links: Mapping[int, int | None]) -> list[int]:
    """The rows that this one repeats, the nearest first; a loop in the data ends it."""
    found: list[int] = []
    before = links.get(row_id)
    while before is not None and before != row_id and before not in found:
        found.append(before)
        before = links.get(before)
    return found


def told(years: Sequence[int]) -> str:
    """How often and when ("Lặp lại lần 2: 2022, 2023"); nothing where there is no earlier year."""
    earlier = sorted(set(years))
    return f"Lặp lại lần {len(earlier)}: {', '.join(map(str, earlier))}" if earlier else ""
