"""What a review of procedures asks, in plain values: words, columns, cost, standing; and the drafts that would make new procedures."""

from __future__ import annotations

from tthc.core.reviews.rules.words import KEEP, LEVELS, PROPOSALS, REASONS, RESULTS, STEPS, Result, WordKind, codes_in

__all__ = ["KEEP", "LEVELS", "PROPOSALS", "REASONS", "RESULTS", "STEPS", "Result", "WordKind", "codes_in"]
