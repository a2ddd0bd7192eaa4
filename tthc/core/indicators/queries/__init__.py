"""Targets with what was reached, and what the registers count for them."""

from __future__ import annotations

from tthc.core.indicators.queries.cells import Cell, Counted, goal_of
from tthc.core.indicators.queries.counts import is_counted, uncounted
from tthc.core.indicators.queries.figures import (
    Standing,
    cell,
    grid,
    history,
    is_closed,
    standings,
    target,
    targets_of,
    visible,
    years_to_count,
)
from tthc.core.indicators.queries.measures import MEASURES, asked_for, choice, is_kept, recognised, register_figures
from tthc.core.indicators.queries.measuring import Key, Measured, closed_periods, measured, open_spans
from tthc.core.indicators.queries.opened import PAGE, Opened, counted_rows

__all__ = [
    "MEASURES",
    "PAGE",
    "Cell",
    "Counted",
    "Key",
    "Measured",
    "Opened",
    "Standing",
    "asked_for",
    "cell",
    "choice",
    "closed_periods",
    "counted_rows",
    "goal_of",
    "grid",
    "history",
    "is_closed",
    "is_counted",
    "is_kept",
    "measured",
    "open_spans",
    "recognised",
    "register_figures",
    "standings",
    "target",
    "targets_of",
    "uncounted",
    "visible",
    "years_to_count",
]
