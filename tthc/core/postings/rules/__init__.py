"""What hangs where, from when and until when."""

from __future__ import annotations

from tthc.core.postings.rules.columns import COLUMNS, DECISIONS, FORMS, MEDIA, PLACES, USUAL_FORM, USUAL_PLACES, Form, Medium, faults
from tthc.core.postings.rules.sheets import Duty, Rank, Standing, badge, band, duties, earlier, rank, standing

__all__ = [
    "COLUMNS",
    "DECISIONS",
    "FORMS",
    "MEDIA",
    "PLACES",
    "USUAL_FORM",
    "USUAL_PLACES",
    "Duty",
    "Form",
    "Medium",
    "Rank",
    "Standing",
    "badge",
    "band",
    "duties",
    "earlier",
    "faults",
    "rank",
    "standing",
]
