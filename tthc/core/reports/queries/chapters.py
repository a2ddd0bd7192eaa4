"""What the registers of a section say in its report: each room words its own, in blocks that page, print and hash share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from tthc.core.budgets.queries import chapter as budgets
from tthc.core.calendar.rules import Period
from tthc.core.criteria.queries import chapter as criteria
from tthc.core.inspections.queries import chapter as inspections
from tthc.core.reports.models import Report
from tthc.core.reports.rules import Chapter, ReportKind, ReportPeriod
from tthc.core.reviews.queries import chapter as reviews
from tthc.core.trainings.queries import chapter as trainings
from tthc.kernel.document import Block
from tthc.kernel.sections import Section

_CHAPTERS: Mapping[Section, tuple[Callable[..., tuple[Block, ...]], ...]] = {
    Section.DIRECTION: (trainings, budgets),
    Section.NEW_RURAL: (criteria,),
    Section.REVIEW: (reviews,),
    Section.INSPECTION: (inspections,),
}


def told(session: Session, of: Report, period: Period) -> tuple[Chapter, ...]:
    """The chapters of a section's report; those of all sections in the report of the year, for they speak of years and not of quarters."""
    if of.kind is ReportKind.PERIOD and of.period is not ReportPeriod.YEAR:
        return ()
    asked = (of.section,) if of.section else tuple(Section)
    until = min(of.as_of, period.end) if of.kind is ReportKind.PERIOD else of.as_of
    return tuple(
        Chapter(section, blocks)
        for section in asked
        for ask in _CHAPTERS.get(section, ())
        if (blocks := ask(session, of.agency_id, of.year, as_of=until))
    )
