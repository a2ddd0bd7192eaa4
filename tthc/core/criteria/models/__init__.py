"""Tables of criteria: the sets as data, and what communes score by them."""

from __future__ import annotations

from tthc.core.criteria.models.sets import CriteriaSet, Criterion, CriterionIndicator

__all__ = ["CriteriaSet", "Criterion", "CriterionIndicator"]
