"""What a room can count of its rows for a target of the plan: a figure that is computed and never typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Counted:
    """What was counted in a span of days; `denominator` is None where the figure is no share. `rows` made the numerator."""

    numerator: Decimal
    denominator: Decimal | None = None
    rows: tuple[int, ...] = ()  # left empty where there are more than MOST_ROWS: the list of the register shows them


MOST_ROWS = 1_000
Days = tuple[date, date]  # a span: its first and its last day
Together = Callable[[Session, int, Sequence[Days]], Mapping[tuple[str, Days], Counted]]


@dataclass(frozen=True)
class Measure:
    """One thing that can be counted; count(session, agency_id, first day, last day) sends a constant number of queries.

    `spellings` are groups of folded words: a target whose folded words hold every word of one group asks for this measure.
    `register` and `view` name the list in which the counted rows stand (house: an indicator opens down to its rows).
    `also` are other registers whose rows change the figure. Measures with the same `together` are counted by one call of it over several
    spans, for a large register is read for seconds otherwise.
    """

    code: str
    title: str
    unit: str  # "%", "phút"
    register: str
    count: Callable[[Session, int, date, date], Counted]
    spellings: tuple[tuple[str, ...], ...] = ()
    view: str = ""
    also: tuple[str, ...] = ()
    together: Together | None = None

    def follows(self, register: str) -> bool:
        """Whether a change of this register may change the figure."""
        return register == self.register or register in self.also
