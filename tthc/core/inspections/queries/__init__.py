"""Inspections as lists, pages, papers and figures see them."""

from __future__ import annotations

from tthc.core.inspections.queries.chapters import chapter
from tthc.core.inspections.queries.checklist import offered_items
from tthc.core.inspections.queries.measures import COVERAGE_MEASURES as MEASURES
from tthc.core.inspections.queries.objects import is_within, objects
from tthc.core.inspections.queries.rounds import scope

__all__ = ["MEASURES", "chapter", "is_within", "objects", "offered_items", "scope"]
