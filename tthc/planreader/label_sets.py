"""Below one heading each dash may carry label lines of its own: the labels that follow it, up to the next dash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tthc.planreader.labels import Label
from tthc.planreader.outline import Item, Node
from tthc.planreader.prose import acting_unit, coordinators, labels_in_brackets, leads
from tthc.planreader.wording import low

_TELLING = ("lead", "implement", "time", "deliverable")
_FEWEST_SETS = 2
# "… thực hiện các nhiệm vụ tại mục này": what the sentence hands out stands above it.
_ALL_ABOVE = re.compile(r"(?:nhiệm vụ|nội dung|công việc|hoạt động)[^.;]{0,20}(?:tại mục này|mục này|nêu trên|trên đây|ở trên|trên)\W*$")


def label_sets(node: Node) -> list[tuple[list[Item], list[Label]]]:
    """Dashes with the labels behind them, where a label of the same kind begins again behind another dash; empty otherwise."""
    if node.labels or node.children:
        return []
    sets: list[tuple[list[Item], list[Label]]] = []
    for item in node.items:
        if item.kind == "labels":
            if not sets:
                return []
            sets[-1][1].extend(item.labels)
        elif item.kind in ("dash", "plain") and item.text and not item.text.rstrip().endswith(":"):
            if not sets or sets[-1][1]:
                sets.append(([], []))
            sets[-1][0].append(item)
    if not sets or not sets[-1][1]:
        return []
    begun = Counter(role for _, labels in sets for role in {label.role for label in labels})
    return sets if any(begun[role] >= _FEWEST_SETS for role in _TELLING) else []


def closing_labels(items: Sequence[Item]) -> list[Label]:
    """Who does all dashes of a group, as a last paragraph says: a sentence, or a line in brackets."""
    last = items[-1]
    if last.kind != "plain":
        return []
    if last.labels and not last.text:
        return last.labels
    _, labels = labels_in_brackets(last.text)
    found = acting_unit(last.text)
    if labels or not found or not leads(found[1]) or not _ALL_ABOVE.search(low(last.text)):
        return labels
    helping = coordinators(found[1])
    return [Label("lead", "", found[0]), *([Label("coordinate", "", "; ".join(helping))] if helping else [])]
