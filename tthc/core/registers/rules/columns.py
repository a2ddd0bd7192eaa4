"""A column said once: the form, the list, the sheet and the check of a register are made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, Any] = MappingProxyType({})
MASK = "•••"  # stands for what a reader may not see


class Kind(StrEnum):
    """What stands in a column; the Python value is in brackets."""

    TEXT = "text"  # one line (str, "" when empty)
    LONG = "long"  # several lines (str)
    CODE = "code"  # an opaque code, kept letter for letter (str)
    LINK = "link"  # an https address (str)
    DAY = "day"  # (date or None)
    COUNT = "count"  # a whole number, 0 or more (int or None)
    NUMBER = "number"  # (Decimal or None)
    MONEY = "money"  # đồng, whole (int or None; the model's column is a BigInteger)
    CHOICE = "choice"  # one of `choices` (the stored word, or "" / None when empty)
    FLAG = "flag"  # Có / Không (bool; None when empty)
    UNIT = "unit"  # a unit of the agency (its id)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `name` is the attribute of the model and the name of the form's field."""

    name: str
    title: str  # on the screen, in the sheet's header and in every message
    kind: Kind = Kind.TEXT
    is_required: bool = False
    choices: Mapping[str, str] = field(default_factory=lambda: _NOTHING)  # stored word -> Vietnamese words
    choices_from: str = ""  # choices that are rows of the agency: the name in `Lookups.known` of a mapping id -> words; the id is stored
    is_numbered: bool = False  # the stored number is a name that people write ("nhóm 7"): a sheet may hold it alone
    choice_spellings: Mapping[str, str] = field(default_factory=lambda: _NOTHING)  # folded words of other sources -> stored word
    longest: int = 500
    spellings: tuple[str, ...] = ()  # other headers under which sheets carry it; compared folded
    hint: str = ""
    is_listed: bool = True  # stands in the list on the screen; the sheet has every column
    is_filter: bool = False  # the list can be narrowed to one of its choices
    is_computed: bool = False  # shown and exported, never typed or read
    is_carried: bool = False  # computed here, yet a sheet may bring it for a new row: what happened before the program was used
    is_personal: bool = False  # masked for every reader who is not handling the row
    is_summed: bool = False  # its sum stands below the list and in the sheet

    @property
    def is_in_sheets(self) -> bool:
        """Whether a sheet is read for it."""
        return self.is_carried or not self.is_computed


@dataclass(frozen=True, slots=True)
class Lookups:
    """What reading a value needs to know of the office; loaded once for a whole sheet."""

    today: date
    units: Mapping[str, int] = field(default_factory=lambda: _NOTHING)  # folded name or spelling -> id
    unit_names: Mapping[int, str] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)  # what the room itself looked up; may ask only when it is read
    former_units: Mapping[int, str] = field(default_factory=dict)  # rows of a unit that has ended keep its name


# Every register has it: which unit keeps the row.
UNIT = Column("unit_id", "Đơn vị", Kind.UNIT, is_required=True, is_filter=True, spellings=("đơn vị thực hiện", "bộ phận", "phòng, ban"))


def choices_of(column: Column, lookups: Lookups | None = None) -> Mapping[Any, str]:
    """Stored word or id -> Vietnamese words."""
    if column.choices_from:
        found: Mapping[Any, str] = lookups.known.get(column.choices_from, _NOTHING) if lookups else _NOTHING
        return found
    return column.choices


def offered(choices_from: str) -> str:
    """The name in `Lookups.known` of the ids that a form offers, where not all choices are: what is old is long and seldom meant."""
    return f"{choices_from}, offered"


def spelt(choices_from: str) -> str:
    """The name in `Lookups.known` of other words for such choices: folded -> id (a round by the number of its conclusion)."""
    return f"{choices_from}, spelt"


def column_named(columns: Sequence[Column], name: str) -> Column:
    """The column of this name; KeyError if there is none."""
    for column in columns:
        if column.name == name:
            return column
    raise KeyError(name)
