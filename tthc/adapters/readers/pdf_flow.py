"""Lines that follow one another: whether the text flows on or a new paragraph begins, and how pieces are put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tthc.adapters.readers.pdf_shapes import Line
from tthc.kernel.text import tidy

_SHORT = re.compile(r"[A-ZĐ]{1,2}|\d{1,4}")
_SOFT = "\u00ad"
_SPACE = 0.25
_SLACK = 1.0
_ANY_LETTER = 1.2
_WIDE_PITCH = 1.3
_INDENT = 6.0
_CENTRED = 3.0
_BULLET = re.compile(r"\s*(?:[-+–—•▪·●○■□➢✓*]\s*\S|o\s+[A-ZĐÀ-Ỹ])")
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}(?:\.\d{1,2})*\s*(?:[.)](?!\d)|/(?!\d))|\(?[a-zđ]\s*[.)/]|[IVX]{1,5}\s*[./)])\s*\S")
# What opens a paragraph in any document of an office, whatever stands before it.
_OPENER = re.compile(
    r"(?:Điều|Bước|Mục)\s\d+\s*[.:]|(?:Căn cứ|Theo đề nghị|Thực hiện)\s|Nơi nhận\s*:|P(?:hụ lục|HỤ LỤC)\s|(?:TM|KT|TL|TUQ)\.\s"
)
_STOP = re.compile(r"[.;:!?…/]\s*[”\"')]*$")
# A hyphen cuts any word, a stroke only the sign of a document ("113/KH-UBND"); "Chủ trì/ Phối hợp" has a space there.
_YEAR_START, _YEAR_END = re.compile(r"/(\d{1,3})$"), re.compile(r"\d{1,3}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CUT = re.compile(r"(?:[^\W_]-|(?:\d|\b[A-ZĐ]{2,6})/)$")
_RANGE = re.compile(r"[-–]\s*\d")


def is_item(text: str) -> bool:
    """A line that begins with a number, letter or bullet of a list, or with words that open paragraphs."""
    return bool(_BULLET.match(text) or _ITEM.match(text) or _OPENER.match(text))


def is_bullet(text: str, before: str, first: str = "") -> bool:
    """A line that begins with a bullet: after a stop or in a list, for a wrapped "2021 - 2025" or "HĐND - UBND" has a dash there too."""
    match = _BULLET.match(text)
    if not match or (_RANGE.match(text) and before[-1:].isdigit()):
        return False
    return not before or ends_sentence(before) or bool(_BULLET.match(first) and not text[match.end() - 1].islower())


def ends_sentence(text: str) -> bool:
    """The line closes with a stop."""
    return bool(_STOP.search(text))


def would_fit(line: Line, after: Line, room: float) -> bool:
    """The first word of the next line had room behind this one: it was put on a new line on purpose."""
    return _SPACE * line.size + first_width(after) < room - _SLACK


def first_width(line: Line) -> float:
    """How wide the first word is, with those that no break may part from it."""
    pairs = pairwise(line.words)
    return next((word.x1 for word, then in pairs if not (then.is_kept or then.touches(word))), line.x1) - line.x0


def room_behind(line: Line, lines: Sequence[Line], left: float, right: float) -> float:
    """The room a line of a cell leaves; centred lines leave it on both sides."""
    return right - left - (line.x1 - line.x0) if is_centred(lines) else right - line.x1


def is_cut(text: str, piece: str) -> bool:
    """A word was cut after its hyphen or stroke, or a year in a narrow cell, and goes on here."""
    start, end = _YEAR_START.search(text), _YEAR_END.match(piece)
    is_year = bool(start and end and _YEAR.fullmatch(start[1] + end[0]))
    return is_year or (bool(_CUT.search(text)) and piece[:1].isalnum())


def joined_text(lines: Sequence[Line]) -> str:
    """Lines of one paragraph as one text; a word cut after its hyphen or stroke goes on without a space."""
    text = ""
    for line in lines:
        piece = line.text
        is_whole = bool(text) and not text.endswith(_SOFT) and not is_cut(text, piece)
        text = f"{text.removesuffix(_SOFT)}{' ' if is_whole else ''}{piece}"
    return tidy(text.replace(_SOFT, ""))


def usual_pitch(groups: Sequence[Sequence[Line]]) -> float:
    """The usual distance of two base lines below each other, 0 where there is none."""
    steps = Counter(
        round(2 * (after.foot - line.foot)) / 2
        for lines in groups
        for line, after in pairwise(lines)
        if after.foot - line.foot < 3 * line.size  # a larger step is no line spacing
    )
    if not steps:
        return 0.0
    most = max(steps.values())
    return min(step for step, count in steps.items() if count * 2 >= most)


def is_centred(lines: Sequence[Line]) -> bool:
    """Lines of different length around one middle."""
    middles = [(line.x0 + line.x1) / 2 for line in lines]
    lefts = [line.x0 for line in lines]
    return len(lines) > 1 and max(middles) - min(middles) < _CENTRED and max(lefts) - min(lefts) > _SLACK


def cell_text(lines: Sequence[Line], left: float, right: float, pitch: float) -> str:
    """The text of a cell: paragraphs on lines of their own, wrapped lines joined."""
    if not lines:
        return ""
    is_middle = is_centred(lines)
    edge = min(line.x0 for line in lines)
    paragraphs = [[lines[0]]]
    for line, after in pairwise(lines):
        room = room_behind(line, lines, left, right)
        is_indented = not is_middle and after.x0 > edge + _INDENT >= line.x0
        is_new = _begins(line, after, pitch, lines[0].text, is_indented=is_indented)
        if is_new or would_fit(line, after, room):
            paragraphs.append([after])
        else:
            paragraphs[-1].append(after)
    return "\n".join(filter(None, (joined_text(_mended(lines, right)) for lines in paragraphs)))


def _mended(lines: Sequence[Line], right: float) -> list[Line]:
    """A short word or number too long for its narrow cell, "ST" above "T", is one word again."""
    done = [lines[0]]
    for line in lines[1:]:
        last = done[-1].words[-1]
        first = line.words[0]
        is_short = bool(_SHORT.fullmatch(last.text) and _SHORT.fullmatch(first.text) and last.text.isdigit() == first.text.isdigit())
        letter = (first.x1 - first.x0) / len(first.text)
        if is_short and len(done[-1].words) == 1 and last.x1 + _ANY_LETTER * letter > right:
            both = replace(last, text=last.text + first.text, lefts=[*last.lefts, *first.lefts])
            done[-1:] = [Line([both], line.page), *([Line(line.words[1:], line.page)] if line.words[1:] else [])]
        else:
            done.append(line)
    return done


def _begins(line: Line, after: Line, pitch: float, first: str, *, is_indented: bool) -> bool:
    is_apart = bool(pitch) and after.foot - line.foot > max(_WIDE_PITCH * pitch, pitch + 2)
    text, next_text = line.text, after.text
    is_new = is_indented or bool(_ITEM.match(next_text))
    return is_apart or is_bullet(next_text, text, first) or (is_new and ends_sentence(text))
