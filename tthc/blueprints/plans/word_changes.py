"""Two texts side by side with the words that changed marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.35
"""Below this likeness single marked words only confuse: the whole text was written anew."""

_MOST = 400_000
"""Pairs of words that are compared: the time grows with them, and a paragraph without end would hold the page for hours."""

_TOKENS = re.compile(r"\w+\s*|[^\w\s]\s*")


@dataclass(frozen=True)
class Piece:
    """Words that stayed, or that only one of the two texts has; `tail` is the space after them."""

    text: str
    tail: str
    is_changed: bool


def side_by_side(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces of both texts, in order."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) * len(new) > _MOST:
        return _piece([before], is_changed=before != after), _piece([after], is_changed=before != after)
    matcher = SequenceMatcher(None, [token.strip() for token in old], [token.strip() for token in new], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _piece([before], is_changed=True), _piece([after], is_changed=True)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        is_changed = tag != "equal"
        left += _piece(old[start:end], is_changed=is_changed)
        right += _piece(new[new_start:new_end], is_changed=is_changed)
    return tuple(left), tuple(right)


def _piece(tokens: list[str], *, is_changed: bool) -> tuple[Piece, ...]:
    written = "".join(tokens)
    text = written.rstrip()
    return (Piece(text, " " if written != text else "", is_changed),) if text else ()
