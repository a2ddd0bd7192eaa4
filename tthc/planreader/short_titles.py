"""A title for a task that has none, or one too long for a list: its first clause that is complete in itself."""

from __future__ import annotations

import re

from tthc.kernel.text import tidy
from tthc.planreader.wording import low, without_brackets, without_dangling, word_count

LONGEST = 120
_FEWEST_WORDS = 6
# Where a clause may end, the most natural place first; what follows is how, why or by whom.
_BREAKS = (
    re.compile(r"[.;]\s|[.;]$|\s[-–]\s"),
    re.compile(r"[,\s]\s*(?:trong đó|trong số đó|theo|để|nhằm|do|trên cơ sở|bảo đảm|đảm bảo|góp phần|đồng thời|làm cơ sở)(?!\w)|:\s"),
    re.compile(r",\s|\s(?:và|tại|trên|trong|của|thuộc|đối với|về|giữa|cho|đến|với|thông qua|qua|(?<!mặt )bằng|so với)(?!\w)"),
)
_INSIDE = {" do ": re.compile(r"(?:lý|tự)$"), " theo ": re.compile(r"(?:kèm|căn cứ|tuân)$")}


def short_title(text: str, title: str | None = None) -> str:
    """At most 120 characters for lists and headings; the text itself stays as the plan has it."""
    written = tidy(title or text)
    first = _first_sentence(written)
    short = first.rstrip(" .;,:/") if len(first) <= LONGEST else without_dangling(_closed(_cut(first)))
    return short[:1].upper() + short[1:]


def _first_sentence(text: str) -> str:
    """Up to the first full stop or semicolon, where that already says enough."""
    for match in _BREAKS[0].finditer(without_brackets(low(text))):
        if match.group()[0] in ".;" and word_count(text[: match.start()]) >= _FEWEST_WORDS:
            return text[: match.start()]
    return text


def _cut(text: str) -> str:
    words = without_brackets(low(text))
    for pattern in _BREAKS:
        fitting = [match.start() for match in pattern.finditer(words) if match.start() <= LONGEST and _is_complete(words, match)]
        if fitting:
            return text[: fitting[-1]]
    return text[: LONGEST + 1].rpartition(" ")[0] or text[:LONGEST]


def _is_complete(words: str, match: re.Match[str]) -> bool:
    before = words[: match.start()]
    bound = _INSIDE.get(match.group().rstrip() + " ")
    return word_count(before) >= _FEWEST_WORDS and not (bound and bound.search(before))


def _closed(text: str) -> str:
    """Without a bracket that the cut left open."""
    while text.count("(") > text.count(")"):
        text = text[: text.rindex("(")]
    return text.rstrip()
