"""Inspections as lists, pages, papers and figures see them."""

from __future__ import annotations

from tthc.core.inspections.queries.objects import is_within, objects

__all__ = ["is_within", "objects"]
