"""Tasks in the content part: what an item with its labels, a group of dashes or a bare item asks somebody to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tthc.planreader.appendix import has_task_table, table_tasks
from tthc.planreader.draft import DraftTask
from tthc.planreader.fields import make_task
from tthc.planreader.headings import Purpose
from tthc.planreader.label_sets import closing_labels, label_sets
from tthc.planreader.labels import Label
from tthc.planreader.numbering import ARABIC
from tthc.planreader.outline import Item, Node
from tthc.planreader.phrases import phrase_in
from tthc.planreader.prose import (
    acting_after_colon,
    acting_at_last,
    acting_unit,
    coordinators,
    helping_units,
    is_unit_heading,
    leads,
    named_in_passing,
    without_opening,
)
from tthc.planreader.theme import NOWHERE, Place
from tthc.planreader.units import split_units
from tthc.planreader.wording import low, sentences, word_count

_TO_APPENDIX = re.compile(r"phụ lục|biểu (?:số |kèm)|danh mục kèm theo|kèm theo kế hoạch")
_SHORTEST_DASH = 5
_SHORTEST_REST = 3
_FEWEST_IN_GROUP = 2
_DUTY_LABELS = ("lead", "implement", "coordinate", "time", "deliverable")


def content_tasks(root: Node, year: int, whole: Place = NOWHERE) -> list[DraftTask]:
    """The tasks of all parts that hold work, in reading order; `whole` holds the titles of appendix and plan."""
    return list(_tasks_of(root, year, whole))


def _tasks_of(node: Node, year: int, whole: Place) -> Iterator[DraftTask]:
    yield from _own_tasks(node, year, whole)
    shared = _shared_by_letters(node)
    if _is_one_task(node):
        return
    for child in node.children:
        if shared and child is not node.children[-1]:
            yield _one_task(child, year, whole, shared)
        else:
            yield from _tasks_of(child, year, whole)


def _own_tasks(node: Node, year: int, whole: Place) -> Iterator[DraftTask]:
    if node.purpose is Purpose.ORGANISATION:
        return
    if has_task_table(node.items):
        yield from _lead_in(node, year, whole)
        yield from table_tasks([i.block for i in node.items if i.kind == "row"], node.code, year, _place(node, whole))
    elif node.purpose is Purpose.SCHEDULE:
        yield from _scheduled(node, year, whole)
    elif _is_one_task(node) and node.purpose is not Purpose.REPORTING:
        yield from _labelled(node, year, whole)
    elif node.purpose is Purpose.CONTENT:
        yield from _unlabelled(node, year, whole)


def _labels(node: Node) -> list[Label]:
    return [*node.labels, *(label for item in node.items if item.kind == "labels" for label in item.labels)]


def _is_one_task(node: Node) -> bool:
    """The item has labels of its own, so it is one task with everything below it."""
    if node.purpose in (Purpose.AIM, Purpose.ORGANISATION, Purpose.ASIDE, Purpose.LOOKED_AT) and node.rank < ARABIC:
        return False
    return any(label.role in _DUTY_LABELS for label in _labels(node)) and not has_task_table(node.items)


def _shared_by_letters(node: Node) -> list[Label]:
    """Labels that close a group of lettered items belong to every item when only the last seems to have them."""
    children = node.children
    if node.purpose is not Purpose.CONTENT or len(children) < _FEWEST_IN_GROUP or any(child.children for child in children):
        return []
    last = children[-1].items
    has_closing = bool(last) and last[-1].kind == "labels" and not last[-1].is_dashed and not children[-1].labels
    return _labels(children[-1]) if has_closing and not any(_labels(child) for child in children[:-1]) else []


def _labelled(node: Node, year: int, whole: Place) -> Iterator[DraftTask]:
    sets = label_sets(node)
    for texts, labels in sets:
        for item in texts:
            every = labels + item.labels
            yield make_task(node.code, item.text, year=year, block=item.block.index, labels=every, place=_place(node, whole))
    if sets:
        return
    labels = _labels(node)
    group = _closed_group(node)
    if group:
        for item in group:
            every = labels + item.labels
            yield make_task(node.code, item.text, year=year, block=item.block.index, labels=every, place=_place(node, whole))
        return
    yield _one_task(node, year, whole)


def _closed_group(node: Node) -> list[Item]:
    """Dashes closed by a label line that is no dash itself: each dash is a task, the line applies to all."""
    items = node.items
    kinds = [item.kind for item in items]
    dashes = [item for item in items if item.kind == "dash"]
    first_label = kinds.index("labels") if "labels" in kinds else len(kinds)
    is_closed = first_label >= len(dashes) > 1 and not node.labels and not node.children and "plain" not in kinds
    return dashes if is_closed and not any(item.is_dashed for item in items[first_label:]) else []


def _one_task(node: Node, year: int, whole: Place, shared: list[Label] | None = None) -> DraftTask:
    texts = _texts(node)
    labels = _labels(node) + [label for item in node.items if item.kind != "labels" for label in item.labels]
    running = [text for text, kind in texts if kind == "plain"]
    # A lone dash says what to do as a paragraph does.
    text = " ".join(running or ([texts[0][0]] if len(texts) == 1 else []) or [node.title])
    prose = f"{node.title}. {text}"
    block = node.block.index if node.block else 0
    return make_task(
        node.code,
        text,
        year=year,
        block=block,
        title=node.title,
        labels=labels or shared or [],
        units=_leaders(prose) or {"lead": named_above(node.parent)},
        prose=prose,
        place=_place(node.parent, whole),
    )


def _leaders(prose: str) -> dict[str, tuple[str, ...]]:
    """Who leads according to a sentence where labels name nobody: "X chủ trì, phối hợp với Y …", "Tên việc: X làm …"."""
    for sentence in sentences(prose):
        found = acting_unit(sentence)
        if found and low(found[1]).startswith("chủ trì"):
            return {"lead": split_units(found[0]), "coordinate": coordinators(found[1])}
    found = acting_after_colon(prose) or acting_at_last(prose)
    acting = {"lead": split_units(found[0]), "coordinate": coordinators(found[1]) or helping_units(found[1])} if found else {}
    return named_in_passing(prose) or acting


def _texts(node: Node) -> list[tuple[str, str]]:
    """Paragraphs of the item and of the items below it."""
    found = [(item.text, item.kind) for item in node.items if item.kind in ("plain", "dash") and item.text]
    return found + [text for child in node.children for text in _texts(child)]


def _place(node: Node | None, whole: Place) -> Place:
    """The headings from this one upwards: groups of tasks first, then the parts of the plan."""
    groups: list[str] = []
    parts: list[str] = []
    while node is not None:
        if node.title:
            (groups if node.rank >= ARABIC or _is_below_part(node) else parts).append(node.title)
        node = node.parent
    return Place(tuple(groups), (*parts, *whole.parts), whole.plan)


def _is_below_part(node: Node) -> bool:
    """A roman heading below a lettered part names a group of tasks as an arabic one does elsewhere."""
    return node.parent is not None and bool(node.parent.title)


def _lead_in(node: Node, year: int, whole: Place) -> Iterator[DraftTask]:
    """A sentence or labels before a table that themselves name who leads."""
    if any(label.role == "lead" for label in _labels(node)):
        yield _one_task(node, year, whole)
    for item in node.items:
        found = acting_unit(item.text) if item.kind == "plain" else None
        if found and low(found[1]).startswith("chủ trì"):
            yield _prose_task(node, item.text, item.block.index, year, whole)


def _scheduled(node: Node, year: int, whole: Place) -> Iterator[DraftTask]:
    """In inspection plans only what has a time is work to do; objects and methods are described, not ordered."""
    for item in node.items:
        if item.kind == "plain" and phrase_in(item.text):
            yield _prose_task(node, item.text, item.block.index, year, whole, title=node.title)


def _unlabelled(node: Node, year: int, whole: Place) -> Iterator[DraftTask]:
    items = [item for item in node.items if item.kind in ("plain", "dash") and item.text]
    dashes = [item for item in items if item.kind == "dash" and word_count(item.text) >= _SHORTEST_DASH]
    closing = closing_labels(node.items) if len(dashes) > 1 else []
    for item in dashes:
        yield _prose_task(node, item.text, item.block.index, year, whole, labels=[*item.labels, *closing])
    running = [item for item in items if item.kind == "plain" and not _is_intro(item.text)]
    if dashes or (running and node.children):
        return
    if running and node.parent and node.parent.code:
        labels = [label for item in running for label in item.labels]
        text = " ".join(item.text for item in running)
        yield _prose_task(node, text, running[0].block.index, year, whole, title=node.title, labels=labels)
    elif running:
        for item in running:
            yield _prose_task(node, item.text, item.block.index, year, whole, labels=item.labels)
    elif not node.children and node.rank >= ARABIC and node.block and not _is_intro(node.title) and not any(map(_points_away, items)):
        yield _prose_task(node, node.title, node.block.index, year, whole, labels=node.labels)


def _points_away(item: Item) -> bool:
    return bool(_TO_APPENDIX.search(low(item.text)))


def named_above(node: Node | None) -> tuple[str, ...]:
    """The units of the nearest heading above that names nothing but units."""
    while node is not None and node.title:
        if node.rank >= ARABIC and is_unit_heading(node.title):
            return split_units(without_opening(node.title).rstrip(" :"))
        node = node.parent
    return ()


def _is_intro(text: str) -> bool:
    """A sentence that only points on: to what follows, or to an appendix."""
    return text.rstrip().endswith(":") or bool(_TO_APPENDIX.search(low(text)))


def _prose_task(
    node: Node, text: str, block: int, year: int, whole: Place, title: str | None = None, labels: list[Label] | None = None
) -> DraftTask:
    found = acting_unit(text) or acting_after_colon(text) or acting_at_last(text)
    units = named_in_passing(text)
    if found and (word_count(found[1]) >= _SHORTEST_REST or leads(found[1])):
        units = {"lead": split_units(found[0]), "coordinate": coordinators(found[1]) or helping_units(found[1])} | units
    if not units.get("lead"):
        units |= {"lead": named_above(node)}
    prose = f"{title}. {text}" if title else text
    place = _place(node.parent if node.title in (title, text) else node, whole)
    return make_task(node.code, text, year=year, block=block, title=title, units=units, labels=labels or [], prose=prose, place=place)
