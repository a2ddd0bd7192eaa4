"""Changes in running text: the value of a label, the name in a sentence, a label line that is added, an item that goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tthc.planreader.appendices import read_appendices
from tthc.planreader.block import Block
from tthc.planreader.draft import DraftTask
from tthc.planreader.labels import Label
from tthc.planreader.outline import Item, Node, build
from tthc.planreader.paper import CurrentTask, Paper, said
from tthc.planreader.prose import acting_unit
from tthc.planreader.regions import split
from tthc.planreader.wording import low

NAMES = {
    "lead": "Cơ quan chủ trì",
    "implement": "Cơ quan thực hiện",
    "coordinate": "Cơ quan phối hợp",
    "deliverable": "Sản phẩm",
    "time_text": "Thời gian thực hiện",
}
_END = re.compile(r"[\s.;,/]*$")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a task stands: the numbered item, and the dash or paragraph below it if the task is only that."""

    node: Node
    item: Item | None


def outline_of(blocks: Sequence[Block]) -> list[Node]:
    """Body and appendices as trees."""
    regions = split(list(blocks))
    return [build(regions.body), *(appendix.root for appendix in read_appendices(regions.appendices))]


def found_at(roots: Sequence[Node], place: int) -> Found | None:
    """The item whose block stands there."""
    for node in (one for root in roots for one in root.walk()):
        if node.block and node.block.index == place:
            return Found(node, None)
        for item in node.items:
            if item.block.index == place:
                return Found(node, item)
    return None


def _labels(found: Found) -> Iterator[tuple[Label, Block, Sequence[Block]]]:
    """Labels of the task with the block each stands in, and the lines that go on with it."""
    if found.item is not None and found.item.labels:
        yield from ((label, found.item.block, found.item.more) for label in found.item.labels)
    if found.node.block:
        yield from ((label, found.node.block, ()) for label in found.node.labels)
    for item in found.node.items:
        if item is not found.item:
            yield from ((label, item.block, item.more) for label in item.labels)


def change_labels(paper: Paper, found: Found, task: DraftTask, now: CurrentTask, names: Sequence[str]) -> None:
    """Every field where it stands: the label's value, the same words in the sentence, or a label line more."""
    roles = {label.role for label, _, _ in _labels(found)}
    for name in names:
        role = "time" if name == "time_text" else "implement" if name == "lead" and "lead" not in roles else name
        places = [one for one in _labels(found) if one[0].role == role]
        if places:
            for i, (label, block, more) in enumerate(places):
                _set_label(paper, label, block, more, said(now, name) if i == 0 else "")
        elif not _replace_words(paper, found, said(task, name), said(now, name)) and said(now, name):
            add_labels(paper, found, {name: said(now, name)})


def add_labels(paper: Paper, found: Found, values: dict[str, str]) -> None:
    """Label lines below a numbered item, labels in brackets behind a dash."""
    said_now = {name: value for name, value in values.items() if value}
    if found.item is not None and found.item.kind == "dash":
        place = found.item.block.index
        text = (paper.first(place) or found.item.block).text
        shown = "; ".join(f"{_small(NAMES[name]) if i else NAMES[name]}: {value}" for i, (name, value) in enumerate(said_now.items()))
        end = _END.search(text)
        words, mark = text[: end.start()] if end else text, end[0].strip() if end else ""
        paper.set_text(place, f"{words} ({shown}){mark}")
        return
    places = [found.node.block.index] if found.node.block else []
    places += [block.index for item in found.node.items for block in (item.block, *item.more)]
    if places:
        lines = [Block(0, "paragraph", f"- {NAMES[name]}: {value}") for name, value in said_now.items()]
        paper.slots[max(places)] += lines


def name_first(paper: Paper, place: int, lead: str) -> None:
    """A duty whose unit stood in its heading says itself who has it."""
    block = paper.first(place)
    if block is not None:
        mark = re.match(r"\s*(?:[-+•]|[a-zđ]\)|\d{1,2}[.)])\s*", block.text)
        start = mark.end() if mark else 0
        paper.set_text(place, f"{block.text[:start]}{lead}: {block.text[start:]}")


def say_when(paper: Paper, place: int, when: str) -> None:
    """A sentence without a time ends with it."""
    block = paper.first(place)
    if block is not None:
        end = _END.search(block.text)
        words = block.text[: end.start()] if end else block.text
        paper.set_text(place, f"{words}, {_small(when)}{(end[0].strip() if end else '') or '.'}")


def say_with_whom(paper: Paper, place: int, text: str, units: str) -> None:
    """A sentence begins with those its unit works with."""
    block = paper.first(place)
    acting = acting_unit(text)
    rest = acting[1] if acting else text
    at = block.text.find(rest) if block is not None else -1
    if block is not None and at >= 0:
        verb = "" if low(rest).startswith("phối hợp") else "chủ trì, phối hợp với "
        paper.set_text(place, f"{block.text[:at]}{verb}{units} {_small(rest)}")


def drop_item(paper: Paper, found: Found, others: Sequence[int]) -> None:
    """Takes the item out, with everything below it where no other task stands there."""
    if found.item is not None and found.item.kind == "dash":
        paper.drop(found.item.block.index)
        return
    below = [item.block.index for node in found.node.walk() for item in node.items]
    below += [block.index for node in found.node.walk() for item in node.items for block in item.more]
    below += [node.block.index for node in found.node.walk() if node.block]
    own = [found.item.block.index] if found.item is not None else [found.node.block.index] if found.node.block else []
    for place in own if set(below) & set(others) else below:
        paper.drop(place)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _set_label(paper: Paper, label: Label, block: Block, more: Sequence[Block], value: str) -> None:
    now = paper.first(block.index)
    if now is None:
        return
    at = now.text.find(label.name)
    colon = now.text.find(":", at + len(label.name)) + 1
    first = label.value.split("\n")[0]
    start = now.text.find(first, colon) if first else len(now.text)
    if at < 0 or not colon or start < 0:
        return
    is_whole = start + len(first) >= len(_END.sub("", now.text)) and not re.search(r"\w", re.sub(r"^\s*[a-zđ][.)/]\s", "", now.text[:at]))
    if not value and is_whole:
        paper.drop(block.index)
    elif not value:
        before = re.sub(r"[\s;,.–-]*$", "", now.text[:at])
        paper.set_text(block.index, before + now.text[start + len(first) :])
    else:
        gap = "" if first else " "
        paper.set_text(block.index, f"{now.text[:start].rstrip() if gap else now.text[:start]}{gap}{value}{now.text[start + len(first) :]}")
    for line in more:
        paper.drop(line.index)


def _replace_words(paper: Paper, found: Found, old: str, new: str) -> bool:
    """The old name where the sentence says it: in the item, its paragraphs, or the heading."""
    blocks = [found.item.block] if found.item is not None else []
    blocks += [found.node.block] if found.node.block and found.item is None else []
    blocks += [item.block for item in found.node.items if found.item is None]
    for block in blocks:
        now = paper.first(block.index)
        for words in (old, old.replace("; ", ", "), old.replace("; ", " và ")):
            if now and words and new and words in now.text:
                spoken = new.replace("; ", ", ")
                paper.set_text(block.index, now.text.replace(words, _small(spoken) if words[0].islower() else spoken, 1))
                return True
    return False
