"""Whether two pieces of feedback speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tthc.kernel.text import fold

_EMPTY = "va cua la cho khi tai co khong da duoc ve cac nhung thi mot toi den de voi nay do ra vao tu phan anh kien nghi"
_EMPTY_WORDS = frozenset(_EMPTY.split())
_ENOUGH = 0.5
_FEWEST = 3
MOST = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A row that may be about the same."""

    row_id: int
    folded: str
    phone: str = ""


def alike(content: str, phone: str, rows: Iterable[Known]) -> Sequence[int]:
    """The rows that share the telephone or at least half of the words that say something; the likeliest first."""
    asked = _words(fold(content))
    scores = {row.row_id: _score(asked, row, phone) for row in rows}
    likely = [row_id for row_id, score in scores.items() if score >= _ENOUGH]
    return sorted(likely, key=lambda row_id: (-scores[row_id], -row_id))[:MOST]


def _score(asked: frozenset[str], row: Known, phone: str) -> float:
    same_phone = 1.0 if phone and phone == row.phone else 0.0
    theirs = _words(row.folded)
    fewer = min(len(asked), len(theirs))
    shared = len(asked & theirs) / fewer if fewer >= _FEWEST else 0.0
    return same_phone + shared


def _words(folded: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:()\"'?!") for word in folded.split()) - _EMPTY_WORDS - {""}
