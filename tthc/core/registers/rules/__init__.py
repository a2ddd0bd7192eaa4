"""What a register is made of, in plain values: columns, their kinds, what was read and what is wrong with it."""

from __future__ import annotations

from tthc.core.registers.rules.columns import MASK, UNIT, Column, Kind, Lookups, choices_of, column_named, offered, spelt
from tthc.core.registers.rules.values import exact, is_nothing, is_same, read, shown, typed

__all__ = [
    "MASK",
    "UNIT",
    "Column",
    "Kind",
    "Lookups",
    "choices_of",
    "column_named",
    "exact",
    "is_nothing",
    "is_same",
    "offered",
    "read",
    "shown",
    "spelt",
    "typed",
]
