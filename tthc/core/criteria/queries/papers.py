"""Papers of an assessment: what each still lacks, what was printed, and the values a paper is printed of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tthc.core.criteria.models import Assessment, AssessmentComment, AssessmentMeeting, AssessmentPaper
from tthc.core.criteria.queries import assessments
from tthc.core.criteria.queries import sheet as sheet_queries
from tthc.core.criteria.queries.sheet import Sheet, SheetLine
from tthc.core.criteria.rules import paper_texts, papers
from tthc.core.criteria.rules.assessments import SETTLED, AssessmentState, LineVerdict, MeetingKind, figure
from tthc.core.criteria.rules.papers import PAPERS, Case, House, Met, Paper, PaperLine, Said
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Person, Post, Unit
from tthc.kernel import queued
from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotFound
from tthc.kernel.vietnamese import day, number

_JUDGED = (AssessmentState.APPRAISED, *SETTLED)


@dataclass(frozen=True)
class PaperState:
    """A paper of the file: what it still lacks, and the latest one printed for this agency."""

    paper: Paper
    lacks: str
    latest: AssessmentPaper | None


def lacks(paper: Paper, found: Sheet) -> str:
    """Why the paper cannot be made yet; nothing where it can."""
    state = found.row.state
    if paper is papers.MINUTES and MeetingKind.COMMUNE not in found.meetings:
        return "Chưa ghi cuộc họp tự đánh giá."
    if paper is papers.COUNCIL and MeetingKind.COUNCIL not in found.meetings:
        return "Chưa ghi cuộc họp Hội đồng."
    if paper is papers.DECISION and state not in SETTLED:
        return "Chưa có quyết định."
    if paper in (papers.COMMENTS, papers.REQUEST) and state is AssessmentState.SCORING:
        return "Chưa niêm yết dự thảo."
    gaps = sum(bool(line.scored.gap) for line in found.lines)
    if paper in (papers.SCORE_SHEET, papers.REPORT) and gaps:
        return f"Còn {gaps} chỉ tiêu chưa chấm hoặc thiếu minh chứng, giải trình."
    return ""


def states(session: Session, actor: Actor, found: Sheet) -> tuple[PaperState, ...]:
    """All papers of the file in their order."""
    query = select(AssessmentPaper).where(AssessmentPaper.assessment_id == found.row.id, AssessmentPaper.agency_id == actor.agency_id)
    latest = {row.kind: row for row in session.scalars(query.order_by(AssessmentPaper.id))}
    return tuple(PaperState(paper, lacks(paper, found), latest.get(paper.kind)) for paper in PAPERS)


def one(session: Session, actor: Actor, assessment_id: int, paper_id: int) -> AssessmentPaper:
    """A printed paper of an assessment that this person may read; what another agency printed is not there."""
    assessments.one(session, actor, assessment_id)
    query = select(AssessmentPaper).where(AssessmentPaper.id == paper_id, AssessmentPaper.assessment_id == assessment_id)
    found = session.scalars(query.options(joinedload(AssessmentPaper.stored_file))).one_or_none()
    if found is None or not (actor.is_system or found.agency_id == actor.agency_id):
        raise NotFound
    return found


def for_worker(session: Session, paper_id: int) -> AssessmentPaper | None:
    """The paper a job was woken for."""
    return session.get(AssessmentPaper, paper_id)


def unprinted(session: Session, now: datetime) -> list[int]:
    """Papers that nobody is printing, for the sweeper."""
    return queued.waiting(session, AssessmentPaper, now)


def reader(session: Session, row: AssessmentPaper, today: date) -> Actor:
    """Who asked, with the rights of today."""
    found = people_queries.load_actor(session, row.asked_by_id or 0, today)
    if found is None or found.agency_id != row.agency_id:
        raise NotFound("Người yêu cầu in không còn vị trí công tác trong cơ quan.")
    return found


def content(session: Session, actor: Actor, row: AssessmentPaper, *, today: date) -> paper_texts.Content:
    """What the paper holds for this reader."""
    found = sheet_queries.sheet(session, assessments.one(session, actor, row.assessment_id), today=today)
    paper = papers.BY_KIND[row.kind]
    if sentence := lacks(paper, found):
        raise NotFound(sentence)
    return paper_texts.content(paper, case_of(session, found, today))


def case_of(session: Session, found: Sheet, today: date) -> Case:
    """The assessment as its papers tell it."""
    row = found.row
    judge = row.appraising_agency_id or assessments.appraising_agency(session, row.agency_id, today)
    answered = [*(row.conditions or row.own_conditions), *([None] * len(found.table.conditions))]
    return Case(
        commune=_house(session, row.agency_id, today),
        judge=_house(session, judge, today),
        subject=found.table.subject,
        set_title=found.table.title,
        basis=found.table.basis,
        year=row.year,
        today=today,
        lines=_lines(found),
        own=found.own,
        final=found.final,
        conditions=tuple(zip(found.table.conditions, answered, strict=False)),
        posting=_posting(row),
        comments=tuple(_said(one) for one in sheet_queries.comments(session, row)),
        meeting=_met(found.meetings.get(MeetingKind.COMMUNE)),
        council=_met(found.meetings.get(MeetingKind.COUNCIL)),
        is_met=row.is_met,
        decision=row.decision_number,
        decided_on=row.decided_on,
        is_judged=row.state in _JUDGED,
        attached=tuple(paper.title for paper in PAPERS if not paper.is_judges and paper is not papers.REQUEST and not lacks(paper, found)),
    )


def _lines(found: Sheet) -> tuple[PaperLine, ...]:
    rows: list[PaperLine] = []
    for criterion in found.table.criteria:
        rows.append(PaperLine(criterion.number, criterion.title, "", "", "", "", "", is_criterion=True))
        rows += [_line(line) for one in criterion.indicators for line in found.lines if line.indicator.id == one.id]
    return tuple(rows)


def _line(line: SheetLine) -> PaperLine:
    indicator = line.indicator
    least = f"từ {number(indicator.threshold)}" if indicator.threshold is not None else ""
    most = f"{number(indicator.most_points)} điểm" if indicator.most_points is not None else ""
    ground = "; ".join([proof.title for proof in line.proofs] + [one for one in (line.row.explanation, line.row.reason) if one])
    is_said = line.row.verdict is LineVerdict.LOWERED
    return PaperLine(
        indicator.number,
        indicator.title,
        "; ".join(one for one in (least, most) if one),
        figure(indicator, line.scored.own),
        figure(indicator, assessments.final_of(line.row)),
        ground,
        line.row.comment if is_said else "",
    )


def _posting(row: Assessment) -> str:
    if row.posted_from is None or row.posted_to is None:
        return ""
    told = f"Dự thảo niêm yết tại {row.posted_place} từ ngày {day(row.posted_from)} đến hết ngày {day(row.posted_to)}"
    if row.portal_from and row.portal_to:
        place = row.portal_place or "trang thông tin điện tử"
        told += f"; đăng trên {place} từ ngày {day(row.portal_from)} đến hết ngày {day(row.portal_to)}"
    return told + (f"; phát thanh {row.radio_times} lần." if row.radio_times else ".")


def _said(one: AssessmentComment) -> Said:
    about = f"Chỉ tiêu {one.indicator.number}" if one.indicator else "Cả bảng chấm điểm"
    return Said(one.sender, one.received_on, about, one.words, one.answer)


def _met(row: AssessmentMeeting | None) -> Met | None:
    if row is None:
        return None
    members = tuple(line for line in row.members.splitlines() if line)
    return Met(row.held_on, row.place, row.chair, row.secretary, members, row.present, row.in_favour, row.words)


def _house(session: Session, agency_id: int, today: date) -> House:
    unit = people_queries.agency(session, agency_id)
    held = select(Post.title, Person.full_name).join(Person, Person.id == Post.person_id).join(Unit, Unit.id == Post.unit_id)
    held = held.where(Unit.agency_id == agency_id, Post.role == Role.LEADER, people_queries.valid_on(today, Post))
    leader = session.execute(held.order_by(Post.id).limit(1)).first()
    post, signer = (leader.title, leader.full_name) if leader else ("Chủ tịch", "")
    return House(unit.name, unit.superior, unit.place, unit.symbol or "UBND", post, signer)
