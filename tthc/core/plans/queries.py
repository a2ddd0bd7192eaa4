"""Plans as documents: lists, head, outline, paragraphs, words found in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from tthc.core.files.models import StoredFile
from tthc.core.plans import rules
from tthc.core.plans.models import Plan, PlanExport, PlanForm, PlanNode, PlanParagraph, PlanState, Target
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may
from tthc.kernel.text import fold


@dataclass(frozen=True)
class PlanLine:
    """A plan in a list."""

    plan_id: int
    title: str
    number: str
    issued: str
    year: int
    is_active: bool
    targets: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with what became of it; `level` is 1-6 for a heading, else 0."""

    position: int
    text: str
    role: str
    role_words: str
    code: str
    level: int


@dataclass(frozen=True)
class OutlineItem:
    """An item of the outline and where its text begins."""

    code: str
    title: str
    depth: int


@dataclass(frozen=True)
class Document:
    """The stored document of a plan."""

    sha256: str
    file_name: str
    year: int
    year_end: int | None


@dataclass(frozen=True)
class Hit:
    """A paragraph that holds the words asked for."""

    plan_id: int
    plan_title: str
    year: int
    position: int
    code: str
    text: str


def visible(actor: Actor) -> ColumnElement[bool]:
    """The plans this person may know of: those of the own agency."""
    return Plan.agency_id == actor.agency_id if may(actor, Can.PLAN_READ) else Plan.id.is_(None)


def listing(session: Session, actor: Actor) -> list[PlanLine]:
    """All plans, the latest year first; those undone stand last in their year."""
    targets = select(func.count(Target.id)).where(Target.plan_id == Plan.id, Target.removed_on.is_(None)).correlate(Plan).scalar_subquery()
    query = select(Plan, targets).where(visible(actor)).order_by(Plan.year.desc(), Plan.state, Plan.id)
    return [
        PlanLine(
            plan.id,
            plan.title,
            plan.number or "",
            rules.issued_words(plan.issued_text),
            plan.year,
            plan.state is PlanState.ACTIVE,
            count,
        )
        for plan, count in session.execute(query)
    ]


def plans_of_year(session: Session, actor: Actor, year: int) -> Sequence[Plan]:
    """The plans in force in a year."""
    in_year = or_(Plan.year == year, (Plan.year < year) & (Plan.year_end >= year))
    return session.scalars(select(Plan).where(visible(actor), Plan.state == PlanState.ACTIVE, in_year).order_by(Plan.id)).all()


def one(session: Session, actor: Actor, plan_id: int) -> Plan:
    """A plan; NotFound outside the actor's scope."""
    found = session.scalars(select(Plan).where(Plan.id == plan_id, visible(actor))).one_or_none()
    if found is None:
        raise NotFound
    return found


def outline(session: Session, actor: Actor, plan_id: int) -> list[OutlineItem]:
    """The enumerated items in order."""
    query = select(PlanNode.code, PlanNode.title).join(Plan, PlanNode.plan_id == Plan.id).where(visible(actor), Plan.id == plan_id)
    return [OutlineItem(code, title, code.count(".")) for code, title in session.execute(query.order_by(PlanNode.position))]


def paragraphs(session: Session, actor: Actor, plan_id: int, codes: Collection[str] | None = None) -> list[Paragraph]:
    """Every paragraph in order, or those below the items of these codes."""
    query = select(PlanParagraph).join(Plan, PlanParagraph.plan_id == Plan.id).where(visible(actor), Plan.id == plan_id)
    if codes is not None:
        query = query.where(PlanParagraph.code.in_(codes))
    return [
        Paragraph(p.position, p.text, p.role, rules.role_words(p.role), p.code or "", _level(p))
        for p in session.scalars(query.order_by(PlanParagraph.position))
    ]


def _level(paragraph: PlanParagraph) -> int:
    return min((paragraph.code or "").count(".") + 1, 6) if paragraph.role == "heading" else 0


def last_export(session: Session, plan_id: int, form: PlanForm) -> PlanExport | None:
    """The export of this form asked for last."""
    query = select(PlanExport).where(PlanExport.plan_id == plan_id, PlanExport.form == form)
    return session.scalars(query.order_by(PlanExport.id.desc()).limit(1)).first()


def export_file(session: Session, actor: Actor, export_id: int) -> PlanExport:
    """An export with its plan and its file, if that is written; NotFound outside the actor's scope."""
    query = select(PlanExport).join(PlanExport.plan).where(PlanExport.id == export_id, visible(actor))
    found = session.scalars(query.options(joinedload(PlanExport.plan), joinedload(PlanExport.stored_file))).one_or_none()
    if found is None:
        raise NotFound
    return found


def export_for_worker(session: Session, export_id: int) -> PlanExport | None:
    """The export a job was woken for."""
    return session.get(PlanExport, export_id)


def document(session: Session, plan_id: int) -> Document:
    """Where the document of a plan is stored; NotFound for a plan without one."""
    query = select(StoredFile.sha256, Plan.file_name, Plan.year, Plan.year_end).join(Plan, Plan.stored_file_id == StoredFile.id)
    found = session.execute(query.where(Plan.id == plan_id)).one_or_none()
    if found is None:
        raise NotFound
    return Document(*found)


def unwritten(session: Session, now: datetime) -> list[int]:
    """Exports that nobody is writing, for the sweeper."""
    return queued.waiting(session, PlanExport, now)


def search(session: Session, actor: Actor, words: str, *, limit: int = 20) -> list[Hit]:
    """Paragraphs of plans in force that hold all the words, tone marks or not."""
    query = (
        select(PlanParagraph, Plan.title, Plan.year)
        .join(Plan, PlanParagraph.plan_id == Plan.id)
        .where(visible(actor), Plan.state == PlanState.ACTIVE)
    )
    for word in fold(words).split():
        query = query.where(PlanParagraph.folded.contains(word, autoescape=True))
    rows = session.execute(query.order_by(Plan.year.desc(), Plan.id, PlanParagraph.position).limit(limit))
    return [Hit(p.plan_id, title, year, p.position, p.code or "", p.text) for p, title, year in rows]
