"""Evidence as the store lists it, as the verifier judges it and as a task shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from tthc.core.evidence import rules
from tthc.core.evidence.models import Evidence, EvidenceKind, EvidenceLink, Verdict
from tthc.core.files.models import StoredFile
from tthc.core.people.models import Person, Unit
from tthc.core.tasks.models import Occurrence, Task
from tthc.core.tasks.rules import Badge
from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.kernel.text import fold

_BADGES = {
    Verdict.WAITING: Badge("Chờ duyệt", "waiting"),
    Verdict.ACCEPTED: Badge("Đã duyệt", "done"),
    Verdict.RETURNED: Badge("Bị trả lại", "returned"),
}
_WATCHERS = (Role.CLERK, Role.LEADER, Role.INSPECTOR, Role.APPRAISER, Role.AUDITOR)
_SENDER = aliased(Person)
_JUDGE = aliased(Person)


@dataclass(frozen=True)
class Line:
    """One link of evidence with everything a list shows."""

    link_id: int
    evidence_id: int
    occurrence_id: int
    task_id: int
    task_title: str
    section: Section
    title: str
    kind: EvidenceKind
    file_name: str
    size: int | None
    media_type: str | None
    warnings: tuple[str, ...]
    sha256: str | None
    doc_number: str
    doc_date: date | None
    issuer: str
    subject: str
    note: str
    unit: str
    who: str
    submitted_at: datetime
    submitted_on: date
    badge: Badge
    judge: str
    comment: str
    verified_on: date | None
    period: str
    year: int
    register: str = ""  # of kind "row": where the row stands
    row_id: int | None = None


def visible(actor: Actor) -> ColumnElement[bool]:
    """The links this person may know of (the rows of Can.EVIDENCE_READ): accepted ones for all, others for those concerned."""
    if not (actor.is_system or may(actor, Can.TASK_READ)):
        return EvidenceLink.id.is_(None)
    own = EvidenceLink.agency_id == actor.agency_id
    if actor.is_system or actor.has_role(*_WATCHERS):
        return own
    return and_(own, or_(EvidenceLink.verdict == Verdict.ACCEPTED, EvidenceLink.unit_id.in_(actor.units | actor.desks)))


def _lines(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(
            EvidenceLink,
            Evidence,
            StoredFile.size,
            StoredFile.media_type,
            StoredFile.warnings,
            StoredFile.sha256,
            func.coalesce(func.nullif(Unit.short_name, ""), Unit.name),
            _SENDER.full_name,
            _JUDGE.full_name,
            Occurrence.task_id,
            Occurrence.section,
            Occurrence.period,
            Occurrence.year,
            Task.title,
        )
        .join(Evidence, EvidenceLink.evidence_id == Evidence.id)
        .join(Occurrence, EvidenceLink.occurrence_id == Occurrence.id)
        .join(Task, Occurrence.task_id == Task.id)
        .join(Unit, EvidenceLink.unit_id == Unit.id)
        .join(_SENDER, EvidenceLink.submitted_by_id == _SENDER.id)
        .outerjoin(_JUDGE, EvidenceLink.verified_by_id == _JUDGE.id)
        .outerjoin(StoredFile, Evidence.stored_file_id == StoredFile.id)
        .where(visible(actor))
    )


def _line(row: Any) -> Line:
    link, evidence, size, media_type, warnings, sha256, unit, sender, judge, task_id, section, period, year, task_title = row
    return Line(
        link_id=link.id,
        evidence_id=evidence.id,
        occurrence_id=link.occurrence_id,
        task_id=task_id,
        task_title=task_title,
        section=section,
        title=name_of(evidence),
        kind=evidence.kind,
        file_name=evidence.file_name,
        size=size,
        media_type=media_type,
        warnings=tuple(warnings or ()),
        sha256=sha256,
        doc_number=evidence.doc_number,
        doc_date=evidence.doc_date,
        issuer=evidence.issuer,
        subject=evidence.subject,
        note=evidence.note,
        unit=unit,
        who=sender,
        submitted_at=link.submitted_at,
        submitted_on=link.submitted_on,
        badge=_BADGES[link.verdict],
        judge=judge or "",
        comment=link.comment,
        verified_on=link.verified_on,
        period=period,
        year=year,
        register=evidence.register,
        row_id=evidence.row_id,
    )


def name_of(evidence: Evidence) -> str:
    """How a piece of evidence is named wherever it stands."""
    return rules.name(
        evidence.kind,
        file_name=evidence.file_name,
        doc_number=evidence.doc_number,
        doc_date=evidence.doc_date,
        note=evidence.note,
        subject=evidence.subject,
    )


def of_row(session: Session, actor: Actor, register: str, row_id: int) -> list[Line]:
    """What a register's row has been offered for, as far as the person may see it, oldest first."""
    query = _lines(actor).where(Evidence.register == register, Evidence.row_id == row_id)
    return [_line(row) for row in session.execute(query.order_by(EvidenceLink.id))]


def held_by(session: Session, register: str, row_ids: Collection[int]) -> dict[int, str]:
    """Row -> title of a task that it proves or waits to prove: such a row stays in its register."""
    query = (
        select(Evidence.row_id, Task.title)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .join(Occurrence, Occurrence.id == EvidenceLink.occurrence_id)
        .join(Task, Task.id == Occurrence.task_id)
        .where(Evidence.register == register, Evidence.row_id.in_(row_ids), EvidenceLink.verdict != Verdict.RETURNED)
        .order_by(EvidenceLink.id.desc())
    )
    return {row_id: title for row_id, title in session.execute(query) if row_id is not None}


def of_task(session: Session, actor: Actor, task_id: int) -> list[Line]:
    """All evidence of a task that the person may see, oldest first."""
    return [_line(row) for row in session.execute(_lines(actor).where(Occurrence.task_id == task_id).order_by(EvidenceLink.id))]


def waiting_for(session: Session, actor: Actor, occurrence_id: int) -> list[Line]:
    """The links that wait for a verdict on one occurrence."""
    query = _lines(actor).where(EvidenceLink.occurrence_id == occurrence_id, EvidenceLink.verdict == Verdict.WAITING)
    return [_line(row) for row in session.execute(query.order_by(EvidenceLink.id))]


def store(
    session: Session,
    actor: Actor,
    *,
    year: int | None = None,
    section: Section | None = None,
    words: str = "",
    offset: int = 0,
    limit: int = 25,
) -> list[Line]:
    """The evidence store, newest first."""
    query = _lines(actor)
    if year is not None:
        query = query.where(Occurrence.year == year)
    if section is not None:
        query = query.where(Occurrence.section == section)
    for word in fold(words).split():
        query = query.where(Evidence.folded.contains(word, autoescape=True))
    return [_line(row) for row in session.execute(query.order_by(EvidenceLink.id.desc()).offset(offset).limit(limit))]


def count(session: Session, actor: Actor, *, year: int, section: Section | None = None) -> int:
    """How many links the person may see."""
    query = select(func.count(EvidenceLink.id)).join(Occurrence, EvidenceLink.occurrence_id == Occurrence.id).where(visible(actor))
    query = query.where(Occurrence.year == year)
    if section is not None:
        query = query.where(Occurrence.section == section)
    return session.scalar(query) or 0


def link(session: Session, actor: Actor, link_id: int) -> EvidenceLink:
    """A link to be judged or downloaded; NotFound outside the actor's scope."""
    query = select(EvidenceLink).where(EvidenceLink.id == link_id, visible(actor))
    found = session.scalars(query.options(joinedload(EvidenceLink.evidence).joinedload(Evidence.stored_file))).one_or_none()
    if found is None:
        raise NotFound
    return found


def sender(session: Session, link: EvidenceLink) -> str:
    """The name of the person who handed it in."""
    return session.scalar(select(Person.full_name).where(Person.id == link.submitted_by_id)) or ""


def search(session: Session, actor: Actor, words: str, *, limit: int = 20) -> Sequence[Line]:
    """Evidence whose names, numbers or notes hold all the words, tone marks or not."""
    return store(session, actor, words=words, limit=limit)
