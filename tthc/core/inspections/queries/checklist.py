"""What may stand on a checklist of the year: the outlines of the agency's inspection plans, else what the law names."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tthc.core.inspections.rules.opening import NewItem
from tthc.core.inspections.rules.outline import LAW, LAW_LINES, Offered, Said, offered
from tthc.core.plans.models import Plan, PlanParagraph, PlanState


@dataclass(frozen=True)
class Outline:
    """One plan's lines, under the title of the plan."""

    plan_id: int | None
    title: str
    lines: tuple[Offered, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Offered, ...]], ...]:
        """The lines under what they stand below, in the plan's order."""
        found: dict[str, list[Offered]] = {}
        for line in self.lines:
            found.setdefault(line.above, []).append(line)
        return tuple((above, tuple(lines)) for above, lines in found.items())


def outlines(session: Session, agency_id: int, year: int) -> tuple[Outline, ...]:
    """The outlines of the plans in force in the year, the law's contents after them: two queries."""
    in_year = or_(Plan.year == year, (Plan.year < year) & (Plan.year_end >= year))
    mine = select(Plan.id, Plan.title, Plan.number).where(Plan.agency_id == agency_id, Plan.state == PlanState.ACTIVE, in_year)
    plans = session.execute(mine.order_by(Plan.id)).all()
    words = select(PlanParagraph.plan_id, PlanParagraph.code, PlanParagraph.text).where(
        PlanParagraph.plan_id.in_([one.id for one in plans])
    )
    said: dict[int, list[Said]] = {}
    for plan_id, code, text in session.execute(words.order_by(PlanParagraph.plan_id, PlanParagraph.position)):
        said.setdefault(plan_id, []).append(Said(code or "", text))
    found = [Outline(one.id, " ".join((one.number or "", one.title)).strip(), offered(said.get(one.id, ()))) for one in plans]
    return (*(one for one in found if one.lines), Outline(None, LAW, LAW_LINES))


def offered_items(session: Session, agency_id: int, year: int) -> tuple[NewItem, ...]:
    """The same lines as they are put on a checklist, in their order."""
    found = outlines(session, agency_id, year)
    return tuple(NewItem(line.code, line.text, outline.plan_id, line.above) for outline in found for line in outline.lines)
