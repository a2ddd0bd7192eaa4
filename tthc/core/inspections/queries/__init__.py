"""Inspections as lists, pages, papers and figures see them."""

from __future__ import annotations

from tthc.core.inspections.queries.checklist import offered_items
from tthc.core.inspections.queries.objects import is_within, objects
from tthc.core.inspections.queries.rounds import scope

__all__ = ["is_within", "objects", "offered_items", "scope"]
