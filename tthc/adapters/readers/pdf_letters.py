"""Letters of a page to words: gaps, letters drawn twice, accents drawn apart from their letter, old fonts."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from tthc.adapters.readers.old_letters import is_unicode, letters_of, to_unicode
from tthc.adapters.readers.pdf_shapes import Line, Word
from tthc.kernel.text import nfc

_SAME_BASE = 0.2
_SAME_BAND = 0.45
_GAP = 0.16
_BACKWARDS = 0.35
_DRAWN_TWICE = 0.2
_MARK_REACH = 1.2
_NO_BREAK = "\u00a0\u202f"
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
# Accents with a width of their own, which some printers lay over the letter.
_OVERLAID = {"´": "\u0301", "`": "\u0300", "˜": "\u0303", "ˆ": "\u0302", "˘": "\u0306", "\u02c0": "\u0309"}
# Bullets of the Symbol and Wingdings fonts, which a PDF names by their place in the font.
_SIGNS = {
    "\uf02d": "-",
    "\uf02b": "+",
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0a8": "□",
    "\uf0b3": "≥",
    "\uf0a3": "≤",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of letters is drawn."""

    size: float
    is_bold: bool = False
    is_hidden: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as drawn, spaces too."""

    text: str
    x0: float
    x1: float
    foot: float
    style: Style


def words_of(letters: Sequence[Letter]) -> list[Word]:
    """The words of a page in the order they were drawn."""
    maker = _Maker()
    for letter in letters:
        maker.take(letter)
    return _once(_with_marks(_as_unicode(maker.done())))


@dataclass(slots=True)
class _Maker:
    """Puts letters to the word they go on with."""

    words: list[tuple[Word, str]] = field(default_factory=list)
    _open: Word | None = None
    _is_kept: bool = False

    def take(self, letter: Letter) -> None:
        text = _SIGNS.get(letter.text, letter.text)
        if text.isspace() or text in _NO_WIDTH:
            self._is_kept = text in _NO_BREAK or (text in _NO_WIDTH and self._is_kept)
            self._open = None if text.isspace() else self._open
            return
        if unicodedata.category(text) in ("Cc", "Cs"):
            return
        word, style = self._open, letter.style
        if word is not None and self._goes_on(word, letter):
            mark = _OVERLAID.get(text)
            if mark and letter.x0 < word.x1 - _DRAWN_TWICE * style.size:
                text = mark
            elif text == word.text[-1] and letter.x0 - word.lefts[-1] < _DRAWN_TWICE * style.size and not _is_mark(text):
                word.is_bold = True
                return
            word.text += text
            word.lefts += [letter.x0] * len(text)
            word.x1 = max(word.x1, letter.x1)
            return
        lefts = [letter.x0] * len(text)
        is_tied, is_kept = word is not None, self._is_kept
        self._is_kept = False
        self._open = Word(text, letter.x0, letter.x1, letter.foot, style.size, style.is_bold, lefts, is_tied=is_tied, is_kept=is_kept)
        self.words.append((self._open, style.font))

    def _goes_on(self, word: Word, letter: Letter) -> bool:
        size = max(word.size, letter.style.size)
        if abs(letter.foot - word.foot) > _SAME_BASE * size:
            return False
        return -_BACKWARDS * size - (word.x1 - word.lefts[-1]) < letter.x0 - word.x1 < _GAP * size

    def done(self) -> list[tuple[Word, str]]:
        return self.words


def _is_mark(text: str) -> bool:
    return unicodedata.category(text[0]) == "Mn"


def _as_unicode(words: list[tuple[Word, str]]) -> list[Word]:
    """Words in old fonts spelled in Unicode: those whose font keeps an old name but has new letters stay as they are."""
    texts: dict[str, list[str]] = defaultdict(list)
    for word, font in words:
        if letters_of(font):
            texts[font].append(word.text)
    old = {font: letters_of(font) for font, found in texts.items() if not is_unicode(" ".join(found))}
    for word, font in words:
        if font in old:
            word.text = to_unicode(word.text, old[font])
            word.lefts = (word.lefts + [word.x1] * len(word.text))[: len(word.text)]
    return [word for word, _ in words]


def _with_marks(words: list[Word]) -> list[Word]:
    """Accents that were drawn by themselves go to the letter below or above them."""
    marks = [word for word in words if all(_is_mark(c) or c in _OVERLAID for c in word.text)]
    if marks:
        alone = {id(mark) for mark in marks}
        words = [word for word in words if id(word) not in alone]
        for mark in marks:
            _place(mark, words)
    for word in words:
        word.text = nfc(word.text)
    return words


def _place(mark: Word, words: list[Word]) -> None:
    middle = (mark.x0 + mark.x1) / 2
    for word in words:
        if word.x0 - 1 <= middle <= word.x1 + 1 and abs(word.foot - mark.foot) < _MARK_REACH * word.size:
            position = max((i for i, left in enumerate(word.lefts) if left <= middle), default=0)
            text = "".join(_OVERLAID.get(c, c) for c in mark.text)
            word.text = word.text[: position + 1] + text + word.text[position + 1 :]
            word.lefts[position + 1 : position + 1] = [word.lefts[position]] * len(text)
            return


def _once(words: list[Word]) -> list[Word]:
    """Words drawn twice in one place, a cheap bold, stand there once."""
    seen: dict[tuple[str, int, int], Word] = {}
    done: list[Word] = []
    for word in words:
        column, row = int(word.x0 / 2), int(word.foot / 2)
        near = (seen.get((word.text, column + i, row + j)) for i in (0, -1, 1) for j in (0, -1, 1))
        twin = next((other for other in near if other and abs(other.x0 - word.x0) < _DRAWN_TWICE * word.size), None)
        if twin is not None:
            twin.is_bold = True
            continue
        seen[word.text, column, row] = word
        done.append(word)
    return done


def bands_of(words: Iterable[Word], page: int = 0) -> list[Line]:
    """Words on one base line together, from the top; raised and lowered signs stand on the line they belong to."""
    bands: list[list[Word]] = []
    for word in sorted(words, key=attrgetter("foot")):
        first = bands[-1][0] if bands else None
        if first and word.foot - first.foot <= _SAME_BAND * max(first.size, word.size):
            bands[-1].append(word)
        else:
            bands.append([word])
    return [Line(sorted(band, key=attrgetter("x0")), page) for band in bands]
