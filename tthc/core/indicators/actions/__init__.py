"""Enter what was reached, count it from registers, and fix a period's figures at its cut-off."""

from __future__ import annotations

from tthc.core.indicators.actions.choosing import choose_measure, take_over
from tthc.core.indicators.actions.counting import count
from tthc.core.indicators.actions.entering import close_period, enter

__all__ = ["choose_measure", "close_period", "count", "enter", "take_over"]
