"""The book of visits, the tablets that fill it, the presses at a counter, and how an agency counts."""

from __future__ import annotations

from tthc.core.visits.actions.devices import add_counter, begin_pairing, make_pairing_code, pair, revoke_counter, set_targets
from tthc.core.visits.actions.register import BOOK
from tthc.core.visits.actions.tickets import call, rate, take

__all__ = [
    "BOOK",
    "add_counter",
    "begin_pairing",
    "call",
    "make_pairing_code",
    "pair",
    "rate",
    "revoke_counter",
    "set_targets",
    "take",
]
