"""The facts of a report as they stood on its day; only accepted evidence counts. A constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload

from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar.rules import period as period_named
from tthc.core.calendar.rules import periods
from tthc.core.evidence.models import Evidence, EvidenceKind, EvidenceLink, Verdict
from tthc.core.indicators import queries as indicator_queries
from tthc.core.indicators import rules as indicator_rules
from tthc.core.indicators.models import IndicatorValue
from tthc.core.indicators.rules import Judgement
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Delegation, Post, Unit
from tthc.core.plans.models import Plan, PlanState, Target
from tthc.core.reports import rules
from tthc.core.reports.models import Report
from tthc.core.reports.queries import chapters, forms
from tthc.core.reports.rules import Facts, Measure, Outcome, Paper, Piece, ReportKind, ReportPeriod, figures, prose
from tthc.core.reports.rules.chapters import changed_tables
from tthc.core.reports.rules.works import brief
from tthc.core.tasks.models import Occurrence, State, Task
from tthc.kernel.actor import Role
from tthc.kernel.document import Content, Letterhead
from tthc.kernel.sections import Section
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day

_SETTLED = {State.DONE: Outcome.DONE, State.NOT_APPLICABLE: Outcome.NOTHING, State.SUBMITTED: Outcome.WAITING}
_LONGEST_TARGET = 200
_NEXT = {ReportPeriod.Q1: "q2", ReportPeriod.Q2: "q3", ReportPeriod.Q3: "year"}


@dataclass(frozen=True)
class Standing:
    """What a report would say now: its content, what is missing, and what changed since it was frozen."""

    content: Content
    wording: dict[str, str]
    gaps: tuple[figures.Gap, ...]
    changes: tuple[str, ...]
    is_outdated: bool


def standing(session: Session, of: Report) -> Standing:
    """Compose the report afresh, as of the day its figures were read, and compare."""
    found = gather(session, of, prepared_by=of.content["prepared_by"])
    content, frozen = prose.compose(found, of.wording), of.content
    wording = prose.default_wording(found) | of.wording
    changes = (*figures.changed_figures(frozen, content), *changed_tables(frozen, content))
    return Standing(frozen, wording, tuple(figures.gaps(found)), changes, figures.is_changed(frozen, content))


def gather(session: Session, of: Report, *, prepared_by: str) -> Facts:
    """What the report is composed from, as things stood on its day."""
    schedule = calendar_queries.schedule(session, of.agency_id)
    recurring = periods(of.year, schedule)
    period = next(p for p in recurring if p.code == of.period)
    order = list(Section)
    every = sorted(_pieces(session, of.agency_id, of.year, of.as_of), key=lambda p: order.index(p.section))
    if of.section is not None:
        every = [p for p in every if p.section is of.section]
    here = [p for p in every if rules.belongs(p, period, recurring)]
    following = period_named(_NEXT[of.period], of.year, schedule) if of.kind is ReportKind.PERIOD and of.period in _NEXT else None
    told = set(here)
    later = [p for p in every if following and rules.comes_next(p, period, following, recurring)]
    return Facts(
        head=_letterhead(session, of, prepared_by),
        period=period,
        as_of=of.as_of,
        pieces=tuple(here),
        upcoming=tuple([p for p in here if p.outcome is Outcome.OPEN] + [p for p in later if p not in told]),
        measures=tuple(_measures(session, of)),
        section=of.section,
        forms=forms.annexed(session, of, period, schedule),
        chapters=chapters.told(session, of, period),
    )


def _pieces(session: Session, agency_id: int, year: int, as_of: date) -> list[Piece]:
    proofs = _documents(session, agency_id, year, as_of)
    unit_name = func.coalesce(func.nullif(Unit.short_name, ""), Unit.name)
    query = (
        select(Occurrence, Task.number, Task.title, Task.section, unit_name)
        .join(Task, Task.id == Occurrence.task_id)
        .join(Plan, Plan.id == Task.plan_id)
        .join(Unit, Unit.id == Occurrence.unit_id)
        .where(Occurrence.agency_id == agency_id, Occurrence.year == year, Plan.state == PlanState.ACTIVE)
        .where(Occurrence.state != State.DORMANT, Task.removed_on.is_(None))
        .order_by(Task.plan_id, Task.position, Occurrence.opens_on, Occurrence.unit_id, Occurrence.id)
    )
    return [
        _piece(occurrence, tt, title, section, unit, as_of, proofs.get(occurrence.id, []))
        for occurrence, tt, title, section, unit in session.execute(query)
    ]


def _piece(occurrence: Occurrence, number: str, title: str, section: Section, unit: str, as_of: date, proofs: list[Evidence]) -> Piece:
    # As of the report's day: what came later does not change what the report said then.
    outcome, handed_in = _SETTLED.get(occurrence.state, Outcome.OPEN), occurrence.submitted_on
    if handed_in is not None and handed_in > as_of:
        outcome, handed_in = Outcome.OPEN, None
    elif occurrence.settled_on is not None and occurrence.settled_on > as_of and outcome is not Outcome.OPEN:
        outcome = Outcome.WAITING
    told = proofs if outcome in {Outcome.DONE, Outcome.NOTHING} else []
    nothing = [proof.note for proof in told if proof.kind is EvidenceKind.NOTHING and not proof.doc_number]
    return Piece(
        task_id=occurrence.task_id,
        section=section,
        number=number,
        title=title,
        unit=unit,
        period=occurrence.period,
        due_on=occurrence.due_on,
        outcome=outcome,
        handed_in_on=handed_in,
        papers=tuple(Paper(proof.doc_number, proof.doc_date) for proof in told if proof.doc_number),
        files=sum(1 for proof in told if proof.kind is EvidenceKind.FILE and not proof.doc_number),
        reason=nothing[0] if nothing else "",
        rows=tuple((proof.register, proof.row_id) for proof in told if proof.row_id is not None),
    )


def _documents(session: Session, agency_id: int, year: int, as_of: date) -> dict[int, list[Evidence]]:
    query = (
        select(EvidenceLink.occurrence_id, Evidence)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .join(Occurrence, Occurrence.id == EvidenceLink.occurrence_id)
        .where(Occurrence.agency_id == agency_id, Occurrence.year == year)
        .where(EvidenceLink.verdict == Verdict.ACCEPTED, EvidenceLink.verified_on <= as_of)
        .order_by(EvidenceLink.id)
    )
    found: dict[int, list[Evidence]] = defaultdict(list)
    for occurrence_id, proof in session.execute(query):
        found[occurrence_id].append(proof)
    return found


def measured(session: Session, agency_id: int, year: int) -> list[tuple[Target, dict[str, Judgement]]]:
    """The year's targets with what was reached in each period that has a value."""
    query = (
        select(Target, IndicatorValue)
        .join(Plan, Plan.id == Target.plan_id)
        .outerjoin(IndicatorValue, (IndicatorValue.target_id == Target.id) & (IndicatorValue.year == year))
        .where(Target.agency_id == agency_id, Target.removed_on.is_(None), _in_force(year))
        .order_by(Target.plan_id, Target.position, Target.id)
    )
    found: dict[Target, dict[str, Judgement]] = {}
    for target, value in session.execute(query):
        values = found.setdefault(target, {})
        if value is not None:
            values[value.period] = indicator_rules.judge(indicator_queries.goal_of(target), value.numerator, value.denominator)
    return list(found.items())


def _measures(session: Session, of: Report) -> list[Measure]:
    found = []
    for target, values in measured(session, of.agency_id, of.year):
        if of.section not in (None, target.section):
            continue
        # A section's progress shows the latest figures, not those of a year that has not ended.
        last = indicator_rules.latest(values) if of.section else None
        value = last[1] if last else values.get(of.period)
        goal = indicator_queries.goal_of(target).words
        shown = (value.value_text or value.words, value.is_met, value.counted) if value else ("", None, "")
        # A name that was cut gives way to the sentence it was taken from.
        name = brief(target.text, _LONGEST_TARGET) if target.metric.endswith("…") else target.metric
        found.append(Measure(target.section, name[:1].upper() + name[1:], goal, *shown))
    return found


def _in_force(year: int) -> ColumnElement[bool]:
    return and_(Plan.state == PlanState.ACTIVE, Plan.year <= year, func.coalesce(Plan.year_end, Plan.year) >= year)


def _letterhead(session: Session, of: Report, prepared_by: str) -> Letterhead:
    agency = people_queries.agency(session, of.agency_id)
    plans = session.scalars(select(Plan).where(Plan.agency_id == of.agency_id, _in_force(of.year)).order_by(Plan.id)).all()
    post, mode = _signing_post(session, of)
    told = [line for plan in plans[:1] for line in plan.recipients if not fold(line).startswith(("ubnd", "uy ban nhan dan"))]
    kept = [line for line in told if fold(line).startswith("luu")]
    others = [line for line in told if line not in kept]
    return Letterhead(
        name=agency.name,
        superior=agency.superior,
        place=agency.place,
        symbol=agency.symbol or "UBND",
        plans=tuple(_cited(plan) for plan in plans),
        recipients=(*(["Như trên"] if agency.superior else []), *others, *(kept or ["Lưu: VT"])),
        signer=post.person.full_name if post and post.person else "",
        post=post.title if post else "",
        mode=mode,
        prepared_by=prepared_by,
    )


def leader_posts(session: Session, agency_id: int, on: date) -> Sequence[Post]:
    """The posts that may sign, the head of the agency first."""
    query = select(Post).join(Post.unit).where(Unit.agency_id == agency_id, Post.role == Role.LEADER, Post.person_id.is_not(None))
    found = session.scalars(
        query.where(people_queries.valid_on(on, Post)).options(joinedload(Post.person)).order_by(Unit.position, Post.id)
    ).all()
    return sorted(found, key=lambda post: fold(post.title).startswith("pho"))


def _signing_post(session: Session, of: Report) -> tuple[Post | None, str]:
    leaders = leader_posts(session, of.agency_id, of.as_of)
    chosen = next((post for post in leaders if post.id == of.signer_post_id), leaders[0] if leaders else None)
    if chosen is None or not fold(chosen.title).startswith("pho"):
        return chosen, ""
    query = select(Delegation.mode, Post.title).join(Post, Post.id == Delegation.from_post_id)
    granted = session.execute(query.where(Delegation.to_post_id == chosen.id, Delegation.valid_from <= of.as_of).limit(1)).first()
    # A deputy signs for the head (KT.) unless a delegation says otherwise (Decree 30/2020, annex I).
    return chosen, f"{granted.mode} {granted.title}" if granted else f"KT. {chosen.title[len('Phó ') :]}"


def _cited(plan: Plan) -> str:
    said = plan.title if fold(plan.title).startswith("ke hoach") else f"Kế hoạch {plan.title}"
    if plan.number and plan.number[:1].isdigit():
        said = f"Kế hoạch số {plan.number}" + (f" ngày {day(plan.issued_on)}" if plan.issued_on else "")
    return said
