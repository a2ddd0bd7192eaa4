"""Two texts side by side with the words that changed marked."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.35
"""Below this likeness single marked words only confuse: the whole text was written anew."""


@dataclass(frozen=True)
class Piece:
    """Words that stayed, or that only one of the two texts has."""

    text: str
    is_changed: bool


def side_by_side(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces of both texts, in order."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _whole(before), _whole(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        is_changed = tag != "equal"
        left += _piece(old[start:end], is_changed=is_changed)
        right += _piece(new[new_start:new_end], is_changed=is_changed)
    return tuple(left), tuple(right)


def _piece(words: list[str], *, is_changed: bool) -> list[Piece]:
    return [Piece(" ".join(words), is_changed)] if words else []


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, is_changed=True),) if text else ()
