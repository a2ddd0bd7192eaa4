"""What is said of a procedure, what its code may look like, and how decisions make its life."""

from __future__ import annotations

from tthc.core.procedures.rules.checks import announcement_doubts, announcement_faults, procedure_doubts, procedure_faults
from tthc.core.procedures.rules.codes import fuller, is_possible, is_usual, short_code
from tthc.core.procedures.rules.columns import ANNOUNCEMENT_COLUMNS, PROCEDURE_COLUMNS
from tthc.core.procedures.rules.life import Change, Span, Terms, latest_issue, spans
from tthc.core.procedures.rules.words import (
    CHANGES,
    DECISIONS,
    NATURES,
    NEEDED_PARTS,
    ONLINE,
    PARTS,
    ChangeKind,
    DecisionKind,
    Nature,
    OnlineLevel,
    decision_words,
    working_days_in,
)

__all__ = [
    "ANNOUNCEMENT_COLUMNS",
    "CHANGES",
    "DECISIONS",
    "NATURES",
    "NEEDED_PARTS",
    "ONLINE",
    "PARTS",
    "PROCEDURE_COLUMNS",
    "Change",
    "ChangeKind",
    "DecisionKind",
    "Nature",
    "OnlineLevel",
    "Span",
    "Terms",
    "announcement_doubts",
    "announcement_faults",
    "decision_words",
    "fuller",
    "is_possible",
    "is_usual",
    "latest_issue",
    "procedure_doubts",
    "procedure_faults",
    "short_code",
    "spans",
    "working_days_in",
]
