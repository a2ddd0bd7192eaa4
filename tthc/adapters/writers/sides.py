"""Which lines of a letterhead or signature stand left and which right, and how each looks (Decree 30/2020, annex I)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tthc.planreader.blocks import Block
from tthc.planreader.regions import is_mandate, is_post, is_recipients
from tthc.planreader.wording import CAPITALS, is_shouted, low, word_count

Side = Literal["left", "right"]
_MOTTO = re.compile(r"cộng hòa xã hội|độc lập")
_NUMBER = re.compile(r"số\s*:")
_DATE = re.compile(r"[^,]{2,40},\s*(?:ngày|tháng)\b.{0,40}(?:tháng|năm)")
_SYLLABLE = rf"[{CAPITALS}][a-zà-ỹđ]*(?:['’][{CAPITALS}a-zà-ỹđ]+)?"
_NAME = re.compile(rf"(?:(?:PGS|GS|TS|ThS|BS|CN|KS)\.?\s*)*(?:{_SYLLABLE}\s+){{1,5}}{_SYLLABLE}")
_SIGNED = re.compile(r"\((?:đã ký|ký tên|ký, )")
_LONGEST_AGENCY = 9
_LONGEST_RECIPIENT = 40
_LEVEL = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã|thị trấn|đặc khu)\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and the name of its look."""

    text: str
    look: str
    bold: bool = False


def letterhead_side(block: Block) -> Side | None:
    """Agency and number stand left, motto and date right; `None` for what is no letterhead."""
    words = low(block.text)
    if block.kind == "row" or block.number:
        return None
    if _MOTTO.match(words) or (_DATE.match(words) and word_count(words) <= _LONGEST_AGENCY * 2):
        return "right"
    is_agency = is_shouted(block.text) and word_count(block.text) <= _LONGEST_AGENCY
    return "left" if _NUMBER.match(words) or is_agency else None


def closing_side(block: Block, before: Side) -> Side | None:
    """Recipients stand left, posts and names right; `None` for what belongs to neither."""
    text = block.text
    if is_recipients(text):
        return "left"
    if is_mandate(text) or is_post(text) or _SIGNED.match(low(text)):
        return "right"
    if text.startswith(("-", "+")) and word_count(text) <= _LONGEST_RECIPIENT:
        return "left"
    if _NAME.fullmatch(text) or (is_shouted(text) and word_count(text) <= _LONGEST_AGENCY):
        return "right"
    return before if word_count(text) <= _LONGEST_AGENCY else None


def look_in_frame(text: str, side: Side, where: str) -> Line:
    """The look of a line by its place and its words."""
    return Line(text, _letterhead_look(text, side) if where == "letterhead" else _closing_look(text, side))


def _letterhead_look(text: str, side: Side) -> str:
    words = low(text)
    if _NUMBER.match(words):
        return "number"
    if words.startswith("độc lập"):
        return "motto"
    if side == "left":
        return "agency" if is_shouted(text) else "centred"
    return "country" if is_shouted(text) else "date"


def _closing_look(text: str, side: Side) -> str:
    if is_recipients(text) and len(text.rstrip(" :")) <= len("nơi nhận"):
        return "recipients"
    if side == "left":
        return "recipient"
    if _NAME.fullmatch(text):
        return "name"
    return "post" if is_shouted(text) else "signed"


def with_superior(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The agency above the issuer is not bold; an agency whose name takes two lines ("ỦY BAN NHÂN DÂN / XÃ …") is one."""
    agencies = [i for i, line in enumerate(lines) if line.look == "agency"]
    if len(agencies) < 2 or _LEVEL.match(low(lines[agencies[-1]].text)):  # noqa: PLR2004 - one above the other
        return tuple(lines)
    return tuple(replace(line, look="superior") if i in agencies[:-1] else line for i, line in enumerate(lines))
