"""Rows as people would type them, for the walk through every register; each room adds its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sample:
    """What the walk types into one register.

    values and other: the texts of two rows that are no duplicates of each other (the unit is filled in by the walk).
    edited: what is typed over the first row. bad: a text that its column must refuse. word: typed into the search without
    tone marks it finds the first row and not the other. prepare(session, office, actor, today, now): makes what must be there
    before (a procedure, a topic) and returns texts that are added to both rows.
    """

    values: Mapping[str, str]
    other: Mapping[str, str]
    edited: Mapping[str, str]
    bad: Mapping[str, str]
    word: str
    prepare: Callable[..., Mapping[str, str]] | None = None
    facts: Mapping[str, str] = field(default_factory=dict)  # title of a column -> words the row's page must show


SAMPLES: dict[str, Sample] = {}
