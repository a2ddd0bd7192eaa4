"""How wide the columns of a table are: by what stands in them, the row number narrow."""

from __future__ import annotations

from collections.abc import Sequence

from tthc.planreader.blocks import Block

_LETTER = 2.25  # millimetres a letter of 12 points takes on average
_PADDING = 3.5
_NARROWEST, _NUMBER = 12.0, 11.0
_LONGEST_WORD = 14
_ENOUGH_ROWS = 400


def widths_of(rows: Sequence[Block], width: int, roles: Sequence[str], room: float) -> list[float]:
    """Widths in millimetres that fill the room: no word broken where that can be, the rest shared by how much there is to say."""
    texts = [[row.cells[i] or "" for row in rows[:_ENOUGH_ROWS] if i < len(row.cells)] for i in range(width)]
    least = [max(_NARROWEST, min(_longest_word(column), _LONGEST_WORD) * _LETTER + _PADDING) for column in texts]
    least = [max(_NUMBER, min(one, 16.0)) if i < len(roles) and roles[i] == "number" else one for i, one in enumerate(least)]
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    wish = [0.0 if i < len(roles) and roles[i] == "number" else _wish(column) for i, column in enumerate(texts)]
    spare, total = room - sum(least), sum(wish)
    return [one + spare * (part / total if total else 1 / width) for one, part in zip(least, wish, strict=True)]


def _longest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _wish(texts: Sequence[str]) -> float:
    """Long cells count by the root: a column of essays must not crowd out the others."""
    lengths = sorted((len(text) for text in texts if text), reverse=True)
    typical = lengths[: max(1, len(lengths) // 3)]
    return (sum(typical) / len(typical)) ** 0.6 if typical else 0.0
