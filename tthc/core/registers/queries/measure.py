"""What a room can count of its rows for a target of the plan: a figure that is computed and never typed."""

from __future__ import annotations

from collections.abc import Callable
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


@dataclass(frozen=True)
class Measure:
    """One thing that can be counted; count(session, agency_id, first day, last day) sends a constant number of queries.

    `spellings` are groups of folded words: a target whose folded words hold every word of one group asks for this measure.
    `register` and `view` name the list in which the counted rows stand (house: an indicator opens down to its rows).
    """

    code: str
    title: str
    unit: str  # "%", "phút"
    register: str
    count: Callable[[Session, int, date, date], Counted]
    spellings: tuple[tuple[str, ...], ...] = ()
    view: str = ""
