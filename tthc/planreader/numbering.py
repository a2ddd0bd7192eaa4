"""The numbers of headings and items: part letter, roman, arabic, decimal, letter, step; and how they nest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tthc.planreader.blocks import Block
from tthc.planreader.wording import BULLETS, CAPITALS, opening_of

PART, ROMAN, ARABIC, DECIMAL, LETTER, PAREN = 0, 1, 2, 3, 6, 7
_ORDINALS = {"nhất": "I", "hai": "II", "ba": "III", "tư": "IV", "bốn": "IV", "năm": "V", "sáu": "VI", "bảy": "VII", "tám": "VIII"}
_PATTERNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (PART, re.compile(r"(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:thứ\s+|THỨ\s+)?([A-H]|[IVX]+|\d{1,2})\b\s*[.:/)-]?\s*")),
    (PART, re.compile(rf"(?:phần|chương)\s+(?:thứ\s+)?({'|'.join(_ORDINALS)})(?!\w)\s*[.:/)-]?\s*", re.IGNORECASE)),
    (ROMAN, re.compile(r"(?:MỤC|Mục)\s+([IVX]{1,5}|\d{1,2})\s*[.:]\s*")),
    (ARABIC, re.compile(r"[IVX]{1,5}\.(\d{1,2})\s*[./)]?\s+(?=\D)")),
    (DECIMAL, re.compile(r"[IVX]{1,5}\.(\d{1,2}(?:\.\d{1,2}){1,3})\s*[./)]?\s+(?=\D)")),
    (ROMAN, re.compile(rf"(?!V/v)([IVX]{{1,5}})(?:\s*[./):]\s*(?=[^\s.\d])|\s*[-–]\s*(?=[{CAPITALS}]))")),
    (PART, re.compile(rf"([A-H])\s*[./–-]\s*(?=[{CAPITALS}])")),
    (DECIMAL, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s*[./):]?\s+(?=[^\d\s%])")),
    (ARABIC, re.compile(r"(\d{1,2})\s*[./](?:\s+(?=[^\s.])|(?=[^\d\s.]))")),
    (ARABIC, re.compile(rf"(\d{{1,2}})\s?[-–]\s*(?=[{CAPITALS}])")),
    (PAREN, re.compile(r"\(?(\d{1,2})\)\s*(?=[^\d\s])")),
    (LETTER, re.compile(rf"([a-zđ])\s*[./)]\s*(?=\s|[{CAPITALS}])")),
    (LETTER, re.compile(r"([a-zđ])\)\s*(?=\S)")),
    (LETTER, re.compile(rf"([a-zđ])\s?[-–]\s+(?=[{CAPITALS}])")),
)
_STEP = re.compile(r"Bước\s+(\d{1,2})\s*[.:]\s*")
_DASH = re.compile(rf"[{BULLETS}]\s*(?=\S)")
_DRAWN_BULLET = re.compile(rf"\s*(?:[^\w\s]|[{BULLETS}]|o)\s*")
_TYPED_BULLET = re.compile(rf"(?:(?![-+–—])[{BULLETS}]\s*|o\s+(?=[{CAPITALS}]))(?=\S)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at the head of a paragraph: how deep its kind stands, the number itself, and the text after it."""

    rank: float
    label: str
    rest: str
    is_step: bool = False


def number_of(text: str) -> Number | None:
    """The number at the head of a paragraph; a roman that could be a letter is read as roman here."""
    step = _STEP.match(text)
    if step:
        return Number(PAREN + 1, step[1], text[step.end() :], is_step=True)
    for rank, pattern in _PATTERNS:
        match = pattern.match(text)
        if match and (rank != ROMAN or match[1].isdigit() or roman_value(match[1])):
            depth = match[1].count(".") - 1 if rank == DECIMAL else 0
            label = _ORDINALS.get(match[1].lower(), match[1]) if rank == PART else match[1]
            return Number(rank + depth, label, text[match.end() :].strip())
    return None


def dash_rest(text: str) -> str | None:
    """The text after a dash, plus or bullet; `None` where there is none."""
    match = _DASH.match(text)
    return text[match.end() :].strip() if match else None


def roman_value(label: str) -> int:
    """The value of a well-formed roman numeral up to 39, otherwise 0."""
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", label) or not label:
        return 0
    values = [_ROMAN_VALUES[c] for c in label]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def numbered_text(block: Block) -> str:
    """The paragraph as a person sees it, with a number that the word processor drew; any bullet but a plus is a dash."""
    number = "-" if _DRAWN_BULLET.fullmatch(block.number) and block.number.strip() != "+" else block.number
    if number:
        return opening_of(f"{number} {block.text}")
    typed = _TYPED_BULLET.match(block.text)
    return opening_of(f"- {block.text[typed.end() :]}" if typed else block.text)


def is_numbered(block: Block) -> bool:
    """A paragraph that opens an outline: a part, or item 1."""
    number = number_of(numbered_text(block)) if block.kind == "paragraph" else None
    return number is not None and (number.rank < ARABIC or (number.rank == ARABIC and number.label == "1"))


def is_first_part(block: Block) -> bool:
    """A paragraph that opens the first part (A, I)."""
    number = number_of(numbered_text(block)) if block.kind == "paragraph" else None
    return number is not None and number.rank < ARABIC
