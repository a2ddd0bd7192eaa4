"""Rà soát, đơn giản hóa: review of procedures and assessment of drafts that make new ones."""

from __future__ import annotations

from tthc.blueprints.review.registers import DRAFTS, REVIEWS
from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.REVIEW, __name__, REVIEWS, DRAFTS)

from tthc.blueprints.review import costs, settings, steps  # noqa: E402, F401
