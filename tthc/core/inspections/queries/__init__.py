"""Inspections as lists, pages, papers and figures see them."""

from __future__ import annotations

from tthc.core.inspections.queries.chapters import chapter
from tthc.core.inspections.queries.checklist import offered_items
from tthc.core.inspections.queries.finding_figures import FINDING_MEASURES
from tthc.core.inspections.queries.finding_lines import findings_of, unanswered
from tthc.core.inspections.queries.measures import COVERAGE_MEASURES
from tthc.core.inspections.queries.objects import is_within, objects
from tthc.core.inspections.queries.rounds import scope

MEASURES = (*COVERAGE_MEASURES, *FINDING_MEASURES)

__all__ = ["MEASURES", "chapter", "findings_of", "is_within", "objects", "offered_items", "scope", "unanswered"]
