"""What stands on a page of a PDF: words and rules with their places, from the top left corner, in points."""

from __future__ import annotations

from dataclasses import dataclass, field

# Share of the letter size above and below the base line that letters with accents take.
ABOVE, BELOW = 0.8, 0.22
_TOUCHING = 0.1
_SAME_EDGE = 8.0
_MOST_OF = 0.9


@dataclass(slots=True)
class Word:
    """Letters without a gap between them; `foot` is the height of the line they stand on, `lefts` are the left edges of the letters.

    A word that `is_tied` was drawn on from the one before without a space, one that `is_kept` with a space that does not break.
    """

    text: str
    x0: float
    x1: float
    foot: float
    size: float
    is_bold: bool = False
    lefts: list[float] = field(default_factory=list)
    is_tied: bool = False
    is_kept: bool = False

    def touches(self, before: Word) -> bool:
        """The word goes on with the one before, drawn apart for its height or type only."""
        return self.is_tied and abs(self.x0 - before.x1) < _TOUCHING * min(before.size, self.size)

    @property
    def top(self) -> float:
        """Upper edge of the tallest letters."""
        return self.foot - ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of the letters that reach below the base line."""
        return self.foot + BELOW * self.size


@dataclass(slots=True)
class Line:
    """Words on one base line, from left to right."""

    words: list[Word]
    page: int = 0

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @property
    def size(self) -> float:
        """Letter size of the longest word: marks and footnote signs are smaller."""
        return max(self.words, key=lambda word: word.x1 - word.x0).size

    @property
    def foot(self) -> float:
        """The base line."""
        return max(self.words, key=lambda word: word.x1 - word.x0).foot

    @property
    def top(self) -> float:
        """Upper edge of the highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge of the lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def starts_bold(self) -> bool:
        """The first word with a letter is in heavy type."""
        return next((word.is_bold for word in self.words if any(c.isalpha() for c in word.text)), self.words[0].is_bold)

    @property
    def is_bold(self) -> bool:
        """All but a few letters are in heavy type."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.is_bold) > _MOST_OF * letters

    @property
    def text(self) -> str:
        """The words with one space between those that do not touch."""
        parts = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            parts.append(word.text if word.touches(before) else f" {word.text}")
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight drawn line: `at` is its height (lines across) or its distance from the left (lines down)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Margins:
    """The edges of the text on a page, the usual step from line to line, and whether paragraphs begin set in."""

    left: float
    right: float
    pitch: float = 0.0
    is_set_in: bool = False

    def is_like(self, other: Margins) -> bool:
        """The same edges, so that places on one page mean the same on the other."""
        return abs(self.left - other.left) < _SAME_EDGE and abs(self.right - other.right) < _SAME_EDGE


@dataclass(slots=True)
class Sheet:
    """One page as it is shown."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    is_scanned: bool = False
    is_picture: bool = False
