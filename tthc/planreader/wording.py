"""Words as the grammar compares them: lower case, one way of placing tone marks, the same length as the text."""

from __future__ import annotations

import re
from functools import lru_cache

from tthc.kernel.text import tidy

# "hoà" and "hòa", "uỷ" and "ủy" are two spellings of one word: both are legal, offices mix them.
_TONES = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
# What offices and word processors draw before an item; those of the Symbol and Wingdings fonts stand in the private use area.
BULLETS = "-+•–—*·●○◦▪▫■□◆◇❖➢➤►▶✓✔☐\uf000-\uf0ff"
_MARKS = re.compile(rf"^[{BULLETS}\s]+")
_OLD_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)")
_LONGEST_READ = 6000
_LONGEST_HEADING = 400
_DASHES = re.compile("[–—−‑]")
_DANGLING = re.compile(
    r"(?:\s(?:và|của|tại|trên|trong|về|cho|để|với|đối với|được|các|những|theo|(?<!trực )thuộc|giữa|khi|từ|đến|đã|có|do|bằng|phải|một"
    r"|là|đạt|hoặc|nhằm|nếu|mà|qua|thông qua|việc|sẽ|cùng)|[\s,;:.\-–(])+$",
    re.IGNORECASE,
)
# Every capital by itself: a range of letters with marks holds small ones too.
CAPITALS = "A-Z" + "".join(c for c in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if c.isupper())
_SENTENCE_END = re.compile(rf"(?<=[.;])\s+(?=[{CAPITALS}])")


@lru_cache(maxsize=2048)
def low(text: str) -> str:
    """Lower case with modern tone placing and plain dashes; as long as `text`, so positions agree."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _OLD_TONE.sub(lambda match: _TONES[match.group()], _DASHES.sub("-", lowered))


def opening_of(text: str) -> str:
    """As much of a paragraph as the grammar reads: ten times the longest ever met, so that no file takes long. The ledger keeps all."""
    return text[:_LONGEST_READ]


def bare(text: str) -> str:
    """A quoted value without white space around it, bullets before it and full stops after it."""
    return _MARKS.sub("", tidy(text).strip(" ;.,").removesuffix("./")).strip(" ;.,")


def word_count(text: str) -> int:
    """Words divided by white space."""
    return len(text.split())


@lru_cache(maxsize=2048)
def is_shouted(text: str) -> bool:
    """Written in capitals, as headings of parts and posts of signers are."""
    read = text[:_LONGEST_HEADING]
    capitals = sum(map(str.isupper, read))
    return capitals > 0 and capitals >= 0.8 * sum(map(str.isalpha, read))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; clauses after a semicolon that start with a capital count as sentences."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def without_brackets(text: str) -> str:
    """The text with everything in round brackets blanked, keeping its length."""
    return re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), text)


def without_dangling(text: str) -> str:
    """The text without conjunctions, prepositions and marks that a cut left at its end."""
    return _DANGLING.sub("", text)
