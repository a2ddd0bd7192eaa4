"""Procedures as lists, pages, other registers and figures see them."""

from __future__ import annotations

from tthc.core.procedures.queries.conditions import (
    abolished_by,
    announcement_order,
    announcements_of_year,
    coming,
    in_force_on,
    is_public,
    procedure_order,
    procedures_of_year,
)
from tthc.core.procedures.queries.figures import MEASURES, share
from tthc.core.procedures.queries.known import CODES, Codes, KnownProcedure, known, look_up
from tthc.core.procedures.queries.pages import ChangeLine, abolished, change, in_force, kinds_of, life, sheet, terms, touched

__all__ = [
    "CODES",
    "MEASURES",
    "ChangeLine",
    "Codes",
    "KnownProcedure",
    "abolished",
    "abolished_by",
    "announcement_order",
    "announcements_of_year",
    "change",
    "coming",
    "in_force",
    "in_force_on",
    "is_public",
    "kinds_of",
    "known",
    "life",
    "look_up",
    "procedure_order",
    "procedures_of_year",
    "share",
    "sheet",
    "terms",
    "touched",
]
