"""The programme of a year: its classes with their units, what it counts with, and what the plans propose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tthc.core.calendar import queries as calendar_queries
from tthc.core.inspections.models import InspectionClass, InspectionObject, InspectionProgramme
from tthc.core.inspections.rules.asked import Asked, class_of
from tthc.core.inspections.rules.programme import Member, Quota
from tthc.core.inspections.rules.visits import GAP_DAYS
from tthc.core.people.models import Unit
from tthc.core.plans.models import Plan, PlanState, Target
from tthc.kernel.actor import Actor
from tthc.kernel.due import DueRule, compute
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.text import fold
from tthc.planreader.deadlines import read_time

_C = InspectionClass


@dataclass(frozen=True)
class ClassFacts:
    """A class of the programme with its units."""

    class_id: int
    version: int
    position: int
    title: str
    quota: Quota
    is_internal: bool
    target_id: int | None
    source: str
    members: tuple[Member, ...]

    def active(self, year: int) -> tuple[Member, ...]:
        """The units that stand in the year's denominator."""
        return tuple(one for one in self.members if not one.left_out(year))

    def left_out(self, year: int) -> tuple[tuple[str, str], ...]:
        """The others: name and reason."""
        return tuple((one.name, reason) for one in self.members if (reason := one.left_out(year)))


@dataclass(frozen=True)
class YearTerms:
    """What the programme counts with; `due_on` is the last day for the units' returns, `due_words` says where it comes from."""

    gap_days: int = GAP_DAYS
    due_on: date | None = None
    due_words: str = ""
    due_warning: str = ""
    note: str = ""
    version: int = 0
    set_due_on: date | None = None  # set by the agency; else the plan says it


def classes(session: Session, agency_id: int, year: int) -> list[ClassFacts]:
    """The classes of a year in their order, each with its units by name; two queries."""
    query = select(_C).where(_C.agency_id == agency_id, _C.year == year, _C.removed_at.is_(None)).order_by(_C.position)
    rows = session.scalars(query).all()
    held = members(session, [one.id for one in rows])
    return [facts(one, held.get(one.id, ())) for one in rows]


def facts(row: InspectionClass, held: Sequence[Member]) -> ClassFacts:
    """A class as a value."""
    quota = Quota(row.quota, row.is_number)
    return ClassFacts(row.id, row.version, row.position, row.title, quota, row.is_internal, row.target_id, row.source, tuple(held))


def members(session: Session, class_ids: Collection[int]) -> dict[int, list[Member]]:
    """Class → its units; one query."""
    query = (
        select(InspectionObject.class_id, Unit.id, Unit.name, Unit.valid_from, Unit.valid_to)
        .join(Unit, Unit.id == InspectionObject.unit_id)
        .where(InspectionObject.class_id.in_(class_ids))
        .order_by(InspectionObject.class_id, Unit.position, Unit.name, Unit.id)
    )
    found: dict[int, list[Member]] = {}
    for class_id, unit_id, name, valid_from, valid_to in session.execute(query):
        found.setdefault(class_id, []).append(Member(unit_id, name, valid_from, valid_to))
    return found


def one(session: Session, actor: Actor, class_id: int, year: int) -> InspectionClass:
    """A class of the own agency in that year; NotFound otherwise."""
    found = session.get(_C, class_id) if may(actor, Can.INSPECTION_READ) else None
    if found is None or found.agency_id != actor.agency_id or found.year != year or found.removed_at is not None:
        raise NotFound
    return found


def settings(session: Session, agency_id: int, year: int) -> InspectionProgramme | None:
    """What the agency set for a year, if it did."""
    query = select(InspectionProgramme).where(InspectionProgramme.agency_id == agency_id, InspectionProgramme.year == year)
    return session.scalars(query).one_or_none()


def terms(session: Session, agency_id: int, year: int) -> YearTerms:
    """What the programme of a year counts with: set by the agency, else the plan's own day; three queries."""
    row = settings(session, agency_id, year)
    gap, note, version = (row.gap_days, row.note, row.version) if row else (GAP_DAYS, "", 0)
    if row is not None and row.return_due_on is not None:
        return YearTerms(gap, row.return_due_on, note or "Cơ quan đặt", "", note, version, row.return_due_on)
    written = _report_rule(session, agency_id, year)
    if written is None:
        return YearTerms(gap, note=note, version=version)
    found = compute(written[0], year, calendar_queries.working_days(session, (year, year + 1)))
    return YearTerms(gap, found.due_on, written[1], found.warning or "", note, version)


def _report_rule(session: Session, agency_id: int, year: int) -> tuple[DueRule, str] | None:
    """The day that a plan of the year sets once for reports on inspections, and its own words."""
    query = select(Plan.report_deadlines, Plan.number).where(_in_force(agency_id, year)).order_by(Plan.id)
    for deadlines, number in session.execute(query):
        for asked in deadlines:
            if asked.get("period") != "once" or "kiem tra" not in fold(asked.get("text") or ""):
                continue
            rule = read_time(asked.get("rule") or "", year, is_deadline=True)
            if rule.due is not None:
                return rule, f"Kế hoạch {number or ''} mục {asked.get('section') or ''}: {asked.get('rule')}".replace("  ", " ")
    return None


def proposed(session: Session, agency_id: int, year: int) -> list[Asked]:
    """The classes that the targets of the year's plans ask for, whether or not they were taken; one query."""
    query = select(Target).join(Plan, Plan.id == Target.plan_id).where(_in_force(agency_id, year), Target.removed_on.is_(None))
    rows = session.scalars(query.order_by(Target.plan_id, Target.position, Target.id))
    found = (class_of(row.id, row.metric, row.text, row.op, row.value, row.measure) for row in rows)
    return [one for one in found if one is not None]


def known_targets(session: Session, agency_id: int, year: int) -> set[int]:
    """The targets that have a class, also one that was taken out by hand; one query."""
    query = select(_C.target_id).where(_C.agency_id == agency_id, _C.year == year, _C.target_id.is_not(None))
    return {one for one in session.scalars(query) if one is not None}


def _in_force(agency_id: int, year: int) -> ColumnElement[bool]:
    of_year = or_(Plan.year == year, and_(Plan.year < year, Plan.year_end >= year))
    return and_(Plan.agency_id == agency_id, Plan.state == PlanState.ACTIVE, of_year)
