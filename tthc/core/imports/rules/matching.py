"""Which text of one list is which of another: reworded, renumbered and moved texts find each other again."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tthc.kernel.text import fold

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"20\d\d")
_ALIKE = 0.55
"""From this likeness on two texts are one; below it the later text is a new one."""
_INSIDE = 0.85  # how much a text that stands whole inside another is worth
_SHORTEST_INSIDE = 4
_PART = 0.15
_LEAST = 0.15  # what shares less than this of both reaches no likeness
_SAME_CODE = 0.08  # a text less alike may still be the same where its number is
_LIKELY_CODE = 0.03
_NEAR = 0.02
_LONGEST = 400  # words compared of one text
_COMMON = 200  # a word that more texts share tells none of them from the others


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be found again; its `code` (place in the outline) only tips the scale."""

    words: str
    code: str = ""

    @classmethod
    def of_task(cls, title: str, text: str, code: str) -> Text:
        """What a task is recognised by: its text, with its title where that says more."""
        return cls(text if title in text else f"{title} {text}", code)


def best_matches(old: Sequence[Text], new: Sequence[Text]) -> dict[int, int]:
    """Position in `old` -> position in `new`: the best pairs of the whole lists, each text used once.

    Equal texts pair first, those of the same code before others; then likeness decides, wherever the texts stand. A pair that
    leaves both its rivals without a partner gives way where another pairing keeps more of them.
    """
    pairs = dict(_equal(old, new))
    taken = set(pairs.values())
    left = [n for n in range(len(old)) if n not in pairs]
    right = [n for n in range(len(new)) if n not in taken]
    candidates = _alike(old, new, left, right)
    return pairs | _chosen(candidates)


def _words(text: Text) -> list[str]:
    """The year is no part of what a task is: next year's plan says the same of another one."""
    return [word for word in _WORD.findall(fold(text.words)) if not _YEAR.fullmatch(word)][:_LONGEST]


def _equal(old: Sequence[Text], new: Sequence[Text]) -> Iterator[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for n, text in enumerate(new):
        places[" ".join(_words(text))].append(n)
    waiting: list[tuple[int, str]] = []
    for n, text in enumerate(old):
        key = " ".join(_words(text))
        same = next((one for one in places[key] if new[one].code == text.code), None)
        if same is None:
            waiting.append((n, key))
        else:
            places[key].remove(same)
            yield n, same
    for n, key in waiting:
        if places[key]:
            yield n, places[key].pop(0)


def _alike(old: Sequence[Text], new: Sequence[Text], left: Sequence[int], right: Sequence[int]) -> list[tuple[float, int, int]]:
    """Pairs alike enough, with their scores; words that many tasks share weigh little."""
    mine = {n: Counter(_words(old[n])) for n in left}
    theirs = {n: Counter(_words(new[n])) for n in right}
    used = Counter(word for bag in (*mine.values(), *theirs.values()) for word in bag)
    weights = {word: math.log(1 + (len(mine) + len(theirs)) / count) for word, count in used.items()}
    sizes = {n: _weight(bag, weights) for n, bag in theirs.items()}
    shared = _Shared(theirs, weights, {word for word, count in used.items() if count > _COMMON})
    found = []
    for one, bag in mine.items():
        size = _weight(bag, weights)
        for other, common in shared.with_(bag):
            if common < _LEAST * (size + sizes[other]):
                continue
            is_same_code = bool(old[one].code) and old[one].code == new[other].code
            score = _score(common, size, sizes[other], min(bag.total(), theirs[other].total()))
            if score + _SAME_CODE * is_same_code >= _ALIKE:
                near = 1 - abs(one / len(old) - other / len(new))
                found.append((score + _LIKELY_CODE * is_same_code + _NEAR * near, one, other))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _weight(bag: Mapping[str, int], weights: Mapping[str, float]) -> float:
    return sum(count * weights[word] for word, count in bag.items())


def _score(common: float, one: float, other: float, fewest_words: int) -> float:
    alike = 2 * common / (one + other) if one + other else 0.0
    inside = _INSIDE * common / min(one, other) if fewest_words >= _SHORTEST_INSIDE and min(one, other) else 0.0
    # A short text lies inside many a long one: only where it is a good part of it does that tell.
    return max(alike, min(inside, alike + _PART))


class _Shared:
    """What the later texts share with another one; words that nearly all of them hold find no candidates, they only weigh."""

    def __init__(self, bags: Mapping[int, Counter[str]], weights: Mapping[str, float], common: Collection[str]) -> None:
        self._bags, self._weights, self._common = bags, weights, common
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, bag in bags.items():
            for word, count in bag.items():
                if word not in common:
                    self._places[word].append((n, count))

    def with_(self, bag: Counter[str]) -> Iterator[tuple[int, float]]:
        """Each candidate with the weight of the words it shares."""
        told: dict[int, float] = defaultdict(float)
        for word, count in bag.items():
            for n, other in self._places.get(word, ()):
                told[n] += min(count, other) * self._weights[word]
        everywhere = [(word, count) for word, count in bag.items() if word in self._common]
        for n, weight in told.items():
            yield n, weight + sum(min(count, self._bags[n][word]) * self._weights[word] for word, count in everywhere)


def _chosen(candidates: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    """The best pair first; a text left over may take the partner of another that has a second choice."""
    pairs: dict[int, int] = {}
    taken: dict[int, int] = {}
    for _, one, other in candidates:
        if one not in pairs and other not in taken:
            pairs[one], taken[other] = other, one
    choices: dict[int, list[int]] = defaultdict(list)
    for _, one, other in candidates:
        choices[one].append(other)
    for one in [n for n in choices if n not in pairs]:
        for other in choices[one]:
            rival = taken[other]
            free = next((place for place in choices[rival] if place not in taken), None)
            if free is not None:
                pairs[rival], taken[free], pairs[one], taken[other] = free, rival, other, one
                break
    return pairs
