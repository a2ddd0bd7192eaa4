"""Inspections: the register of rounds, and what is done in a round."""

from __future__ import annotations

from tthc.core.inspections.actions.findings import BOOK as FINDINGS
from tthc.core.inspections.actions.opening import open_round
from tthc.core.inspections.actions.register import ROUNDS
from tthc.core.inspections.actions.returns import RETURNS

__all__ = ["FINDINGS", "RETURNS", "ROUNDS", "open_round"]
