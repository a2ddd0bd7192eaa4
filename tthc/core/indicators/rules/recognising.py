"""Which measure of the registers a target of the plan asks for; what is not sure is left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tthc.kernel.text import fold

# A target whose words begin so counts procedures, never dossiers or people.
_PROCEDURES = re.compile(r"(?:ty le |so )?(?:tthc|thu tuc)\b")
_OF_PROCEDURES = frozenset({"procedure", "posting", "announcement", "review"})
# Registers of what an agency does to others: its inspections speak of the levels below it, every other register of itself.
_OF_OTHERS = frozenset({"inspection_round", "inspection_return"})
# Words that make the thing counted, or the whole it is a share of, another one; a measure must name them itself.
_NARROWING = (
    *("du dieu kien", "quy trinh", "xin loi", "kiem tra", "dong bo", "tap huan", "can bo", "cong chuc"),
    *("muc do 3", "muc do 4", "chuyen doi so", "truc thuoc", "thoi gian giai quyet", "dieu kien kinh doanh"),
    *("dot xuat", "tu kiem tra", "co so dich vu", "co so san xuat", "co so kinh doanh"),
)
_OF_A_YEAR = re.compile(r" nam 20[0-9]{2} ")  # a plan that names years sets steps; which one is meant is for a person to say
_LEVELS = {"tinh": ("cap tinh", "cap so"), "huyen": ("cap huyen",), "xa": ("cap xa", "cap phuong", "xa, phuong", "phuong, xa")}
_NAMES = (  # how an agency's name begins, without "Ủy ban nhân dân"
    ("xa", ("phuong ", "xa ", "thi tran ", "dac khu ")),
    ("huyen", ("huyen ", "quan ", "thi xa ")),
    ("tinh", ("tinh ",)),
)


class Known(Protocol):
    """A measure as recognition needs it."""

    @property
    def code(self) -> str:
        """Its name for ever."""

    @property
    def unit(self) -> str:
        """The unit of its figure."""

    @property
    def register(self) -> str:
        """The register it counts."""

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """Groups of folded phrases; every phrase of one group must occur."""


K = TypeVar("K", bound=Known)


@dataclass(frozen=True)
class Wanted:
    """What a target says: `text` is its sentence where no other target shares it, else empty."""

    metric: str
    text: str
    unit: str
    op: str


def level_of(agency_name: str) -> str:
    """The level of an agency by its name: xa, huyen, tinh; empty where the name does not tell."""
    name = fold(agency_name).removeprefix("uy ban nhan dan ").removeprefix("ubnd ").strip() + " "
    return next((level for level, begins in _NAMES if name.startswith(begins)), "")


def recognise(wanted: Wanted, measures: Sequence[K], level: str = "") -> K | None:
    """The one measure that a target asks for; None where several would do, or the target is about something else.

    The metric is asked first; the whole sentence only where the metric names none.
    """
    metric, unit = _padded(wanted.metric), fold(wanted.unit)
    # A share that shall not be exceeded ("hồ sơ trễ hạn dưới 2%") is the opposite of what registers count.
    if (wanted.op == "<=" and unit == "%") or _OF_A_YEAR.search(metric):
        return None
    of_procedures = _PROCEDURES.match(metric.strip()) is not None
    fitting = [m for m in measures if fold(m.unit) == unit and (not of_procedures or m.register in _OF_PROCEDURES)]
    fitting = [m for m in fitting if not (_is_not_below if m.register in _OF_OTHERS else _is_of_another_level)(metric, level)]
    # A sentence copied from the plan above ("văn bản ... của tỉnh ... sở, ban, ngành cấp tỉnh") sets no target for whom it was copied.
    if _is_of_another_level(_padded(wanted.text), level):
        fitting = [m for m in fitting if m.register != "draft_regulation"]
    for words in (metric, metric + _padded(wanted.text)):
        found = [(measure, groups) for measure in fitting if (groups := _matched(measure, words))]
        if found:
            one = _most_telling(found)
            return one if one is not None and _names_what_narrows(one, metric) else None
    return None


def _padded(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9%,]+', fold(text).replace(',', ' , ')))} "


def _holds(words: str, phrase: str) -> bool:
    return _padded(phrase) in words


def _matched(measure: Known, words: str) -> list[frozenset[str]]:
    return [frozenset(group) for group in measure.spellings if group and all(_holds(words, phrase) for phrase in group)]


def _most_telling(found: Iterable[tuple[K, list[frozenset[str]]]]) -> K | None:
    """The measure whose phrases go beyond those of each other one that matched."""
    all_found = list(found)
    best = [
        measure for measure, groups in all_found if all(other is measure or _goes_beyond(groups, theirs) for other, theirs in all_found)
    ]
    return best[0] if len(best) == 1 else None


def _goes_beyond(groups: list[frozenset[str]], theirs: list[frozenset[str]]) -> bool:
    mine, other = frozenset().union(*groups), frozenset().union(*theirs)
    return any(group < mine for group in theirs) and not any(group < other for group in groups)


def _names_what_narrows(measure: Known, metric: str) -> bool:
    narrowing = [phrase for phrase in _NARROWING if _holds(metric, phrase)]
    said = _padded(" ".join(phrase for group in measure.spellings for phrase in group))
    return all(_holds(said, phrase) for phrase in narrowing)


def _is_of_another_level(metric: str, level: str) -> bool:
    """A ward's registers say nothing of the district's share, and a district's nothing of its wards'."""
    named = {name for name, phrases in _LEVELS.items() if any(_holds(metric, phrase) for phrase in phrases)}
    return bool(named - {level})


def _is_not_below(metric: str, level: str) -> bool:
    """A district inspects its wards, and never the provinces or itself as a level."""
    order = list(_LEVELS)
    named = [name for name, phrases in _LEVELS.items() if any(_holds(metric, phrase) for phrase in phrases)]
    return bool(level) and any(order.index(name) <= order.index(level) for name in named)
