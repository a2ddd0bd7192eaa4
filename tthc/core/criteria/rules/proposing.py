"""Which accepted evidence of the plan may prove an indicator: both speak of the same things, in the same pairs of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tthc.kernel.text import fold

_WORD = re.compile(r"[a-z0-9]+")
_LEAST = 2  # pairs in common; one pair of words is chance
_MOST = 5
_OWN_SECTION = 1  # a little ahead of equals, never instead of them
_IN_MANY = 3  # a pair that stands in every third indicator tells them not apart


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of accepted evidence with the words it is known by."""

    evidence_id: int
    words: str
    is_own_section: bool = False


def pairs(words: str) -> frozenset[tuple[str, str]]:
    """Neighbouring words, tone marks apart: Vietnamese says most things in two syllables."""
    found: set[tuple[str, str]] = set()
    for line in re.split(r"[\n;,.()]+", fold(words)):
        spoken = _WORD.findall(line)
        found |= set(pairwise(spoken))
    return frozenset(found)


def proposals(asked: Mapping[int, str], candidates: Sequence[Candidate]) -> dict[int, tuple[int, ...]]:
    """For each line (its words: title and evidence asked for) the evidence that speaks of the same, the nearest first."""
    of_lines = {line: pairs(words) for line, words in asked.items()}
    spread = Counter(pair for found in of_lines.values() for pair in found)
    telling = frozenset(pair for pair, lines in spread.items() if lines == 1 or lines * _IN_MANY <= len(asked))
    offered = [(one, pairs(one.words)) for one in candidates]
    return {line: _nearest(found & telling, offered) for line, found in of_lines.items()}


def _nearest(asked: frozenset[tuple[str, str]], offered: Sequence[tuple[Candidate, frozenset[tuple[str, str]]]]) -> tuple[int, ...]:
    scored = [(len(asked & found) + _OWN_SECTION * one.is_own_section, len(asked & found), one.evidence_id) for one, found in offered]
    near = sorted((entry for entry in scored if entry[1] >= _LEAST), key=lambda entry: (-entry[0], -entry[1], -entry[2]))
    return tuple(evidence_id for _, _, evidence_id in near[:_MOST])
