"""Things said twice: a target repeated for the same metric, a body task that an appendix assigns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tthc.planreader.draft import DraftTarget, DraftTask
from tthc.planreader.wording import low

_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = frozenset(
    re.findall(r"\S+", "tối thiểu ít nhất đạt trở lên trên của các và cho được về với trong tại theo từ là có đến bảo đảm tỷ lệ")
)
_SAME_TASK, _SAME_TARGET = 0.75, 0.6
_FEWEST_WORDS = 4
_MOST_COMPARED = 400
_REPEAT = "Có thể trùng với nhiệm vụ trong phụ lục"


def likeness(one: str, other: str) -> float:
    """The share of the shorter text's words that the longer has too."""
    return _shared(_meaning(one), _meaning(other))


def _meaning(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(low(text[:600]))) - _EMPTY


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter >= _FEWEST_WORDS else 0.0


def without_repeated_targets(targets: Iterable[DraftTarget]) -> list[DraftTarget]:
    """A number said again elsewhere for the same metric counts once, at its first place."""
    kept: list[DraftTarget] = []
    alike: dict[tuple[float, str], list[tuple[str, frozenset[str]]]] = {}
    for target in targets:
        earlier = alike.setdefault((target.value, target.unit[:1]), [])
        words = _meaning(target.text)
        if any(section != target.task_section and _shared(words, other) >= _SAME_TARGET for section, other in earlier):
            continue
        kept.append(target)
        if len(earlier) < _MOST_COMPARED:
            earlier.append((target.task_section, words))
    return kept


def without_repeats(tasks: Sequence[DraftTask]) -> list[DraftTask]:
    """Body tasks that nobody leads and an appendix says again are left out; others like that carry a doubt."""
    assigned = [task for task in tasks if task.section.startswith("PL")]
    rows = [_meaning(task.text) for task in assigned[:_MOST_COMPARED]]
    kept: list[DraftTask] = []
    for task in tasks:
        is_open = not task.section.startswith("PL") and not task.lead and bool(assigned)
        words = _meaning(task.text) if is_open else frozenset[str]()
        if is_open and any(_shared(words, row) >= _SAME_TASK for row in rows):
            continue
        doubted = replace(task, doubts=(*task.doubts, _REPEAT), confidence=min(task.confidence, 0.4))
        kept.append(doubted if is_open else task)
    return kept
