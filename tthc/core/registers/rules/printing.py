"""For whom and when a paper is printed, and the letterhead that all of them have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from tthc.core.registers.rules.columns import Lookups
from tthc.kernel.document import capitals, spoken
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day

Content = dict[str, Any]
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Office:
    """The agency as its papers name it."""

    name: str
    superior: str = ""
    place: str = ""
    symbol: str = ""
    public_address: str = ""
    feedback_contact: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a paper that an agency may change: their place, what they are, and how they read until somebody does."""

    name: str
    title: str
    words: str
    is_long: bool = True


@dataclass(frozen=True, slots=True)
class Printing:
    """For whom and when a paper is printed. `is_masked`: the reader does not handle every row, so nobody is named."""

    office: Office
    today: date
    year: int | None = None
    is_masked: bool = True
    lookups: Lookups | None = None
    wording: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    narrowed: str = ""  # how the list was narrowed, in words

    def words(self, sentence: Sentence) -> str:
        """A sentence as this agency says it."""
        return self.wording.get(sentence.name, sentence.words)


def head(printing: Printing, title: str, subject: str = "") -> Content:
    """Letterhead, title and day, which every paper has."""
    office = printing.office
    return {
        "agency": {
            "superior": office.superior.upper(),
            "name": capitals(office.name),
            "spoken": spoken(office.name),
            "place": office.place,
        },
        "title": title,
        "subject": subject,
        "date": printing.today.isoformat(),
        "day": day(printing.today),
        "contact": office.feedback_contact,
    }


def lines(text: str) -> list[str]:
    """The lines that hold something."""
    return [line for line in (tidy(one) for one in text.splitlines()) if line]


def shown_day(iso: str | date | None) -> str:
    """A day given as such or in ISO, in words of the page; nothing for none."""
    if not iso:
        return ""
    return day(iso if isinstance(iso, date) else date.fromisoformat(iso))
