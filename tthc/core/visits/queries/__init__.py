"""What can be asked of visits: the board of a counter, the tablets, how the agency counts, the measures."""

from __future__ import annotations

from tthc.core.visits.queries.counters import Board, Counter, CounterLine, Ticket, board, counter_of, counters, device, setting, units
from tthc.core.visits.queries.measures import MEASURES

__all__ = ["MEASURES", "Board", "Counter", "CounterLine", "Ticket", "board", "counter_of", "counters", "device", "setting", "units"]
