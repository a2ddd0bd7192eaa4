"""Which registers have changed since they were counted. The log says it, in the transaction of each change, so that no count is lost."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tthc.core.audit import queries as audit_queries
from tthc.core.audit.models import AuditEntry
from tthc.core.indicators.models import RegisterCount
from tthc.core.indicators.queries.figures import years_to_count
from tthc.core.indicators.queries.measures import MEASURES
from tthc.core.plans.models import Target


def counted_registers() -> set[str]:
    """The registers whose rows change a figure."""
    return {name for one in MEASURES.values() for name in (one.register, *one.also)}


def is_counted(session: Session, agency_id: int, year: int, register: str, today: date) -> bool:
    """Whether nothing has been done in the agency since the register was counted today, other than on figures of targets."""
    if register not in counted_registers():
        return True
    query = select(RegisterCount).where(RegisterCount.agency_id == agency_id, RegisterCount.year == year)
    row = session.scalars(query.where(RegisterCount.register == register)).one_or_none()
    if row is None or row.counted_on != today:
        return False
    return not audit_queries.has_changed(session, agency_id, row.entry_id, apart_from=Target.__tablename__)


def uncounted(session: Session, today: date) -> list[tuple[int, int, str]]:
    """(agency, year, register) of what changed this year and was not counted: its worker was killed, or its message was lost.

    The register is empty where an agency with a plan was never counted. Three queries; the night reads the other years.
    """
    year = today.year
    marks: dict[int, dict[str, int]] = {}
    for row in session.scalars(select(RegisterCount).where(RegisterCount.year == year)):
        marks.setdefault(row.agency_id, {})[row.register] = row.entry_id
    never = [(agency_id, year, "") for agency_id, of in years_to_count(session, today) if of == year and agency_id not in marks]
    first = select(RegisterCount.agency_id, func.min(RegisterCount.entry_id).label("entry_id")).where(RegisterCount.year == year)
    since = first.group_by(RegisterCount.agency_id).subquery()
    later = (
        select(AuditEntry.agency_id, AuditEntry.thing, func.max(AuditEntry.id))
        .join(since, AuditEntry.agency_id == since.c.agency_id)
        .where(AuditEntry.id > since.c.entry_id, AuditEntry.thing.in_(counted_registers()))
        .group_by(AuditEntry.agency_id, AuditEntry.thing)
        .order_by(AuditEntry.agency_id, AuditEntry.thing)
    )
    return never + [
        (agency_id, year, register)
        for agency_id, register, entry_id in session.execute(later)
        if agency_id is not None and entry_id > marks[agency_id].get(register, 0)
    ]
