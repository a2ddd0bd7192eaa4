"""Everything of a year that may leave the house: accepted evidence and signed reports, nothing else (RN-06)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from tthc.core.archive import rules
from tthc.core.archive.queries import proofs
from tthc.core.archive.rules import LogLine, PlanRecord, Proof, SignedRecord, TargetRecord, TaskRecord, Tick, Year
from tthc.core.audit.models import AuditEntry
from tthc.core.calendar import rules as calendar_rules
from tthc.core.files.models import StoredFile
from tthc.core.indicators import queries as indicator_queries
from tthc.core.people import queries as people_queries
from tthc.core.plans.models import Plan, PlanParagraph, PlanState
from tthc.core.reports.queries import facts
from tthc.core.reports.rules import ReportKind
from tthc.core.signing import queries as signing_queries
from tthc.core.tasks.models import Duty, Occurrence, State, Task, TaskKind
from tthc.core.tasks.rules import DUTY_WORDS
from tthc.kernel.actor import Actor
from tthc.kernel.clock import VIETNAM
from tthc.kernel.document import canonical
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import day

_LOG_LINES = 2000


@dataclass(frozen=True)
class Contents:
    """A year as pages need it, and the stored files to lay beside them: path → SHA-256; `data` are bytes of our own."""

    year: Year
    files: dict[str, str]
    data: dict[str, bytes]


def gather(session: Session, actor: Actor, agency_id: int, year: int, *, as_of: datetime) -> Contents:
    """Read the year in a constant number of queries."""
    agency = people_queries.agency(session, agency_id)
    ensure(actor, Can.ARCHIVE_EXPORT, agency)
    files: dict[str, str] = {}
    plans = _plans(session, agency_id, year, files)
    reports, data = _reports(session, actor, year, files)
    head = session.execute(
        select(AuditEntry.id, AuditEntry.hash).where(AuditEntry.at <= as_of).order_by(AuditEntry.id.desc()).limit(1)
    ).first()
    found = Year(
        agency=agency.name,
        year=year,
        as_of=_moment(as_of),
        tasks=tuple(_tasks(session, agency_id, year, {plan.plan_id: plan.title for plan in plans}, files)),
        plans=tuple(plans),
        targets=tuple(
            TargetRecord(
                target.section,
                target.metric,
                indicator_queries.goal_of(target).words,
                tuple((_period(code, year), one.value_text or one.words, one.counted) for code, one in sorted(values.items())),
            )
            for target, values in facts.measured(session, agency_id, year)
        ),
        reports=tuple(reports),
        log=tuple(_log(session, agency_id, as_of)),
        log_entries=head.id if head else 0,
        log_head=head.hash if head else "",
    )
    return Contents(found, files, data)


def _tasks(session: Session, agency_id: int, year: int, plans: dict[int, str], files: dict[str, str]) -> list[TaskRecord]:
    accepted = proofs.accepted(session, agency_id, year, files)
    query = select(Task).join(Plan, Plan.id == Task.plan_id).where(Task.agency_id == agency_id, Task.plan_id.in_(plans))
    query = query.options(
        selectinload(Task.duties).joinedload(Duty.unit), selectinload(Task.occurrences).joinedload(Occurrence.unit)
    ).order_by(Task.plan_id, Task.position, Task.id)
    # A task that an amended plan removed is no work left undone; what was accepted for it is kept all the same.
    tasks = [one for one in session.scalars(query) if one.removed_on is None or any(o.id in accepted for o in one.occurrences)]
    return [
        TaskRecord(
            task_id=task.id,
            section=task.section,
            number=task.number,
            title=task.title,
            text=task.text,
            deliverable=task.deliverable or "",
            time_text=task.time_text or "",
            explanation=_explained(task),
            plan=plans[task.plan_id],
            duties=tuple((DUTY_WORDS[duty.role], duty.unit.name) for duty in task.duties),
            ticks=tuple(
                _tick(one, accepted.get(one.id, ()))
                for one in task.occurrences
                if one.year == year and one.state is not State.DORMANT and (task.removed_on is None or one.id in accepted)
            ),
            is_duty=task.kind is TaskKind.ORGANISATION,
        )
        for task in tasks
    ]


def _explained(task: Task) -> str:
    if task.removed_on is None:
        return task.due_explanation
    return f"Đã bỏ khỏi kế hoạch ngày {day(task.removed_on)}. Lý do: {task.removal_reason}"


def _tick(one: Occurrence, accepted: Any) -> Tick:
    outcome = proofs.SETTLED.get(one.state)
    if outcome is None:
        return Tick(_period(one.period, one.year), one.unit.name, one.due_on, rules.NOT_YET, None, ())
    return Tick(_period(one.period, one.year), one.unit.name, one.due_on, outcome, one.submitted_on, tuple(accepted))


def _plans(session: Session, agency_id: int, year: int, files: dict[str, str]) -> list[PlanRecord]:
    query = select(Plan, StoredFile).outerjoin(StoredFile, StoredFile.id == Plan.stored_file_id)
    query = query.where(Plan.agency_id == agency_id, Plan.state == PlanState.ACTIVE)
    query = query.where(Plan.year <= year, func.coalesce(Plan.year_end, Plan.year) >= year).order_by(Plan.id)
    rows = session.execute(query).all()
    told: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    paragraphs = select(PlanParagraph).where(PlanParagraph.plan_id.in_([plan.id for plan, _ in rows]))
    for paragraph in session.scalars(paragraphs.order_by(PlanParagraph.plan_id, PlanParagraph.position)):
        told[paragraph.plan_id].append((paragraph.text, paragraph.role == "heading"))
    found = []
    for plan, stored in rows:
        file = None
        if stored:
            path = proofs.lay(files, "ke-hoach", plan.file_name, stored)
            file = Proof(plan.file_name, plan.file_name, path, stored.sha256, stored.size, "", "", "", "")
        head = " · ".join(filter(None, (plan.number, plan.issuer, plan.issued_text)))
        found.append(PlanRecord(plan.id, plan.title, head, tuple(told[plan.id]), file))
    return found


def _reports(session: Session, actor: Actor, year: int, files: dict[str, str]) -> tuple[list[SignedRecord], dict[str, bytes]]:
    found, data = [], {}
    for signed in signing_queries.signed_in(session, actor, year):
        report, edition = signed.edition.report, signed.edition
        what = report.section.slug if report.kind is ReportKind.SECTION and report.section else report.period.value
        stem = f"bao-cao/{year}-{what}-lan-{edition.number}"
        files[f"{stem}.pdf"] = signed.sha256
        data[f"{stem}.json"] = canonical(edition.content)
        found.append(
            SignedRecord(
                title=f"{edition.content['subject']} (lần {edition.number})",
                path=f"{stem}.pdf",
                data_path=f"{stem}.json",
                sha256=signed.sha256,
                signer=signed.signer,
                organisation=signed.organisation,
                issuer=signed.issuer,
                signed=_moment(signed.signed_at),
                is_test=signed.is_test,
            )
        )
    return found, data


def _log(session: Session, agency_id: int, as_of: datetime) -> list[LogLine]:
    # Not `before` and `after`: they tell what was drafted and returned.
    query = select(
        AuditEntry.id, AuditEntry.at, AuditEntry.actor_name, AuditEntry.verb, AuditEntry.thing, AuditEntry.thing_id, AuditEntry.hash
    )
    query = query.where(AuditEntry.agency_id == agency_id, AuditEntry.at <= as_of).order_by(AuditEntry.id.desc()).limit(_LOG_LINES)
    return [
        LogLine(row.id, _moment(row.at), row.actor_name, row.verb, f"{row.thing} {row.thing_id or ''}".strip(), row.hash)
        for row in reversed(session.execute(query).all())
    ]


def _moment(at: datetime) -> str:
    local = at.astimezone(VIETNAM)
    return f"{day(local.date())} {local:%H:%M}"


def _period(code: str, year: int) -> str:
    found = calendar_rules.period(code, year)
    return found.title if found else "Một lần" if code == calendar_rules.ONCE else f"Phát sinh {code}"
