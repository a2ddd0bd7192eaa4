"""The outline of a plan: numbered items with the paragraphs, dashes, labels and table rows that belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tthc.planreader.blocks import Block
from tthc.planreader.headings import Purpose, is_bare_heading, item_purpose, part_purpose
from tthc.planreader.labels import Label, is_label_line, is_lettered, labels_in
from tthc.planreader.numbering import (
    ARABIC,
    DECIMAL,
    LETTER,
    PAREN,
    PART,
    ROMAN,
    Number,
    dash_rest,
    is_first_part,
    number_of,
    numbered_text,
    roman_value,
)
from tthc.planreader.prose import labels_in_brackets
from tthc.planreader.units import begins_unit
from tthc.planreader.wording import is_shouted

_BEFORE_FIGURE = re.compile(r"(\d{1,2})\s[-–]\s(?=\d+(?:,\d+)?\s*%)")


@dataclass(slots=True)
class Item:
    """A paragraph, dash, label line or table row below a heading; `more` are the lines that continue a label."""

    kind: Literal["plain", "dash", "labels", "row"]
    text: str
    block: Block
    labels: list[Label] = field(default_factory=list)
    is_dashed: bool = False
    more: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """A numbered item; `code` is the path of numbers, `rank` how deep its kind of number stands.

    `more` holds the line that gives the title where the number stands alone above it.
    """

    code: str
    title: str
    rank: float
    block: Block | None
    purpose: Purpose
    parent: Node | None = None
    content: list[Item | Node] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    more: list[Block] = field(default_factory=list)
    is_bracketed: bool = False

    @property
    def children(self) -> list[Node]:
        """Numbered items directly below."""
        return [one for one in self.content if isinstance(one, Node)]

    @property
    def items(self) -> list[Item]:
        """What stands directly below without a number."""
        return [one for one in self.content if isinstance(one, Item)]

    def walk(self) -> Iterator[Node]:
        """This item and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def build(blocks: tuple[Block, ...], code: str = "", purpose: Purpose = Purpose.ASIDE) -> Node:
    """The tree below a root that has the given code (empty for the body, PL1 for an appendix)."""
    stack = [Node(code, "", -1, None, purpose)]
    without_parts = not any(map(is_first_part, blocks))
    for block in blocks:
        if block.kind == "row":
            stack[-1].content.append(Item("row", "", block))
        elif without_parts and may_head_a_part(block):
            _pop(stack, ROMAN)
            node = Node(code, block.text, ROMAN, block, part_purpose(block.text), stack[-1])
            stack[-1].content.append(node)
            stack.append(node)
        else:
            _place(numbered_text(block), block, stack)
    return stack[0]


def may_head_a_part(block: Block) -> bool:
    """The heading of a part that has no number, in capitals or bold: "TỔ CHỨC THỰC HIỆN"."""
    if block.kind == "row" or not (is_shouted(block.text) or block.bold or block.level):
        return False
    return number_of(numbered_text(block)) is None and is_bare_heading(block.text)


def _place(text: str, block: Block, stack: list[Node]) -> None:
    if is_label_line(text) and not (is_lettered(text) and _is_detail(text)):
        if is_lettered(text):
            _pop(stack, LETTER)
        stack[-1].content.append(Item("labels", text, block, labels_in(text)[1], is_dashed=dash_rest(text) is not None))
        return
    dashed = dash_rest(text)
    if _continues_label(stack[-1], dashed or text, block):
        return
    number = _plausible(number_of(text) or _counted_on(text, stack), stack, text) if dashed is None else None
    if number is not None:
        _open(number, block, stack)
        return
    if dashed is None and not stack[-1].title and stack[-1].block and not stack[-1].content:
        _entitle(stack[-1], block)
        return
    before, labels = _labelled(dashed if dashed is not None else text)
    stack[-1].content.append(Item("plain" if dashed is None else "dash", before, block, labels, is_dashed=dashed is not None))


def _entitle(node: Node, block: Block) -> None:
    """The title stands on the line below the number: "Phần thứ nhất", "MỤC ĐÍCH, YÊU CẦU"."""
    node.title = block.text
    node.more.append(block)
    if node.parent:
        node.purpose = part_purpose(block.text) if node.parent.rank < 0 else item_purpose(block.text, node.parent.purpose)


def _labelled(text: str) -> tuple[str, list[Label]]:
    """What to do, and who and when: by labels, or in a sentence in brackets."""
    before, labels = labels_in(text)
    return (before, labels) if labels else labels_in_brackets(text)


def _is_detail(text: str) -> bool:
    labels = labels_in(text)[1]
    return bool(labels) and labels[0].role == "detail"


def _continues_label(node: Node, text: str, block: Block) -> bool:
    """Units listed line by line below a label that has no value of its own."""
    last = node.content[-1] if node.content else None
    if not isinstance(last, Item) or last.kind != "labels" or not last.labels or not begins_unit(text):
        return False
    label = last.labels[-1]
    if label.value and "\n" not in label.value and not last.text.rstrip().endswith(":"):
        return False
    last.labels[-1] = Label(label.role, label.name, f"{label.value}\n{text}")
    last.more.append(block)
    return True


def _plausible(number: Number | None, stack: list[Node], text: str) -> Number | None:
    """Numbers that belong to the sentence are none: a decimal must go on from its own heading, a letter from its list."""
    if number is None or number.is_step:
        return number
    if number.rank == ROMAN and len(number.label) == 1 and _is_next_part(number.label, stack):
        return Number(PART, number.label, number.rest)
    if DECIMAL <= number.rank < LETTER:
        heads = [node for node in stack if node.rank == ARABIC]
        first = number.label.split(".")[0]
        return number if not heads or heads[-1].code.split(".")[-1] == first or is_shouted(text) else None
    return number


def _counted_on(text: str, stack: list[Node]) -> Number | None:
    """Item 2 in "2 - 100% …" where item 1 stands above it; elsewhere that is a span."""
    match = _BEFORE_FIGURE.match(text)
    if match is None:
        return None
    siblings = [node for node in reversed(stack) if node.rank == ARABIC] or stack[-1].children
    before = siblings[0].code.rpartition(".")[2] if siblings and stack[-1].rank == ARABIC else "0"
    return Number(ARABIC, match[1], text[match.end() :]) if match[1].lstrip("0") == str(int(before or 0) + 1) else None


def _is_next_part(label: str, stack: list[Node]) -> bool:
    """Whether "C." goes on from "B."; after "IV." a "V." is roman."""
    parts = [node.code[-1:] for node in stack if node.rank == PART]
    romans = [node.code.split(".")[-1] for node in stack if node.rank == ROMAN]
    follows_roman = bool(romans) and roman_value(label) == roman_value(romans[-1]) + 1
    return bool(parts) and ord(label) == ord(parts[-1] or " ") + 1 and not follows_roman


def _pop(stack: list[Node], rank: float) -> None:
    while len(stack) > 1 and stack[-1].rank >= rank:
        stack.pop()


def _open(number: Number, block: Block, stack: list[Node]) -> None:
    rank = _step_rank(stack) if number.is_step else number.rank
    is_bracketed = rank == PAREN and (any(n.is_bracketed for n in stack) or not any(ARABIC <= n.rank <= LETTER for n in stack))
    # "(1)" stands for "1." where nothing else is numbered in arabic above it.
    rank = ARABIC if is_bracketed else rank
    _pop(stack, rank)
    parent = stack[-1]
    # "3.1" below II.3 is II.3.1: a decimal repeats the number of its heading.
    prefix = next(node for node in reversed(stack) if node.rank < ARABIC) if DECIMAL <= rank < LETTER and not number.is_step else parent
    code = f"{prefix.code}.{number.label}" if prefix.code else number.label
    is_part = parent.rank < 0 and rank <= ARABIC
    purpose = part_purpose(number.rest) if is_part and not parent.code else item_purpose(number.rest, parent.purpose)
    if rank == ROMAN and parent.rank == PART:
        purpose = part_purpose(number.rest) if is_shouted(number.rest) else purpose
    before, labels = _labelled(number.rest)
    node = Node(code, before or number.rest, rank, block, purpose, parent, labels=labels, is_bracketed=is_bracketed)
    parent.content.append(node)
    stack.append(node)


def _step_rank(stack: list[Node]) -> float:
    """Steps nest below whatever item they are first met in."""
    steps = [node.rank for node in stack if node.rank % 1]
    return steps[-1] if steps else max(stack[-1].rank, 0) + 0.5
