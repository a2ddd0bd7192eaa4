"""Take people's data out of free words, and say which words still seem to hold some (Law on personal data 2025)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tthc.kernel.text import fold, nfc

MASK = "•••"
_SHORTEST_NAME = 4
_EMAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+\.[^\s@<>\"',;.]+")
# Eight digits and more, however they are grouped: telephones, identity cards, accounts. Days (07/08/2024) and codes
# of procedures (1.004873.000.00.00.H35) are neither grouped by blanks nor start with 0, + or at least nine digits in a row.
_DIGITS = re.compile(r"(?<![\d/.])(?:\+84|0)(?:[ .()-]?\d){8,10}(?!\d)|(?<!\d)\d{9,13}(?!\d)")
_TITLED = re.compile(r"\b(?:ông|bà|anh|chị|cô|chú|bác|cụ)(?: [^\W\d_]+){1,5}", re.IGNORECASE)
_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Trương Lương Mai Tô Tạ Cao Hà Lâm"
_NAMED = re.compile(rf"\b(?:{'|'.join(_FAMILY.split())})(?: [^\W\d_]+){{2,3}}")


def masked(text: str, known: Iterable[str] = ()) -> str:
    """The words without telephones, addresses of mail, numbers of cards, and without the `known` names and addresses."""
    clean = _without_known(nfc(text), known)
    return _DIGITS.sub(MASK, _EMAIL.sub(MASK, clean))


def found_known(text: str, known: Iterable[str]) -> list[str]:
    """Which of the known names, telephones and addresses stand in the words, tone marks aside."""
    plain, packed = fold(text), re.sub(r"\D", "", text)
    return [one for one in known if _is_long(one) and (_holds(plain, fold(one)) or _is_number_in(one, packed))]


def suspicions(text: str) -> list[str]:
    """What looks like a telephone, an address of mail or a person's name: a person looks before it is published."""
    clean = nfc(text)
    found = [match.group() for match in (*_EMAIL.finditer(clean), *_DIGITS.finditer(clean))]
    found += [name for match in _TITLED.finditer(clean) if (name := _capitals(match.group(), 1))]
    found += [name for match in _NAMED.finditer(clean) if (name := _capitals(match.group(), 2))]
    return list(dict.fromkeys(found))


def _capitals(words: str, fewest: int) -> str:
    """The first word and the capitalised ones that follow it; nothing where there are fewer."""
    first, *others = words.split(" ")
    named = []
    for word in others:
        if not word[:1].isupper():
            break
        named.append(word)
    return " ".join([first, *named]) if len(named) >= fewest else ""


def _is_long(known: str) -> bool:
    return len(known.strip()) >= _SHORTEST_NAME


def _holds(plain: str, words: str) -> bool:
    return next(_spots(plain, words), None) is not None


def _spots(plain: str, words: str) -> Iterator[int]:
    """Where the words stand by themselves. Every row has its own: a pattern for each would take longer than the search."""
    at = plain.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not _is_within(plain[at - 1 : at]) and not _is_within(plain[end : end + 1]):
            yield at
        at = plain.find(words, at + 1)


def _is_within(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _is_number_in(known: str, packed: str) -> bool:
    digits = re.sub(r"\D", "", known)
    return len(digits) >= 8 and len(digits) * 2 > len(known) and digits in packed  # noqa: PLR2004 - the shortest telephone


def _without_known(text: str, known: Iterable[str]) -> str:
    plain = fold(text)
    for one in sorted((k for k in known if _is_long(k)), key=len, reverse=True):
        if fold(one) in plain:  # most words name nobody, and going through them letter by letter takes time
            text = "".join(_replaced(text, fold(one)))
    return text


def _replaced(text: str, words: str) -> Iterator[str]:
    """The text with each occurrence of the folded words masked; folding keeps the number of letters but not of blanks."""
    plain = "".join(map(_letter, text))
    last = 0
    for start, end in _wide_spots(plain, words):
        if start >= last:
            yield text[last:start] + MASK
            last = end
    yield text[last:]


def _wide_spots(plain: str, words: str) -> Iterator[tuple[int, int]]:
    """The same where several blanks may stand between two words."""
    if "  " not in plain:
        yield from ((start, start + len(words)) for start in _spots(plain, words))
        return
    pattern = re.compile(rf"(?<!\w){re.escape(words).replace(chr(92) + ' ', '[ ]+')}(?!\w)")
    yield from (match.span() for match in pattern.finditer(plain))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    return (fold(letter) or " ")[0]
