"""Below one heading each dash may carry label lines of its own: the labels that follow it, up to the next dash."""

from __future__ import annotations

from collections import Counter

from tthc.planreader.labels import Label
from tthc.planreader.outline import Item, Node

_TELLING = ("lead", "implement", "time", "deliverable")
_FEWEST_SETS = 2


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
