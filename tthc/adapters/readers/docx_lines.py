"""Lines that were broken or set beside each other by hand: which are paragraphs of their own, which are columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median_low

from tthc.kernel.text import tidy
from tthc.planreader.blocks import Block
from tthc.planreader.labels import is_label_line
from tthc.planreader.regions import is_closing, is_recipients
from tthc.planreader.wording import is_shouted, low, word_count

_ITEM = re.compile(r"(?:[-+•*–]\s|\d{1,2}(?:\.\d{1,2})*[.)/]\s|\d{1,2}(?:\.\d{1,2})+\s|\(?[a-zđ][.)/]\s|[IVX]{1,5}[./]\s|Bước\s+\d)")
_NUMBER = re.compile(r"\s*(?:[-+•*–]|\(?[\w.]{1,8}[.)/:])\s*")
_GAP = re.compile(r"[ \u00a0]*\t[\t \u00a0]*|[ \u00a0]{6,}")
_LONGEST_HEAD = 60
_FEWEST_LINES = 10
_FULL_LINE = 0.85


def paragraphs_in(block: Block) -> Iterator[Block]:
    """The paragraphs that a person sees in one of Word: line breaks before items, labels and lines in capitals begin another."""
    lines = [line for page in block.text.split("\f") for line in [*page.split("\n"), "\f"] if line.strip(" \t\u00a0")]
    found: list[str] = []
    is_new = True
    for line in lines:
        if line == "\f":
            is_new = True
        elif is_new or _begins(line, found, block):
            found.append(line)
            is_new = False
        else:
            found[-1] += f" {line}"
    for i, text in enumerate(found):
        yield replace(block, text=text) if i == 0 else replace(block, text=text, number="", level=0)


def _begins(line: str, found: Sequence[str], block: Block) -> bool:
    text, first, last = tidy(line), tidy(found[0]), tidy(found[-1])
    if _ITEM.match(text) or is_label_line(text) or is_recipients(first):
        return True
    is_numbered = len(found) == 1 and bool(block.number or _ITEM.match(first))
    return not is_numbered and (is_shouted(text) or is_shouted(last))


def columns_in(pieces: Sequence[Block | None], first_table: int) -> Iterator[Block | None]:
    """Letterhead and signature that were set side by side with tabs become rows; every other tab is a space."""
    is_head, is_end, is_table = True, False, False
    table = first_table
    for piece in pieces:
        if piece is None or piece.kind == "row" or piece.place:
            is_table = is_table and piece is None
            yield piece
            continue
        cells = _columns(piece.text)
        is_head = is_head and not _ends_head(piece)
        is_end = (is_end or any(is_closing(cell) for cell in cells)) and not low(piece.text).startswith("phụ lục")
        is_row = (is_head or is_end) and len(cells) > 1 and all(cells) and not (piece.number or is_label_line(cells[0]))
        goes_on = is_table and (cells[0] == "" or (is_end and cells[0].startswith("-")))
        if is_row or goes_on:
            table += not is_table
            is_table = True
            yield Block(0, "row", cells=(*cells, "")[:2], table=table, bold=piece.bold)
        else:
            is_table = False
            yield replace(piece, text=tidy(piece.text))


def _columns(text: str) -> tuple[str, ...]:
    """One or two columns; a tab behind a number is part of the number, and what goes on in small letters is no column."""
    number = _NUMBER.match(text)
    for gap in _GAP.finditer(text.rstrip(), number.end() if number else 0):
        first = text[gap.end()]
        if first.isupper() or first == "(":
            return tidy(text[: gap.start()]), tidy(text[gap.end() :])
    return (tidy(text),)


def _ends_head(piece: Block) -> bool:
    text = tidy(piece.text)
    return bool(piece.number or _ITEM.match(text)) or low(text).startswith("kế hoạch") or word_count(text) > _LONGEST_HEAD


def pasted_width(blocks: Sequence[Block]) -> int:
    """How long the lines are of a text pasted line by line (from a PDF, from mail); 0 for text typed in paragraphs.

    Sentences that go on in small letters below tell such a text: many of them, and about as long as one another.
    """
    lines = [len(part) for block in blocks for part in block.parts[:-1]]
    paragraphs = sum(1 for block in blocks if block.kind == "paragraph" and not block.place)
    return median_low(lines) if len(lines) >= max(_FEWEST_LINES, paragraphs // 5) else 0


def lines_whole(blocks: Sequence[Block], width: int) -> list[Block]:
    """Paragraphs from full lines: one that fills its line without an end goes on in the next, also before a capital."""
    done: list[Block] = []
    for block in blocks:
        if done and _fills_line(done[-1], width) and _can_go_on(done[-1], block):
            first = done[-1]
            parts = (*(first.parts or (first.text,)), *(block.parts or (block.text,)))
            done[-1] = replace(first, text=f"{first.text} {block.text}", parts=parts)
        else:
            done.append(block)
    return done


def _fills_line(block: Block, width: int) -> bool:
    last = block.parts[-1] if block.parts else block.text
    return block.kind == "paragraph" and not block.place and len(last) >= _FULL_LINE * width and last[-1] not in ".:!?"


def _can_go_on(first: Block, second: Block) -> bool:
    is_new = bool(second.number) or bool(_ITEM.match(second.text)) or is_label_line(second.text) or is_closing(second.text)
    is_new = is_new or (first.text.endswith(";") and not second.text[0].islower())
    is_alike = second.bold == first.bold and is_shouted(second.text) == is_shouted(first.text)
    return second.kind == "paragraph" and not second.place and not is_new and is_alike
