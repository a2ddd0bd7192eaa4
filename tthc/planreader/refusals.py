"""Why a document is refused: each with the one sentence a person reads."""

from __future__ import annotations

from tthc.kernel.errors import BadInput


class UnreadablePlan(BadInput):
    """There is no text to read in the file."""


class NotAPlan(BadInput):
    """There is text, but not that of a plan."""
