"""Bring a plan in: keep the file, read it, take the answers, load all or nothing; amend, roll over, take over from above."""

from __future__ import annotations

from tthc.core.imports.actions.amending import amend
from tthc.core.imports.actions.cascading import cascade, give_back
from tthc.core.imports.actions.checking import add_row, answer, correct, skip
from tthc.core.imports.actions.loading import load, undo
from tthc.core.imports.actions.staging import ask_roll_over, discard, keep_rolled_over, read, refuse, stage

__all__ = [
    "add_row",
    "amend",
    "answer",
    "ask_roll_over",
    "cascade",
    "correct",
    "discard",
    "give_back",
    "keep_rolled_over",
    "load",
    "read",
    "refuse",
    "skip",
    "stage",
    "undo",
]
