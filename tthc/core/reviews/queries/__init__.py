"""Reviews and drafts as lists, sheets, papers, figures and the section's report see them."""

from __future__ import annotations

from tthc.core.reviews.queries.chapter import chapter
from tthc.core.reviews.queries.conditions import draft_look_up, draft_order, drafts_of_year, look_up, review_order, reviews_of_year
from tthc.core.reviews.queries.costs import Income, Kept, incomes, kept, kept_of, procedures_named, word_lines, words_of
from tthc.core.reviews.queries.measures import MEASURES
from tthc.core.reviews.queries.standing import (
    DraftsStanding,
    ReviewsStanding,
    drafts_standing,
    quarters_told,
    reviews_standing,
    unreckoned,
    unsent,
)

__all__ = [
    "MEASURES",
    "DraftsStanding",
    "Income",
    "Kept",
    "ReviewsStanding",
    "chapter",
    "draft_look_up",
    "draft_order",
    "drafts_of_year",
    "drafts_standing",
    "incomes",
    "kept",
    "kept_of",
    "look_up",
    "procedures_named",
    "quarters_told",
    "review_order",
    "reviews_of_year",
    "reviews_standing",
    "unreckoned",
    "unsent",
    "word_lines",
    "words_of",
]
