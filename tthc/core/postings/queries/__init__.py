"""Sheets as lists, pages, checks and figures see them."""

from __future__ import annotations

from tthc.core.postings.queries.conditions import is_late, look_up, of_year, order, stands
from tthc.core.postings.queries.coverage import Coverage, PlaceCoverage, Stale, coverage, stale
from tthc.core.postings.queries.figures import MEASURES
from tthc.core.postings.queries.pages import (
    MOST_AT_ONCE,
    Group,
    PlaceLine,
    groups,
    last_marked,
    place,
    places,
    postings,
    procedures_of,
    public_procedures,
    state_at_places,
    to_mark,
    usual_form,
    waiting_places,
)

__all__ = [
    "MEASURES",
    "MOST_AT_ONCE",
    "Coverage",
    "Group",
    "PlaceCoverage",
    "PlaceLine",
    "Stale",
    "coverage",
    "groups",
    "is_late",
    "last_marked",
    "look_up",
    "of_year",
    "order",
    "place",
    "places",
    "postings",
    "procedures_of",
    "public_procedures",
    "stale",
    "stands",
    "state_at_places",
    "to_mark",
    "usual_form",
    "waiting_places",
]
