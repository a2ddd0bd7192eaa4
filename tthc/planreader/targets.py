"""Numbers that must be reached: shares anywhere, counts where the words say that they are a bar or stand among the goals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from tthc.planreader.bounds import AT_LEAST, AT_MOST, BETWEEN, NUMBER, Found, bound_of, number
from tthc.planreader.counts import TERMS, counts_in
from tthc.planreader.draft import DraftTarget
from tthc.planreader.measures import is_size
from tthc.planreader.metrics import Figure, names_of
from tthc.planreader.wording import low

_SIGN = r"(?:%|‰|phần trăm)"
_SHARE = re.compile(
    rf"(?P<bar>{AT_LEAST}|{AT_MOST})?(?:{BETWEEN})?(?P<value>{NUMBER})(?:\s*{_SIGN})?(?:\s*(?:-|đến)\s*(?P<top>{NUMBER}))?\s*{_SIGN}(?P<rate>\s*/\s*(?:năm"
    rf"|quý|tháng))?(?P<up>\s*trở lên)?"
)
# "Từ 75% cơ quan, tổ chức trở lên": the noun may stand between.
_FROM = re.compile(r"(?<!\w)từ\s*$")
_CHANGES_TO = re.compile(r"(?:\s*/\s*\w+)*(?:\s*\([^()]*\))?\s*(?:(?:vào |trong |của )?năm \d{4}\s*)?(?:lên|xuống|giảm|tăng|còn)(?!\w)")
_UP = re.compile(r"[^.;:()\d%]{1,70}?\strở lên(?!\w)")
_RANK = re.compile(
    rf"(?:trong nhóm|trong (?:top|tốp)|nằm trong|thuộc nhóm|(?:top|tốp))\s+(?P<value>{NUMBER})(?!\s*%)"
    r"(?:\s*(?P<noun>[^\d.;:()]{0,40}?)\s*(?:dẫn đầu|đứng đầu|đầu|cao nhất|tốt nhất)|\s+(?:của|toàn|cả|trong)(?!\w)|(?=[.,;)]|$))"
)
# A rank that counts from the top: "thứ 10 trở lên" is the tenth place or better.
_PLACE = re.compile(r"(?:hạng|vị trí|xếp)(?: từ| hạng| vị trí| thứ)*\s+(?P<value>\d{1,3})(?:\s*/\s*\d+)?\s+trở lên(?!\w)")
_BREAKS = re.compile(r"[;:]|\.\s|,\s|\svà\s")
_PREDICATE = re.compile(r"(?<!\w)(?:được|đạt|có|là|phải|thực hiện|hoàn thành|triển khai|tăng|giảm)(?!\w)")
_VERB_OF_SHARE = re.compile(r"(?:đạt|còn)\s")
_ABBREVIATION = re.compile(r"(?<!\w)[A-ZĐ]{3,6}(?!\w)")
_WHOLE = 100
# No sentence sets more bars than this: what has more is a row of figures.
_MOST_IN_LINE = 60
_LONGEST_LIST_PART = 9
_LONGEST_UNIT = 4


def targets_in(
    section: str, text: str, *, is_goal: bool = False, is_time: bool = False, abbreviations: Collection[str] = (), about: str = ""
) -> list[DraftTarget]:
    """The targets of one paragraph or cell; among goals a plain count is a target too, `about` is what the cell stands beside.

    A counted noun that the plan also abbreviates is named by the abbreviation, so that one unit has one name; in a time
    label days are a term.
    """
    words = low(text)
    found = sorted([*_shares(words), *_ranks(words)], key=lambda one: one.start)
    taken = [(one.start, one.end) for one in found]
    counts = [
        one
        for one in islice(counts_in(words, is_goal=is_goal), 2 * _MOST_IN_LINE)
        if not any(a < one.end and one.start < b for a, b in taken)
    ]
    ordered = sorted([*found, *(one for one in counts if not (is_time and one.unit in TERMS))], key=lambda one: one.start)
    ordered = [one for one in ordered if not _is_left_behind(words, one)]
    named = (replace(one, unit=_abbreviated(one.unit, abbreviations)) for one in ordered)
    found = list(_with_shared_bars(words, _with_one_name(list(islice(named, _MOST_IN_LINE)))))
    names = names_of(text, [Figure(one.start, one.end, one.unit, is_size(one.unit)) for one in found], about)
    return [_target(section, text, words, one, name) for one, name in zip(found, names, strict=True)]


def abbreviations_in(text: str) -> frozenset[str]:
    """Abbreviations in capitals that a text uses."""
    return frozenset(_ABBREVIATION.findall(text))


def _abbreviated(unit: str, abbreviations: Collection[str]) -> str:
    initials = "".join(word[0] for word in unit.split()).upper()
    return initials if initials in abbreviations else unit


def _is_left_behind(words: str, one: Found) -> bool:
    """Where a change begins is no target: "giảm từ 14% xuống 10%"."""
    before = words[max(one.start - 4, 0) : one.end]
    return bool(re.search(r"(?<!\w)từ\s+\d", before) and _CHANGES_TO.match(words, one.end))


def _with_one_name(found: list[Found]) -> list[Found]:
    """A long name is said as short as the same sentence says it elsewhere: "12 chuỗi cung ứng thực phẩm an toàn … lên 16 chuỗi"."""
    units = {one.unit for one in found}
    shorter = {unit: min((u for u in units if f"{unit} ".startswith(f"{u} ")), key=len) for unit in units}
    return [replace(one, unit=shorter[one.unit]) if len(one.unit.split()) > _LONGEST_UNIT else one for one in found]


def _shares(words: str) -> Iterator[Found]:
    for match in _SHARE.finditer(words):
        top = number(match["top"]) if match["top"] else None
        unit = ("‰" if "‰" in match.group() else "%") + re.sub(r"\s", "", match["rate"] or "")
        is_up = bool(
            match["up"] or (_FROM.search(words[max(match.start("value") - 8, 0) : match.start("value")]) and _UP.match(words, match.end()))
        )
        op = ">=" if top is not None else bound_of(match["bar"], is_up=is_up)
        is_bare = match["bar"] is None and not is_up and top is None
        yield Found(match.start(), match.end(), op, number(match["value"]), unit, top, is_bare)


def _ranks(words: str) -> Iterator[Found]:
    for match in _RANK.finditer(words):
        yield Found(match.start(), match.end(), "<=", number(match["value"]), (match["noun"] or "").strip() or "hạng")
    for match in _PLACE.finditer(words):
        yield Found(match.start(), match.end(), "<=", number(match["value"]), "hạng")


def _with_shared_bars(words: str, found: list[Found]) -> Iterator[Found]:
    """Bars of "ít nhất 50% A; 60% B" hold for B too, as long as B says nothing of its own; all is never "at least"."""
    previous: Found | None = None
    for one in found:
        goes_on = previous is not None and previous.op != "=" and previous.unit == one.unit and _only_lists(words, previous, one)
        previous = replace(one, op=previous.op) if previous and goes_on and one.is_bare and one.value != _WHOLE else one
        yield previous


def _only_lists(words: str, first: Found, second: Found) -> bool:
    between = words[first.end : second.start]
    ending = re.split(r"[;.]", words[second.end :])[0]
    if _VERB_OF_SHARE.search(words[second.start : second.end]):
        return False
    if (
        between.rstrip().endswith(" và" if first.op == "<=" else (" và", ","))
        and not re.search(r"[;:.%]", between)
        and not _PREDICATE.search(between)
    ):
        # Of "ít nhất 50% A và 40% B được …" both are said in one breath.
        return True
    is_short = len(between.split()) <= _LONGEST_LIST_PART and bool(re.search(r"[;,]|\svà\s*$", between + " "))
    return is_short and not _PREDICATE.search(between) and not _PREDICATE.search(ending[:60])


def _target(section: str, text: str, words: str, one: Found, name: str) -> DraftTarget:
    breaks = [match.end() for match in _BREAKS.finditer(words, 0, one.start) if match.group() != ", "]
    start = breaks[-1] if breaks else 0
    after = re.search(r"[;.](?:\s|$)", words[one.end :])
    end = one.end + after.start() if after else len(text)
    clause = text[start:end].strip()
    written = text[one.end - len(one.unit) : one.end]
    unit = written if written.isupper() else one.unit
    return DraftTarget(section, clause, name, one.op, one.value, unit, one.top)
