"""From a finding to its end: the owner hands in what was done, another person checks it, closes the finding or opens it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.models import Evidence, Verdict
from tthc.core.evidence.rules import Proof
from tthc.core.inspections.models import InspectionFinding, InspectionFindingStep, InspectionProof, InspectionRemedy
from tthc.core.inspections.queries import findings as queries
from tthc.core.inspections.rules import findings as rules
from tthc.core.inspections.rules.findings import FindingAct, FindingState, OwnerScope
from tthc.core.people.models import Unit
from tthc.core.registers.queries.book import Book
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from tthc.kernel.policy import Can, ensure, may
from tthc.kernel.vietnamese import day

F = InspectionFinding
_OWN = (
    "Kết quả phúc tra: người nộp kết quả khắc phục và người của đơn vị phải khắc phục không được khép kiến nghị của đơn vị mình. "
    "Đề nghị người khác phúc tra."
)
_NO_WORDS = "Kết quả khắc phục: nêu việc đã làm để khắc phục."
_NO_PROOF = "Minh chứng: đính kèm tệp, nhập số văn bản hoặc chọn minh chứng đã có của đơn vị."
_NO_REASON = "Nội dung còn thiếu: nêu việc chưa khắc phục để đơn vị biết cần làm gì."


def hand_in(
    session: Session,
    actor: Actor,
    row: F,
    words: str,
    *,
    proofs: Sequence[Proof] = (),
    rows: Sequence[tuple[Book, Any]] = (),
    evidence_ids: Sequence[int] = (),
    version: int | None = None,
    today: date,
    now: datetime,
) -> InspectionRemedy:
    """The owner says what was done, with proof: files, documents by number, register rows, or evidence that the unit has already."""
    scope = queries.owner_scope(session, row)
    ensure(actor, Can.INSPECTION_ANSWER, scope)
    _ensure_state(row, version, "Nộp kết quả khắc phục", FindingState.OPEN, FindingState.REOPENED)
    if not words.strip():
        raise BadInput("Chưa lưu được.", {"words": _NO_WORDS})
    if not (proofs or rows or evidence_ids):
        raise BadInput("Chưa lưu được.", {"files": _NO_PROOF})
    offered = [*proofs, *(_of_register(session, actor, book, one, scope) for book, one in rows)]
    own = [_own_evidence(session, one, scope) for one in dict.fromkeys(evidence_ids)]
    kept = [evidence_actions.keep(session, actor, scope, one, today=today, now=now, can=Can.INSPECTION_ANSWER) for one in offered]
    at: dict[str, Any] = {"submitted_by_id": actor.person_id, "submitted_at": now, "submitted_on": today}
    remedy = InspectionRemedy(finding_id=row.id, words=words.strip(), **at)
    session.add(remedy)
    session.flush()
    session.add_all(InspectionProof(remedy_id=remedy.id, evidence_id=one) for one in dict.fromkeys(each.id for each in (*kept, *own)))
    before = _said(row)
    row.handed_on = today
    _written(session, actor, row, FindingAct.HAND_IN, words.strip(), before, today=today, now=now)
    return remedy


def _of_register(session: Session, actor: Actor, book: Book, row: Any, scope: OwnerScope) -> Proof:
    ensure(actor, book.read, row)
    if row.removed_at is not None:
        raise BadInput("Chưa lưu được.", {"row": "Dòng trong sổ: dòng này đã bị xóa khỏi sổ. Chọn dòng khác."})
    if row.agency_id != scope.agency_id or not queries.belongs_to(session, row.unit_id, scope):
        raise BadInput("Chưa lưu được.", {"row": f"Dòng trong sổ: dòng này do đơn vị khác theo dõi. {_mine(session, scope)}"})
    return Proof("row", register=book.name, row_id=row.id, subject=book.describe(row).strip())


def _own_evidence(session: Session, evidence_id: int, scope: OwnerScope) -> Evidence:
    found = session.get(Evidence, evidence_id)
    if found is None or found.agency_id != scope.agency_id or not queries.belongs_to(session, found.unit_id, scope):
        raise BadInput("Chưa lưu được.", {"evidence": f"Minh chứng đã có: minh chứng này của đơn vị khác. {_mine(session, scope)}"})
    return found


def _mine(session: Session, scope: OwnerScope) -> str:
    return f"Chọn minh chứng của {session.scalar(select(Unit.name).where(Unit.id == scope.unit_id))}."


def close(session: Session, actor: Actor, row: F, words: str = "", *, version: int | None = None, today: date, now: datetime) -> None:
    """The re-check found it put right."""
    remedy = queries.waiting_remedy(session, row)
    _ensure_other(session, actor, row, remedy)
    _ensure_state(row, version, "Khép kiến nghị", FindingState.WAITING)
    _judge(remedy, actor, Verdict.ACCEPTED, words, today, now)
    before = _said(row)
    row.closed_on = today
    _written(session, actor, row, FindingAct.CLOSE, words.strip(), before, today=today, now=now)


def reopen(
    session: Session, actor: Actor, row: F, words: str, due_on: date | None, *, version: int | None = None, today: date, now: datetime
) -> None:
    """The re-check found it not put right, before or after it was closed: what is still wrong, and until when."""
    remedy = queries.waiting_remedy(session, row)
    _ensure_other(session, actor, row, remedy)
    _ensure_state(row, version, "Mở lại kiến nghị", FindingState.WAITING, FindingState.CLOSED)
    faults = {} if words.strip() else {"words": _NO_REASON}
    if due_on is None or due_on < today:
        faults["due_on"] = f"Hạn mới: nhập ngày từ {day(today)} trở đi."
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    _judge(remedy, actor, Verdict.RETURNED, words, today, now)
    before = _said(row)
    row.handed_on = row.closed_on = None
    row.reopened_on, row.due_on = today, due_on
    _written(session, actor, row, FindingAct.REOPEN, words.strip(), before, today=today, now=now)


def _ensure_other(session: Session, actor: Actor, row: F, remedy: InspectionRemedy | None) -> None:
    """Never who handed it in, never anyone of the unit that has to put it right."""
    scope = queries.recheck_scope(row, remedy)
    if may(actor, Can.INSPECTION_RECHECK) and row.agency_id == actor.agency_id and not may(actor, Can.INSPECTION_RECHECK, scope):
        raise NotAllowed(_OWN)
    ensure(actor, Can.INSPECTION_RECHECK, scope)
    if row.owner_id in queries.workplaces(session, actor):
        raise NotAllowed(_OWN)


def _judge(remedy: InspectionRemedy | None, actor: Actor, verdict: Verdict, words: str, today: date, now: datetime) -> None:
    """What an old book says was handed in has no remedy of its own here."""
    if remedy is not None:
        remedy.verdict, remedy.comment = verdict, words.strip()
        remedy.verified_by_id, remedy.verified_at, remedy.verified_on = actor.person_id, now, today


def _ensure_state(row: F, version: int | None, step: str, *states: FindingState) -> None:
    told = rules.FINDING_STATES[rules.state(row.handed_on, row.closed_on, row.reopened_on)]
    if version is not None and version != row.version:
        raise Conflict(
            "Kiến nghị này vừa được người khác xử lý. Xem bước mới nhất trước khi thực hiện.", {"Tình trạng": told}, {"Bước": step}
        )
    if rules.state(row.handed_on, row.closed_on, row.reopened_on) not in states:
        raise WrongState(f"Kiến nghị đang ở tình trạng “{told}” nên không thực hiện được bước này. Tải lại trang.")


def _written(
    session: Session, actor: Actor, row: F, act: FindingAct, words: str, before: Mapping[str, str], *, today: date, now: datetime
) -> None:
    """The line of the history, and the entry of the log with what the step changed."""
    rules.place(row)
    step = InspectionFindingStep(finding_id=row.id, act=act, done_on=today, done_at=now, done_by_id=actor.person_id)
    step.words, step.due_on = words, row.due_on
    session.add(step)
    session.flush()
    after = _said(row)
    changed = sorted(title for title in before.keys() | after.keys() if before.get(title) != after.get(title))
    told = [{title: side[title] for title in changed if title in side} for side in (before, after)]
    said = told[1] | ({"Nội dung": words} if words else {})
    audit.record(session, actor, act.value, "inspection_finding", row.id, now=now, before=told[0], after=said, agency_id=row.agency_id)


def _said(row: F) -> dict[str, str]:
    state = rules.FINDING_STATES[rules.state(row.handed_on, row.closed_on, row.reopened_on)]
    return {"Tình trạng": state} | ({"Hạn khắc phục": day(row.due_on)} if row.due_on else {})
