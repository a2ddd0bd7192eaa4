"""Roman numbers of headings as a recogniser of letters sees them: strokes taken for other letters are put right by counting on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tthc.planreader.blocks import Block

_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# "II" is seen as H, "I/" as U, a single stroke as l, L, 1 or T.
_HEADING = re.compile(r"([IVXHULTlt1|!]{1,5})\s*([./⁄)]?)\s*(?=[A-ZĐÀ-Ỹ])(.*)")
_SEEN_ALIKE = str.maketrans({"l": "I", "L": "I", "T": "I", "t": "I", "1": "I", "|": "I", "!": "I", "H": "II", "U": "I"})
_FEWEST_SHOUTED = 0.6
_DIGITS = re.compile(r"\d+")


def with_roman_numbers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the numbers of their parts counted on from I."""
    done: list[Block] = []
    last, separator = 0, ". "
    for block in blocks:
        match = _HEADING.fullmatch(block.text) if block.is_scanned and block.kind == "paragraph" and not block.place else None
        following = _ROMANS[last + 1] if last + 1 < len(_ROMANS) else ""
        if match and following and _is_part(match[1], match[2], match[3], following):
            if match[2] in (".", ")"):
                separator = f"{match[2]} "
            elif match[2] or match[1].endswith("U"):
                separator = "/ "
            last += 1
            done.append(replace(block, text=f"{following}{separator}{match[3]}"))
        else:
            done.append(block)
    return done


def _is_part(seen: str, mark: str, rest: str, following: str) -> bool:
    """The strokes could be the number that is due; a plain "1." is a number of its own, a bare word must be a heading."""
    if _DIGITS.fullmatch(seen):
        return False
    letters = [c for c in rest if c.isalpha()]
    has_mark = bool(mark) or seen.endswith("U")
    is_heading = bool(letters) and (has_mark or sum(c.isupper() for c in letters) >= _FEWEST_SHOUTED * len(letters))
    strokes = seen.translate(_SEEN_ALIKE)
    is_alike = strokes == following or (set(strokes) <= {"I"} and set(following) <= {"I"} and abs(len(strokes) - len(following)) <= 1)
    return is_heading and is_alike
