"""Reports as they are read; `facts` gathers what a report is composed from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from tthc.core.reports import rules
from tthc.core.reports.models import Edition, Report
from tthc.core.reports.rules import EDITABLE, ReportKind, ReportPeriod, prose
from tthc.kernel import queued
from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section


def visible(actor: Actor) -> ColumnElement[bool]:
    """Reports of the actor's agency; drafts are for those who write or sign them."""
    if actor.is_system and actor.agency_id is None:
        return true()
    if not may(actor, Can.REPORT_READ):
        return false()
    own = Report.agency_id == actor.agency_id
    if actor.is_system or actor.has_role(Role.CLERK, Role.LEADER):
        return own
    return own & Report.state.not_in(EDITABLE)


def reports_of(session: Session, actor: Actor, year: int) -> Sequence[Report]:
    """The year's period reports in the order of their periods, with their editions."""
    query = select(Report).where(visible(actor), Report.year == year, Report.kind == ReportKind.PERIOD)
    return session.scalars(query.options(selectinload(Report.editions)).order_by(Report.period, Report.id)).all()


def period_report(session: Session, actor: Actor, year: int, period: ReportPeriod) -> Report | None:
    """The report of a period, if one has been drafted and may be seen."""
    query = select(Report).where(visible(actor), Report.year == year, Report.kind == ReportKind.PERIOD, Report.period == period)
    return session.scalars(query.options(*_WHOLE)).one_or_none()


def section_report(session: Session, actor: Actor, year: int, section: Section) -> Report | None:
    """The section's progress report with its editions."""
    query = select(Report).where(visible(actor), Report.year == year, Report.kind == ReportKind.SECTION, Report.section == section)
    return session.scalars(query.options(*_WHOLE)).one_or_none()


def limits(session: Session, actor: Actor, year: int) -> list[str]:
    """What the last report of a year named as wanting; empty before the first report."""
    query = select(Report).where(visible(actor), Report.year == year, Report.kind == ReportKind.PERIOD)
    reports = session.scalars(query.options(selectinload(Report.editions))).all()
    last = max(reports, key=lambda one: (list(ReportPeriod).index(one.period), one.id), default=None)
    if last is None:
        return []
    frozen = latest(last)
    return prose.limits_in(frozen.content if frozen else last.content)


_WHOLE = (selectinload(Report.editions).joinedload(Edition.stored_file), joinedload(Report.drafted_by))


def report(session: Session, actor: Actor, report_id: int) -> Report:
    """A report by id; NotFound outside the actor's scope."""
    found = session.scalars(select(Report).where(Report.id == report_id, visible(actor)).options(*_WHOLE)).one_or_none()
    if found is None:
        raise NotFound
    return found


def edition(session: Session, actor: Actor, edition_id: int) -> Edition:
    """An edition with its report and its file; NotFound outside the actor's scope."""
    query = select(Edition).join(Edition.report).where(Edition.id == edition_id, visible(actor))
    found = session.scalars(query.options(joinedload(Edition.report), joinedload(Edition.stored_file))).one_or_none()
    if found is None:
        raise NotFound
    return found


def latest(of: Report) -> Edition | None:
    """The last frozen edition of a report whose editions are loaded."""
    return of.editions[-1] if of.editions else None


def to_sign(session: Session, actor: Actor) -> Sequence[Report]:
    """Reports that wait for the leader, oldest first."""
    query = select(Report).where(visible(actor), Report.state == rules.ReportState.SUBMITTED)
    return session.scalars(query.options(joinedload(Report.drafted_by)).order_by(Report.submitted_at, Report.id)).all()


def waiting(session: Session, now: datetime) -> list[int]:
    """Editions whose PDF nobody is printing."""
    return queued.waiting(session, Edition, now)
