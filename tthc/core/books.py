"""Every register once, by its name: jobs, commands and addresses find them here."""

from __future__ import annotations

from tthc.core.budgets.actions import BOOK as BUDGET_LINES
from tthc.core.communication.actions import BOOK as COMMUNICATION_ITEMS
from tthc.core.dossiers.actions import APOLOGIES, DOSSIERS, TOTALS
from tthc.core.feedback.actions import BOOK as FEEDBACK
from tthc.core.inspections.actions import FINDINGS, RETURNS, ROUNDS
from tthc.core.postings.actions import ANNOUNCEMENTS, POSTINGS, PROCEDURES
from tthc.core.registers.queries import Book
from tthc.core.reviews.actions import DRAFTS as DRAFT_REGULATIONS
from tthc.core.reviews.actions import REVIEWS
from tthc.core.trainings.actions import BOOK as TRAININGS
from tthc.core.visits.actions import BOOK as VISITS

_ALL = (
    TRAININGS,
    BUDGET_LINES,
    PROCEDURES,
    ANNOUNCEMENTS,
    POSTINGS,
    DOSSIERS,
    TOTALS,
    APOLOGIES,
    VISITS,
    FEEDBACK,
    COMMUNICATION_ITEMS,
    REVIEWS,
    DRAFT_REGULATIONS,
    ROUNDS,
    FINDINGS,
    RETURNS,
)
BOOKS: dict[str, Book] = {book.name: book for book in _ALL}
